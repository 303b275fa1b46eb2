"""What a reader is shown of an act on a day: the text with its notes, its place in time, what is missing from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pages.acts import wording
from pages.acts.dossier import Dossier, Effect, Text
from pages.acts.in_time import Answer, Day, Key, Period, Phase, PlacedState
from pages.acts.marked_text import MarkedText
from pages.acts.models.kinds import PASSIVE, LegalValue, RelationKind
from pages.acts.naming import ActRef
from pages.acts.timeline.axis import TimeAxis, life_axis
from pages.acts.timeline.events import LifeEvent, Span, events_of, spans_of
from pages.acts.timeline.items import LifeItem, items_of
from pages.core.dates import PartialDate


class Reading(MarkedText):
    """One answer to "what did the act say on that day"; templates only print it."""

    def __init__(
        self,
        dossier: Dossier,
        day: date,
        *,
        asked: bool = False,
        placed: PlacedState | None = None,
        known_on: date | None = None,
    ) -> None:
        self.dossier = dossier
        self.day = day
        self.asked = asked
        """Whether a reader asked for the day; otherwise it is today."""
        self.fixed = placed
        """The text that is to be shown, whatever holds on the day."""
        self.known_on = known_on
        """The day at whose end the site said so; None for now."""
        self.now = localdate()

    @classmethod
    def today(cls, dossier: Dossier, today: date) -> Reading:
        """The act today; of one that has ended, its last text; of one that is still to come, its first."""
        reading = cls(dossier, today)
        placed = [period.placed for period in dossier.life.periods if period.placed]
        if reading.text is None and placed:
            shown = placed[-1] if reading.answer.phase == Phase.ENDED else placed[0]
            return cls.of_text(dossier, shown.state.key, today)
        return reading

    @classmethod
    def of_text(cls, dossier: Dossier, text_id: Key, today: date) -> Reading:
        """A text of the dossier by itself, on the last day on which it held, or today."""
        placed = next(one for one in dossier.life.states if one.state.key == text_id)
        period = next((period for period in dossier.life.periods if period.placed is placed), None)
        last = period.last_day if period else None
        day = max(placed.since.day, min(today, last or today)) if placed.since.day > date.min else today
        return cls(dossier, day, placed=placed)

    @cached_property
    def answer(self) -> Answer:
        """The answer of the act's life."""
        found = self.dossier.as_of(self.day)
        if self.fixed is None or found.placed is self.fixed:
            return found
        life, since = self.dossier.life, self.fixed.since
        pending = (change for change in life.changes if change.is_made_by(self.day) and change not in self.fixed.done)
        return replace(found, period=Period(since, since, self.fixed), pending=tuple(pending))

    @cached_property
    def text(self) -> Text | None:
        """The text of the day, None when it isn't here."""
        return self.dossier.text_of(self.answer.placed) if self.answer.placed else None

    @property
    def since(self) -> PartialDate | None:
        """From when the text holds."""
        placed = self.answer.placed
        return placed.since.known if placed and placed.since.day > date.min else None

    @property
    def until(self) -> PartialDate | None:
        """The last day on which it holds; None while it goes on, or when the end is known to a month or a year only."""
        period = self.answer.period
        last = period.last_day if period and period.end and not period.end.source else None
        return PartialDate.from_date(last) if last else None

    # -- what is said of it --------------------------------------------------------------------------------------------

    @property
    def value_label(self) -> str:
        """What the text is worth."""
        return str(LegalValue(self.text.legal_value).label) if self.text and self.text.legal_value else ""

    @property
    def is_informal(self) -> bool:
        """Whether only the acts themselves bind, not this text."""
        return bool(self.text) and self.text.legal_value == LegalValue.INFORMAL  # type: ignore[union-attr] # checked

    @property
    def eyebrow(self) -> str:
        """The kind of the act and what its text is worth: "Statut · tekst ujednolicony, informacyjny"."""
        name = self.dossier.act.name
        return " · ".join(filter(None, [name[:1].upper() + name[1:], self.value_label]))

    @property
    def head_title(self) -> str:
        """The number goes first, as on the act's own page."""
        act = self.dossier.act
        return f"{act.number} – {act.title}" if act.number else act.title

    @property
    def lead(self) -> str:
        """The day, and from when to when its text holds; what is known of the day where no text is."""
        if self.text is None:
            return self.phase_text
        if self.fixed or not self.since:
            return self.span_text
        return wording.lead_text(self.day, self.since, self.until if self.asked else None)

    @property
    def has_timeline(self) -> bool:
        """Whether more happened to the act than its adoption."""
        return len(self.events) > 1 or bool(self.spans and self.text)

    @property
    def span_text(self) -> str:
        """From when to when the text holds."""
        period = self.answer.period
        at_once = period is not None and period.end is not None and period.end.day == period.start.day
        return wording.span_text(self.since, self.until, replaced_at_once=at_once)

    @property
    def phase_text(self) -> str:
        """Whether the act was in force on the day that was asked for; otherwise today, or when the text held last."""
        day = self.day if self.asked else min(self.day, self.now)
        return wording.phase_text(self.dossier, self.dossier.as_of(day))

    @property
    def ended_notice(self) -> tuple[str, str]:
        """That the act has ended; a reader who asked for a day is told of that day."""
        if self.asked:
            return "", ""
        held = [period.placed for period in self.dossier.life.periods if period.placed]
        return wording.ended_notice(self.dossier, self.now, shows_last=bool(held) and self.answer.placed is held[-1])

    @property
    def is_to_come(self) -> bool:
        """Whether the text that is shown holds only from a later day."""
        return bool(self.text) and not self.asked and self.day > self.now

    @property
    def is_past(self) -> bool:
        """Whether another text holds today."""
        today = self.dossier.as_of(self.now)
        return (
            bool(self.text) and bool(today.placed) and today.placed is not self.answer.placed and self.day <= self.now
        )

    @property
    def announced(self) -> list[tuple[PartialDate, list[ActRef]]]:
        """Changes that are known already and take effect only after the day."""
        found: dict[Day, list[ActRef]] = {}
        for change in self.dossier.life.changes:
            if change.since and change.since.day > max(self.day, self.now):
                found.setdefault(change.since, []).append(self.dossier.effect_of(change).act)
        return [(since.known, acts) for since, acts in found.items() if since.known]

    @property
    def rests_on_adoption(self) -> bool:
        """Whether days of adoption stand in for days of effect of the text, or of what it lacks."""
        days = [change.since for change in self.answer.pending]
        days += [self.answer.placed.since] if self.answer.placed else []
        return any(day.assumed for day in days if day)

    @property
    def lacks_day_of_force(self) -> bool:
        """Whether nobody knows since when the act itself is in force."""
        return self.answer.phase in (Phase.ADOPTED, Phase.UNKNOWN)

    @cached_property
    def pending(self) -> list[Effect]:
        """Changes in effect that the text lacks, in the order of their effect."""
        return [self.dossier.effect_of(change) for change in self.answer.pending]

    @property
    def pending_title(self) -> str:
        """The headline of what is missing."""
        return wording.pending_title(len(self.pending))

    @property
    def clock_text(self) -> str:
        """Which of the two questions the page answers."""
        return wording.clock_text(self.day, self.known_on, has_text=self.text is not None)

    @property
    def recorded_facts(self) -> list[tuple[str, str]]:
        """What the site said of the act itself, on a page of the second clock; elsewhere its own page says it."""
        act, dossier = self.dossier.act, self.dossier
        if self.known_on is None:
            return []
        rows = [
            (_("Number"), act.number),
            (_("Adopted on"), act.adopted_on.label if act.adopted_on else ""),
            (_("Issuing body"), dossier.issuer),
            (_("Entry into force"), "" if self.text else self.phase_text),
        ]
        return [(label, value) for label, value in rows if value]

    # -- its place in time -------------------------------------------------------------------------------------------

    @cached_property
    def events(self) -> list[LifeEvent]:
        """What happened to the act, oldest first."""
        return events_of(self.dossier, self.answer)

    @cached_property
    def spans(self) -> list[Span]:
        """Its texts in time."""
        return spans_of(self.dossier, self.answer)

    @cached_property
    def axis(self) -> TimeAxis | None:
        """The same drawn to scale; None when a list says more."""
        return life_axis(self.events, self.spans, self.day if self.asked else None)

    @cached_property
    def items(self) -> list[LifeItem]:
        """The same as a list."""
        return items_of(self.events, self.spans, self.day if self.asked else None)

    @cached_property
    def states(self) -> list[tuple[PlacedState, Text]]:
        """All texts of the act, oldest first."""
        return [(placed, self.dossier.text_of(placed)) for placed in self.dossier.life.states]

    @property
    def included(self) -> list[ActRef]:
        """The acts whose changes are worked into the text."""
        placed = self.answer.placed
        changes = [change for change in self.dossier.life.changes if placed and change in placed.done]
        return list(dict.fromkeys(self.dossier.effect_of(change).act for change in changes))

    @property
    def ended_by(self) -> list[ActRef]:
        """The acts that ended it."""
        return [effect.act for effect in self.dossier.endings]

    @property
    def composition(self) -> list[tuple[str, list[ActRef]]]:
        """The acts that the text is made of, and those that are missing from it."""
        ended = str(PASSIVE[RelationKind.ANNULS]) if self.dossier.is_annulled else _("Ended by")
        rows = [
            (_("Given by"), [effect.act for effect in self.dossier.beginnings]),
            (_("Worked in"), self.included),
            (_("Not worked in"), list(dict.fromkeys(effect.act for effect in self.pending))),
            (ended, self.ended_by),
        ]
        return [(label, acts) for label, acts in rows if acts]

    @property
    def worth(self) -> list[tuple[str, str]]:
        """Since when the act is in force, what the text is worth, and who answers for it."""
        text = self.text
        if text is None:
            return []
        binding = _("%(value)s; only the acts themselves are binding") if self.is_informal else "%(value)s"
        rows = [
            (_("Entry into force"), self.phase_text),
            (_("The clause that says so"), self.dossier.in_force_basis),
            (_("Validity of this text"), self.span_text),
            (_("Value of the text"), binding % {"value": self.value_label} if self.value_label else ""),
            (_("Prepared by"), text.prepared_by),
            (_("Checked by"), text.checked_by),
        ]
        return [(label, value) for label, value in rows if value]
