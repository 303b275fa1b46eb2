"""What makes a text hard to read, told to whoever writes easy-to-read Polish. Hints only: a writer may know better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_WORDS = 15
LONG_WORD = 14
MOST_HINTS = 20

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Written with a full stop that ends no sentence. A reader who needs easy text may know none of them.
_SHORTENED = re.compile(
    r"(?<![\w.])(?:np|itp|itd|tzn|tj|tzw|ww|m\.in|m\. in|dot|ok|pkt|ust|art|poz|wg|ds|br|ws|n[rp]|zob|por|tel|ul|godz"
    r"|min|max|maks|r|s|j\.w|ok)\.|(?<![\w.])(?:nr|pkt|wg|ds|m\.in|dz\.u)\b(?!\.)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<!\w)[A-ZĄĆĘŁŃÓŚŹŻ]{2,}(?!\w)")
_ROMAN = re.compile(r"(?<!\w)[IVXLC]{2,}(?!\w)")
_PERCENT = re.compile(r"(?<![\d,.])\d+(?:[,.]\d+)?\s?%|‰|§")
_END = re.compile(r"(?<=[.!?…])[”\")]*\s+(?=[„\"(]?[A-ZĄĆĘŁŃÓŚŹŻ0-9])|\n+")


class Hint(NamedTuple):
    """One thing to look at: what was found, and what to do."""

    found: str
    advice: str


def hints(texts: Iterable[str]) -> list[Hint]:
    """What may be hard in these paragraphs, in their order; each word is named once."""
    said: dict[Hint, None] = {}
    for text in texts:
        for sentence in sentences(text):
            said.update(dict.fromkeys(_of_sentence(sentence)))
            if len(said) >= MOST_HINTS:
                return list(said)[:MOST_HINTS]
    return list(said)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a shortened word ends none, and each item of a list is one."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and parts[-1] and _SHORTENED.search(parts[-1][-6:]) and parts[-1].endswith("."):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [part.strip() for part in parts if part.strip()]


def _of_sentence(sentence: str) -> Iterator[Hint]:
    words = _WORD.findall(sentence)
    if len(words) > MOST_WORDS:
        said = ngettext("This sentence has %(count)s word.", "This sentence has %(count)s words.", len(words))
        yield Hint(
            _start(sentence), f"{said % {'count': len(words)}} {_('Make two of it: one thought in one sentence.')}"
        )
    for word in words:
        if len(word) >= LONG_WORD:
            yield Hint(word, _("A long word. Is there a shorter one? If not, explain it in a sentence of its own."))
    for found in _SHORTENED.finditer(sentence):
        yield Hint(found[0], _("A shortened word. Write the whole word."))
    for found in _CAPITALS.finditer(sentence):
        if _ROMAN.fullmatch(found[0]):
            yield Hint(found[0], _("A Roman number. Write it in ordinary figures."))
        else:
            yield Hint(found[0], _("Letters instead of a name. Write the whole name, at least the first time."))
    for found in _PERCENT.finditer(sentence):
        yield Hint(found[0], _("A sign that many don’t know. Say it in words: half, one in ten."))


def _start(sentence: str) -> str:
    """The sentence, or as much of it as finds it again."""
    return sentence if len(sentence) <= 70 else f"{sentence[:70].rsplit(' ', 1)[0]}…"
