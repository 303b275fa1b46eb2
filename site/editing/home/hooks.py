"""Where the administration shows the home of an editor, and leads to what may be added."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from editing.home.panel import HomePanel
from editing.home.views import KindsView, StartView

urlpatterns: list[URLPattern] = [
    path("", KindsView.as_view(), name="kinds"),
    path(
        "<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        StartView.as_view(),
        name="start",
    ),
]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Everywhere: lists in the administration need them on a phone, too."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-home.css"))


@hooks.register("register_admin_urls")
def adding_urls() -> list[URLResolver]:
    """Below /admin/adding/."""
    return [path("adding/", include((urlpatterns, "adding")))]


@hooks.register("register_admin_menu_item")
def adding_item() -> MenuItem:
    """First in the main menu; who may add nothing is told so there."""
    return MenuItem(_("Add content"), reverse("adding:kinds"), name="adding", icon_name="plus", order=10)


@hooks.register("construct_homepage_panels")
def home_of_editor(request: HttpRequest, panels: list[Any]) -> None:
    """Instead of Wagtail's lists of what waits for approval and of what was sent for it, which are lines of it."""
    lines = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, lines)]
    panels.append(HomePanel(request))
