"""The second level of the differ: which words of a block changed."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from history.diff.matching import Match, TooMuchWorkError, Work, matches
from history.diff.model import Run, Runs, plain
from history.diff.tokens import Token, sentences_of, tokens_of

Roughness = Literal["", "sentences", "whole"]
"""How a text too repetitive for its words was compared: by sentence, or replaced as a whole."""


class Segment(NamedTuple):
    """A stretch of a text that stayed, or that left (`old`), came (`new`), or was replaced (both)."""

    old: Runs
    new: Runs
    changed: bool


class Span(NamedTuple):
    """The same by places: letters of the old text, letters of the new one."""

    old: tuple[int, int]
    new: tuple[int, int]
    changed: bool


def diff_runs(
    old: Runs, new: Runs, work: Work, labels: tuple[int, int] = (0, 0)
) -> tuple[tuple[Segment, ...], Roughness]:
    """Segments that together are both texts, deletion and insertion in one, and how exact they are.

    White space goes with the word after it, and a change of white space alone is none. `labels` are the letters at the
    beginning of each that are replaced as one.
    """
    a, b = labels
    spans, roughness = diff_texts(plain(old)[a:], plain(new)[b:], work)
    if a or b:
        behind = [
            Span((old_at + a, old_to + a), (new_at + b, new_to + b), changed)
            for (old_at, old_to), (new_at, new_to), changed in spans
        ]
        spans = [Span((0, a), (0, b), changed=True), *behind]
    old_parts = _cuts(old, [span.old for span in spans])
    new_parts = _cuts(new, [span.new for span in spans])
    return tuple(map(Segment, old_parts, new_parts, (span.changed for span in spans))), roughness


def diff_texts(old: str, new: str, work: Work) -> tuple[list[Span], Roughness]:
    """The same of bare texts."""
    a, b = tokens_of(old), tokens_of(new)
    roughness: Roughness = ""
    try:
        found = matches([token.key for token in a], [token.key for token in b], work)
    except TooMuchWorkError:
        found, roughness = _by_sentence(old, new, a, b, work)
    return list(_spans(old, new, a, b, _tidied(found, a, b))), roughness


def _by_sentence(old: str, new: str, a: list[Token], b: list[Token], work: Work) -> tuple[list[Match], Roughness]:
    mine, other = sentences_of(old, a), sentences_of(new, b)
    try:
        found = matches([_key(sentence) for sentence in mine], [_key(sentence) for sentence in other], work)
    except TooMuchWorkError:
        return [], "whole"
    starts_a, starts_b = _starts(mine), _starts(other)
    return [
        (starts_a[i], starts_b[j], starts_a[i + n] - starts_a[i]) for i, j, n in found
    ], "sentences" if found else "whole"


def _key(sentence: list[Token]) -> str:
    return " ".join(token.key for token in sentence)


def _starts(sentences: list[list[Token]]) -> list[int]:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    return starts


def _tidied(found: list[Match], a: Sequence[Token], b: Sequence[Token]) -> list[Match]:
    """Common stretches between which changes read well: split by words only, beginning where sentences do."""
    kept = [
        (i, j, size)
        for i, j, size in found
        if not (i or j)
        or (i + size == len(a) and j + size == len(b))
        or any(token.is_word for token in a[i : i + size])
    ]
    return _slid(kept, a, b)


def _slid(found: list[Match], a: Sequence[Token], b: Sequence[Token]) -> list[Match]:
    """Move what was only added, or only removed, back to the end of a sentence where the words allow it.

    "A. [B c. ]B d." is the same change as "A. B [c. B] d.", and the one that a writer made.
    """
    result = list(found)
    for index in range(len(result) - 1):
        (i, j, size), (next_i, next_j, next_size) = result[index], result[index + 1]
        gap_a, gap_b = next_i - i - size, next_j - j - size
        if bool(gap_a) == bool(gap_b):
            continue
        tokens, end = (a, next_i) if gap_a else (b, next_j)
        shift = _shift(tokens, end - (gap_a or gap_b), end, size)
        result[index] = (i, j, size - shift)
        result[index + 1] = (next_i - shift, next_j - shift, next_size + shift)
    return [match for match in result if match[2]]


def _shift(tokens: Sequence[Token], start: int, end: int, limit: int) -> int:
    for shift in range(limit + 1):
        if shift and tokens[start - shift].key != tokens[end - shift].key:
            return 0
        if start == shift or tokens[start - shift - 1].key in ".!?;:,":
            return shift
    return 0


def _spans(old: str, new: str, a: list[Token], b: list[Token], found: list[Match]) -> Iterator[Span]:
    """Cover both texts from end to end; a stretch reaches from the end of the word before it."""
    i = j = old_at = new_at = 0
    for a_from, b_from, size in [*found, (len(a), len(b), 0)]:
        if i < a_from or j < b_from:
            old_to = a[a_from - 1].end if i < a_from else old_at
            new_to = b[b_from - 1].end if j < b_from else new_at
            yield Span((old_at, old_to), (new_at, new_to), changed=True)
            old_at, new_at = old_to, new_to
        i, j = a_from + size, b_from + size
        old_to = a[i - 1].end if size else len(old)
        new_to = b[j - 1].end if size else len(new)
        if size or old_at < old_to or new_at < new_to:
            yield Span((old_at, old_to), (new_at, new_to), changed=False)
            old_at, new_at = old_to, new_to


def _cuts(runs: Runs, places: list[tuple[int, int]]) -> Iterator[Runs]:
    """The runs between places that follow one another, in one walk."""
    index = offset = 0
    for at, end in places:
        start, part = at, list[Run]()
        while start < end:
            run = runs[index]
            step = min(end - start, len(run.text) - offset)
            part.append(run.cut(offset, offset + step))
            start, offset = start + step, offset + step
            if offset == len(run.text):
                index, offset = index + 1, 0
        yield tuple(part)
