"""Turns what the differ found into pieces that templates only print."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from django.utils.translation import gettext

from history.diff import wording
from history.diff.blocks import file_number
from history.diff.compare import Comparison, Entry, Part
from history.diff.model import WITH_CELLS, Block, Files, Runs, plain

_SAFE = re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\]))", re.IGNORECASE)

Side = Literal["both", "old", "new"]


class StateView(Protocol):
    """What a comparison needs to know of a state of a text: a version of a page, an act as of a day."""

    @property
    def title(self) -> str: ...
    @property
    def column(self) -> str:
        """What stands above its words side by side: "in version 22"."""
        ...

    @property
    def blocks(self) -> Sequence[Block]: ...
    @property
    def files(self) -> Files: ...

    def file_url(self, number: int) -> str:
        """Address of a file of this state; "" when it can't be had."""
        ...


@dataclass(frozen=True)
class Words:
    """Words of one look; `url` is safe to follow or empty."""

    text: str
    url: str
    bold: bool
    italic: bool

    @property
    def stands_out(self) -> bool:
        """Whether they are more than plain."""
        return bool(self.url or self.bold or self.italic)


@dataclass(frozen=True)
class Piece:
    """A stretch of text under one mark: `del`, `ins`, `move` or none."""

    mark: str
    words: tuple[Words, ...]
    space: str = ""
    """White space before it, outside the mark."""
    ends: bool = False
    """Whether the change ends with it."""

    @property
    def plain(self) -> str:
        """Its text when there is nothing to mark, which is most of most texts; else empty."""
        if self.mark or len(self.words) != 1 or self.words[0].stands_out:
            return ""
        return self.words[0].text


@dataclass(frozen=True)
class Cell:
    """A cell under the name of its column."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class BlockView:
    """A block to print."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    cells: tuple[Cell, ...] = ()
    level: int = 0
    marker: str = ""
    depth: int = 0
    head: bool = False
    number: int = 0
    notes: tuple[str, ...] = ()
    file_facts: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    """Address and mark of each picture."""


