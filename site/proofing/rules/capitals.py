"""Words in capitals only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import heading, page, text
from proofing.kinds import Level
from proofing.reading import Heading, Item, Reading, Text, TextKind
from proofing.rule import Finding, rule

_RUN = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ]+(?:[\s,„”\"-]{1,3}[A-ZĄĆĘŁŃÓŚŹŻ]+)+\b")
_LONG = 6
"""Letters that an abbreviation seldom has."""


def _shouted(words: str, *, alone: bool) -> str:
    """The first run of capitals with two long words; in a heading one long word is enough when it stands alone."""
    if alone and words.isupper() and len(words.strip()) > _LONG + 1 and " " not in words.strip():
        return words
    for run in _RUN.finditer(words):
        if sum(len(word) >= _LONG for word in re.split(r"[\s-]+", run[0])) > 1:
            return run[0]
    return ""


@rule(
    code="capitals",
    title=gettext_lazy("No sentence is in capitals"),
    why=gettext_lazy(
        "Capitals are slower to read, and some screen readers spell them. They say no louder what matters."
    ),
    level=Level.WARNS,
    passes=(page(text("Ośrodek (MOPR) prowadzi BIP. UWAGA: nowe godziny przyjęć.")),),
    fails=(page(text("UWAGA! ZMIANA GODZIN PRZYJĘĆ INTERESANTÓW!")), page(heading(2, "OGŁOSZENIE"))),
)
def capitals(reading: Reading) -> Iterator[Finding]:
    """Runs of capitals that are no abbreviations."""
    for item in reading.items:
        words, alone = _looked_at(item)
        if shouted := _shouted(words, alone=alone):
            message = _("“%(words)s” is in capitals.") % {"words": shouted}
            yield Finding(item.place, shouted, message, _("Write it in small letters; what matters may be bold."))


def _looked_at(item: Item) -> tuple[str, bool]:
    if isinstance(item, Heading):
        return item.words, True
    if isinstance(item, Text) and not item.verbatim:
        return item.words, item.kind is TextKind.TITLE
    return "", False
