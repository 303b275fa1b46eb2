"""All that is known of one act: its days, what others did to it, its texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pages.acts.in_time import Answer, Change, Day, Life, PlacedState, State
from pages.acts.models.kinds import BEGINNING, ENDING, REWORDING, RelationKind
from pages.acts.naming import ActRef
from pages.acts.text.citations import parse_citations
from pages.acts.text.model import Piece, RawBlock
from pages.acts.text.structure import structure
from pages.core.dates import PartialDate

if TYPE_CHECKING:
    from pages.acts.models import ExpressionPage


@dataclass(frozen=True)
class Effect:
    """What an act did to the one in question."""

    act: ActRef
    kind: str
    effective_from: PartialDate | None
    effective_basis: str
    provisions: str
    order: tuple[int | str, ...]

    @cached_property
    def since(self) -> Day | None:
        """From when it takes effect; the day of adoption stands in for one that no source names."""
        return day_of(self.effective_from) or day_of(self.act.adopted_on, assumed=True)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """eIds of the provisions that it names."""
        return tuple(parse_citations(self.provisions).eids)

    @property
    def rewords(self) -> bool:
        """Whether it changes the words of the act; a repeal of single provisions does."""
        return self.kind in REWORDING or (self.kind in ENDING and bool(self.provisions))

    @property
    def ends(self) -> bool:
        """Whether it ends the act."""
        return self.kind in ENDING and not self.provisions


@dataclass(frozen=True)
class Text:
    """A text of the act, as its page has it, or had it then."""

    pk: int
    title: str
    url: str
    valid_from: PartialDate | None
    legal_value: str
    prepared_by: str
    checked_by: str
    is_example: bool
    blocks: list[RawBlock]
    included: frozenset[int]
    has_attachments: bool = False
    page: ExpressionPage | None = field(default=None, compare=False, repr=False)
    """Its page as it stands now, when the text is that of now."""

    @cached_property
    def pieces(self) -> list[Piece]:
        """The text in its structure."""
        return structure(self.blocks)

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.url.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Dossier:
    """An act with its effects and texts; `then` is the moment at which this was public, None for now."""

    act: ActRef
    issuer: str
    in_force_from: PartialDate | None
    in_force_basis: str
    repealed_on: PartialDate | None
    promulgated_on: PartialDate | None
    effects: tuple[Effect, ...]
    texts: Mapping[int, Text]
    then: datetime | None = None
    withheld: int = 0
    """How many of its pages were public then, and are not to be read today."""

    @cached_property
    def life(self) -> Life:
        """The act in time."""
        return Life(
            adopted=self.adoption.first if self.adoption else None,
            begins=self._begins,
            ends=self._ends,
            changes=self._rewordings,
            states=[
                State(text.pk, text.valid_from.first if text.valid_from else None, text.included, (text.pk,))
                for text in self.texts.values()
            ],
        )

    @property
    def adoption(self) -> PartialDate | None:
        """When the act, or the one that gave it, was adopted."""
        days = (effect.act.adopted_on for effect in self.beginnings)
        return self.act.adopted_on or min((day for day in days if day), default=None)

    @property
    def beginnings(self) -> list[Effect]:
        """The acts that gave or introduced this one."""
        return [effect for effect in self.effects if effect.kind in BEGINNING]

    @property
    def endings(self) -> list[Effect]:
        """The acts that repealed it or declared it invalid as a whole."""
        return [effect for effect in self.effects if effect.ends]

    @property
    def is_annulled(self) -> bool:
        """Whether it was declared invalid as a whole: of such an act nothing is said to have been in force."""
        return any(effect.kind == RelationKind.ANNULS for effect in self.endings)

    @property
    def _begins(self) -> Day | None:
        """The day that the act names, else the one that those name which gave it, else that of adoption."""
        given = _surest(day_of(effect.effective_from) for effect in self.beginnings)
        days = [day_of(self.in_force_from), given, day_of(self.adoption, assumed=True)]
        return next((day for day in days if day and not day.assumed), next(filter(None, days), None))

    @property
    def _ends(self) -> Day | None:
        days = [_earliest(self.repealed_on, assumed=False)]
        for effect in self.endings:
            named = effect.effective_from
            days.append(_earliest(named or effect.act.adopted_on, assumed=named is None))
        return _surest(days)

    @cached_property
    def _rewordings(self) -> dict[Change, Effect]:
        return {
            Change(effect.act.pk, effect.since, effect.order, effect.named): effect
            for effect in self.effects
            if effect.rewords
        }

    def effect_of(self, change: Change) -> Effect:
        """The effect that a change of the act's life stands for."""
        return self._rewordings[change]

    def text_of(self, placed: PlacedState) -> Text:
        """The text of a state."""
        return self.texts[placed.state.key]  # type: ignore[index] # keys of states are those of texts

    def as_of(self, day: date) -> Answer:
        """What the act said on a day, as far as this dossier knows."""
        return self.life.as_of(day)


def day_of(partial: PartialDate | None, *, assumed: bool = False) -> Day | None:
    """The day of a date; one known in part is over, at the latest, with its last day, which is an assumption."""
    if not partial:  # a row that isn't kept yet has an empty text for a day that isn't known
        return None
    return Day(partial.last, assumed or not partial.is_full, _less_than_a_day(partial))


def _earliest(partial: PartialDate | None, *, assumed: bool) -> Day | None:
    """From when an act may have been no longer in force: it isn't said to be so on a day that only may be one."""
    return Day(partial.first, assumed or not partial.is_full, _less_than_a_day(partial)) if partial else None


def _less_than_a_day(partial: PartialDate) -> PartialDate | None:
    return None if partial.is_full else partial


def _surest(days: Iterable[Day | None]) -> Day | None:
    """The earliest of the days that sources name; only where they name none, of those that stand in for one."""
    return min((day for day in days if day), key=lambda day: (day.assumed, day.day), default=None)
