"""Compares two versions of an article: the public face of the differ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from history.diff.align import align
from history.diff.blocks import file_number
from history.diff.details import Detail, details_of
from history.diff.facts import Alignment, facts_of
from history.diff.matching import TooMuchWorkError, Work, matches
from history.diff.model import FILES, WITH_CELLS, Block, Files, Run, Runs, plain
from history.diff.places import Place, places_of
from history.diff.tokens import count_words
from history.diff.words import Roughness, Segment, diff_runs

Op = Literal["same", "changed", "inserted", "deleted", "moved", "left"]
"""A moved block stands at its new place; at its old one it `left`."""
_ALONE = FILES | {"heading", "title"}


class Part(NamedTuple):
    """The text of a block, or of one cell, and which versions have that cell at all."""

    segments: tuple[Segment, ...]
    in_old: bool = True
    in_new: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A block as it was, as it is, and what became of it."""

    op: Op
    old: Block | None
    new: Block | None
    parts: tuple[Part, ...]
    """Its text, or each of its cells."""
    details: tuple[Detail, ...] = ()
    old_place: Place | None = None
    new_place: Place | None = None
    roughness: Roughness = ""
    number: int = 0
    """Of the change it belongs to; 0 for none."""

    @property
    def block(self) -> Block:
        """The block as it is, or as it was last."""
        block = self.new or self.old
        assert block is not None  # noqa: S101 -- an entry has at least one of the two
        return block

    @property
    def is_reworded(self) -> bool:
        """Whether its words changed, apart from anything else."""
        return self.op == "changed" and any(segment.changed for part in self.parts for segment in part.segments)


@dataclass(frozen=True, slots=True)
class Change:
    """What a reader counts as one change: a block, or a run of like blocks that came, went or moved together."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The entry that names the change."""
        return self.entries[0]


