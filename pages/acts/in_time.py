"""The life of an act: what it said on a day, and what was missing from its text then.

Pure Python: facts come from the live rows or from recorded versions (`pages.acts.dossier`), so that one rule answers
both "what was in force on D" and "what did this site say of it on D".

A day is *assumed* when the sources name no day of effect and another, as a rule that of adoption, stands in for it;
whoever prints an answer that rests on one says so. An act is never said to be in force on the strength of such a day.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from pages.core.dates import PartialDate

Key = Hashable


@dataclass(frozen=True, order=True)
class Day:
    """A day on which something takes effect, and whether it only stands in for one that nobody knows."""

    day: date
    assumed: bool = False
    source: PartialDate | None = field(default=None, compare=False)
    """The date as it was known, when that is less than a day."""

    @property
    def known(self) -> PartialDate | None:
        """What may be printed of it: never more than the sources say; None for a day that nothing stands in for."""
        return self.source or (PartialDate.from_date(self.day) if self.day > date.min else None)


@dataclass(frozen=True)
class Change:
    """What another act does to the words of this one, from a day on.

    `act` is the acting act; `order` its place among those of the same day; a change without a day may be there already.
    """

    act: Key
    since: Day | None
    order: tuple[int | str, ...] = ()
    provisions: tuple[str, ...] = ()
    """eIds of the provisions that it names; none when it names none."""

    @property
    def sort_key(self) -> tuple[date, tuple[int | str, ...]]:
        """Changes in the order in which they take effect, those of an unknown day first."""
        return (self.since.day if self.since else date.min, self.order)

    @property
    def is_vague(self) -> bool:
        """Whether its day is known to a month or a year only: a text that takes it in is believed."""
        return self.since is not None and self.since.source is not None

    def is_made_by(self, day: date) -> bool:
        """Whether it has taken effect when the day is over."""
        return self.since is None or self.since.day <= day


@dataclass(frozen=True)
class State:
    """A text of the act as from a day, and the acts whose changes are worked into it.

    `given` is the day that the text itself names, if any.
    """

    key: Key
    given: date | None = None
    includes: frozenset[Key] = frozenset()
    rank: tuple[int | str, ...] = ()
    """Tells apart texts of one day that include equally much: the later one wins."""


@dataclass(frozen=True)
class PlacedState:
    """A state with the day from which it holds."""

    state: State
    since: Day
    done: frozenset[Change]
    """The changes that are worked in."""


class Phase(Enum):
    """What can be said of an act on a day."""

    UNKNOWN = "unknown"
    """Nothing: the days that are known, if any, don't tell."""
    NOT_YET_ADOPTED = "not yet adopted"
    NOT_YET_IN_FORCE = "not yet in force"
    ADOPTED = "adopted"
    """Adopted, but nobody knows since when it is in force."""
    IN_FORCE = "in force"
    MAYBE_ENDED = "maybe ended"
    """An act ended it, but nobody knows from which day on."""
    ENDED = "ended"


@dataclass(frozen=True)
class Period:
    """Days, from `start` to the day before `end`, on which one state holds; `placed` is None where no text is here.

    `end` is None while it goes on.
    """

    start: Day
    end: Day | None
    placed: PlacedState | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start.day <= day and (self.end is None or day < self.end.day)

    @property
    def last_day(self) -> date | None:
        """The last day of the period, None while it goes on."""
        return self.end.day - timedelta(days=1) if self.end else None


@dataclass(frozen=True)
class Answer:
    """What the act said on a day."""

    day: date
    phase: Phase
    period: Period | None
    pending: tuple[Change, ...]
    """Changes that had taken effect by then and are not worked into the text, in the order of taking effect."""
    ended: Day | None = None
    """When the act ended, if it had by then, or may have."""

    @property
    def placed(self) -> PlacedState | None:
        """The text of that day with what it includes; None when it isn't here."""
        return self.period.placed if self.period else None

    @property
    def rests_on_adoption(self) -> bool:
        """Whether a day of adoption stands in for one that isn't known."""
        days = [self.ended, *(change.since for change in self.pending)]
        if self.period:
            days += [self.period.start, self.period.end]
        if self.placed:
            days.append(self.placed.since)
        return self.phase == Phase.ADOPTED or any(day.assumed for day in days if day)


