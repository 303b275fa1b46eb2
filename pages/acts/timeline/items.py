"""An act's life as a list: its events, with the texts that begin on their days, and the chosen day among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pages.acts.timeline.events import LifeEvent, Span
from pages.core.dates import PartialDate


@dataclass(frozen=True)
class LifeItem:
    """One item: an event, or texts that begin on a day without one, or the chosen day."""

    event: LifeEvent | None = None
    spans: tuple[Span, ...] = ()
    day: PartialDate | None = None
    """The chosen day."""
    leads: bool = False
    """Whether the thread below it leads from the beginning of the chosen text to the chosen day."""

    @property
    def place(self) -> date:
        """Where it stands in time."""
        if self.event:
            return self.event.place
        return self.day.last if self.day else self.spans[0].start

    @property
    def classes(self) -> str:
        """What its dot looks like; the words beside it say the same."""
        marks = {
            "day": self.day,
            "leads": self.leads,
            "pending": self.event and self.event.pending,
            "chosen": self.event and self.event.chosen,
            "end": self.event and self.event.kind == "end",
            "text": not self.event and not self.day,
        }
        return " ".join(name for name, holds in marks.items() if holds)


def items_of(events: Sequence[LifeEvent], spans: Sequence[Span], day: date | None) -> list[LifeItem]:
    """All of it in the order of time; `day` is the chosen one, if a reader chose any."""
    last_of_day = {event.place: number for number, event in enumerate(events) if event.day and event.day.is_full}
    begun: dict[int, list[Span]] = {}
    items = []
    for span in spans:
        if span.start in last_of_day:
            begun.setdefault(last_of_day[span.start], []).append(span)
        else:
            items.append(LifeItem(spans=(span,)))
    items += [LifeItem(event, tuple(begun.get(number, ()))) for number, event in enumerate(events)]
    if day:
        items.append(LifeItem(day=PartialDate.from_date(day)))
    items.sort(key=lambda item: (item.place, item.day is not None))
    return _led(items, spans, day)


def _led(items: list[LifeItem], spans: Sequence[Span], day: date | None) -> list[LifeItem]:
    start = next((span.start for span in spans if span.chosen), None)
    if day is None or start is None:
        return items
    chosen = next(number for number, item in enumerate(items) if item.day)
    first = next((number for number, item in enumerate(items) if any(span.chosen for span in item.spans)), chosen)
    return [replace(item, leads=first <= number < chosen) for number, item in enumerate(items)]
