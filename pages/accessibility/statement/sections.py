"""A statement in the parts that its template prints; everything is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.accessibility.models import AccessibilityProblem, AccessibilityStatementPage, Basis, ProblemKind
from pages.accessibility.statement import wording
from pages.accessibility.statement.barriers import SHOWN, Barrier
from pages.accessibility.statement.conformity import Conformity
from pages.accessibility.statement.printed import dated
from pages.accessibility.statement.rules import has_bulletin, home_of
from pages.core.models import CentreSettings
from pages.core.templatetags.jawny import phone_href

_BASES = {
    Basis.SELF: (wording.BY_SELF, _("Report of the self-assessment")),
    Basis.AUDIT: (wording.BY_AUDIT, _("Report of the audit")),
    Basis.CONTRACTOR: (wording.BY_CONTRACTOR, _("Declaration of the contractor")),
}


class Day(NamedTuple):
    """A day with the id that the conditions give it."""

    label: str
    id: str
    iso: str
    text: str


class Item(NamedTuple):
    """One inaccessible thing."""

    what: str
    place: str = ""
    place_url: str = ""
    notes: Sequence[tuple[str, str]] = ()
    files: Sequence[Barrier] = ()
    more: str = ""
    assessment_url: str = ""


class Group(NamedTuple):
    """Inaccessible things of one kind."""

    heading: str
    items: list[Item]
    id: str = ""


class Foundation(NamedTuple):
    """What the statement rests on."""

    sentence: str
    url: str = ""
    link: str = ""


class Statement(NamedTuple):
    """A statement ready to be printed."""

    site_url: str
    days: list[Day]
    conformity: str
    groups: list[Group]
    made: list[Day]
    foundation: Foundation
    phone_href: str
    complaint_to: list[str]
    interpreter: str


def statement_of(page: AccessibilityStatementPage) -> Statement:
    """The statement that the facts of a page make up today."""
    site, centre = page.get_site(), page.centre
    return Statement(
        site_url=f"{site.root_url}/" if site else "",
        days=[
            *_day(wording.SITE_PUBLISHED, "a11y-data-publikacja", page.published_on),
            *_day(wording.SITE_UPDATED, "a11y-data-aktualizacja", page.updated_on),
        ],
        conformity=page.conformity.words,
        groups=[] if page.conformity is Conformity.FULL else _groups(page),
        made=[
            *_day(wording.MADE, "a11y-data-sporzadzenie", page.made_on),
            *_day(wording.REVIEWED, "a11y-data-przeglad", page.last_review),
        ],
        foundation=_foundation(page),
        phone_href=phone_href(page.phone) if page.phone else "",
        complaint_to=_address(centre),
        interpreter=wording.INTERPRETER.get(page.sign_interpreter, ""),
    )


def _day(label: str, mark: str, day: date | None) -> list[Day]:
    return [Day(label, mark, day.isoformat(), dated(day))] if day else []


def _groups(page: AccessibilityStatementPage) -> list[Group]:
    """The groups that have something in them, in the order of the conditions."""
    own = [*_unproven(page), *_found(page.barriers)]
    by_kind: dict[str, list[Item]] = {kind: [] for kind in ProblemKind.values}
    for problem in page.open_problems:
        by_kind[_kind(problem, page)].append(_item(problem))
    by_kind[ProblemKind.NOT_CONFORMING] += own
    ids = {ProblemKind.TOO_COSTLY: "a11y-ocena"}
    return [Group(kind.heading, by_kind[kind], ids.get(kind, "")) for kind in ProblemKind if by_kind[kind]]


def _kind(problem: AccessibilityProblem, page: AccessibilityStatementPage) -> str:
    """The kind that may be printed: a site with a bulletin never pleads cost, even if it got one later."""
    if problem.kind == ProblemKind.TOO_COSTLY and has_bulletin(home_of(page)):
        return ProblemKind.NOT_CONFORMING
    return problem.kind


def _item(problem: AccessibilityProblem) -> Item:
    return Item(
        problem.what,
        problem.place,
        problem.place_url,
        problem.notes,
        assessment_url=problem.assessment_url if problem.kind == ProblemKind.TOO_COSTLY else "",
    )


def _unproven(page: AccessibilityStatementPage) -> list[Item]:
    """Why the statement says less than full conformity when no barrier says it."""
    items = [] if page.is_checked else [Item(wording.BY_NOBODY_YET)]
    if page.stated and page.stated_because:
        items.append(Item(page.stated_because))
    return items


def _found(barriers: list[Barrier]) -> list[Item]:
    """What the site found by itself, as one entry with a list."""
    if not barriers:
        return []
    rest = len(barriers) - SHOWN
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest} if rest > 0 else ""
    note = gettext("Write or phone us, and we will tell you what stands in it.")
    return [
        Item(
            gettext("Some people can’t read or hear these files."),
            notes=[(gettext("Until then"), note)],
            files=barriers[:SHOWN],
            more=more,
        )
    ]


def _foundation(page: AccessibilityStatementPage) -> Foundation:
    if not page.is_checked:
        return Foundation(wording.BY_NOBODY_YET)
    words, link = _BASES[Basis(page.basis)]
    by = f" {page.checked_by}," if page.checked_by and page.basis != Basis.SELF else ""
    sentence = f"{words}{by} z dnia {dated(page.checked_on)}"
    if page.basis_document:
        return Foundation(sentence, page.basis_document.url, page.basis_document.title)
    return Foundation(sentence, page.basis_url, str(link))


def _address(centre: CentreSettings) -> list[str]:
    """Where a complaint is sent: the centre's own lines of address."""
    town = " ".join(filter(None, [centre.postcode, centre.city]))
    return list(filter(None, [centre.name, ", ".join(filter(None, [centre.street, town])), centre.email]))
