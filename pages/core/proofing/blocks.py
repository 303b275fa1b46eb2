"""Blocks of a page's body as the rules read them; a new kind of block is read by what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from pages.core.blocks import ContactCardBlock, DocumentBlock, ImageBlock, LinkBlock
from pages.core.proofing.links import Links
from pages.core.proofing.markup import pieces
from proofing.reading import File, Heading, Item, Link, LinkState, Picture, Place, Table, Text, TextKind

# A block of the body named so begins a part of the page.
HEADING, HEADING_LEVEL = "heading", 2


def items_of_stream(value: Any, place: Place, links: Links) -> Iterator[Item]:
    """The items of a field of blocks, each at its block."""
    verbatim = bool(value) and getattr(value.stream_block.meta, "verbatim", False)
    for number, child in enumerate(value or ()):
        at = place._replace(block=child.id or "", number=number)
        if child.block_type == HEADING and isinstance(child.block, CharBlock):
            yield Heading(at, str(child.value or ""), HEADING_LEVEL)
        else:
            yield from items_of(child.block, child.value, at, links, verbatim=verbatim)


def items_of(block: Block, value: Any, at: Place, links: Links, *, verbatim: bool = False) -> Iterator[Item]:
    """The items of one block and what is inside; half-filled ones say what they have."""
    if value is None or value == "":
        return
    around = _Around(at, links, verbatim or getattr(block.meta, "verbatim", False))
    for kind, read in _READERS:
        if isinstance(block, kind):
            yield from read(block, value, around)
            return


def items_of_markup(html: str, at: Place, links: Links, *, verbatim: bool = False) -> Iterator[Item]:
    """The headings, paragraphs and links of a rich text."""
    for piece in pieces(html):
        if piece.level:
            yield Heading(at, piece.words, piece.level)
        elif piece.words:
            yield Text(at, piece.words, TextKind.LIST_ITEM if piece.listed else TextKind.PARAGRAPH, verbatim)
        for anchor in piece.anchors:
            target, state = links.of_anchor(anchor.attributes)
            yield Link(at, anchor.words, target, state)


class _Around(NamedTuple):
    """What a block stands in."""

    at: Place
    links: Links
    verbatim: bool

    def items_of(self, block: Block, value: Any) -> Iterator[Item]:
        """The items of a block inside."""
        return items_of(block, value, self.at, self.links, verbatim=self.verbatim)


def _markup(block: Block, value: Any, around: _Around) -> Iterator[Item]:
    html = str(getattr(value, "source", value))
    return items_of_markup(html, around.at, around.links, verbatim=around.verbatim)


def _table(block: Block, value: Any, around: _Around) -> Iterator[Item]:
    headings = tuple(str(column.get("heading") or "") for column in value.columns)
    yield Table(around.at, str(value.caption or ""), headings)
    for row in value.rows:
        for cell in row:
            for item in around.items_of(cell.block, cell.value):
                yield replace(item, kind=TextKind.CELL) if isinstance(item, Text) else item


def _document(block: Block, value: Mapping[str, Any], around: _Around) -> Iterator[Item]:
    if document := value.get("document"):
        yield File(around.at, value.get("title") or document.title, document.filename)


def _link(block: Block, value: Mapping[str, Any], around: _Around) -> Iterator[Item]:
    page = value.get("page")
    title = value.get("title") or (page.title if page else "…")
    yield Link(around.at, title, title, around.links.of_page(page.pk) if page else LinkState.GONE)
    if note := value.get("note"):
        yield Text(around.at, note, TextKind.LABEL)


def _contact_card(block: Block, value: Mapping[str, Any], around: _Around) -> Iterator[Item]:
    """A card is a link: readers see nothing of it when its page is gone or not public."""
    page = value.get("page")
    title = page.title if page else str(block.label)
    yield Link(around.at, title, title, around.links.of_page(page.pk) if page else LinkState.GONE)


def _picture(block: StructBlock, value: Mapping[str, Any], around: _Around) -> Iterator[Item]:
    if image := value.get("image"):
        yield Picture(around.at, image.filename, value.get("alt") or "", bool(value.get("decorative")))
    for name, child in block.child_blocks.items():
        if name != "alt":
            yield from around.items_of(child, value.get(name))


def _struct(block: StructBlock, value: Mapping[str, Any], around: _Around) -> Iterator[Item]:
    for name, child in block.child_blocks.items():
        yield from around.items_of(child, value.get(name))


def _list(block: ListBlock, value: Iterable[Any], around: _Around) -> Iterator[Item]:
    for inner in value:
        yield from around.items_of(block.child_block, inner)


def _stream(block: Block, value: Iterable[Any], around: _Around) -> Iterator[Item]:
    for child in value:
        yield from around.items_of(child.block, child.value)


def _chosen_page(block: Block, value: Any, around: _Around) -> Iterator[Item]:
    yield Link(around.at, value.title, value.title, around.links.of_page(value.pk))


def _prose(block: Block, value: Any, around: _Around) -> Iterator[Item]:
    yield Text(around.at, str(value), TextKind.PARAGRAPH, around.verbatim)


def _label(block: Block, value: Any, around: _Around) -> Iterator[Item]:
    yield Text(around.at, str(value), TextKind.LABEL, around.verbatim)


# The first that fits reads a block; what none fits, a number, a choice, says nothing by itself.
_READERS: tuple[tuple[type[Block], Callable[[Any, Any, _Around], Iterator[Item]]], ...] = (
    (RichTextBlock, _markup),
    (TypedTableBlock, _table),
    (DocumentBlock, _document),
    (LinkBlock, _link),
    (ContactCardBlock, _contact_card),
    (ImageBlock, _picture),
    (StructBlock, _struct),
    (ListBlock, _list),
    (StreamBlock, _stream),
    (PageChooserBlock, _chosen_page),
    (TextBlock, _prose),
    (CharBlock, _label),
)
