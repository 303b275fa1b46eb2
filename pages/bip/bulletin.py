"""The bulletin that a page stands in, and its places that other pages lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.core.addresses import local_url, public_among

if TYPE_CHECKING:
    from pages.core.models import BasePage

NATIONAL_BULLETIN = "https://www.gov.pl/bip"


class Place(NamedTuple):
    """A link of the subject menu to an address that is not a page."""

    title: str
    local_url: str
    listing_note: str = ""

    @property
    def nav_title(self) -> str:
        """The name in menus."""
        return self.title


def bulletin_above(page: BasePage) -> BasePage | None:
    """The home of the bulletin that a page stands in."""
    return next((above for above in page.trail if above.specific_class.starts_bulletin), None)


def ask_url(page: BasePage) -> str:
    """Where readers learn how to ask for what the bulletin doesn't hold, empty when no page says it."""
    home = bulletin_above(page)
    if home is None:
        return ""
    pages = apps.get_model("bip.FoiRequestPage").objects.descendant_of(home)
    return local_url(public_among(pages).order_by("path").first())


def computed_places() -> list[Place]:
    """What the site keeps by itself about the bulletin, for the end of its subject menu."""
    return [
        Place(_("Register of changes"), reverse("change_register")),
        Place(_("Journal of publications"), reverse("journal")),
        Place(_("Statistics"), reverse("visits")),
        Place(_("Site map"), reverse("site_map")),
    ]
