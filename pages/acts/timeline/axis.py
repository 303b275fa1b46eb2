"""An act's life drawn to scale: where each dot, label, bar and year stands.

Pure layout. Places across are percentages, so that the drawing stretches with the page while its letters keep their
size; heights are pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from pages.acts.timeline.events import EventKind, LifeEvent, Span
from pages.acts.timeline.labels import GAP, MOST_LEVELS, Label, arrange
from pages.acts.timeline.scale import LEFT, OPEN_END, RIGHT, WIDTH, Scale, bounds
from pages.core.dates import PartialDate

WIDER = (46, 60, 72)
"""Widths in rem at which more of the bars have room for their whole label."""
BOLD, PLAIN = 8.8, 7.6
"""Widths of a letter of a number, of a day."""
LEVEL_HEIGHT = 38
MOST_POINTS, MOST_BARS = 14, 24


@dataclass(frozen=True)
class AxisPoint:
    """A label on its stem; `x` as a percentage, heights in pixels from the top."""

    event: LifeEvent
    x: str
    top: int
    anchor: str
    shift: int

    @property
    def text_y(self) -> int:
        """The baseline of the label."""
        return self.top + 13

    @property
    def day_y(self) -> int:
        """The baseline of the day under the label."""
        return self.top + 31

    @property
    def day_label(self) -> str:
        """The day in digits, with what the number alone doesn't say: "1.12.2022 · niewprowadzona"."""
        return _day_label(self.event)

    @property
    def classes(self) -> str:
        """How its label and stem look."""
        return _classes([self.event])


@dataclass(frozen=True)
class AxisDot:
    """The dot of all events of one day."""

    x: str
    classes: str


@dataclass(frozen=True)
class AxisBar:
    """A text under the axis: from `x`, `width` wide, both percentages."""

    span: Span
    x: str
    width: str
    middle: str
    classes: str
    has_short: bool
    """Whether the number alone has room."""


@dataclass(frozen=True)
class AxisYear:
    """The first day of a year on the axis; its label stands on the side where no line crosses it."""

    year: int
    x: str
    anchor: str
    shift: int


@dataclass(frozen=True)
class AxisDay:
    """The chosen day."""

    day: PartialDate
    x: str
    label: str
    anchor: str


@dataclass(frozen=True)
class TimeAxis:
    """The whole drawing; `line` is the height of the axis, in pixels from the top."""

    points: list[AxisPoint]
    dots: list[AxisDot]
    bars: list[AxisBar]
    years: list[AxisYear]
    day: AxisDay | None
    line: int
    room: int
    """Which right margin it has."""
    start: int = 6 - LEFT
    """Where the line begins, in pixels; it ends with the drawing."""

    @property
    def bar_top(self) -> int:
        """Where bars begin."""
        return self.line + 20

    @property
    def bar_text_y(self) -> int:
        """The baseline of their labels."""
        return self.bar_top + 22

    @property
    def year_top(self) -> int:
        """Where the strokes of years begin."""
        return self.line - 7

    @property
    def year_end(self) -> int:
        """Where they end, and the baseline of their labels."""
        return self.line + (78 if self.bars else 32)

    @property
    def day_end(self) -> int:
        """Where the stroke of the chosen day ends."""
        return self.year_end + 8

    @property
    def day_y(self) -> int:
        """The baseline of its label."""
        return self.day_end + 17

    @property
    def height(self) -> int:
        """The drawing's height in pixels."""
        return (self.day_y if self.day else self.year_end) + 8

    @cached_property
    def days_assumed(self) -> str:
        """How many of the days stand in for unknown ones: "all", "some", or ""."""
        deeds = [point.event.assumed for point in self.points if point.event.kind != EventKind.PROMULGATION]
        return "all" if deeds and all(deeds) else "some" if any(deeds) else ""


