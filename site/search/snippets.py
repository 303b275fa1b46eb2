"""Words of a text that were looked for, in whatever form they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search.analysis.morphology import is_empty, tokens_of
from search.analysis.shapes import beside, shapes
from search.analysis.tokens import tidy, words
from search.asking import Question

# How long a snippet is, in characters, and how much of it stands before the first word found.
LENGTH, BEFORE = 220, 60
# A text is read this far for its best place: ten results of the longest texts must not hold up the reader.
MOST_READ = 60_000


class Piece(NamedTuple):
    """A piece of a text, marked or not."""

    text: str
    marked: bool = False


class Telling(NamedTuple):
    """What a text tells of a question: its best place, and which parts of the question stand anywhere in it."""

    pieces: list[Piece]
    parts: frozenset[int]


def marked(text: str, question: Question) -> list[Piece]:
    """The whole text in pieces, what was looked for marked."""
    text = tidy(text)
    return _pieces(text, _hits(text, question), 0, len(text))


def snippet(text: str, question: Question) -> Telling:
    """The part of a text that tells most of what was looked for; no pieces if none of it stands there."""
    text = tidy(text[:MOST_READ])
    hits = _hits(text, question)
    if not hits:
        return Telling([], frozenset())
    start, end = _bounds(text, _best(hits, question))
    before = [Piece("… ")] if start > 0 and text[start - 1] != "\n" else []
    after = [Piece(" …")] if end < len(text) and text[end] != "\n" else []
    return Telling(
        [*before, *_pieces(text, hits, start, end), *after], frozenset().union(*(hit.groups for hit in hits))
    )


class _Hit(NamedTuple):
    start: int
    end: int
    groups: frozenset[int]


def _hits(text: str, question: Question) -> list[_Hit]:
    """Where words stand that were looked for, and of which part of the question each is."""
    groups = [
        (number, {token for way in group.ways for word in way for token in word.tokens})
        for number, group in enumerate(question.groups)
    ]
    wanted: dict[str, frozenset[int]] = {}
    found = []
    for word, start, end in words(text):
        parts = wanted.get(word)
        if parts is None:
            tokens = tokens_of(word) if not is_empty(word) else (word,)
            parts = wanted[word] = frozenset(number for number, wants in groups if wants.intersection(tokens))
        if parts:
            found.append(_Hit(start, end, parts))
    if not any(char.isdigit() for word in question.tokens for char in word):
        return found
    numbers = [
        _Hit(shape.start, shape.end, parts)
        for shape in shapes(text)
        if (parts := frozenset(number for number, wants in groups if wants.intersection(shape.tokens)))
    ]
    return sorted([*beside(numbers, found), *numbers])


def _best(hits: Sequence[_Hit], question: Question) -> int:
    """Where the snippet begins: the first place near which the most parts of the question stand."""
    best, most = hits[0].start, 0
    for number, hit in enumerate(hits):
        parts: set[int] = set()
        for other in hits[number:]:
            if other.end - hit.start > LENGTH - BEFORE:
                break
            parts |= other.groups
        if len(parts) > most:
            best, most = hit.start, len(parts)
        if most == len(question.groups):
            break
    return best


def _bounds(text: str, place: int) -> tuple[int, int]:
    """The snippet around a place: from the beginning of its paragraph or of a word, to the end of one."""
    paragraph = text.rfind("\n", 0, place) + 1
    start = paragraph
    if place - paragraph > BEFORE:
        space = text.rfind(" ", paragraph, place - BEFORE)
        start = space + 1 if space > 0 else place
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    if stop - start <= LENGTH:
        return start, stop
    space = text.rfind(" ", place + 1, start + LENGTH)
    return start, space if space > place else min(stop, start + LENGTH)


def _pieces(text: str, hits: Sequence[_Hit], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    for hit in hits:
        if hit.start < start or hit.end > end:
            continue
        if hit.start > start:
            pieces.append(Piece(text[start : hit.start]))
        pieces.append(Piece(text[hit.start : hit.end], marked=True))
        start = hit.end
    if start < end:
        pieces.append(Piece(text[start:end]))
    return pieces
