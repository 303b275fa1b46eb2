"""Until when a page stays right by itself: code that compares something with the clock says when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, time, timedelta

from django.utils.timezone import get_default_timezone, localtime, now

_ends: ContextVar[list[datetime] | None] = ContextVar("ends", default=None)


@contextmanager
def collected() -> Iterator[list[datetime]]:
    """The moments that are named within, and the next midnight, since anything may depend on the day."""
    ends = [next_midnight(now())]
    token = _ends.set(ends)
    try:
        yield ends
    finally:
        _ends.reset(token)


def right_until(moment: datetime) -> None:
    """What is being made changes at this moment; one that is past is no matter."""
    ends = _ends.get()
    if ends is not None and moment > now():
        # Among moments of one zone the earliest would be the one by the clock's face, also where an hour comes twice.
        ends.append(moment.astimezone(UTC))


def next_midnight(moment: datetime) -> datetime:
    """Polish midnight after a moment, also in a night of 23 or 25 hours."""
    day = localtime(moment, get_default_timezone()).date() + timedelta(days=1)
    return datetime.combine(day, time.min, get_default_timezone())
