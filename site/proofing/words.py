"""Words, sentences and dates of Polish texts, without any dictionary."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Where a sentence may end: with what closes it, before a space.
_END = re.compile(r"[.!?…]+[”\"')\]]*(?=\s)|\n")
# What a full stop after it doesn't end a sentence.
_NEVER_LAST = frozenset({
    "adm", "al", "art", "dot", "dr", "dz", "gen", "godz", "hab", "im", "inż", "kier", "kl", "kom", "ks", "kw",
    "lek", "lic", "lok", "m.in", "mgr", "min", "n.p", "nr", "np", "ok", "os", "pkt", "pl", "pod", "por", "poz", "prof",
    "przyp", "red", "rozp", "str", "św", "t.j", "tel", "tj", "tyt", "tzn", "tzw", "ul", "ust", "w.w", "woj", "ws", "ww",
    "zał", "zob",
})  # fmt: skip
_VOWELS = frozenset("aeiouyąęó")


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words, found once."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """As they are written, without numbers."""
        return tuple(words_in(self.text))


def words_in(text: str) -> list[str]:
    """The words of a text as they are written, without numbers."""
    return _WORD.findall(text)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of one paragraph: abbreviations and initials end none."""
    begin = 0
    for end in _END.finditer(text):
        if _ends_sentence(text, begin, end):
            if found := text[begin : end.end()].strip():
                yield Sentence(found)
            begin = end.end()
    if found := text[begin:].strip():
        yield Sentence(found)


def _ends_sentence(text: str, begin: int, end: re.Match[str]) -> bool:
    if end[0] != ".":
        return True
    before = text[max(begin, end.start() - 24) : end.start()].split()
    last = before[-1].lstrip("(„\"'[") if before else ""
    initial = len(last) == 1 and last.isalpha() and last.isupper()
    following = text[end.end() : end.end() + 3].strip()[:1]
    return not (initial or last.lower() in _NEVER_LAST or last.isdecimal()) and not following.islower()


def syllables(word: str) -> int:
    """How many syllables a Polish word has: as many as vowels.

    An “i” before a vowel only softens; “au” and “eu” at the beginning are one sound.
    """
    lower = word.lower()
    count = sum(
        sign in _VOWELS and not (sign == "i" and lower[place + 1 : place + 2] in _VOWELS)
        for place, sign in enumerate(lower)
    )
    return count - lower.startswith(("au", "eu"))


# -- dates -------------------------------------------------------------------------------------------------------------


class Dated(NamedTuple):
    """A day or a longer time in a text."""

    last: date
    """The day, or the last day of the month, the quarter, the year."""
    place: int
    text: str


_MONTHS = (
    ("styczeń", "styczniu", "stycznia"),
    ("luty", "lutym", "lutego"),
    ("marzec", "marcu", "marca"),
    ("kwiecień", "kwietniu", "kwietnia"),
    ("maj", "maju", "maja"),
    ("czerwiec", "czerwcu", "czerwca"),
    ("lipiec", "lipcu", "lipca"),
    ("sierpień", "sierpniu", "sierpnia"),
    ("wrzesień", "wrześniu", "września"),
    ("październik", "październiku", "października"),
    ("listopad", "listopadzie", "listopada"),
    ("grudzień", "grudniu", "grudnia"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12}
_NAMES = "|".join(_MONTH_OF)
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})\s)?(?P<month>{_NAMES})\s(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d.])(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|\b(?P<quarter>i{1,3}|iv)\s(?:kw\.?|kwarta\w{1,4})\s(?P<qy>(?:19|20)\d\d)(?!\d)"
    r"|\b(?:w|na|do|od|za|rok|roku)\s(?P<only>(?:19|20)\d\d)\s?(?:r\.|r\b|rok\w{0,2})",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[Dated]:
    """The dates with a year that a text names; what is no day of the calendar is none."""
    for match in _DATE.finditer(text):
        try:
            last = _last_day(match)
        except ValueError:
            continue
        yield Dated(last, match.start(), match[0])


def _last_day(match: re.Match[str]) -> date:
    if match["month"]:
        year, month = int(match["year"]), _MONTH_OF[match["month"].lower()]
        return date(year, month, int(match["day"])) if match["day"] else _end_of(year, month)
    if match["d"]:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if match["quarter"]:
        return _end_of(int(match["qy"]), _QUARTERS[match["quarter"].lower()])
    return date(int(match["only"]), 12, 31)


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
