"""What a centre says once a year of its petitions: how many, about what, how they were handled.

Due by 30 June of the following year (ustawa z 11.07.2014 o petycjach, art. 14). It is worked out from the petitions, so
it is there from the first day, and says so while the year still runs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from history.models import ContentStatus, VersionContent
from pages.bip.categories import Holds
from pages.bip.models.entries.petition import PetitionOutcome

if TYPE_CHECKING:
    from pages.bip.models import BipListPage, PetitionPage


@dataclass(frozen=True)
class YearlySummary:
    """The petitions of a year, as they stand today."""

    year: int
    received: int
    """How many came in the year."""
    handled: list[PetitionPage]
    """Those whose case was closed in the year, in the order of that day, whenever they came."""
    open_still: list[PetitionPage]
    """Those that came in the year and were not handled in it."""
    as_of: date

    @property
    def is_example(self) -> bool:
        """Whether a petition in it is an example, so that the summary is one too."""
        return any(petition.is_example for petition in (*self.handled, *self.open_still))

    @property
    def due_on(self) -> date:
        """The day by which the year's summary has to be public."""
        return due_day(self.year)

    @property
    def is_final(self) -> bool:
        """Whether the year is over."""
        return self.year < self.as_of.year

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many were handled in each way, in the order of the ways; those that nobody met are left out."""
        counted = Counter(petition.outcome for petition in self.handled)
        return [(str(outcome.label), counted[outcome]) for outcome in PetitionOutcome if counted[outcome]]


def due_day(year: int) -> date:
    """The day by which the summary of a year has to be public."""
    return date(year + 1, 6, 30)


def due_year(today: date) -> int:
    """The latest year whose summary has to be public by now."""
    return today.year - 1 if due_day(today.year - 1) < today else today.year - 2


def yearly_summary(list_page: BipListPage, year: int) -> YearlySummary:
    """The summary of a year for a list of petitions; of a year without petitions, one with nothing in it."""
    petitions = _petitions_of(list_page)
    received = [petition for petition in petitions if petition.received_on.year == year]
    handled = [petition for petition in petitions if petition.answered_on and petition.answered_on.year == year]
    return YearlySummary(
        year,
        len(received),
        sorted(handled, key=lambda petition: (petition.answered_on, petition.pk)),
        sorted(
            (petition for petition in received if not petition.answered_on or petition.answered_on.year > year),
            key=lambda petition: (petition.received_on, petition.pk),
        ),
        localdate(),
    )


def summary_years(list_page: BipListPage) -> list[int]:
    """The years that there is a summary of, the latest first.

    Those in which a petition came or was handled; and, where somebody confirmed that there are none, those that this
    speaks of. Of any other year nobody said that there was none.
    """
    if list_page.holds != Holds.PETITIONS:
        return []
    today = localdate()
    days = [day for petition in _petitions_of(list_page) for day in (petition.received_on, petition.answered_on)]
    years = {day.year for day in days if day}
    if list_page.nothing_said and list_page.nothing_confirmed_on:
        confirmed = list_page.nothing_confirmed_on.year
        years |= {year for year in (today.year, today.year - 1, due_year(today)) if year <= confirmed}
    return sorted(years, reverse=True)


def versions_naming_author(petition: PetitionPage) -> list[int]:
    """Numbers of the petition's versions that name its author."""
    kept = VersionContent.objects.filter(version__object__page_id=petition.pk, status=ContentStatus.FULL)
    named = kept.alias(author=Cast(KT("fields__author"), TextField())).filter(author__gt="")
    return list(named.order_by("version__number").values_list("version__number", flat=True))


def _petitions_of(list_page: BipListPage) -> list[PetitionPage]:
    """The public petitions of the list; one without the day that it came can't be counted."""
    return [entry for entry in list_page.entries if entry.received_on]
