"""How the pages of a centre stand: what is due, what somebody asked to correct, what nobody answers for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Site

from pages.core.models import BasePage, CentreSettings
from pages.organisation.models import UnitPage
from upkeep.models import Answer, LinkCheck, Review

SOON = timedelta(days=14)
"""How long before its day a page is said to be due."""
FIRST = 5
NOT_NEEDED = ("summary", "search_description", "search_terms", "seo_title", "change_note", "produced_by")


@dataclass(frozen=True)
class Kept:
    """A public page, who answers for it, and by when it is looked at."""

    page: BasePage
    due: date | None
    owner: str
    """The address that is written to; empty when the centre has none either."""
    has_owner: bool
    """Whether somebody is named for this page, rather than the centre as a whole."""


@dataclass(frozen=True)
class Found:
    """How many there are, and the first few."""

    count: int = 0
    first: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """What the dashboard shows.

    Items are `Kept`; those to correct are pairs of page and `Review`,
    those with broken links of page and a list of sentences.
    """

    to_review: Found
    overdue: Found
    to_correct: Found
    without_owner: Found
    broken_links: Found


def of(site: Site) -> Summary:
    """The summary of a centre's public pages."""
    kept, today = kept_pages(site), localdate()
    due = sorted((one for one in kept if one.due), key=lambda one: (one.due, one.page.pk))
    overdue = [one for one in due if one.due and one.due < today]
    soon = [one for one in due if one.due and today <= one.due <= today + SOON]
    nobodys = [one for one in kept if not one.has_owner]
    correct = to_correct([one.page for one in kept])
    pages = [one.page for one in kept]
    wrong = _broken_links(site)
    broken = [(page, wrong[page.pk]) for page in pages if page.pk in wrong]
    return Summary(*(Found(len(all_), all_[:FIRST]) for all_ in (soon, overdue, correct, nobodys, broken)))


def _broken_links(site: Site) -> dict[int, list[str]]:
    """What the last check of links found, by page."""
    wrong: dict[int, list[str]] = defaultdict(list)
    for row in LinkCheck.objects.filter(site=site).broken():
        told = {"words": row.words or row.target, "fault": row.get_fault_display()}
        wrong[row.page_id].append(_("“%(words)s”: %(fault)s") % told)
    return dict(wrong)


def kept_pages(site: Site) -> list[Kept]:
    """Every public page of a site, in the order of the tree; pages that only lead elsewhere are left out.

    Read from the table that all kinds share, without the texts that readers see: there may be thousands.
    """
    found = BasePage.objects.live().descendant_of(site.root_page, inclusive=True).defer(*NOT_NEEDED)
    pages = list(found.order_by("path"))
    units = dict(UnitPage.objects.descendant_of(site.root_page).values_list("pk", "email"))
    centre = CentreSettings.of(site).email
    return [_kept(page, units, centre) for page in pages if not _kind(page).leads_elsewhere]


def _kind(page: BasePage) -> type[BasePage]:
    return page.cached_content_type.model_class() or BasePage


def _kept(page: BasePage, units: dict[int, str], centre: str) -> Kept:
    unit = units.get(page.owner_unit_id or page.pk, "")  # a unit answers for its own page
    named = page.owner_email or unit
    return Kept(page, page.due_day(_kind(page).review_months), named or centre, bool(named or page.owner_unit_id))


def to_correct(pages: list[BasePage]) -> list[tuple[BasePage, Review]]:
    """Pages whose last answer asks for a correction, and that were not published since; the longest waiting first."""
    known = {page.pk: page for page in pages}
    last = {review.page_id: review for review in Review.objects.filter(page_id__in=known).order_by("at", "pk")}
    waiting = [
        (known[pk], review)
        for pk, review in last.items()
        if review.answer == Answer.CORRECT and _published_before(known[pk], review)
    ]
    return sorted(waiting, key=lambda pair: pair[1].at)


def _published_before(page: BasePage, review: Review) -> bool:
    return page.last_published_at is None or page.last_published_at <= review.at
