"""An axis of time drawn to scale: where each dot stands and at which height its label fits.

Positions are percentages, so that the drawing stretches with the page while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from pages.core.dates import PartialDate

# Pixels at the least width at which the axis is shown (46rem, see .time-axis in site.css); wider pages only gain room.
WIDTH = 736
LEFT, RIGHT = 16, 140
LETTER = 9
LABEL_GAP = 7
LEVEL_HEIGHT = 46
BELOW = 40
MOST_LEVELS = 5
MOST_POINTS = 9
# Acts crowded into a few days could be tried in millions of ways; a list serves them better.
MOST_TRIES = 1000


@dataclass(frozen=True)
class AxisPoint:
    """A dot with its label: `x` as a percentage, heights in pixels from the top."""

    text: str
    day: PartialDate
    url: str
    x: str
    top: int
    anchor: str
    shift: int

    @property
    def text_y(self) -> int:
        """The baseline of the label."""
        return self.top + 14

    @property
    def day_y(self) -> int:
        """The baseline of the day under the label."""
        return self.top + 33

    @property
    def day_label(self) -> str:
        """The day in digits: 23.04.2020."""
        return f"{self.day.first:%d.%m.%Y}"


@dataclass(frozen=True)
class AxisYear:
    """The first day of a year on the axis."""

    year: int
    x: str


@dataclass(frozen=True)
class TimeAxis:
    """The whole drawing; `line` is the height of the axis, in pixels from the top."""

    points: list[AxisPoint]
    years: list[AxisYear]
    line: int

    @property
    def height(self) -> int:
        """The drawing's height in pixels."""
        return self.line + BELOW

    @property
    def year_end(self) -> int:
        """Where the stroke of a year ends."""
        return self.height - 14


@dataclass(frozen=True)
class _Label:
    """A label being placed: the stem that it hangs on, its width, its level above the axis and its side (1 right)."""

    place: float
    width: int
    level: int
    side: int

    @property
    def span(self) -> tuple[float, float]:
        near, far = self.place + self.side * LABEL_GAP, self.place + self.side * (LABEL_GAP + self.width)
        return min(near, far), max(near, far)

    @property
    def fits(self) -> bool:
        start, end = self.span
        return start >= 0 and end <= WIDTH

    def touches(self, other: _Label) -> bool:
        """Whether the two meet, or the lower one is crossed by the stem of the higher."""
        if self.level == other.level:
            (start, end), (other_start, other_end) = self.span, other.span
            return (start < other_end and other_start < end) or start < other.place < end
        low, high = sorted((self, other), key=lambda label: label.level)
        start, end = low.span
        return start - LABEL_GAP < high.place < end + LABEL_GAP


def time_axis(entries: Iterable[tuple[PartialDate | None, str, str]]) -> TimeAxis | None:
    """The axis of entries (day, label, address), in any order.

    None when a list tells more: fewer than two entries, too many, a day not known in full, or labels that can't be
    set without touching.
    """
    found = sorted(entries, key=lambda entry: str(entry[0] or ""))
    if not 2 <= len(found) <= MOST_POINTS or any(day is None or not day.is_full for day, _text, _url in found):
        return None
    days = [day.first for day, _text, _url in found if day]
    if days[0] == days[-1]:
        return None
    places = [_place(day, days[0], days[-1]) for day in days]
    widths = [max(len(text), 10) * LETTER for _day, text, _url in found]
    tries = iter(range(MOST_TRIES))
    attempts = (_arrange(places, widths, levels, tries) for levels in range(1, MOST_LEVELS + 1))
    labels = next(filter(None, attempts), None)
    if labels is None:
        return None
    highest = max(label.level for label in labels)
    points = [
        AxisPoint(
            text=text,
            day=day,
            url=url,
            x=_percent(place),
            top=(highest - label.level) * LEVEL_HEIGHT,
            anchor="start" if label.side > 0 else "end",
            shift=label.side * LABEL_GAP,
        )
        for (day, text, url), place, label in zip(found, places, labels, strict=True)
        if day
    ]
    years = [
        AxisYear(year, _percent(_place(date(year, 1, 1), days[0], days[-1])))
        for year in range(days[0].year + 1, days[-1].year + 1)
    ]
    return TimeAxis(points, years, (highest + 1) * LEVEL_HEIGHT + 12)


def _place(day: date, first: date, last: date) -> float:
    """The day's distance from the left edge in pixels."""
    return LEFT + (day - first).days / (last - first).days * (WIDTH - LEFT - RIGHT)


def _percent(place: float) -> str:
    return f"{place / WIDTH * 100:.2f}%"


def _arrange(
    places: list[float], widths: list[int], levels: int, tries: Iterator[int], done: tuple[_Label, ...] = ()
) -> tuple[_Label, ...] | None:
    """A label for each place, left to right, so that none touches another or a stem.

    None when there is no way, or none was found before the tries ran out.
    """
    if len(done) == len(places):
        return done
    for level, side in product(range(levels), (1, -1)):
        if next(tries, None) is None:
            return None
        label = _Label(places[len(done)], widths[len(done)], level, side)
        if label.fits and not any(label.touches(other) for other in done):
            arranged = _arrange(places, widths, levels, tries, (*done, label))
            if arranged:
                return arranged
    return None
