"""All items of a centre, asked together; what was answered is remembered for some minutes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Site

from compliance.answers import Answer, Checked, Item, Status, not_checked
from compliance.items import BY_CODE, ITEMS
from compliance.subject import Subject
from history.models import Journal

logger = logging.getLogger(__name__)

FRESH = timedelta(minutes=10)
"""Pages turn out of date by the day, and what an editor publishes shows at once."""
REMEMBERED = 24 * 60 * 60
"""Seconds, for who has so many centres that asking about all of them would take long."""
AT_ONCE = 3
OUTDATED = -1
"""No journal's size: what was answered is only good for saying what it was."""


class Known(NamedTuple):
    """What was answered last."""

    at: datetime
    size: int
    """Of the journal, then."""
    answers: list[tuple[str, Answer]]


@dataclass(frozen=True)
class Result:
    """How a centre stands with every item."""

    site: Site
    at: datetime
    rows: list[Checked]

    @property
    def name(self) -> str:
        """What staff call the centre."""
        return self.site.site_name or self.site.hostname

    @property
    def gaps(self) -> list[Checked]:
        """What is not met and is more than good practice."""
        return [row for row in self.rows if row.is_gap]

    @property
    def counts(self) -> list[tuple[Status, int]]:
        """How many items have which status."""
        return [(status, sum(row.answer.status == status for row in self.rows)) for status in Status]


def check(site: Site, now: datetime | None = None) -> Result:
    """Ask every item about a centre now, or as if it were another moment."""
    subject = Subject(site, now)
    return Result(site, subject.now, [Checked(item, _answer(item, subject), subject.today) for item in ITEMS])


def _answer(item: Item, subject: Subject) -> Answer:
    """What an item answers; one that fails says so in its own row, and takes no other with it."""
    try:
        return item.check(subject)
    except Exception as error:  # whatever is odd about the data, staff still have the other rows
        logger.exception("The check of %s failed for site %s", item.code, subject.site.pk)
        return not_checked(error)


def checked(site: Site, *, anew: bool = False) -> Result:
    """The same, as it was answered some minutes ago at most; publishing anything makes it ask anew."""
    known: Known | None = None if anew else cache.get(_key(site.pk))
    size = _journal_size(site)
    if known and known.size == size and timezone.now() - known.at < FRESH:
        return _as_result(site, known)
    result = check(site)
    kept = [(row.item.code, row.answer) for row in result.rows]
    if not any(answer.is_guess for _code, answer in kept):  # the next one to ask may have better luck
        cache.set(_key(site.pk), Known(result.at, size, kept), REMEMBERED)
    return result


def overview(sites: Sequence[Site]) -> list[tuple[Site, Result | None]]:
    """How each of several centres stands; where there are many, as it was last answered, or None."""
    if len(sites) <= AT_ONCE:
        return [(site, checked(site)) for site in sites]
    return last_known(sites)


def last_known(sites: Sequence[Site]) -> list[tuple[Site, Result | None]]:
    """What was last answered of each, within a day; None where nothing was. Asks nothing, so whoever shows it says
    of which moment it is: much may have happened since.
    """
    known = cache.get_many([_key(site.pk) for site in sites])
    return [(site, _as_result(site, found) if (found := known.get(_key(site.pk))) else None) for site in sites]


def forget(site_id: int | None = None) -> None:
    """Something outside of the journal has changed, of all centres when none is named: who looks next asks anew."""
    ids = [site_id] if site_id else Site.objects.values_list("pk", flat=True)
    known = cache.get_many([_key(pk) for pk in ids])
    cache.set_many({key: found._replace(size=OUTDATED) for key, found in known.items()}, REMEMBERED)


def _as_result(site: Site, known: Known) -> Result:
    day = timezone.localdate(known.at)
    rows = [Checked(BY_CODE[code], answer, day) for code, answer in known.answers if code in BY_CODE]
    return Result(site, known.at, rows)


def _journal_size(site: Site) -> int:
    """It grows with whatever is published."""
    return Journal.objects.filter(site=site).values_list("size", flat=True).first() or 0


def _key(site_id: int) -> str:
    return f"compliance-{site_id}"
