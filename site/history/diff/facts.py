"""What alignment needs of blocks: what makes two of them the same text, or alike."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from history.diff.model import FILES, WITH_CELLS, Block, Files
from history.diff.tokens import tokens_of

ENOUGH = 0.5
"""The share of words from which two blocks are one, reworded."""
# What stands in a repealed provision's place, "(uchylony)", is no text that could be found again elsewhere.
_ASIDE = re.compile(r"\W*\([^()]*\)\W*")

Pair = tuple[int, int]
Bag = tuple[Counter[str], int]


@dataclass(frozen=True)
class Alignment:
    """Pairs of block numbers, old and new: those that kept their order, and those that moved."""

    kept: list[Pair]
    moved: list[Pair]


@dataclass(frozen=True)
class Facts:
    """A block, and what a reader would call the same text, or the same file of the same name."""

    block: Block
    content: str
    sha256: str

    @property
    def can_move(self) -> bool:
        """Whether it holds a file or words that say something by themselves."""
        words = self.content.split("\0", 2)[2]
        if self.block.key and _ASIDE.fullmatch(words):
            return False
        return bool(self.sha256) or any(map(str.isalnum, words))


def facts_of(block: Block, files: Files) -> Facts:
    """The facts of a block of a version with these files."""
    file = files.get(block.file) if block.file else None
    sha256 = file.sha256 if file else ""
    return Facts(block, f"{_shape(block)}\0{sha256}\0{' '.join(block.words.split())}", sha256)


def _shape(block: Block) -> str:
    if block.kind in FILES or block.kind == "title":
        return block.kind
    return "cells" if block.kind in WITH_CELLS else "text"


def same_shape(old: Block, new: Block) -> bool:
    """Whether one could be the other reworded: no text becomes a file, or a row of a table."""
    return _shape(old) == _shape(new)


def bag_of(facts: Facts) -> Bag:
    """Its words, however ordered."""
    keys = [token.key for token in tokens_of(facts.block.words)]
    return Counter(keys), len(keys)


def overlap(old: Bag, new: Bag) -> float:
    """The share of words that two blocks have in common."""
    (few, few_size), (many, many_size) = sorted((old, new), key=lambda bag: len(bag[0]))
    shared = sum(min(count, many.get(key, 0)) for key, count in few.items())
    return 2 * shared / max(1, few_size + many_size)


def equal_elsewhere(old: Sequence[tuple[int, Facts]], new: Sequence[tuple[int, Facts]]) -> list[Pair]:
    """Equal blocks left over on both sides, the first with the first."""
    places: dict[str, list[int]] = {}
    for index, facts in reversed(old):
        if facts.can_move:
            places.setdefault(facts.content, []).append(index)
    return [(places[facts.content].pop(), index) for index, facts in new if places.get(facts.content)]
