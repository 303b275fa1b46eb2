"""Whose bin it is: who may add pages where a page stood may bring it back there."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Substr
from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from editing.models import BinnedPage


def may_use_bin(user: Any) -> bool:
    """Whether the bin is of any use to somebody."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, ["add", "change"]))


def sites_of(user: Any) -> Any:
    """The centres whose pages somebody works on."""
    own = PagePermissionPolicy().explorable_instances(user)
    homes = own.annotate(home=Substr("path", 1, 2 * Page.steplen)).order_by().values_list("home", flat=True).distinct()
    return Site.objects.filter(root_page__path__in=list(homes))


def place_of(binned: BinnedPage) -> Page:
    """The page that it stood below, or the centre's home when that is gone."""
    return Page.objects.filter(pk=binned.parent_id).first() or binned.site.root_page


def may_restore(user: Any, binned: BinnedPage) -> bool:
    """Whether somebody may bring a page back where it was, or where else there is room for it."""
    return sites_of(user).filter(pk=binned.site_id).exists() and _may_add_below(user, place_of(binned))


def restorable(user: Any) -> dict[int, Page]:
    """Where each page of the bin goes that somebody may bring back, the last deleted first.

    The same as `may_restore` and `place_of` of each, in as many queries for a thousand as for one.
    """
    homes = {site.pk: site.root_page for site in sites_of(user).select_related("root_page")}
    found = BinnedPage.objects.tops().filter(site__in=homes)
    above = {page.pk: page for page in Page.objects.filter(pk__in=found.order_by().values("parent_id"))}
    rows = found.values_list("pk", "parent_id", "site_id")
    places = {pk: above.get(parent) or homes[site] for pk, parent, site in rows}
    allowed = {page.pk: _may_add_below(user, page) for page in {place.pk: place for place in places.values()}.values()}
    return {pk: place for pk, place in places.items() if allowed[place.pk]}


def _may_add_below(user: Any, page: Page) -> bool:
    return bool(page.permissions_for_user(user).can_add_subpage())
