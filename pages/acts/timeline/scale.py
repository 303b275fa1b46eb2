"""A true scale of time: where a day stands on the drawing of an act's life, and from when to when this goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pages.acts.timeline.events import LifeEvent, Span

# Pixels at the least width at which the axis is shown (46rem, see .time-axis in site.css); wider pages only gain room.
WIDTH = 736
LEFT = 44
RIGHT = (16, 96, 176)
"""Margins of the drawing, into which labels reach: the left one, and a choice of right ones (classes room-0 …)."""
LAST, OPEN_END = 0.92, 0.97
"""Where the last day stands and where a text that goes on is cut off, as shares of the drawing between its margins."""
YEAR_ROOM = 52
"""Pixels that the label of a year needs."""
MOST_STRETCH = 2
"""How many times longer a chosen day beyond the events may make the line, before these crowd too much."""


@dataclass(frozen=True)
class Scale:
    """A true scale of time between two days, on a drawing with one of the right margins."""

    first: date
    last: date
    room: int

    @property
    def width(self) -> int:
        """Pixels between the margins."""
        return WIDTH - LEFT - RIGHT[self.room]

    def place(self, day: date) -> float:
        """The day's distance from the left margin in pixels; what lies beyond stands at the end."""
        at = (day - self.first).days / (self.last - self.first).days * self.width * LAST
        return min(max(at, 0), self.width * OPEN_END)

    def holds(self, day: date) -> bool:
        """Whether the line is long enough for the day."""
        return self.first <= day <= self.last

    def percent(self, place: float) -> str:
        """A place as the drawing needs it."""
        return f"{place / self.width * 100:.2f}%"

    def years(self) -> Iterator[tuple[int, float]]:
        """Years whose first day stands on the line, as many as have room for their labels, with its place."""
        days = (self.last - self.first).days
        end = min(self.first.toordinal() + int(days / LAST * OPEN_END), date.max.toordinal())
        step = next(one for one in _steps() if one * 365 / days * self.width * LAST >= YEAR_ROOM)
        for year in range(self.first.year + 1, date.fromordinal(end).year + 1):
            if year % step == 0:
                yield year, self.place(date(year, 1, 1))


def bounds(events: Sequence[LifeEvent], spans: Sequence[Span], day: date | None) -> Iterator[tuple[date, date]]:
    """From when to when the drawing goes: with the chosen day, then without it."""
    days = {event.place for event in events}
    if len(days) < 2:
        return
    days |= {bound for span in spans for bound in (span.start, span.end) if bound and bound > date.min}
    first, last = min(days), max(days)
    if any(span.start == date.min for span in spans):  # room for a text of which nobody knows since when it holds
        first -= (last - first) / 10
    if day and not first <= day <= last and max(last, day) - min(first, day) <= (last - first) * MOST_STRETCH:
        yield min(first, day), max(last, day)
    yield first, last


def _steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 … years between labels."""
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10
