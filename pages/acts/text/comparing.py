"""Compares two states of an act, provision by provision.

Blocks of the differ take the eIds of units as their keys, so a provision is compared with itself whatever its words.
Passages have no number of their own, only a turn: the differ finds which is which by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from history.diff.compare import Change, Comparison, Entry, compare
from history.diff.model import Block, Run
from pages.acts.text.model import Level, Part, PartKind, Passage, Piece, Provision, Unit

HEADING_LEVELS = {PartKind.DIVISION: 2, PartKind.CHAPTER: 3, PartKind.SECTION: 4}
INDENTS = {Level.SUBSECTION: 1, Level.POINT: 2, Level.LETTER: 3, Level.INDENT: 4, Level.TEXT: 1}
"""How far in a unit is printed: a point stands in as far under a § as under an ustęp."""
# What is printed in the place of a provision that was repealed.
REPEALED = re.compile(r"\W*(?:uchylon|skreślon)\w*\W*", re.IGNORECASE)

What = Literal["added", "changed", "removed", "renumbered"]


class ChangedProvision(NamedTuple):
    """What happened to a provision; one that came or went speaks for all that stands in it."""

    eid: str
    """As it is; of one that is gone, as it was."""
    citation: str
    what: What
    """A provision is `removed` too when "(uchylony)" stands in its place."""
    old_eid: str = ""
    """Of a renumbered one."""


def blocks_of(pieces: Sequence[Piece]) -> list[Block]:
    """A text as the differ wants it: a heading for a part, a paragraph for each unit as it is printed."""
    return [block for piece in pieces for block in _blocks(piece)]


def compare_states(
    old: Sequence[Piece], new: Sequence[Piece], *, old_title: str = "", new_title: str = ""
) -> Comparison:
    """What changed from one state of an act to another; the titles are compared when they are given."""
    return compare(blocks_of(old), blocks_of(new), old_title=old_title, new_title=new_title)


def changed_provisions(comparison: Comparison) -> list[ChangedProvision]:
    """The parts, provisions and units that changed, in the order of the text; each eId once.

    An eId that another provision took over is told of as that one's.
    """
    found = [provision for change in comparison.changes for provision in _changed(change)]
    standing = {provision.eid for provision in found if provision.what in {"added", "renumbered"}}
    return [provision for provision in found if provision.what != "removed" or provision.eid not in standing]


def _blocks(piece: Piece) -> Iterator[Block]:
    match piece:
        case Part():
            yield _heading(piece)
        case Provision():
            yield from map(_paragraph, piece.units)
        case Passage():
            for line in filter(None, map(str.strip, piece.text.splitlines())):
                yield Block("paragraph", (Run(line),))


def _heading(part: Part) -> Block:
    text = "\n".join(filter(None, (part.label, part.title)))
    level = HEADING_LEVELS[part.kind]
    return Block("heading", (Run(text),), level=level, key=part.eid, place=part.label, label=part.label)


def _paragraph(unit: Unit) -> Block:
    """The number of the § stands out, as in print; where the § has no words of its own it has a line to itself."""
    is_provision = unit.level in {Level.PARAGRAPH, Level.ARTICLE}
    text = (Run(unit.line),)
    if is_provision and unit.label:
        text = (Run(unit.label, bold=True), *((Run(f" {unit.text}"),) if unit.text else ()))
    path = () if is_provision else (0,) * INDENTS[unit.level]
    return Block("paragraph", text, path=path, key=unit.eid, place=unit.citation, label=unit.label)


def _changed(change: Change) -> Iterator[ChangedProvision]:
    first = change.first
    entries = change.entries if first.op in {"changed", "moved"} else (first,)
    for entry in entries:
        what = _what(entry)
        if what:
            block, old = entry.block, entry.old
            old_eid = old.key if old and what == "renumbered" else ""
            yield ChangedProvision(block.key, block.place or " ".join(block.visible.split()), what, old_eid)


def _what(entry: Entry) -> What | None:
    """What happened to a provision; None to a passage, or where only the sign after a number changed."""
    old, new = entry.old, entry.new
    if not entry.block.key:
        return None
    if old is None or new is None:
        return "added" if new else "removed"
    if old.key != new.key:
        return "renumbered"
    if old.words.split() == new.words.split():
        return None
    return "removed" if _is_repealed(new) and not _is_repealed(old) else "changed"


def _is_repealed(block: Block) -> bool:
    return REPEALED.fullmatch(block.words) is not None
