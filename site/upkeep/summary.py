"""How the pages of a centre stand: what is due, what somebody asked to correct, what nobody answers for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate
from wagtail.models import Site

from pages.core.models import BasePage, CentreSettings
from pages.organisation.models import UnitPage
from upkeep.models import Answer, LinkCheck, Review

SOON = timedelta(days=14)
"""How long before its day a page is said to be due."""
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
class Summary:
    """The pages about which there is something to do, in the order in which to do it, else in that of the tree."""

    to_correct: list[tuple[BasePage, Review]]
    overdue: list[BasePage]
    to_review: list[BasePage]
    broken_links: list[BasePage]
    without_owner: list[BasePage]


def of(site: Site, concerns: Callable[[BasePage], bool] = lambda _page: True) -> Summary:
    """The summary of a centre's public pages, or of those that concern somebody."""
    kept, today = [one for one in kept_pages(site) if concerns(one.page)], localdate()
    due = sorted((one.due, one.page.pk, one.page) for one in kept if one.due)
    wrong = set(LinkCheck.objects.filter(site=site).broken().values_list("page_id", flat=True))
    return Summary(
        to_correct=to_correct([one.page for one in kept]),
        overdue=[page for day, _key, page in due if day < today],
        to_review=[page for day, _key, page in due if today <= day <= today + SOON],
        broken_links=[one.page for one in kept if one.page.pk in wrong],
        without_owner=[one.page for one in kept if not one.has_owner],
    )


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