def life_axis(events: Sequence[LifeEvent], spans: Sequence[Span], day: date | None) -> TimeAxis | None:
    """The axis of an act's life; `day` is the one that a reader chose.

    None when a list tells more: fewer than two events, too many, a day not known in full, all on one day, or labels
    that can't be set without touching. A chosen day too far away for the scale stands at the end of the line.
    """
    if not 2 <= len(events) <= MOST_POINTS or len(spans) > MOST_BARS:
        return None
    if any(event.day is None or not event.day.is_full for event in events):
        return None
    widths = [max(len(event.label) * BOLD, len(_day_label(event)) * PLAIN) for event in events]
    for first, last in bounds(events, spans, day):
        for levels, room in product(range(1, MOST_LEVELS + 1), range(len(RIGHT))):
            scale = Scale(first, last, room)
            labels = arrange([LEFT + scale.place(event.place) for event in events], widths, WIDTH, levels)
            if labels:
                return _drawn(events, spans, day, scale, labels)
    return None


def _drawn(
    events: Sequence[LifeEvent], spans: Sequence[Span], day: date | None, scale: Scale, labels: Sequence[Label]
) -> TimeAxis:
    highest = max(label.level for label in labels)
    points = [
        AxisPoint(
            event,
            scale.percent(scale.place(event.place)),
            (highest - label.level) * LEVEL_HEIGHT,
            "start" if label.side > 0 else "end",
            label.side * GAP,
        )
        for event, label in zip(events, labels, strict=True)
    ]
    of_day: dict[date, list[LifeEvent]] = {}
    for event in events:
        of_day.setdefault(event.place, []).append(event)
    return TimeAxis(
        points,
        [AxisDot(scale.percent(scale.place(on)), _classes(those)) for on, those in of_day.items()],
        [_bar(span, scale) for span in spans],
        [_year(year, place, day, scale) for year, place in scale.years()],
        _chosen(day, scale) if day else None,
        (highest + 1) * LEVEL_HEIGHT + 10,
        scale.room,
    )


def _classes(events: Sequence[LifeEvent]) -> str:
    """The looks of a dot that stands for events."""
    names = [str(event.kind) for event in events]
    names += ["chosen"] if any(event.chosen for event in events) else []
    names += ["pending"] if any(event.pending for event in events) else []
    return " ".join(dict.fromkeys(names))


def _bar(span: Span, scale: Scale) -> AxisBar:
    start = scale.place(span.start)
    width = (scale.place(span.end) if span.end else scale.width * OPEN_END) - start
    needed = len(span.label) * 6.8 + 18
    fits = next((rem for rem in WIDER if width * rem / WIDER[0] >= needed), None)
    names = [f"from-{fits}" if fits else "", "" if width > 8 else "thin"]
    names += ["chosen" if span.chosen else "", "" if span.number else "empty"]
    return AxisBar(
        span,
        scale.percent(start),
        scale.percent(width),
        scale.percent(start + width / 2),
        " ".join(filter(None, names)),
        bool(span.number) and width >= len(str(span.number)) * 9 + 9,
    )


def _year(year: int, place: float, day: date | None, scale: Scale) -> AxisYear:
    line = scale.width if day and day > scale.last else scale.place(day) if day else 0
    crossed = place < line < place + 46
    return AxisYear(year, scale.percent(place), "end" if crossed else "start", -6 if crossed else 6)


def _chosen(day: date, scale: Scale) -> AxisDay:
    """A day beyond the scale stands at the end of the line, with an arrow on from there."""
    shown, label = PartialDate.from_date(day), _digits(day)
    if day < scale.first:
        return AxisDay(shown, str(6 - LEFT), f"← {label}", "start")
    if day > scale.last:
        return AxisDay(shown, "100%", f"{label} →", "end")
    return AxisDay(shown, scale.percent(scale.place(day)), label, "middle")


def _day_label(event: LifeEvent) -> str:
    return " · ".join(filter(None, [_digits(event.place), event.mark]))


def _digits(day: date) -> str:
    """As offices write it: 9.06.2022."""
    return f"{day.day}.{day:%m}.{day.year}"
