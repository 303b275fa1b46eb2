"""Visits as numbers for readers: of one page, of a site by months, of the pages most opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from wagtail.models import Page, Site

from visits.models import PageVisits

MOST_PAGES = 20
# Units of the drawing's width, whole numbers so that no decimal comma gets into it.
BAR = 1000


@dataclass(frozen=True)
class Views:
    """A number of visits and the first day on which any were counted."""

    number: int
    since: date | None

    @property
    def text(self) -> str:
        """The number as Polish prints it: "1 204"."""
        return grouped(self.number)


@dataclass(frozen=True)
class Month:
    """A month of a site."""

    first_day: date
    number: int
    bar: int
    """How long its bar is; the longest one is `BAR`."""

    @property
    def name(self) -> str:
        """As "listopad 2026"."""
        return date_format(self.first_day, "F Y").lower()

    @property
    def text(self) -> str:
        """Its number as Polish prints it."""
        return grouped(self.number)


@dataclass(frozen=True)
class Opened:
    """A page that any reader may open, and how often it was."""

    page: Page
    number: int

    @property
    def text(self) -> str:
        """Its number as Polish prints it."""
        return grouped(self.number)


def grouped(number: int) -> str:
    """A whole number with hard spaces between thousands."""
    return str(number_format(number, force_grouping=True))


def views_of(site_id: int | None, page_id: int | None) -> Views:
    """Visits of one page until yesterday; one query, none for a page that is only being made.

    Today's would make the page another one with each reader; the page store keeps it for a day.
    """
    if site_id is None or page_id is None:
        return Views(0, None)
    return _summed(PageVisits.objects.filter(site_id=site_id, page_id=page_id, day__lt=localdate()))


def views_of_site(site: Site) -> Views:
    """Visits of all pages of a site, those that are gone included; one query."""
    return _summed(PageVisits.objects.filter(site_id=site.pk))


def _summed(rows: QuerySet[PageVisits]) -> Views:
    found = rows.aggregate(number=Sum("count"), since=Min("day"))
    return Views(found["number"] or 0, found["since"])


def years_of(since: date | None) -> list[int]:
    """The years that there are numbers of, newest first."""
    return list(range(localdate().year, since.year - 1, -1)) if since else []


def months_of(site: Site, since: date, year: int | None = None) -> list[Month]:
    """Every month since counting began, or those of one year, without gaps; one query."""
    rows = _of_year(site, year).annotate(month=TruncMonth("day")).values_list("month").annotate(Sum("count"))
    numbers = dict(rows)
    months = [day for day in _first_days(since, localdate()) if year in (None, day.year)]
    most = max((numbers.get(day, 0) for day in months), default=0) or 1
    return [Month(day, numbers.get(day, 0), numbers.get(day, 0) * BAR // most) for day in months]


def pages_of(site: Site, year: int | None = None) -> list[Opened]:
    """The pages opened most that any reader may open today, at most `MOST_PAGES` of them; a few queries.

    A page that was withdrawn, or is for the signed-in only, isn't named.
    """
    public = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
    rows = _of_year(site, year).filter(page_id__in=public.values("pk")).values_list("page_id")
    most = list(rows.annotate(number=Sum("count")).order_by("-number", "page_id")[:MOST_PAGES])
    pages = Page.objects.in_bulk([page_id for page_id, _number in most])
    return [Opened(pages[page_id], number) for page_id, number in most if page_id in pages]


def _of_year(site: Site, year: int | None) -> QuerySet[PageVisits]:
    rows = PageVisits.objects.filter(site_id=site.pk)
    return rows.filter(day__year=year) if year else rows


def _first_days(since: date, until: date) -> Iterator[date]:
    """The first day of each month from one day to another."""
    for number in range(since.year * 12 + since.month - 1, until.year * 12 + until.month):
        yield date(number // 12, number % 12 + 1, 1)
