"""Whether an act is in force, in the one word that lists and the search have room for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from pages.acts.in_time import Life, Phase
from search.content import State

if TYPE_CHECKING:
    from pages.acts.known import Dossier


class Status(StrEnum):
    """What lists say of an act on a day."""

    IN_FORCE = "in_force"
    NOT_ESTABLISHED = "not_established"
    NOT_YET = "not_yet_in_force"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """In words that fit acts of every grammatical gender."""
        return str(_STATUS_LABELS[self])


_STATUS_LABELS = {
    Status.IN_FORCE: pgettext_lazy("status of an act", "in force"),
    Status.NOT_ESTABLISHED: pgettext_lazy("status of an act", "day of entry into force not established"),
    Status.NOT_YET: pgettext_lazy("status of an act", "not yet in force"),
    Status.ENDED: pgettext_lazy("status of an act", "no longer in force"),
}
_STATUS_OF = {
    Phase.UNKNOWN: Status.NOT_ESTABLISHED,
    Phase.NOT_YET_ADOPTED: Status.NOT_ESTABLISHED,
    Phase.NOT_YET_IN_FORCE: Status.NOT_YET,
    Phase.ADOPTED: Status.NOT_ESTABLISHED,
    Phase.IN_FORCE: Status.IN_FORCE,
    Phase.MAYBE_ENDED: Status.NOT_ESTABLISHED,
    Phase.ENDED: Status.ENDED,
}


def status_on(life: Life, day: date) -> Status:
    """Whether an act is in force on a day, as far as days prove it."""
    phase = life.phase(day)
    if phase == Phase.NOT_YET_ADOPTED and life.begins and not life.begins.assumed and life.begins.day > day:
        return Status.NOT_YET
    return _STATUS_OF[phase]


def states_of(dossier: Dossier) -> list[State]:
    """The status of an act as from each day on which it changes."""
    life = dossier.life
    days = sorted({day for day in (life.adopted, life.begins and life.begins.day, life.ends and life.ends.day) if day})
    return [_state(life, None, date.min), *(_state(life, day, day) for day in days)]


def _state(life: Life, since: date | None, day: date) -> State:
    status = status_on(life, day)
    return State(since, status, status.label, is_over=status == Status.ENDED)
