"""Where an editor shares a draft, sees how often the link was opened, and takes it back."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.log_actions import log
from wagtail.models import Page

from editing.models import SharedPreview

DAYS = [("1", gettext_lazy("one day")), ("7", gettext_lazy("a week")), ("30", gettext_lazy("30 days"))]
OPENINGS_SHOWN = 20


class ShareForm(forms.Form):
    """How long the link works."""

    days = forms.ChoiceField(
        label=gettext_lazy("How long does the link work?"), choices=DAYS, initial="7", widget=forms.RadioSelect
    )


class OwnPage:
    """A view about the links of one page, for who may edit it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def page(self) -> Any:
        """The page. Raises Http404, PermissionDenied."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page


class LinksView(OwnPage, WagtailAdminTemplateMixin, FormView):
    """The links of a page, and a form for one more."""

    page_title = gettext_lazy("Share a preview")
    header_icon = "view"
    template_name = "editing/previews/links.html"
    form_class = ShareForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page  # noqa: B018 -- asks whether they may
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ShareForm) -> HttpResponse:
        draft = self.page.latest_revision
        if draft is None:
            form.add_error(None, _("Nothing is saved yet. Save a draft first, then share it."))
            return self.form_invalid(form)
        until = timezone.now() + timedelta(days=int(form.cleaned_data["days"]))
        who: Any = self.request.user
        SharedPreview.objects.create(page=self.page, revision=draft, made_by=who, expires_at=until)
        log(instance=self.page, action="editing.preview_shared", user=self.request.user)
        messages.success(self.request, _("The link is ready. Copy it from the list."))
        return redirect(self.request.path)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = SharedPreview.objects.filter(page=self.page).select_related("made_by", "revision")
        links: list[Any] = list(found.annotate(opened=Sum("openings__count"), last=Max("openings__minute")))
        site = self.page.get_site()
        for link in links:
            link.url = f"{site.root_url if site else ''}{link.path}"
            link.latest = list(link.openings.all()[:OPENINGS_SHOWN])
        return super().get_context_data(page=self.page, links=links, draft=self.page.latest_revision, **kwargs)


class WithdrawView(OwnPage, View):
    """Takes a link back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, number: int) -> HttpResponse:
        link = get_object_or_404(SharedPreview, page=self.page, pk=number)
        if link.is_open:
            link.withdrawn_at = timezone.now()
            link.save(update_fields=["withdrawn_at"])
            log(instance=self.page, action="editing.preview_withdrawn", user=request.user)
        messages.success(request, _("The link is withdrawn; it shows nothing any more."))
        return redirect("previews:links", page_id)
