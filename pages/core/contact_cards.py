"""Whom to turn to, said once: the page that keeps a phone and an address offers a card, other pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.core.addresses import is_public


@dataclass(frozen=True)
class ContactCard:
    """Name, address of the page that says more, and the ways to reach whom it names."""

    title: str
    url: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    opening_hours: str = ""

    @property
    def lines(self) -> list[str]:
        """What is printed of it, for whoever keeps a record."""
        lines = (self.title, self.phone, self.email, self.address, self.opening_hours)
        return [line for line in lines if line]

    @property
    def reaches(self) -> bool:
        """Whether it says any way to reach whom it names."""
        return len(self.lines) > 1


class OffersContactCard:
    """A page that has a card."""

    title: str

    @property
    def contact_card(self) -> ContactCard:
        """Its own phone, e-mail, address and hours."""
        raise NotImplementedError


def card_of(page: Any) -> ContactCard | None:
    """The card of a page that readers may open; None for any other page, and for one that has no card."""
    if not is_public(page):
        return None
    shown = page.specific
    return shown.contact_card if isinstance(shown, OffersContactCard) else None
