"""Labels above an axis: at which height and on which side of its stem each of them fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

GAP = 8
"""Pixels between a stem and its label."""
MOST_LEVELS, STAIRS = 7, 4
"""How many levels there may be, and on how many labels begin to stand like stairs."""
# Acts crowded into a few days could be tried in millions of ways; a list serves them better.
MOST_TRIES = 300


@dataclass(frozen=True)
class Label:
    """A label: the stem that it hangs on, its width, its level above the axis and its side (1 right, -1 left)."""

    place: float
    width: float
    level: int
    side: int

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it reaches."""
        near, far = self.place + self.side * GAP, self.place + self.side * (GAP + self.width)
        return min(near, far), max(near, far)

    def touches(self, other: Label) -> bool:
        """Whether the two meet, or the lower one is crossed by the stem of the higher."""
        if self.level == other.level:
            (start, end), (other_start, other_end) = self.span, other.span
            return (start < other_end and other_start < end) or (
                start < other.place < end or other_start < self.place < other_end
            )
        low, high = (self, other) if self.level < other.level else (other, self)
        start, end = low.span
        return start - GAP < high.place < end + GAP


def arrange(places: Sequence[float], widths: Sequence[float], room: float, levels: int) -> tuple[Label, ...] | None:
    """A label for each place, left to right, on so many levels; none touches another or a stem.

    What fits here fits in more room, too: distances grow with it, labels don't. None when there is no way, or none
    was found in a sensible number of tries: low labels first, then stairs that come down to the right.
    """
    rising, falling = range(levels), range(levels - 1, -1, -1)
    wanted = [rising] if levels < STAIRS else [falling] if levels > STAIRS else [rising, falling]
    orders = (list(product(order, (1, -1))) for order in wanted)
    found = (_arrange(places, widths, room, order, iter(range(MOST_TRIES))) for order in orders)
    labels = next(filter(None, found), None)
    return labels and _settled(labels)


def _settled(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Each label as low as it may stand among the others."""
    settled = list(labels)
    for number, label in enumerate(labels):
        others = [*settled[:number], *settled[number + 1 :]]
        lower = (replace(label, level=level) for level in range(label.level))
        settled[number] = next((one for one in lower if not any(one.touches(other) for other in others)), label)
    return tuple(settled)


def _arrange(
    places: Sequence[float],
    widths: Sequence[float],
    room: float,
    order: Sequence[tuple[int, int]],
    tries: Iterator[int],
    done: tuple[Label, ...] = (),
) -> tuple[Label, ...] | None:
    if len(done) == len(places):
        return done
    for level, side in order:
        if next(tries, None) is None:
            return None
        label = Label(places[len(done)], widths[len(done)], level, side)
        start, end = label.span
        if start >= 0 and end <= room and not any(label.touches(other) for other in done):
            arranged = _arrange(places, widths, room, order, tries, (*done, label))
            if arranged:
                return arranged
    return None
