"""How an act is called in a sentence. Pure Python: lists, feeds and recorded versions name acts alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from pages.acts.models.kinds import ACCUSATIVE, GENITIVE, INSTRUMENTAL, WITH_GENITIVE, ActKind, RelationKind
from pages.core.dates import PartialDate


def act_name(kind: str, number: str, adopted_on: PartialDate | None) -> str:
    """The act without its title: "uchwała nr X/79/90 z 1 marca 1990 r.", "statut"."""
    return _with_number(str(ActKind(kind).label), number, adopted_on)


def act_by(kind: str, number: str, adopted_on: PartialDate | None) -> str:
    """The same as the one that did something: "uchwałą nr LX/1197.2022 z 21 kwietnia 2022 r."."""
    return _with_number(str(INSTRUMENTAL[ActKind(kind)]), number, adopted_on)


def effect_name(kind: str, target_kind: str, text: str) -> str:
    """What an act does, to an act of a kind or to something else: "zmienia statut", "tworzy Ośrodek"."""
    forms = GENITIVE if kind in WITH_GENITIVE else ACCUSATIVE
    what = forms[ActKind(target_kind)] if target_kind else text
    return pgettext("act", "%(does)s %(what)s") % {"does": RelationKind(kind).label, "what": what}


def _with_number(word: str, number: str, adopted_on: PartialDate | None) -> str:
    name = gettext("%(kind)s No. %(number)s") % {"kind": word, "number": number} if number else word
    if not adopted_on:
        return name
    return gettext("%(name)s of %(day)s") % {"name": name, "day": adopted_on.genitive}


@dataclass(frozen=True)
class ActRef:
    """An act as others name it; `url` is empty where readers can't open it."""

    pk: int
    kind: str
    number: str
    title: str
    adopted_on: PartialDate | None
    url: str = ""

    @property
    def name(self) -> str:
        """As a sentence names it."""
        return act_name(self.kind, self.number, self.adopted_on)

    @property
    def by(self) -> str:
        """As the one that did something."""
        return act_by(self.kind, self.number, self.adopted_on)

    @property
    def short(self) -> str:
        """What stands beside a dot of the timeline: the number, or the title."""
        return self.number or self.title
