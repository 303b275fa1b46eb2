"""Where readers of an old address are led.

Wagtail makes a redirect for each page below one that is renamed or moved, and lets it point to the page itself: so
there are no chains. What it leaves to us: an old address where a page stands again, a page taken to another centre, and
pages that go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from editing.models import SeeInstead
from pages.core.addresses import address_of


@dataclass(frozen=True)
class Address:
    """A page that readers can open, and where."""

    page_id: int
    path: str
    """As redirects keep it: without the slash in the end."""


def addresses_of(page: Page) -> list[Address]:
    """The page and all below it that readers can open."""
    live = Page.objects.descendant_of(page, inclusive=True).live().filter(depth__gt=1)
    return [
        Address(pk, Redirect.normalise_path(address_of(url_path)))
        for pk, url_path in live.values_list("pk", "url_path")
    ]


def made_by_us(redirects: Any) -> Any:
    """Those that nobody made by hand."""
    return redirects.filter(automatically_created=True)


def tidy(page: Page) -> None:
    """Let no redirect stand where the page, or one below it, can be opened; nor one that leads to another centre's.

    A redirect hides no page, but it would be found once the page is withdrawn: and lead to itself.
    """
    site = page.get_site()
    addresses = addresses_of(page) if site else []
    if not addresses or site is None:
        return
    here = Redirect.objects.filter(site=site, old_path__in=[address.path for address in addresses])
    to_itself = Q(pk__in=[one.pk for one in here if one.redirect_page_id in {a.page_id for a in addresses}])
    here.filter(Q(automatically_created=True) | to_itself).delete()
    ids = [address.page_id for address in addresses]
    made_by_us(Redirect.objects.filter(redirect_page__in=ids)).exclude(site=site).filter(site__isnull=False).delete()
    SeeInstead.objects.filter(page_id__in=ids).delete()


@dataclass(frozen=True)
class Kept:
    """A redirect to a page that goes, which the database will delete with it."""

    old_path: str
    site_id: int | None
    automatic: bool
    permanent: bool
    route: str

    @classmethod
    def leading_to(cls, page_ids: Iterable[int]) -> list[Kept]:
        """All redirects to these pages."""
        found = Redirect.objects.filter(redirect_page__in=list(page_ids)).order_by("pk")
        return [
            cls(one.old_path, one.site_id, one.automatically_created, one.is_permanent, one.redirect_page_route_path)
            for one in found
        ]

    def lead_to(self, page: Page) -> None:
        """Make it again, to another page or to the one that is back; what stands there by hand stays."""
        there = Redirect.objects.filter(old_path=self.old_path, site_id=self.site_id)
        if there.filter(automatically_created=False).exists():
            return
        there.delete()
        Redirect.objects.create(
            old_path=self.old_path,
            site_id=self.site_id,
            redirect_page=page,
            redirect_page_route_path=self.route,
            is_permanent=self.permanent,
            automatically_created=self.automatic,
        )


def lead_on(site: Site, addresses: Iterable[Address], target: Page, *, permanent: bool) -> None:
    """Lead readers of pages that are gone to another one; what somebody made by hand there gives way."""
    for address in addresses:
        Redirect.objects.filter(site=site, old_path=address.path).delete()
        Redirect.objects.create(
            site=site,
            old_path=address.path,
            redirect_page=target,
            is_permanent=permanent,
            automatically_created=True,
        )


def page_was_published(instance: Page, **_signal: Any) -> None:
    """It stands there again."""
    if instance.live:
        tidy(instance)


def page_has_another_address(instance: Page, **_signal: Any) -> None:
    """Renamed, or moved: whatever led elsewhere from where it stands now is out of date."""
    tidy(instance)
