"""Where in an article a block stands, as a person would say it: under a heading, in § 4 ust. 1, in row 3 of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from history.diff.model import Block, Kind

_SECTION = re.compile(r"§\s*(\d+[a-z]{0,3})\b\.?\s*")
_PARAGRAPH = re.compile(r"(?:ust\.\s*(\d+[a-z]{0,2})\b|(\d+[a-z]{0,2})\.)\s")
_POINT = re.compile(r"(?:pkt\s*(\d+[a-z]{0,2})\b|(\d+[a-z]{0,2})\))\s?")
_LETTER = re.compile(r"(?:lit\.\s*([a-z]{1,2})\b|([a-z]{1,2})\))\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its parts; `wording` puts it into words."""

    kind: Kind
    number: int = 0
    """Which paragraph under its heading or row of its table; counted from 1."""
    heading: str = ""
    table: str = ""
    provision: str = ""
    """Such as "§ 4 ust. 1 pkt 2"; whatever a block with a place of its own calls it."""
    path: tuple[int, ...] = ()
    head: bool = False


@dataclass
class _Walk:
    heading: str = ""
    number: int = 0
    table: str = ""
    rows: int = 0
    last: Kind = "paragraph"
    units: dict[str, str] = field(default_factory=dict)
    """The legal units that reading stands in, from the largest."""


_RANKS = ("§", "ust.", "pkt", "lit.")


def places_of(blocks: Sequence[Block]) -> list[Place]:
    """The place of each block."""
    return list(_walk(blocks))


def _walk(blocks: Sequence[Block]) -> Iterator[Place]:
    walk = _Walk()
    for index, block in enumerate(blocks):
        following = blocks[index + 1].kind if index + 1 < len(blocks) else "paragraph"
        place = Place(block.kind, heading=walk.heading, provision=block.place, path=block.path, head=block.head)
        if block.kind == "heading":
            place = _at_heading(walk, block, place)
        elif block.kind == "row" or (block.kind == "caption" and following == "row"):
            place = _in_table(walk, block, place)
        elif block.kind in {"paragraph", "callout", "quote", "item"} and not block.place:
            walk.number += block.kind != "item"
            place = replace(place, number=walk.number, provision=_provision(walk, block))
        walk.last = block.kind
        yield place


def _at_heading(walk: _Walk, block: Block, place: Place) -> Place:
    walk.heading, walk.number, walk.table = block.visible, 0, ""
    walk.units.clear()
    found = _SECTION.match(block.visible)
    if found:
        walk.units["§"] = found[1]
    return replace(place, heading=block.visible)


def _in_table(walk: _Walk, block: Block, place: Place) -> Place:
    """Tables have no numbers of their own: a caption, a row of headings or other text before begins a new one."""
    if block.kind == "caption":
        walk.table, walk.rows = block.visible, 0
        return replace(place, table=walk.table)
    if walk.last not in {"row", "caption"}:
        walk.table, walk.rows = "", 0
    if block.head:
        walk.rows = 0
    else:
        walk.rows += 1
    return replace(place, number=walk.rows, table=walk.table)


def _provision(walk: _Walk, block: Block) -> str:
    """The legal unit of a text that begins as one, or that continues one."""
    text, rest = block.visible, 0
    found = _SECTION.match(text)
    if found:
        _enter(walk, "§", found[1])
        rest = found.end()
    if "§" not in walk.units:
        return ""
    if block.kind == "item":
        return _listed(walk, block)
    for rank, pattern in (("ust.", _PARAGRAPH), ("pkt", _POINT), ("lit.", _LETTER)):
        found = pattern.match(text, rest)
        if found:
            _enter(walk, rank, found[1] or found[2])
            rest = found.end()
    return _said(walk.units)


def _enter(walk: _Walk, rank: str, number: str) -> None:
    for lower in _RANKS[_RANKS.index(rank) :]:
        walk.units.pop(lower, None)
    walk.units[rank] = number


def _listed(walk: _Walk, block: Block) -> str:
    """A numbered list right under the heading "§ 4" counts paragraphs; under words of § 4 points, then letters."""
    if not all(block.path):
        return _said(walk.units)
    own = {rank: number for rank, number in walk.units.items() if rank in _RANKS[:2]}
    ranks = _RANKS[2:] if "ust." in own or walk.number else _RANKS[1:]
    for rank, number in zip(ranks, block.path, strict=False):
        own[rank] = chr(ord("a") + number - 1) if rank == "lit." and number <= 26 else str(number)
    return _said(own)


def _said(units: dict[str, str]) -> str:
    return " ".join(f"{rank} {units[rank]}" for rank in _RANKS if rank in units)
