"""What is asked and what is answered: an item of the law, and how a centre stands with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from compliance.subject import Subject


class Status(models.TextChoices):
    """How a centre stands with an item."""

    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


@dataclass(frozen=True)
class Link:
    """Where something can be seen or done."""

    label: str
    url: str


@dataclass(frozen=True)
class Answer:
    """How a centre stands with an item, and how anybody can see for themselves."""

    status: Status
    why: str
    """A sentence."""
    proof: Link | None = None
    """The page or the place that proves it."""
    to_do: str = ""
    """What to do about it; a sentence."""
    place: Link | None = None
    """Where in the administration to do it."""
    is_guess: bool = False
    """Nobody could look: the check itself failed."""


class Duty(models.TextChoices):
    """Whether an item is a duty, as far as anybody has read."""

    YES = "yes", _("yes")
    NOT_VERIFIED = "not_verified", _("not verified")
    """The list has it as one, but nobody has read the law that would say so."""
    NO = "no", _("no")
    """Good practice."""


def met(why: str, proof: Link | None = None) -> Answer:
    """It is as it should be."""
    return Answer(Status.MET, why, proof)


def not_met(why: str, to_do: str, place: Link | None = None, proof: Link | None = None) -> Answer:
    """Something lacks, and this is to be done."""
    return Answer(Status.NOT_MET, why, proof, to_do, place)


def not_applicable(why: str, proof: Link | None = None) -> Answer:
    """There is nothing here that the item is about."""
    return Answer(Status.NOT_APPLICABLE, why, proof)


def not_checked(error: Exception) -> Answer:
    """Nobody can say: the check itself failed. Counted as not met, so that no gap hides behind it."""
    why = gettext("This could not be checked: the check itself failed (%(error)s).")
    to_do = gettext("Tell whoever runs the site: what failed is in the server’s log.")
    return Answer(Status.NOT_MET, why % {"error": type(error).__name__}, to_do=to_do, is_guess=True)


@dataclass(frozen=True)
class Item:
    """A requirement, by its number in the project's list L1–L30."""

    code: str
    name: Any
    check: Callable[[Subject], Answer]
    basis: str = ""
    """Where its text was read; empty where any part that the check rests on was not. See `duty`."""
    must: bool = True
    """Whether it counts as a gap when it is not met; the others are good practice."""

    @property
    def duty(self) -> Duty:
        """The one rule of what may be called a duty: only what stands in a text that somebody has read.

        Whoever shows an item to anybody takes the word from here, and the citation from `basis_text`.
        """
        if not self.must:
            return Duty.NO
        return Duty.YES if self.basis else Duty.NOT_VERIFIED

    @property
    def basis_text(self) -> str:
        """The basis as staff read it."""
        if self.duty is Duty.NO:
            return gettext("good practice")
        return self.basis or gettext("the legal basis was not verified")


@dataclass(frozen=True)
class Checked:
    """An item with its answer, as of a day."""

    item: Item
    answer: Answer
    day: date

    @property
    def is_gap(self) -> bool:
        """Whether something is not met that is more than good practice."""
        return self.item.must and self.answer.status == Status.NOT_MET
