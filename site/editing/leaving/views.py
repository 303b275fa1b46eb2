"""The bin in the administration: what is in it, and the way out of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from compliance.attempts import notice
from compliance.models import AttemptKind
from editing.approval.rules import asks_for_approval
from editing.leaving.restoring import Returned, fault_of, restore
from editing.leaving.rights import may_restore, may_use_bin, place_of, restorable
from editing.models import BinnedPage
from history.models import ChangeKind
from history.notes import check_note
from history.panels import EXPLAINED_KINDS
from history.recording import PublicationRefused

PER_PAGE = 50


class BinView(WagtailAdminTemplateMixin, TemplateView):
    """What was deleted in the last thirty days, of the centres that somebody works for."""

    page_title = gettext_lazy("Bin")
    header_icon = "bin"
    template_name = "editing/leaving/bin.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_use_bin(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = restorable(self.request.user)
        listed: Any = Paginator(list(places), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = BinnedPage.objects.counting_below().defer("content", "draft", "beside").select_related("deleted_by")
        known = rows.in_bulk(listed.object_list)
        listed.object_list = [known[pk] for pk in listed.object_list if pk in known]
        for row in listed.object_list:
            row.stood_below = places[row.pk].get_admin_display_title()
        return super().get_context_data(listed=listed, **kwargs)


class RestoreForm(forms.Form):
    """Where to, and why, if readers are to see it again."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Page to stand below"), queryset=Page.objects.filter(depth__gt=1)
    )
    change_note = forms.CharField(
        label=gettext_lazy("Why does the page come back?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A sentence that readers see in the page's history."),
    )
    change_kind = forms.ChoiceField(
        label=gettext_lazy("How much does it matter to a reader?"),
        choices=EXPLAINED_KINDS,
        initial=ChangeKind.SIGNIFICANT,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, binned: BinnedPage, user: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.binned, self.user = binned, user
        self.publishes = may_publish and "draft" not in self.data
        target = binned.model
        self.fields["parent"].widget = AdminPageChooser(
            target_models=target.allowed_parent_page_models() if target else []
        )
        if not may_publish:
            del self.fields["change_note"], self.fields["change_kind"]

    def clean_parent(self) -> Page:
        """A place where the page may stand, and the person may put it."""
        parent: Page = self.cleaned_data["parent"]
        if fault := fault_of(self.binned, parent):
            raise ValidationError(fault)
        rights = parent.permissions_for_user(self.user)
        if not rights.can_add_subpage() or (self.publishes and not rights.can_publish_subpage()):
            raise ValidationError(_("You may not put a page there."))
        return parent

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.publishes:
            check_note(data.get("change_note") or "", data.get("change_kind") or "")
        return data


class RestoreView(WagtailAdminTemplateMixin, FormView):
    """Asks where to and as what."""

    page_title = gettext_lazy("Bring back from the bin")
    header_icon = "bin"
    template_name = "editing/leaving/restore.html"
    form_class = RestoreForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_restore(request.user, self.binned):
            notice(request, AttemptKind.REFUSED)
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def binned(self) -> BinnedPage:
        """What is to come back."""
        found = BinnedPage.objects.filter(pk=self.kwargs["pk"]).select_related("site__root_page").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def place(self) -> Page | None:
        """Where it stood; None when that is gone, or takes no such page any more."""
        found = Page.objects.filter(pk=self.binned.parent_id).first()
        return found if found is not None and not fault_of(self.binned, found) else None

    @property
    def may_publish(self) -> bool:
        """Whether it was public, and the person may publish there alone."""
        place = place_of(self.binned)
        may = place.permissions_for_user(self.request.user).can_publish_subpage() and not asks_for_approval(place)
        return bool(may) and self.was_live

    @cached_property
    def was_live(self) -> bool:
        """Whether readers saw it, or what stood below it."""
        return self.binned.tree().filter(was_live=True).exists()

    def get_form_kwargs(self) -> dict[str, Any]:
        about = {"binned": self.binned, "user": self.request.user, "may_publish": self.may_publish}
        return {**super().get_form_kwargs(), "initial": {"parent": self.place, "change_kind": "significant"}, **about}

    def form_valid(self, form: RestoreForm) -> HttpResponse:
        data = form.cleaned_data
        reason = {"note": data["change_note"], "kind": data["change_kind"]} if form.publishes else {}
        try:
            with transaction.atomic():
                returned = restore(self.binned, data["parent"], user=self.request.user, **reason)
        except PublicationRefused as refused:
            form.add_error(None, _("“%(page)s” can't be published as it is.") % {"page": refused.page_title})
            form.add_error(None, [*refused.messages, _("Bring it back as a draft, then correct it.")])
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        self._say(returned, published=form.publishes)
        return redirect("wagtailadmin_pages:edit", returned.top.pk)

    def _say(self, returned: Returned, *, published: bool) -> None:
        text = _("“%(page)s” is back and public.") if published else _("“%(page)s” is back as a draft.")
        messages.success(self.request, text % {"page": self.binned.title})
        for told in returned.told:
            messages.warning(self.request, told)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("leaving:bin"), "label": _("Bin")}, {"url": "", "label": self.get_page_title()}]
        return [*super().get_breadcrumbs_items(), *items]

    def get_page_subtitle(self) -> str:
        return self.binned.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        below = self.binned.tree().count() - 1
        return super().get_context_data(
            binned=self.binned,
            below=below,
            place=self.place,
            may_publish=self.may_publish,
            needs_approval=self.was_live and asks_for_approval(place_of(self.binned)),
            **kwargs,
        )
