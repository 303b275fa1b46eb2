"""An act of the register as a light row: what lists, files and feeds print of it.

What it says of the act in time comes from the same `Dossier` and `Life` as the page of the act does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext, pgettext

from pages.acts.in_time import Answer, Phase
from pages.acts.known import Dossier
from pages.acts.models.kinds import ACCUSATIVE, INSTRUMENTAL, ActKind
from pages.acts.naming import ActRef, effect_name
from pages.acts.register.searching import Searchable
from pages.acts.status import Status, status_on
from pages.core.addresses import address_of
from pages.core.dates import PartialDate

UNDATED = "~"  # after every digit: what has no day stands before the newest


@dataclass(frozen=True, eq=False)
class Doing:
    """What an act does to another, or to something that is no act here; `target` is an act of the same centre."""

    source: int
    kind: str
    target: ActRow | None
    target_kind: str
    target_title: str
    text: str
    effective_from: PartialDate | None
    provisions: str

    @property
    def label(self) -> str:
        """In words: "zmienia statut"."""
        return effect_name(self.kind, self.target_kind, self.text)

    @property
    def is_missing(self) -> bool:
        """Whether it changes a text, is in effect today, and isn't worked into the text that holds today."""
        return self.target is not None and self.source in self.target.missing


@dataclass(frozen=True, eq=False)
class ActRow:
    """One act of the register, with what lists, files and feeds print of it."""

    dossier: Dossier
    number_key: str
    subject: str
    gazette_ref: str
    eli_uri: str
    path: str
    url_path: str
    today: date
    doings: list[Doing] = field(default_factory=list)

    # -- as it is printed --------------------------------------------------------------------------------------------

    @property
    def ref(self) -> ActRef:
        """The act as others name it."""
        return self.dossier.act

    @property
    def number(self) -> str:
        """As printed."""
        return self.ref.number

    @property
    def title(self) -> str:
        """The page's title."""
        return self.ref.title

    @property
    def adopted_on(self) -> PartialDate | None:
        """The day, or what is known of it."""
        return self.ref.adopted_on

    @property
    def get_kind_display(self) -> str:
        """The kind in words, under the name that pages have for it: lists print both."""
        return str(ActKind(self.ref.kind).label)

    @property
    def issuer_label(self) -> str:
        """The issuing body, or that the source doesn't name it."""
        return self.dossier.issuer or gettext("not given")

    @cached_property
    def local_url(self) -> str:
        """The path of the act's page within its site."""
        return address_of(self.url_path)

    @property
    def year(self) -> int | None:
        """The year of adoption, None for an act with no date of its own."""
        return self.adopted_on.year if self.adopted_on else None

    @property
    def relation_label(self) -> str:
        """The act's effect in a few words: "zmienia statut; jeszcze niewprowadzona"."""
        labels = list(dict.fromkeys(doing.label for doing in self.doings))
        if any(doing.is_missing for doing in self.doings):
            labels.append(pgettext("change of an act", "not yet worked in"))
        return "; ".join(labels)

    # -- in time -----------------------------------------------------------------------------------------------------

    @cached_property
    def answer(self) -> Answer:
        """What the act says today."""
        return self.dossier.as_of(self.today)

    @property
    def status(self) -> Status:
        """Whether it is in force today, as far as days prove it."""
        return status_on(self.dossier.life, self.today)

    @cached_property
    def missing(self) -> frozenset[int]:
        """The acts whose changes are in effect today and lacking from the text of today; none where no text is."""
        if self.answer.placed is None:
            return frozenset()
        return frozenset(self.dossier.effect_of(change).act.pk for change in self.answer.pending)

    @cached_property
    def in_force_from(self) -> PartialDate | None:
        """The day that the act, or the one that gave it, names; None when no source does."""
        begins = self.dossier.life.begins
        known = begins.known if begins and not begins.assumed else None
        return known or self.dossier.in_force_from

    @cached_property
    def ended_on(self) -> PartialDate | None:
        """The day from which it is no longer in force; None while nobody says one."""
        ends = self.dossier.life.ends
        return PartialDate.from_date(ends.day) if ends and not ends.assumed else self.dossier.repealed_on

    @property
    def status_text(self) -> str:
        """The status with its day."""
        if self.dossier.is_annulled:
            return pgettext("status of an act", "declared invalid")
        if self.answer.phase == Phase.MAYBE_ENDED:
            return pgettext("status of an act", "repealed; the day is not established")
        since, ended = self.in_force_from, self.ended_on
        match self.status:
            case Status.IN_FORCE if since:
                return pgettext("status of an act", "in force since %(day)s") % {"day": since.genitive}
            case Status.NOT_YET if since:
                return pgettext("status of an act", "in force from %(day)s on") % {"day": since.genitive}
            case Status.ENDED if ended:
                return pgettext("status of an act", "no longer in force since %(day)s") % {"day": ended.genitive}
        return self.status.label

    # -- its place in a list -----------------------------------------------------------------------------------------

    @cached_property
    def searchable(self) -> Searchable:
        """What a reader's words are looked for in; the kind in the cases in which people type it."""
        kind = ActKind(self.ref.kind)
        forms = f"{kind.label} {ACCUSATIVE[kind]} {INSTRUMENTAL[kind]}"
        return Searchable(self.number, self.number_key, f"{forms} {self.title} {self.subject}")

    @property
    def newness(self) -> tuple[str, str]:
        """Grows with the day of adoption, then with the number as a number; no day is the newest of all."""
        return (str(self.adopted_on or UNDATED), self.number_key)
