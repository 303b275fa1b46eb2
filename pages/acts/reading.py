"""What a reader is shown of an act on a day: the text with its notes, its place in time, what is missing from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.acts.dossier import Dossier, Effect, Text
from pages.acts.in_time import Answer, Key, Period, Phase, PlacedState
from pages.acts.models.kinds import LegalValue
from pages.acts.naming import ActRef
from pages.acts.sources import Origins, SourceNote, gone_provisions, notes_for, origins_of
from pages.acts.text.citations import citation
from pages.acts.text.model import Part, Passage, Piece, Provision
from pages.acts.text.structure import Group, contents
from pages.acts.timeline.axis import TimeAxis, life_axis
from pages.acts.timeline.events import LifeEvent, Span, events_of, spans_of
from pages.acts.timeline.items import LifeItem, items_of
from pages.core.dates import PartialDate


@dataclass(frozen=True)
class NoteView:
    """A source note, and where the words before and after can be compared; empty when one of them isn't here."""

    note: SourceNote
    compare_url: str

    @property
    def words(self) -> str:
        """The unit and what became of it."""
        return self.note.words

    @property
    def place(self) -> str:
        """The unit."""
        return citation(self.note.eid)

    @property
    def acts(self) -> tuple[ActRef, ...]:
        """The acts that may have done it."""
        return self.note.origin.acts


@dataclass(frozen=True)
class PieceView:
    """A heading, a provision with its notes, or a passage."""

    piece: Piece
    notes: Sequence[NoteView] = ()

    @property
    def kind(self) -> str:
        """Which template prints it."""
        return {Part: "part", Provision: "provision", Passage: "passage"}[type(self.piece)]


class Reading:
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

    @classmethod
    def today(cls, dossier: Dossier, today: date) -> Reading:
        """The act today; of one that has ended, the text that it had last."""
        reading = cls(dossier, today)
        held = [period.placed for period in dossier.life.periods if period.placed]
        if reading.answer.phase == Phase.ENDED and held:
            return cls.of_text(dossier, held[-1].state.key, today)
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
    def lead(self) -> str:
        """The day, and since when the text holds: "Tekst na dzień 15 grudnia 2022 r., w brzmieniu od …"."""
        if self.text is None:
            return self.phase_text
        words = {"day": PartialDate.from_date(self.day).genitive, "start": self.since.genitive if self.since else ""}
        if self.fixed or not self.since:
            return self.span_text
        return _("Text on %(day)s, as worded from %(start)s.") % words

    @property
    def has_parts(self) -> bool:
        """Whether provisions stand under headings."""
        return any(isinstance(view.piece, Part) for view in self.pieces)

    @property
    def has_timeline(self) -> bool:
        """Whether more happened to the act than its adoption."""
        return len(self.events) > 1 or bool(self.spans and self.text)

    @property
    def span_text(self) -> str:
        """From when to when the text holds: "Tekst w brzmieniu od 13 października 2022 r. do …"."""
        if not self.since:
            return ""
        words = {"start": self.since.genitive, "end": self.until.genitive if self.until else ""}
        if self.until:
            return _("Text as worded from %(start)s to %(end)s.") % words
        return _("Text as worded from %(start)s.") % words

    @property
    def phase_text(self) -> str:
        """Whether the act was in force on the day, as far as days prove it; never a guess."""
        words = {"day": PartialDate.from_date(self.day).genitive}
        begins, ended = self.dossier.life.begins, self.answer.ended
        words |= {"begin": begins.known.genitive if begins else ""}
        words |= {"end": ended.known.genitive if ended else ""}
        match self.answer.phase:
            case Phase.IN_FORCE:
                return _("In force on %(day)s, since %(begin)s.") % words
            case Phase.ENDED if ended and ended.assumed:
                return _("Ended by an act of %(end)s; the day from which it ended is not established.") % words
            case Phase.ENDED:
                return _("No longer in force on %(day)s: it ended on %(end)s.") % words
            case Phase.NOT_YET_ADOPTED:
                return _("On %(day)s the act had not been adopted yet.") % words
            case Phase.NOT_YET_IN_FORCE:
                return _("Not yet in force on %(day)s: it will be from %(begin)s.") % words
            case Phase.ADOPTED:
                return _("The day of entry into force is not established.")
        return _("Days of this act are not known.")

    @property
    def ended_text(self) -> str:
        """That the act has ended since the day that is shown; a reader who asked for a day is told of that day."""
        ends = self.dossier.life.ends
        if self.asked or ends is None or ends.day > localdate():
            return ""
        words = {"day": ends.known.genitive}
        if ends.assumed:
            return _("It was ended by an act of %(day)s; the day from which it ended is not established.") % words
        return _("It ended on %(day)s. What stands below is what it said last.") % words

    @property
    def rests_on_adoption(self) -> bool:
        """Whether days of adoption stand in for days that nobody knows."""
        return self.answer.rests_on_adoption

    @cached_property
    def pending(self) -> list[Effect]:
        """Changes in effect that the text lacks, in the order of their effect."""
        return [self.dossier.effect_of(change) for change in self.answer.pending]

    @property
    def pending_title(self) -> str:
        """The headline of what is missing."""
        count = len(self.pending)
        words = {"count": count}
        if count == 1:
            return _("one change is missing from this text")
        return (
            ngettext(
                "%(count)s change is missing from this text", "%(count)s changes are missing from this text", count
            )
            % words
        )

    @property
    def clock_text(self) -> str:
        """Which of the two questions the page answers."""
        day = PartialDate.from_date(self.day).genitive
        if self.dossier.then is None:
            return _("This page says what the act said on %(day)s, by all that the site knows today.") % {"day": day}
        words = {"day": day, "known": PartialDate.from_date(self.known_on).genitive if self.known_on else ""}
        return (
            _("This page says what the site told of %(day)s at the end of %(known)s. It may know more today.") % words
        )

    # -- the text --------------------------------------------------------------------------------------------------

    @cached_property
    def _origins(self) -> tuple[Origins, Origins]:
        placed = self.answer.placed
        return origins_of(self.dossier, placed) if placed else ({}, {})

    @cached_property
    def pieces(self) -> list[PieceView]:
        """The text with a note beside each provision that some act changed."""
        origins, gone = self._origins
        return [
            PieceView(piece, () if isinstance(piece, Passage) else self._views(notes_for(piece, origins, gone)))
            for piece in (self.text.pieces if self.text else [])
        ]

    @property
    def gone(self) -> list[NoteView]:
        """Whole provisions that are no longer in the text."""
        return self._views(gone_provisions(self._origins[1]))

    def _views(self, notes: list[SourceNote]) -> list[NoteView]:
        return [NoteView(note, self.compare_url(note.origin.before, note.origin.after)) for note in notes]

    def compare_url(self, before: PlacedState, after: PlacedState) -> str:
        """Where two texts are compared; empty when one of them can't be opened today."""
        texts = [self.dossier.text_of(placed) for placed in (before, after)]
        if not self.dossier.act.url or not all(text.url for text in texts):
            return ""
        return f"{self.dossier.act.url}porownaj-stany/{texts[0].slug}/{texts[1].slug}/"

    @cached_property
    def contents(self) -> list[Group]:
        """The table of contents."""
        return contents(self.text.pieces) if self.text else []

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
        rows = [
            (_("Given by"), [effect.act for effect in self.dossier.beginnings]),
            (_("Worked in"), self.included),
            (_("Not worked in"), list(dict.fromkeys(effect.act for effect in self.pending))),
            (_("Ended by"), self.ended_by),
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
