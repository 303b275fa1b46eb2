"""What happened to an act, in the order of time: the one source of the timeline's picture and of its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.acts.dossier import Dossier, Effect
from pages.acts.in_time import Answer, Period
from pages.acts.models.kinds import ENDING, ActKind, RelationKind
from pages.acts.naming import ActRef, effect_name
from pages.core.dates import PartialDate


class EventKind(StrEnum):
    """What an event is; names the class of its dot. In the order of the events of one day."""

    ADOPTION = "adoption"
    PROMULGATION = "promulgation"
    FORCE = "force"
    AMENDMENT = "amendment"
    CONSOLIDATION = "consolidation"
    END = "end"


@dataclass(frozen=True)
class LifeEvent:
    """One event. `name` is the number of the act that did it, `what` says what it did, both in words for readers."""

    day: PartialDate | None
    """The day as the source names it; None for an event of an unknown day."""
    kind: EventKind
    name: str
    what: str
    url: str = ""
    meaning: str = ""
    """What happened to the acting act on that day: "day of adoption"."""
    mark: str = ""
    """What the picture says beside the day, where a number alone would mislead."""
    assumed: bool = False
    """Whether a day of adoption stands in for a day of effect that nobody knows."""
    pending: bool = False
    """An amendment in effect that the text of the chosen day lacks."""
    chosen: bool = False
    """The event from which the chosen text holds."""

    @property
    def label(self) -> str:
        """Its name on the axis: the number, or what happened where no other act did it."""
        return self.name or self.what

    @property
    def place(self) -> date:
        """Where it stands in time; a day known in part is over, at the latest, with its last day."""
        return self.day.last if self.day else date.min


@dataclass(frozen=True)
class Span:
    """Days on which one text holds; `end`, the day after, is None while it goes on.

    `number` is 0 and `url` empty where there is no text.
    """

    number: int
    start: date
    end: date | None
    url: str
    chosen: bool
    since: PartialDate | None = None
    """The start as it was known, when that is less than a day."""

    @property
    def label(self) -> str:
        """Its name on the axis: "tekst 3"."""
        return _("text %(number)s") % {"number": self.number} if self.number else _("no text")

    @property
    def words(self) -> str:
        """Its name with its days: "tekst 3: od 13 stycznia 2022 r. do 20 kwietnia 2022 r."."""
        start = (self.since or PartialDate.from_date(self.start)).genitive if self.start > date.min else ""
        end = PartialDate.from_date(self.end - timedelta(days=1)).genitive if self.end else ""
        words = {"text": self.label, "start": start, "end": end}
        if start and end:
            return _("%(text)s: from %(start)s to %(end)s") % words
        if start:
            return _("%(text)s: from %(start)s") % words
        return _("%(text)s: to %(end)s") % words if end else self.label


# -- events ------------------------------------------------------------------------------------------------------------


def events_of(dossier: Dossier, answer: Answer) -> list[LifeEvent]:
    """All events of the act, oldest first, those of an unknown day before; those of one day in the order of effect."""
    found = [*_beginning(dossier), *_changes(dossier, answer), *_consolidations(dossier), *_end(dossier)]
    order = list(EventKind)
    return sorted(_with_choice(found, answer), key=lambda event: (event.place, order.index(event.kind)))


def _beginning(dossier: Dossier) -> Iterator[LifeEvent]:
    act, begins = dossier.act, dossier.life.begins
    assumed = begins is not None and begins.assumed
    if act.adopted_on:
        name = act.number
        yield LifeEvent(
            act.adopted_on, EventKind.ADOPTION, name, _adoption(act), act.url if name else "", assumed=assumed
        )
    for effect in dossier.beginnings:
        yield LifeEvent(
            effect.act.adopted_on,
            EventKind.ADOPTION,
            effect.act.short,
            _deed(dossier, effect),
            effect.act.url,
            _day_of_adoption(effect.act) if effect.act.adopted_on else "",
            assumed=assumed,
        )
    if dossier.promulgated_on:
        yield LifeEvent(dossier.promulgated_on, EventKind.PROMULGATION, "", pgettext("event", "promulgated"))
    if force := _force(dossier):
        yield LifeEvent(force, EventKind.FORCE, "", pgettext("event", "in force"))


def _force(dossier: Dossier) -> PartialDate | None:
    """The day of entry into force, as far as a source names it."""
    named = (effect.effective_from for effect in dossier.beginnings if effect.effective_from)
    return dossier.in_force_from or min(named, default=None, key=lambda day: day.last)


def _changes(dossier: Dossier, answer: Answer) -> Iterator[LifeEvent]:
    start = _start(answer)
    done = answer.placed.done if answer.placed else frozenset()
    missing = set(answer.pending)
    for change in dossier.life.changes:
        effect = dossier.effect_of(change)
        pending = change in missing
        yield replace(
            _event(dossier, effect, EventKind.AMENDMENT),
            mark=pgettext("change", "not worked in") if pending else "",
            pending=pending,
            chosen=change in done and change.since is not None and change.since.day == start,
        )


def _consolidations(dossier: Dossier) -> Iterator[LifeEvent]:
    for effect in dossier.effects:
        if effect.kind == RelationKind.CONSOLIDATES:
            event = _event(dossier, effect, EventKind.CONSOLIDATION)
            yield replace(event, mark=pgettext("event", "consolidated text"), assumed=False)


def _end(dossier: Dossier) -> Iterator[LifeEvent]:
    ends = [_event(dossier, effect, EventKind.END) for effect in dossier.endings]
    yield from (replace(event, mark=pgettext("event", "end")) for event in ends)
    if dossier.repealed_on and dossier.repealed_on not in [event.day for event in ends]:
        yield LifeEvent(dossier.repealed_on, EventKind.END, "", pgettext("event", "repealed"))


def _event(dossier: Dossier, effect: Effect, kind: EventKind) -> LifeEvent:
    """What another act did, on the day of its effect, or of its adoption where that is unknown."""
    day = effect.effective_from or effect.act.adopted_on
    assumed = not effect.effective_from and day is not None
    return LifeEvent(
        day, kind, effect.act.short, _deed(dossier, effect), effect.act.url, _meaning(effect), assumed=assumed
    )


def _with_choice(events: list[LifeEvent], answer: Answer) -> list[LifeEvent]:
    """A text that no amendment began holds from the act's entry into force, or from its adoption."""
    start = _start(answer)
    if start is None or any(event.chosen for event in events):
        return events
    for kind in (EventKind.FORCE, EventKind.ADOPTION):
        if any(event.kind == kind and event.place == start for event in events):
            return [replace(one, chosen=one.kind == kind and one.place == start) for one in events]
    return events


