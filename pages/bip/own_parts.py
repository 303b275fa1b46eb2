"""What a page of the subject menu says by itself, by its category: facts that the site knows already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pages.bip.bulletin import ask_url, bulletin_above
from pages.bip.centre_facts import (
    Facts,
    basic_facts,
    complaints_facts,
    electronic_facts,
    office_facts,
    officer_facts,
    ways_to_ask,
)

if TYPE_CHECKING:
    from pages.bip.models import BipArticlePage, BipEditor


@dataclass(frozen=True)
class OwnPart:
    """What stands above the body; empty when the site knows nothing."""

    intro: str = ""
    facts: Facts = field(default_factory=list)
    editors: list[BipEditor] = field(default_factory=list)
    suffices: bool = True
    """Whether the page needs no text beside it."""

    def __bool__(self) -> bool:
        return bool(self.intro or self.facts or self.editors)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Label and value, for the search."""
        editors = [(_("Editor"), " ".join(filter(None, [row.name, row.phone, row.email]))) for row in self.editors]
        return [*((label, value) for label, value, _url in self.facts), *editors]


def own_part(page: BipArticlePage) -> OwnPart:
    """What the site says on the page by itself."""
    build = _PARTS.get(page.category)
    return build(page) if build else OwnPart()


def office_part(home: Any, centre: Any) -> OwnPart:
    """The editors of a bulletin: where they are and who they are."""
    return OwnPart(facts=office_facts(centre), editors=list(home.editors.all()))


def _office(page: BipArticlePage) -> OwnPart:
    home = bulletin_above(page)
    return office_part(home.specific, page.centre) if home else OwnPart()


def _unpublished(page: BipArticlePage) -> OwnPart:
    """How to get the rest (u.d.i.p. art. 8 ust. 4)."""
    intro = _("Not all public information is in this bulletin. You can ask the centre for what you don’t find here.")
    url = ask_url(page)
    request = [(_("How to ask"), _("Request for public information"), url)] if url else []
    return OwnPart(intro, [*request, *ways_to_ask(page.centre)])


_PARTS: dict[str, Callable[[Any], OwnPart]] = {
    "basic_facts": lambda page: OwnPart(facts=basic_facts(page.centre)),
    "complaints": lambda page: OwnPart(facts=complaints_facts(page.centre)),
    "electronic": lambda page: OwnPart(facts=electronic_facts(page.centre)),
    "office": _office,
    # Whom to turn to is no privacy notice.
    "privacy": lambda page: OwnPart(facts=officer_facts(page.centre), suffices=False),
    "unpublished": _unpublished,
}
