"""The page about roles, and that nobody adds pages of kinds that their role doesn't give them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.roles.documentation import described_roles
from portal.roles.page_rights import may_add


class RolesView(WagtailAdminTemplateMixin, TemplateView):
    """What each role may do, and who has it."""

    page_title = _("Roles")
    header_icon = "group"
    template_name = "portal/roles.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(roles=described_roles(self.request.user), **kwargs)


@hooks.register("register_admin_urls")
def roles_urls() -> list[URLPattern]:
    """At /admin/roles/."""
    return [path("roles/", RolesView.as_view(), name="roles")]


@hooks.register("register_help_menu_item")
def roles_item() -> MenuItem:
    """In the menu of help, for everybody."""
    return MenuItem(_("Roles"), reverse("roles"), name="roles", icon_name="group", order=200)


@hooks.register("before_create_page")
def refuse_other_kinds(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Wagtail asks only whether anything may be added below a page."""
    if may_add(request.user, parent_page, page_class):
        return None
    refused: HttpResponse = permission_denied(request)
    return refused
