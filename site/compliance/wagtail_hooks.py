"""Where the administration leads to the board of a centre."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from compliance.administration import urls
from compliance.administration.panel import GapsPanel
from compliance.administration.rights import BoardPermissionForm, may_see_boards


@hooks.register("register_admin_urls")
def compliance_urls() -> list[URLResolver]:
    """Below /admin/compliance/."""
    return [path("compliance/", include(urls))]


class BoardItem(MenuItem):
    """Shown to whoever has a board to look at."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_boards(request.user)


@hooks.register("register_admin_menu_item")
def board_item() -> MenuItem:
    """In the main menu, after the pages and files."""
    return BoardItem(
        _("Legal compliance"), reverse("compliance:index"), name="compliance", icon_name="tasks", order=350
    )


@hooks.register("construct_homepage_panels")
def gaps_on_home(request: HttpRequest, panels: list[Any]) -> None:
    """Above everything else."""
    if may_see_boards(request.user):
        panels.append(GapsPanel(request))


@hooks.register("register_group_permission_panel")
def rights_on_boards() -> type[BoardPermissionForm]:
    """Where an administrator says whose boards a group may see."""
    return BoardPermissionForm
