"""Finding acts by what a reader types: a number in any spelling, words of the title without their Polish letters.

Pure Python. Numbers match as wholes ("70" finds 70/2022 and never 1970), words match anywhere inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pages.acts.numbers import ActNumber, roman_to_int
from search.analysis.folding import fold

_WORD = re.compile(r"[^\W_]+")
# Words that people write before a number and offices don't print as part of it.
_BEFORE_NUMBERS = frozenset({"nr", "numer"})


def words_of(text: str) -> list[str]:
    """The folded words and numbers of a text; whatever separates them is left out."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True)
class Searchable:
    """What of an act is searched: its number, and the words that readers see of it."""

    number: str
    number_key: str
    text: str

    @cached_property
    def spellings(self) -> tuple[list[str], ...]:
        """The parts of the number as printed, and with its year in full: X/79/90 is also X/79/1990."""
        printed = words_of(self.number)
        return (printed, [*printed[:-1], self.number_key[:4]]) if printed and self.number_key else (printed,)

    @cached_property
    def words(self) -> list[str]:
        """The words of the text."""
        return words_of(self.text)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """All that may match as a whole."""
        return frozenset(self.words).union(*self.spellings)

    @cached_property
    def joined(self) -> str:
        """The words in one string, so that a piece of a word is found at once."""
        return " ".join(self.words)


@dataclass(frozen=True)
class _Together:
    """Parts that were typed as one, such as 508/2020: they follow one another."""

    parts: tuple[str, ...]
    key: str

    def found_in(self, act: Searchable) -> bool:
        if self.key and self.key == act.number_key:
            return True
        width = len(self.parts)
        runs = (tuple(act.words[start : start + width]) for start in range(len(act.words) - width + 1))
        return any(_in_order(self.parts, spelling) for spelling in act.spellings) or self.parts in runs


@dataclass(frozen=True)
class _Single:
    """A word, or a number that is matched as a `whole`."""

    word: str
    whole: bool

    def found_in(self, act: Searchable) -> bool:
        return self.word in act.tokens or (not self.whole and self.word in act.joined)


class Question:
    """What a reader typed. All of it must be found; nothing typed finds everything."""

    def __init__(self, typed: str) -> None:
        parts = [(part, words_of(part)) for part in typed.split()]
        numeric = any(_has_digit(word) for _part, words in parts for word in words)
        self._wanted: list[_Together | _Single] = []
        for part, words in parts:
            if len(words) > 1 and any(map(_has_digit, words)):
                self._wanted.append(_Together(tuple(words), _key_of(part)))
                continue
            for word in words:
                if numeric and word in _BEFORE_NUMBERS:
                    continue
                # Beside a number, "lx" is the session and no piece of a word.
                self._wanted.append(_Single(word, _has_digit(word) or (numeric and _is_roman(word))))

    def finds(self, act: Searchable) -> bool:
        """Whether the act answers to all that was typed."""
        return all(wanted.found_in(act) for wanted in self._wanted)


def _in_order(parts: Sequence[str], spelling: Sequence[str]) -> bool:
    """Whether the parts stand in the number in this order: the session or the year may be left out."""
    left = iter(spelling)
    return all(part in left for part in parts)


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_roman(word: str) -> bool:
    try:
        return bool(roman_to_int(word))
    except ValueError:
        return False


def _key_of(part: str) -> str:
    try:
        return ActNumber.parse(part).key
    except ValueError:
        return ""