@dataclass(frozen=True)
class Group:
    """Blocks without changes printed as one: a list, a table, facts, or a single block."""

    kind: str
    blocks: tuple[BlockView, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether a list counts its items."""
        return self.blocks[0].number > 0

    @property
    def depth(self) -> int:
        """How deep a list lies in others; more than four look the same."""
        return min(self.blocks[0].depth, 4)


def groups_of(blocks: list[BlockView]) -> tuple[Group, ...]:
    """Neighbours that make a list, a table or facts together."""
    groups: list[Group] = []
    for block in blocks:
        last = groups[-1] if groups else None
        kind = {"item": "list", "row": "table", "fact": "facts"}.get(block.kind, "block")
        if last and kind == last.kind != "block" and _belongs(last.blocks[-1], block):
            groups[-1] = Group(kind, (*last.blocks, block))
        else:
            groups.append(Group(kind, (block,)))
    return tuple(Group("block", group.blocks) if len(group.blocks) == 1 else group for group in groups)


def _belongs(before: BlockView, block: BlockView) -> bool:
    if block.kind == "item":
        return before.depth == block.depth and bool(before.number) == bool(block.number) and block.number != 1
    return not block.head


class Printer:
    """Turns entries into what templates print; remembers the names of a table's columns as it goes."""

    def __init__(self, old: StateView, new: StateView, comparison: Comparison) -> None:
        self.old, self.new = old, new
        self.columns = _columns(comparison.entries)
        self.level = 2

    def block(self, entry: Entry, side: Side = "both") -> BlockView:
        """A block with its marks, of both versions or of one."""
        block = entry.old if side == "old" else entry.new if side == "new" else entry.block
        block = block or entry.block
        notes = () if side == "old" else tuple(_notes(entry))
        number = block.path[-1] if block.path else 0
        texts = [self.pieces(part, side, entry) for part in entry.parts]
        return BlockView(
            kind=block.kind,
            pieces=texts[0] if block.kind not in WITH_CELLS and texts else (),
            cells=self.cells(entry, texts, side) if block.kind in WITH_CELLS else (),
            level=self.heading_level(block) if block.kind in {"heading", "title"} else 0,
            marker=(f"{number}." if number else "•") if block.kind == "item" else "",
            depth=min(len(block.path), 4),
            head=block.head,
            number=number,
            notes=notes,
            file_facts=wording.file_facts(self._files(entry, side).get(block.file)) if block.file else "",
            pictures=tuple(self.pictures(entry, side)) if block.kind == "image" else (),
        )

    def heading_level(self, block: Block) -> int:
        """One below the article's own, since the page has headings above it; never two below the one before."""
        self.level = min(max(block.level, 2) + 1, self.level + 1, 5)
        return self.level

    def _files(self, entry: Entry, side: Side) -> Files:
        return self.old.files if side == "old" or entry.new is None else self.new.files

    def cells(self, entry: Entry, texts: list[tuple[Piece, ...]], side: Side) -> tuple[Cell, ...]:
        """The cells with the names of their columns, those of the version that is not shown left out."""
        names = self.columns.get(id(entry), ())
        labels = [
            names[index] if index < len(names) else gettext("Column %(number)s") % {"number": index + 1}
            for index in range(len(texts))
        ]
        there = [part.in_old if side == "old" else part.in_new if side == "new" else True for part in entry.parts]
        return tuple(Cell(label, text) for label, text, shown in zip(labels, texts, there, strict=True) if shown)

    def pieces(self, part: Part, side: Side, entry: Entry) -> tuple[Piece, ...]:
        """The text with its marks in order, deletion first."""
        made: list[Piece] = []
        for segment in part.segments:
            if not segment.changed:
                runs, url = (segment.old, self._old_url) if side == "old" else (segment.new, self._new_url)
                made += _piece("move" if entry.op in {"moved", "left"} else "", runs, url)
                # What was only spaced otherwise keeps its space.
                if made and segment.old and segment.new and not made[-1].space and plain(segment.old)[:1].isspace():
                    made[-1] = Piece(made[-1].mark, made[-1].words, " ")
                continue
            gone = _piece("move" if entry.op == "left" else "del", segment.old, _nowhere) if side != "new" else []
            came = _piece("ins", segment.new, self._new_url) if side != "old" else []
            if gone and came:
                came = [Piece("ins", came[0].words, came[0].space or " ")]
            both = [*gone, *came]
            made += [
                *both[:-1],
                *(Piece(last.mark, last.words, last.space, ends=last.mark != "move") for last in both[-1:]),
            ]
        return tuple(made)

    def pictures(self, entry: Entry, side: Side) -> Iterator[tuple[str, str]]:
        """The picture, or the old and the new one."""
        replaced = any(detail.matter == "picture" for detail in entry.details)
        if entry.old and side != "new" and (entry.new is None or replaced or side == "old"):
            yield self.old.file_url(entry.old.file) if entry.old.file else "", "" if entry.op == "same" else "del"
        if entry.new and side != "old":
            yield (
                self.new.file_url(entry.new.file) if entry.new.file else "",
                "ins" if replaced or entry.old is None else "",
            )

    def _old_url(self, href: str) -> str:
        return _url(href, self.old)

    def _new_url(self, href: str) -> str:
        return _url(href, self.new)


def _columns(entries: Sequence[Entry]) -> dict[int, tuple[str, ...]]:
    """For each row the names of its columns, from the last row of headings before it."""
    names: dict[int, tuple[str, ...]] = {}
    current: tuple[str, ...] = ()
    for entry in entries:
        block = entry.block
        if block.kind != "row":
            current = ()
        elif block.head:
            current = tuple("".join(plain(s.new or s.old) for s in part.segments) for part in entry.parts)
        else:
            names[id(entry)] = current
    return names


def _notes(entry: Entry) -> Iterator[str]:
    if entry.op == "moved" and entry.old_place and entry.new_place:
        short = entry.old_place.heading == entry.new_place.heading
        place = wording.place_label(entry, old=True, short=short)
        # Translators: przeniesiono tu z miejsca: pkt 6, bez zmiany słów
        yield gettext("moved here from: %(place)s, with the same words") % {"place": place}
    for detail in entry.details:
        yield wording.detail_text(detail)
    if entry.roughness == "sentences":
        yield gettext("This text repeats itself too much to be compared word by word: whole sentences are marked.")
    if entry.roughness == "whole":
        yield gettext("This text repeats itself too much to be compared word by word: it is marked as a whole.")


def _piece(mark: str, runs: Runs, url: Callable[[str], str]) -> list[Piece]:
    """One stretch with its leading white space outside; none for no text."""
    text = plain(runs)
    bare = text.lstrip()
    space = text[: len(text) - len(bare)]
    if not bare:
        return [Piece("", (), "\n" if "\n" in space else " ")] if space else []
    words = tuple(_words(runs, len(space), url))
    return [Piece(mark, words, "\n" if "\n" in space else " " if space else "")]


def _words(runs: Runs, skip: int, url: Callable[[str], str]) -> Iterator[Words]:
    for run in runs:
        kept = run.cut(skip, len(run.text))
        skip = max(0, skip - len(run.text))
        if kept.text:
            yield Words(kept.text, url(kept.href) if kept.href else "", kept.bold, kept.italic)


def _nowhere(href: str) -> str:
    """Links in removed words are not for following."""
    return ""


def _url(href: str, version: StateView) -> str:
    """An address that may stand in a link: a file of the state, or one of the schemes a reader expects."""
    number = file_number(href)
    if number:
        return version.file_url(number)
    return href if _SAFE.match(href) else ""