def _start(answer: Answer) -> date | None:
    """From when the chosen text holds."""
    return answer.period.start.day if answer.period and answer.placed else None


# -- words -------------------------------------------------------------------------------------------------------------


def _deed(dossier: Dossier, effect: Effect) -> str:
    """What an act did to this one: "zmienia statut: § 5 ust. 3", "uchyla § 7"."""
    if effect.provisions and effect.kind in ENDING:
        return effect_name(effect.kind, "", effect.provisions)
    name = effect_name(effect.kind, dossier.act.kind, "")
    return f"{name}: {effect.provisions}" if effect.provisions else name


def _meaning(effect: Effect) -> str:
    """Which day of the acting act the event's day is."""
    adopted, effective = effect.act.adopted_on, effect.effective_from
    if adopted is None and effective is None:
        return ""
    if effective is None:
        return _day_of_adoption(effect.act)
    if adopted is None:
        return _("day of effect")
    if adopted == effective:
        return _("day of adoption and of effect")
    return _("day of effect; adopted on %(day)s") % {"day": adopted.label}


def _adoption(act: ActRef) -> str:
    """Councils adopt, heads of towns and of centres issue."""
    return pgettext("event", "issued") if act.kind == ActKind.ORDINANCE else pgettext("event", "adopted")


def _day_of_adoption(act: ActRef) -> str:
    return _("day of issue") if act.kind == ActKind.ORDINANCE else _("day of adoption")


# -- texts -------------------------------------------------------------------------------------------------------------


def spans_of(dossier: Dossier, answer: Answer) -> list[Span]:
    """The periods of the act's life, with the texts that hold in them, oldest first; texts are numbered from 1.

    None for an act without any text.
    """
    spans, number = [], 0
    for period in dossier.life.periods:
        number += period.placed is not None
        spans.append(_span(dossier, period, answer, number if period.placed else 0))
    return spans if number else []


def _span(dossier: Dossier, period: Period, answer: Answer, number: int) -> Span:
    url = dossier.text_of(period.placed).url if period.placed else ""
    end = period.end.day if period.end else None
    chosen = period == answer.period or (period.placed is not None and period.placed is answer.placed)
    return Span(number, period.start.day, end, url, chosen, period.start.source)