@dataclass(frozen=True)
class Comparison:
    """All entries in the order of the new text, what left standing where it stood."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    old_files: Files
    new_files: Files

    @property
    def is_rough(self) -> bool:
        """Whether some text was too long or too repetitive to be compared word by word."""
        return any(entry.roughness for entry in self.entries)

    @property
    def marked_words(self) -> int:
        """How many words stand under deletion or insertion; moved ones do not."""
        return sum(
            count_words(plain(segment.old)) + count_words(plain(segment.new))
            for entry in self.entries
            if entry.op in {"changed", "inserted", "deleted"}
            for part in entry.parts
            for segment in part.segments
            if segment.changed
        )

    def reject_all(self) -> list[str]:
        """The visible text of each old block, in the old order, as it follows from the entries alone."""
        kept = (entry for entry in self.entries if entry.op not in {"inserted", "moved"})
        return ["\t".join(_old_text(part) for part in entry.parts if part.in_old) for entry in kept]

    def accept_all(self) -> list[str]:
        """The same of the new blocks."""
        kept = (entry for entry in self.entries if entry.op not in {"deleted", "left"})
        return ["\t".join(_new_text(part) for part in entry.parts if part.in_new) for entry in kept]


def _old_text(part: Part) -> str:
    return "".join(plain(segment.old) for segment in part.segments)


def _new_text(part: Part) -> str:
    return "".join(plain(segment.new) for segment in part.segments)


def compare(
    old_blocks: Sequence[Block],
    new_blocks: Sequence[Block],
    old_files: Files | None = None,
    new_files: Files | None = None,
    *,
    old_title: str = "",
    new_title: str = "",
) -> Comparison:
    """What changed from one version to another.

    Blocks come from `blocks_of` or from a journal's text claim, or have keys that say which is which; files by their
    number in each version. Files that no block shows count as attachments at the end. Titles are compared when they are
    given.
    """
    files = old_files or {}, new_files or {}
    old = [*_title(old_title, new_title), *old_blocks, *_unshown(old_blocks, files[0])]
    new = [*_title(new_title, old_title), *new_blocks, *_unshown(new_blocks, files[1])]
    work = Work()
    found = align([facts_of(block, files[0]) for block in old], [facts_of(block, files[1]) for block in new], work)
    entries = list(_entries(old, new, files, found, work))
    changes, numbered = _numbered(entries, found)
    return Comparison(tuple(numbered), changes, *files)


def _title(title: str, other: str) -> list[Block]:
    return [Block("title", (Run(title),) if title else ())] if title != other else []


def _unshown(blocks: Sequence[Block], files: Files) -> Iterator[Block]:
    shown = {block.file for block in blocks}
    shown |= {file_number(run.href) for block in blocks for part in block.parts for run in part}
    for number in sorted(set(files) - shown):
        yield Block("attachment", (Run(files[number].label or files[number].name),), file=number)


# -- entries ---------------------------------------------------------------------------------------------------------


def _entries(
    old: Sequence[Block], new: Sequence[Block], files: tuple[Files, Files], found: Alignment, work: Work
) -> Iterator[Entry]:
    """Walk both versions at once: between blocks that kept their order, first what went, then what came."""
    old_places, new_places = places_of(old), places_of(new)
    left, came = {i for i, _ in found.moved}, {j: i for i, j in found.moved}
    a = b = 0
    for pair in [*found.kept, (len(old), len(new))]:
        for i in range(a, pair[0]):
            op: Op = "left" if i in left else "deleted"
            yield Entry(op, old[i], None, _one_sided(old[i], gone=True), old_place=old_places[i])
        for j in range(b, pair[1]):
            if j in came:
                origin = came[j]
                entry = _paired(old[origin], new[j], (old_places[origin], new_places[j]), files, work)
                yield replace(entry, op="moved")
            else:
                yield Entry("inserted", None, new[j], _one_sided(new[j], gone=False), new_place=new_places[j])
        a, b = pair
        if a < len(old):
            yield _paired(old[a], new[b], (old_places[a], new_places[b]), files, work)
            a, b = a + 1, b + 1


def _one_sided(block: Block, *, gone: bool) -> tuple[Part, ...]:
    if gone:
        return tuple(Part((Segment(runs, (), True),), in_new=False) for runs in block.parts)
    return tuple(Part((Segment((), runs, True),), in_old=False) for runs in block.parts)


def _paired(old: Block, new: Block, places: tuple[Place, Place], files: tuple[Files, Files], work: Work) -> Entry:
    roughness: Roughness = ""
    parts: list[Part] = []
    for before, after in _cells(old.parts, new.parts, work):
        if before is None or after is None:
            parts.append(Part((Segment(before or (), after or (), True),), before is not None, after is not None))
        elif before == after:
            parts.append(Part((Segment(before, after, False),)))
        else:
            segments, rough = diff_runs(before, after, work, _labels(old, new))
            parts.append(Part(segments))
            roughness = rough or roughness
    details = tuple(details_of(old, new, [part.segments for part in parts], files))
    changed = details or any(segment.changed for part in parts for segment in part.segments)
    return Entry("changed" if changed else "same", old, new, tuple(parts), details, *places, roughness)


def _labels(old: Block, new: Block) -> tuple[int, int]:
    """How long the numbers are that two forms of a block begin with, where they differ."""
    both = (old, new)
    begin = all(block.kind not in WITH_CELLS and block.visible.startswith(block.label) for block in both)
    return (len(old.label), len(new.label)) if begin and old.label != new.label else (0, 0)


def _cells(old: Sequence[Runs], new: Sequence[Runs], work: Work) -> list[tuple[Runs | None, Runs | None]]:
    """Which cell is which; a column that came or went leaves one side empty."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    try:
        found = matches([plain(cell) for cell in old], [plain(cell) for cell in new], work)
    except TooMuchWorkError:
        found = []
    pairs: list[tuple[Runs | None, Runs | None]] = []
    i = j = 0
    for a, b, size in [*found, (len(old), len(new), 0)]:
        pairs += [(cell, None) for cell in old[i:a]]
        pairs += [(None, cell) for cell in new[j:b]]
        pairs += zip(old[a : a + size], new[b : b + size], strict=True)
        i, j = a + size, b + size
    return pairs


# -- changes ---------------------------------------------------------------------------------------------------------


def _numbered(entries: list[Entry], found: Alignment) -> tuple[tuple[Change, ...], list[Entry]]:
    """Number the changes in the order of the text; entries that came, went or moved together share one."""
    origins = {id(entry): origin for entry, origin in zip(_moved(entries), _origins(found), strict=True)}
    number, numbered = 0, list[Entry]()
    first: Entry | None = None
    for before, entry in pairwise([None, *entries]):
        assert entry is not None  # noqa: S101 -- only the first of the pairs is None
        if entry.op in {"same", "left"}:
            numbered.append(entry)
            continue
        if before is None or first is None or not _together(first, before, entry, origins):
            number, first = number + 1, entry
        numbered.append(replace(entry, number=number))
    groups: dict[int, list[Entry]] = {}
    for entry in numbered:
        if entry.number:
            groups.setdefault(entry.number, []).append(entry)
    return tuple(Change(key, tuple(group)) for key, group in groups.items()), numbered


def _moved(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.op == "moved"]


def _origins(found: Alignment) -> list[int]:
    return [i for i, _ in sorted(found.moved, key=lambda pair: pair[1])]


def _together(first: Entry, before: Entry, entry: Entry, origins: dict[int, int]) -> bool:
    """Whether an entry belongs to the change that the first began and the one before it continued."""
    if before.op != entry.op or entry.op == "changed":
        return False
    if entry.op == "moved":
        in_row = origins[id(before)] + 1 == origins[id(entry)]
        return in_row and entry.block.depth >= first.block.depth
    if first.block.key or entry.block.key:
        return first.block.holds(entry.block)
    return before.block.kind == entry.block.kind and entry.block.kind not in _ALONE
