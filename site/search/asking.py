"""A question as it was typed, turned into what a page must hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search.analysis.morphology import is_empty_asked, tokens_asked
from search.analysis.shapes import Shape, shapes
from search.analysis.tokens import tidy, words
from search.words import RegisteredWord

MAX_LENGTH = 200
MAX_WORDS = 20
_BESIDE_DAYS = frozenset({"dnia", "roku", "r"})


@dataclass(frozen=True)
class Asked:
    """One word of the question, and all it may be found by; `begins` for a word that is still being typed."""

    typed: str
    tokens: tuple[str, ...]
    begins: bool = False
    is_number: bool = False
    """Whether it is the number of an act, a day or a phone number."""


@dataclass(frozen=True)
class Group:
    """What must be found: in one of several ways, of each all the words."""

    ways: tuple[tuple[Asked, ...], ...]

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(word.typed for word in self.ways[0])


@dataclass(frozen=True)
class Question:
    """A page answers it that holds all of its groups."""

    groups: tuple[Group, ...]
    first: tuple[int, ...] = ()
    """Pages that editors want to be shown first."""
    in_titles: bool = False

    @cached_property
    def has_number(self) -> bool:
        """Whether the number of an act, a day or a phone number is asked for, which a page has or hasn't."""
        return any(word.is_number for group in self.groups for way in group.ways for word in way)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """All that may have been found: what is marked in a text."""
        return frozenset(token for group in self.groups for way in group.ways for word in way for token in word.tokens)


def clipped(text: str) -> str:
    """The text within the limits of a question."""
    return " ".join(text[:MAX_LENGTH].replace("\0", " ").split())


def ask(text: str, register: Iterable[RegisteredWord] = ()) -> Question | None:
    """The question of a text of any kind; None for one without a letter or digit."""
    asked = asked_words(text)
    groups: list[Group] = []
    first: list[int] = []
    rules = [(asked_words(entry.term), entry) for entry in register] if asked else []
    place = 0
    while place < len(asked):
        span, entries = _called(asked, place, rules)
        ways = [asked_words(meaning) for entry in entries for meaning in entry.means]
        groups.append(Group((asked[place : place + span], *filter(None, ways))))
        if span == len(asked):  # "praca w MOPS" asks for more than the centre's name
            first = [entry.page_id for entry in entries if entry.page_id]
        place += span
    if not groups:
        return None
    # "Gdzie jesteście" is on every page, but only a title with these words is meant by them.
    says_nothing = all(is_empty_asked(word.typed) for word in asked)
    return Question(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(first)), in_titles=says_nothing)


def ask_beginning(text: str) -> Question | None:
    """The question of a text that is still being typed: titles with its words, and one that begins as the last does."""
    asked = asked_words(text)
    if not asked:
        return None
    last = asked[-1]
    open_end = Asked(last.typed, last.tokens[:1], begins=True)
    groups = [*(Group(((word,),)) for word in asked[:-1]), Group(((open_end,), (last,)))]
    return Question(tuple(groups), in_titles=True)


@lru_cache(maxsize=2_048)
def asked_words(text: str) -> tuple[Asked, ...]:
    """The words of a text that say something, or all of them when none does."""
    text = tidy(clipped(text))
    numbers = shapes(text)
    days = any(token.startswith("d") for number in numbers for token in number.tokens)
    found: list[tuple[int, Asked]] = [(number.start, _number(text, number)) for number in numbers]
    for word, start, end in words(text):
        if any(number.start <= start and end <= number.end for number in numbers):
            continue
        if tokens := tokens_asked(word):
            found.append((start, Asked(word, tokens)))
    asked = [word for _start, word in sorted(found, key=lambda item: item[0])][:MAX_WORDS]
    telling = [word for word in asked if not (is_empty_asked(word.typed) or (days and word.typed in _BESIDE_DAYS))]
    return tuple(telling or asked)


def _number(text: str, number: Shape) -> Asked:
    """A number is asked for by its fullest spelling only."""
    return Asked(text[number.start : number.end], number.tokens[:1], is_number=True)


def _called(
    asked: Sequence[Asked], place: int, rules: Sequence[tuple[tuple[Asked, ...], RegisteredWord]]
) -> tuple[int, list[RegisteredWord]]:
    """How many words from a place on are a term of the register, and its entries; the longest term wins."""
    span = 1
    entries: list[RegisteredWord] = []
    for term, entry in rules:
        if not term or len(term) < span or len(term) > len(asked) - place:
            continue
        if all(set(one.tokens) & set(other.tokens) for one, other in zip(term, asked[place:], strict=False)):
            if len(term) > span:
                span, entries = len(term), []
            entries.append(entry)
    return span, entries
