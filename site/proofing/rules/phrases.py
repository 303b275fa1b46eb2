"""Official phrases, each with plainer words.

The dictionary is `phrases.toml`. A word stands for itself; `~word` for all forms of a word, which the publisher's
`lemmas` must know; `a|b` for either. Entries follow what Polish guides to plain language say of official style.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule

_FILE = Path(__file__).with_name("phrases.toml")


class Phrase(NamedTuple):
    """Words to be found, and what to write instead."""

    words: tuple[frozenset[str], ...]
    plain: str


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by each form of their first word, longest first."""
    with _FILE.open("rb") as file:
        entries = tomllib.load(file)["phrases"]
    by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
    for written, plain in entries.items():
        phrase = Phrase(tuple(frozenset(word.split("|")) for word in written.split()), plain)
        for first in phrase.words[0]:
            by_first[first].append(phrase)
    return {first: tuple(sorted(found, key=lambda one: -len(one.words))) for first, found in by_first.items()}


@rule(
    code="official-phrase",
    title=gettext_lazy("Plain words stand for official phrases"),
    why=gettext_lazy("They say the same and more people understand them."),
    level=Level.WARNS,
    languages=("pl",),
    passes=(page(text("Zapłać do końca miesiąca. Wniosek złóż w ośrodku.")),),
    fails=(page(text("W przypadku braku dokumentów należy je niezwłocznie uzupełnić.")),),
)
def official_phrases(reading: Reading) -> Iterator[Finding]:
    """Each phrase of the dictionary, once in a block."""
    seen = set()
    for place, sentence in reading.sentences:
        forms = [_forms(word.lower(), reading) for word in sentence.words]
        skip = 0
        for begin, word_forms in enumerate(forms):
            if begin < skip:
                continue
            if phrase := _phrase_at(forms, begin, word_forms):
                skip = begin + len(phrase.words)
                said = " ".join(sentence.words[begin:skip])
                if (place, said.lower()) not in seen:
                    seen.add((place, said.lower()))
                    message = _("“%(words)s” is an official phrase.") % {"words": said}
                    yield Finding(place, said, message, _("Plainer: %(plain)s.") % {"plain": phrase.plain})


def _forms(word: str, reading: Reading) -> frozenset[str]:
    return frozenset({word, *(f"~{lemma}" for lemma in reading.lemmas(word))})


def _phrase_at(forms: list[frozenset[str]], begin: int, first: frozenset[str]) -> Phrase | None:
    for form in first:
        for phrase in phrases().get(form, ()):
            wanted = phrase.words
            if len(forms) - begin >= len(wanted) and all(
                not forms[begin + place].isdisjoint(word) for place, word in enumerate(wanted)
            ):
                return phrase
    return None
