"""Rich text as Wagtail keeps it, taken apart; whatever stands there, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_BLOCK = re.compile(r"</?(?:p|h\d|li|ul|ol|br|hr|td|th|tr|div|blockquote)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PARSED = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})=\"([^\"]*)\"", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_STRUCTURE = frozenset({"p", "li", "ul", "ol", "div", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})


def plain(html: str) -> str:
    """A text without its marks: a number with a bold half is one number, two paragraphs are two."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n", html))) if "<" in html or "&" in html else html


@dataclass
class Anchor:
    """A link in a text, as it is kept."""

    attributes: dict[str, str]
    words: str = ""


@dataclass
class Piece:
    """A paragraph, an item of a list or a heading."""

    level: int = 0
    """Of a heading; 0 for other text."""
    listed: bool = False
    words: str = ""
    anchors: list[Anchor] = field(default_factory=list)


def pieces(html: str) -> Iterator[Piece]:
    """The paragraphs, items and headings of a rich text, in order; empty ones only when they are headings."""
    piece, anchor, begin = Piece(), None, 0
    for tag in _PARSED.finditer(html):
        _add(piece, anchor, html[begin : tag.start()])
        begin = tag.end()
        closing, name = tag[1] == "/", tag[2].lower()
        if name == "a":
            anchor = None if closing else Anchor(dict(_ATTRIBUTE.findall(tag[3])))
            if anchor:
                piece.anchors.append(anchor)
        elif name == "br":
            _add(piece, anchor, "\n")
        elif name in _STRUCTURE:
            yield from _whole(piece)
            heading = None if closing else _HEADING.fullmatch(name)
            piece = Piece(int(heading[1]) if heading else 0, listed=name == "li" and not closing)
            anchor = None
    _add(piece, anchor, html[begin:])
    yield from _whole(piece)


def _add(piece: Piece, anchor: Anchor | None, html: str) -> None:
    words = unescape(html)
    piece.words += words
    if anchor:
        anchor.words += words


def _whole(piece: Piece) -> Iterator[Piece]:
    piece.words = piece.words.strip()
    if piece.words or piece.level or piece.anchors:
        yield piece
