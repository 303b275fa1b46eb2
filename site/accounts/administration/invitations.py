"""Inviting: a list of one's invitations, a form for a new one, sending again, withdrawing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import ListingButton
from wagtail.log_actions import log
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts import invitations
from accounts.groups import groups_for, may_invite, sites_for
from accounts.models import Invitation

LINK = "accounts_link"


class InvitingPolicy(BasePermissionPolicy):
    """Whoever may bring somebody in may do all that there is to do about it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_invite(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return may_invite(user)


inviting_policy = InvitingPolicy(Invitation)


def own_invitations(user: Any) -> QuerySet[Invitation]:
    """The invitations to one's own centres."""
    return Invitation.objects.filter(site__in=sites_for(user)).select_related("site", "invited_by")


class InvitationForm(WagtailAdminModelForm):
    """Whom to invite, and to what; a centre is asked for only when there are several."""

    groups = ModelMultipleChoiceField(
        Group.objects.none(), label=gettext_lazy("May act as"), widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Invitation
        fields = ["name", "email", "function", "site", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups_for(self.for_user)
        sites = sites_for(self.for_user)
        self.fields["site"].queryset = sites
        if sites.count() == 1:
            self.instance.site = sites.get()
            del self.fields["site"]

    def clean_email(self) -> str:
        """One open invitation is enough: a second one would only make the first link void by surprise."""
        email = str(self.cleaned_data["email"]).lower()
        waiting = own_invitations(self.for_user).filter(email=email, accepted_at=None, withdrawn_at=None)
        if waiting.exists():
            self.add_error("email", _("This address has been invited already. Send that invitation again instead."))
        return email


class InvitationList(generic.IndexView):
    """What was sent, by whom, and what became of it."""

    page_title = gettext_lazy("Invitations")
    add_item_label = gettext_lazy("Invite somebody")
    results_template_name = "accounts/administration/list.html"
    any_permission_required = ["view"]
    default_ordering = "-created"
    paginate_by = 50

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name"),
            self._get_custom_column("email"),
            Column("groups", label=gettext_lazy("May act as"), accessor=group_names),
            self._get_custom_column("site"),
            Column("invited_by", label=gettext_lazy("Invited by"), accessor=inviter),
            DateColumn("created", label=gettext_lazy("Invited")),
            Column("state", label=gettext_lazy("State")),
        ]

    def get_base_queryset(self) -> QuerySet[Invitation]:
        return own_invitations(self.request.user).prefetch_related("groups")

    def get_list_buttons(self, instance: Invitation) -> list[ListingButton]:
        if not instance.is_waiting:
            return []
        return [
            ListingButton(_("Send again"), url=reverse("invitations:again", args=(instance.pk,)), priority=10),
            ListingButton(_("Withdraw"), url=reverse("invitations:withdraw", args=(instance.pk,)), priority=20),
        ]


def group_names(invitation: Invitation) -> str:
    """The groups in a line."""
    return ", ".join(group.name for group in invitation.groups.all())


def inviter(invitation: Invitation) -> str:
    """Who invited, by name; nobody when a command did."""
    user = invitation.invited_by
    return (user.get_full_name() or user.get_username()) if user else "—"


class InvitationAdd(generic.CreateView):
    """A new invitation: sent at once, or its link shown where no mail server is set."""

    page_title = gettext_lazy("Invite somebody")
    form_class = InvitationForm
    submit_button_label = gettext_lazy("Invite")

    def save_instance(self) -> Invitation:
        self.form.instance.invited_by = self.request.user
        return super().save_instance()

    def save_action(self) -> HttpResponse:
        return hand_over(self.request, self.object)


def hand_over(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Send the link, or keep it for the one page that shows it."""
    link = request.build_absolute_uri(invitations.path_of(invitation))
    invitations.tell_of(request, invitation)
    if settings.WAGTAIL_PASSWORD_RESET_ENABLED:
        invitations.send(invitation, link)
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": invitation.email})
        return redirect("invitations:index")
    request.session[LINK] = [invitation.pk, link]
    return redirect("invitations:link", invitation.pk)


def link_once(request: HttpRequest, pk: int) -> HttpResponse:
    """The link to hand over, shown to who made it, once."""
    kept, link = request.session.pop(LINK, (None, ""))
    if kept != pk:
        return redirect("invitations:index")
    invitation = get_object_or_404(own_invitations(request.user), pk=pk)
    return render(request, "accounts/administration/link.html", {"invitation": invitation, "link": link})


def waiting_one(request: HttpRequest, pk: int) -> Invitation:
    """One's own invitation that was neither used nor withdrawn. Raises Http404."""
    found = get_object_or_404(own_invitations(request.user), pk=pk)
    if not found.is_waiting:
        raise Http404
    return found


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for the same invitation."""
    if not may_invite(request.user):
        return permission_denied(request)
    invitation = waiting_one(request, pk)
    if request.method != "POST":
        return confirm(request, invitation, _("Send the invitation again"), _("The older link will work no more."))
    invitations.renew(invitation)
    log(instance=invitation, action="wagtail.edit")
    return hand_over(request, invitation)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the link void."""
    if not may_invite(request.user):
        return permission_denied(request)
    invitation = waiting_one(request, pk)
    if request.method != "POST":
        return confirm(request, invitation, _("Withdraw the invitation"), _("The link will work no more."))
    invitations.withdraw(request, invitation)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("invitations:index")


def confirm(request: HttpRequest, invitation: Invitation, action: str, result: str) -> HttpResponse:
    """Ask before it is done."""
    return render(
        request,
        "accounts/administration/confirm.html",
        {"invitation": invitation, "action": action, "result": result},
    )


class InvitingItem(MenuItem):
    """Shown to whoever may invite."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_invite(request.user)


class InvitationViewSet(ViewSet):
    """Below /admin/invitations/, in the menu of settings."""

    model = Invitation
    name = "invitations"
    url_prefix = "invitations"
    icon = "user"
    menu_hook = "register_settings_menu_item"
    menu_item_class = InvitingItem
    menu_label = gettext_lazy("Invitations")
    menu_order = 590

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{view}_url_name": self.get_url_name(view) for view in ("index", "index_results", "add")}
        return super().get_common_view_kwargs(
            **{"model": self.model, "permission_policy": inviting_policy, "header_icon": self.icon, **names, **kwargs}
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {"add_url_name": self.get_url_name("add")}
        return [
            path("", self.construct_view(InvitationList, **index), name="index"),
            path("results/", self.construct_view(InvitationList, results_only=True), name="index_results"),
            path("add/", self.construct_view(InvitationAdd), name="add"),
            path("<int:pk>/link/", link_once, name="link"),
            path("<int:pk>/again/", again, name="again"),
            path("<int:pk>/withdraw/", withdraw, name="withdraw"),
        ]


invitations_viewset = InvitationViewSet()
