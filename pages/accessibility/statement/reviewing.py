"""The yearly review of a statement: due by 31 March (u.d.c. art. 11), asked for from 1 February on."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext

from pages.core.dates import PartialDate

ASKED_FROM = (2, 1)
DEADLINE = (3, 31)


class ReviewKey(Enum):
    """Where the yearly review stands."""

    DONE = "done"
    """A review of this year, or the statement itself was made in it."""
    WAITING = "waiting"
    """January: last year's is there, this year's is not asked for yet."""
    DUE = "due"
    OVERDUE = "overdue"


class ReviewState(NamedTuple):
    """Where the yearly review stands on a day, and by when it has to be made."""

    key: ReviewKey
    last: date | None
    """The last review, or the day on which the statement was made."""
    deadline: date
    is_reviewed: bool = True
    """Whether `last` is the day of a review, not of the statement itself."""

    @property
    def is_due(self) -> bool:
        """Whether somebody has to see to it."""
        return self.key in {ReviewKey.DUE, ReviewKey.OVERDUE}

    @property
    def label(self) -> str:
        """A sentence for the staff."""
        deadline = PartialDate.from_date(self.deadline).label
        if self.key is ReviewKey.OVERDUE:
            return gettext("The review of the statement is overdue: it had to be made by %(day)s.") % {"day": deadline}
        if self.key is ReviewKey.DUE:
            return gettext("The statement has to be reviewed by %(day)s.") % {"day": deadline}
        words = {"last": PartialDate.from_date(self.last).label if self.last else "", "day": deadline}
        if self.is_reviewed:
            return gettext("Last reviewed on %(last)s; the next review is due by %(day)s.") % words
        return gettext("Made on %(last)s; the first review is due by %(day)s.") % words


def last_deadline(today: date) -> date:
    """The last 31 March that has passed; on the day itself there is still time."""
    this_year = date(today.year, *DEADLINE)
    return this_year if today > this_year else date(today.year - 1, *DEADLINE)


def missed_deadline(last: date | None, today: date) -> date | None:
    """The deadline that the last review is too old for: it has to be of the same year, and may be as early as January.

    None when it is recent enough.
    """
    deadline = last_deadline(today)
    return deadline if last is None or last.year < deadline.year else None


def review_state(last: date | None, today: date) -> ReviewState:
    """Where the review stands, given the last one, or else the day on which the statement was made."""
    if missed := missed_deadline(last, today):
        return ReviewState(ReviewKey.OVERDUE, last, missed)
    this_year = date(today.year, *DEADLINE)
    if last and last.year >= today.year:
        return ReviewState(ReviewKey.DONE, last, date(today.year + 1, *DEADLINE))
    key = ReviewKey.DUE if today >= date(today.year, *ASKED_FROM) else ReviewKey.WAITING
    return ReviewState(key, last, this_year)
