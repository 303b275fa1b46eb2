"""The log is looked through on every working day: who did, and for how many days nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wagtail.models import Site

from compliance.models import LogReview
from compliance.workdays import working_day_before, working_days_between
from history.people import person_of

# As far back as the page of the log shows who looked.
SHOWN_DAYS = 30


@dataclass(frozen=True)
class ReviewedDay:
    """A working day, with who looked through the log then; nobody for None."""

    day: date
    review: LogReview | None
    is_today: bool = False


def review_log(site: Site, user: Any, day: date) -> tuple[LogReview, bool]:
    """Say that somebody has looked through the log; the first one of a day counts, and no other day can be filled.

    With the day's review, says whether it is the one that was just made.
    """
    defaults = {"by": user, "by_name": person_of(user).name}
    return LogReview.objects.get_or_create(site=site, day=day, defaults=defaults)


def last_review(site: Site, today: date) -> LogReview | None:
    """The newest review up to a day."""
    return LogReview.objects.filter(site=site, day__lte=today).first()


def overdue_days(site: Site, today: date) -> Sequence[date] | None:
    """Working days before today since the last review, on which nobody looked; None when nobody ever has."""
    last = last_review(site, today)
    if last is None:
        return None
    return list(working_days_between(last.day + timedelta(days=1), working_day_before(today)))


def reviewed_days(site: Site, today: date) -> list[ReviewedDay]:
    """The last working days, the newest first, from the first review on."""
    since = today - timedelta(days=SHOWN_DAYS)
    reviews = {review.day: review for review in LogReview.objects.filter(site=site, day__gte=since)}
    first = LogReview.objects.filter(site=site).order_by("day").values_list("day", flat=True).first() or today
    days = {*working_days_between(max(since, first), today), *reviews}
    return [ReviewedDay(day, reviews.get(day), day == today) for day in sorted(days, reverse=True) if day <= today]
