"""Whose bin it is: who may add pages where a page stood may bring it back there."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from editing.models import BinnedPage


def may_use_bin(user: Any) -> bool:
    """Whether the bin is of any use to somebody."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, ["add", "change"]))


def sites_of(user: Any) -> Any:
    """The centres whose pages somebody works on."""
    own = PagePermissionPolicy().explorable_instances(user)
    homes = {path[: 2 * Page.steplen] for path in own.values_list("path", flat=True)}
    return Site.objects.filter(root_page__path__in=homes)


def place_of(binned: BinnedPage) -> Page:
    """The page that it stood below, or the centre's home when that is gone."""
    return Page.objects.filter(pk=binned.parent_id).first() or binned.site.root_page


def may_restore(user: Any, binned: BinnedPage) -> bool:
    """Whether somebody may bring a page back where it was, or where else there is room for it."""
    if not sites_of(user).filter(pk=binned.site_id).exists():
        return False
    return bool(place_of(binned).permissions_for_user(user).can_add_subpage())