class Life:
    """All states of one act in time. Days from its beginning to its end lie in exactly one period each.

    `adopted` is the first day on which it may have been adopted; `begins` the day of entry into force, or one that
    stands in for it; `ends` the first day on which it is no longer in force, or, assumed, may not be.
    """

    def __init__(
        self,
        *,
        adopted: date | None,
        begins: Day | None,
        ends: Day | None,
        changes: Iterable[Change] = (),
        states: Iterable[State] = (),
    ) -> None:
        self.adopted = adopted
        self.begins = begins
        self.ends = ends
        self.changes = tuple(sorted(changes, key=lambda change: change.sort_key))
        placed = (self._placed(state) for state in states)
        self.states = tuple(sorted(placed, key=lambda one: (one.since.day, len(one.done), one.state.rank)))

    @cached_property
    def _firsts(self) -> dict[Key, Day | None]:
        """The day of the first change of each acting act."""
        firsts: dict[Key, Day | None] = {}
        for change in self.changes:
            firsts.setdefault(change.act, change.since)
        return firsts

    def _placed(self, state: State) -> PlacedState:
        """A text names its day, or holds from the last change in it; with none, from the act's beginning.

        That is an assumption when it takes in an act whose day isn't known here: it may hold from later on.
        """
        known = [day for act in state.includes if (day := self._firsts.get(act))]
        if state.given:
            since = Day(state.given)
        else:
            latest = max(known) if known else self.begins or Day(date.min, assumed=True)
            since = Day(latest.day, latest.assumed or len(known) < len(state.includes), latest.source)
        done = (
            change
            for change in self.changes
            if change.act in state.includes and (change.is_made_by(since.day) or change.is_vague)
        )
        return PlacedState(state, since, frozenset(done))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """From the act's beginning to its end, without gap or overlap; () for an act of which no day is known.

        Of two texts from one day the later one holds alone. A text that begins before the act does holds from its
        beginning.
        """
        first = self.begins or (self.states[0].since if self.states else None)
        ends = self.ends if self.ends and not self.ends.assumed else None  # its text goes on while it may be in force
        if first is None or (ends and ends.day <= first.day):
            return ()
        starts: dict[date, tuple[Day, PlacedState | None]] = {first.day: (first, None)}
        for placed in self.states:
            if ends is None or placed.since.day < ends.day:
                start = placed.since if placed.since.day > first.day else first
                starts[start.day] = (start, placed)
        marks = [starts[day] for day in sorted(starts)]
        bounds = [*(start for start, _placed in marks[1:]), ends]
        return tuple(Period(start, end, placed) for (start, placed), end in zip(marks, bounds, strict=True))

    def as_of(self, day: date) -> Answer:
        """What the act said on the day, and what was in effect by then without being in its text."""
        phase = self.phase(day)
        period = next((period for period in self.periods if period.holds(day)), None)
        done = period.placed.done if period and period.placed else frozenset()
        pending = tuple(change for change in self.changes if change.is_made_by(day) and change not in done)
        # Of an act without any day nothing is known but what others did to it.
        told = period is not None or phase == Phase.UNKNOWN
        ended = self.ends if phase in (Phase.ENDED, Phase.MAYBE_ENDED) else None
        return Answer(day, phase, period, pending if told else (), ended)

    def phase(self, day: date) -> Phase:
        """What the known days prove of that day."""
        if self.ends and day >= self.ends.day:
            return Phase.MAYBE_ENDED if self.ends.assumed else Phase.ENDED
        if self.begins and day >= self.begins.day:
            return Phase.ADOPTED if self.begins.assumed else Phase.IN_FORCE
        if self.adopted and day < self.adopted:
            return Phase.NOT_YET_ADOPTED
        return Phase.NOT_YET_IN_FORCE if self.begins and not self.begins.assumed else Phase.UNKNOWN

    def before(self, placed: PlacedState) -> PlacedState | None:
        """The state that a state follows."""
        place = self.states.index(placed)
        return self.states[place - 1] if place else None
