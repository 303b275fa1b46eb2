"""Who may look at the board of a centre: one right on its site covers the board, the log and the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.contrib.settings.forms import SitePermissionForm
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from compliance.models import ComplianceBoard, SentSheet

RIGHT = "change_complianceboard"


class BoardPolicy(SitePermissionPolicy):
    """Whatever somebody wants to do on the board, they need the one right on that site."""

    def _get_permission_codenames(self, actions: Iterable[str]) -> set[str]:
        return {RIGHT}

    def _get_permission_name(self, action: str) -> str:
        return f"{self.app_label}.{RIGHT}"


board_policy = BoardPolicy(SentSheet, auth_model=ComplianceBoard)


def may_see_boards(user: Any) -> bool:
    """Whether somebody has the right on any site."""
    return bool(board_policy.user_has_permission(user, "change"))


def own_sites(user: Any) -> QuerySet[Site]:
    """The sites whose board somebody may see."""
    return board_policy.sites_user_has_permission_for(user, "change").order_by("site_name", "pk")


class BoardPermissionForm(SitePermissionForm):
    """Part of the form of a group: whose boards it may see."""

    settings_model = ComplianceBoard
    icon = "tasks"
