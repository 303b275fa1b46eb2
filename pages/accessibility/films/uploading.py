"""“Upload the film”: film and captions are checked, put into the draft, and can be watched there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from pages.accessibility.films.containers import film_kind
from pages.accessibility.films.views import serve_captions, serve_film
from pages.accessibility.films.webvtt import read_captions
from pages.accessibility.models import SignFilmPage


class UploadForm(forms.Form):
    """Film and captions; what is left empty stays as it is."""

    film = forms.FileField(label=gettext_lazy("Film (MP4 or WebM)"), required=False)
    captions = forms.FileField(
        label=gettext_lazy("Captions (WebVTT)"),
        required=False,
        help_text=gettext_lazy("The words that are heard or signed, each with its time: a file ending in .vtt."),
    )
    take_away = forms.BooleanField(
        label=gettext_lazy("Take away the film that is there, with its captions"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = filesizeformat(settings.FILM_MAX_UPLOAD_SIZE)
        self.fields["film"].help_text = _("At most %(limit)s.") % {"limit": limit}

    def clean_film(self) -> Any:
        film = self.cleaned_data["film"]
        if film:
            film.name = f"film.{film_kind(film).suffix}"
        return film

    def clean_captions(self) -> Any:
        captions = self.cleaned_data["captions"]
        if captions:
            read_captions(captions)
            captions.name = "napisy.vtt"
        return captions

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in self.fields):
            raise ValidationError(_("Choose a file."))
        return data


class UploadView(WagtailAdminTemplateMixin, FormView):
    """Puts a film into the draft of its page; publishing it is another step."""

    page_title = gettext_lazy("The film and its captions")
    template_name = "pages/accessibility/admin/upload_film.html"
    header_icon = "media"
    form_class = UploadForm
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = editable(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> SignFilmPage:
        """The page as its editors see it."""
        return self.page.get_latest_revision_as_object()

    def form_valid(self, form: UploadForm) -> HttpResponse:
        lock = self.page.get_lock()
        if self.page.alias_of_id or (lock and lock.for_user(self.request.user)):
            form.add_error(None, _("The page is locked. Nothing can be changed until it is unlocked."))
            return self.form_invalid(form)
        draft = self.draft
        for name in ("film", "captions"):
            if form.cleaned_data["take_away"]:
                setattr(draft, name, "")
            if form.cleaned_data[name]:
                setattr(draft, name, form.cleaned_data[name])
        if draft.film:
            draft.link = ""
        if not self.page.live:
            draft.save(clean=False)  # what has no readers yet is its last draft
        draft.save_revision(user=self.request.user, log_action=True, clean=False)
        messages.success(self.request, _("This is in the draft now. Look at the film here, then publish the page."))
        return redirect("accessibility_admin:film", self.page.pk)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit_url = reverse("wagtailadmin_pages:edit", args=(self.page.pk,))
        film = self.draft.shown_film(is_draft=True)
        return super().get_context_data(**{"page": self.page, "edit_url": edit_url, "film": film, **kwargs})


def editable(request: HttpRequest, page_id: int) -> SignFilmPage:
    """The page with a film, for whoever may edit it. Raises Http404 and PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, SignFilmPage):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_safe
def draft_film(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The film of a draft."""
    return serve_film(request, editable(request, page_id).get_latest_revision_as_object())


@require_safe
def draft_captions(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The captions of a draft."""
    return serve_captions(request, editable(request, page_id).get_latest_revision_as_object())
