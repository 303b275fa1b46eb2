"""“Add content”: the choice of kinds, and the form of a new page that begins with a structure."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView

from editing.home.centres import chosen_centre, own_centres
from editing.home.kinds import groups_for
from editing.home.starts import begin


class KindsView(WagtailAdminTemplateMixin, TemplateView):
    """What somebody may add, with a sentence on each kind and the way to its place."""

    page_title = _("Add content")
    header_icon = "plus"
    template_name = "editing/home/kinds.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        centres = own_centres(self.request.user)
        centre = chosen_centre(self.request, centres)
        groups = groups_for(self.request.user, centre) if centre else []
        return super().get_context_data(centres=centres, centre=centre, groups=groups, **kwargs)


class StartView(CreateView):
    """Wagtail's own form, filled with a structure; it is sent where that one is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        begin(self.page)
        response: HttpResponse = super().get(request)
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        raise PermissionDenied  # the form has another address
