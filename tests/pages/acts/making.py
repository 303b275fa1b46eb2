"""Acts, what they do to one another and their texts, published as an editor would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page, Site

from history.models import JournalEntry
from pages.acts.models import (
    ActKind,
    ActPage,
    ActRegisterPage,
    ActRelation,
    ExpressionPage,
    IncorporatedAct,
    RelationKind,
)
from pages.core.dates import PartialDate
from tests.factories import add_page

Provisions = Sequence[tuple[str, str]]
"""Numbers of provisions with their units, a line each."""


def add_register(site: Site) -> ActRegisterPage:
    """The register of a centre's acts."""
    return add_page(site.root_page, ActRegisterPage(title="Akty prawne", slug="akty"))


def partial(text: str) -> PartialDate | None:
    """A date as it is kept: 2022-04-21, 2022, or nothing."""
    return PartialDate.parse(text) if text else None


def add_statute(register: Page, title: str = "Statut GOPS", slug: str = "statut", **fields: Any) -> ActPage:
    """A statute, without a number or a day of its own."""
    return add_page(register, ActPage(kind=ActKind.STATUTE, title=title, slug=slug, **fields))


def resolution(number: str, adopted: str, relations: Iterable[ActRelation] = (), **fields: Any) -> ActPage:
    """A resolution that isn't kept yet."""
    kept = {"title": f"Uchwała {number}", "kind": ActKind.RESOLUTION, **fields}
    return ActPage(number=number, adopted_on=partial(adopted), relations=list(relations), **kept)


def add_resolution(register: Page, number: str, adopted: str, *relations: ActRelation, **fields: Any) -> ActPage:
    """A resolution with what it does."""
    return add_page(register, resolution(number, adopted, relations, **fields))


def does(kind: str, target: ActPage, since: str = "", **fields: Any) -> ActRelation:
    """What a resolution does to an act, from a day on if one is known."""
    return ActRelation(kind=kind, target=target, effective_from=partial(since), **fields)


def amends(target: ActPage, since: str = "", **fields: Any) -> ActRelation:
    """The most usual of it."""
    return does(RelationKind.AMENDS, target, since, **fields)


def blocks(provisions: Provisions) -> list[tuple[str, dict[str, str]]]:
    """Provisions as the field of a text takes them."""
    return [("provision", {"sign": "§", "number": number, "name": "", "text": text}) for number, text in provisions]


def add_text(
    act: ActPage,
    slug: str,
    included: Iterable[ActPage] = (),
    provisions: Provisions = (("1", "Treść."),),
    **fields: Any,
) -> ExpressionPage:
    """A text of an act into which changes of others are worked."""
    rows = [IncorporatedAct(act=one) for one in included]
    kept = {"title": f"Tekst {slug}", "text": blocks(provisions), "incorporated": rows, **fields}
    return add_page(act, ExpressionPage(slug=slug, **kept))


def last_moment(site: Site) -> datetime:
    """Right after the last entry of a centre's journal."""
    return JournalEntry.objects.filter(journal__site=site).latest("seq").at + timedelta(microseconds=1)
