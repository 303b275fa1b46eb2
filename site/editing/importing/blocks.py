"""The pieces of a document as blocks of a page's body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from editing.importing.markup import CONTENTS, HEADINGS, PICTURE, TITLE, inline, plain, rich_list
from editing.importing.notes import LONGEST_EXCERPT
from editing.importing.tables import rows_of, table_of

LONGEST_HEADING = 120
"""Characters; the field of the block."""

ENOUGH = 8_000
"""Characters after which a new block of text begins: an editor has to scroll through it."""

DEEPEST_HEADING = 4
RawBlock = dict[str, Any]


@dataclass
class Recognised:
    """What was recognised in a document."""

    title: str = ""
    blocks: list[RawBlock] = field(default_factory=list)
    """As in a body; tables and pictures as they are before their editor has decided about them."""
    lost: Counter[str] = field(default_factory=Counter)
    merged: list[int] = field(default_factory=list)
    """Numbers of tables, from 1."""
    long_headings: list[str] = field(default_factory=list)
    likely_headings: list[str] = field(default_factory=list)


def blocks_of(tree: Element) -> Recognised:
    """Blocks of a document's HTML."""
    maker = _Maker()
    maker.result.title = _take_title(tree)
    maker.levels = _regular(tree)
    for element in tree:
        maker.take(element)
    maker.end_text()
    return maker.result


def _take_title(tree: Element) -> str:
    """The document's title; it is the page's own, so it goes out of the text."""
    titled = [element for element in tree if element.get("class") == TITLE]
    if not titled:
        first = next((element for element in tree if plain(element)), None)
        highest = [element for element in tree if element.tag == "h1"]
        titled = highest if len(highest) == 1 and highest[0] is first else []
    words = " ".join(filter(None, map(plain, titled)))
    for element in titled:
        tree.remove(element)
    return words


def _regular(tree: Element) -> dict[int, int]:
    """For each heading of the document its level on the page: they begin at 2, and none is left out."""
    above: list[int] = []
    levels = {}
    for element in tree:
        if level := HEADINGS.get(element.tag):
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            levels[id(element)] = len(above) + 1
    return levels


class _Maker:
    """Makes blocks, one piece after the other."""

    def __init__(self) -> None:
        self.result = Recognised()
        self.levels: dict[int, int] = {}
        self._text: list[str] = []
        self._tables = self._pictures = 0
        self._ways: dict[str, Callable[[Element], None]] = {
            "table": self._table, "blockquote": self._quote, "ul": self._list, "ol": self._list,
            **dict.fromkeys(HEADINGS, self._heading),
        }  # fmt: skip

    def take(self, element: Element) -> None:
        """One piece of the document."""
        if element.get("class") == CONTENTS:
            self.result.lost["contents"] += 1
            return
        self._ways.get(element.tag, self._paragraph)(element)
        for picture in element.iter("img"):
            self._picture(picture)

    def end_text(self) -> None:
        """The text so far is a block."""
        if self._text:
            self.result.blocks.append({"type": "text", "value": "".join(self._text)})
            self._text = []

    def _write(self, html: str) -> None:
        if self._text and sum(map(len, self._text)) + len(html) > ENOUGH:
            self.end_text()
        self._text.append(html)

    def _put(self, kind: str, value: Any) -> None:
        self.end_text()
        self.result.blocks.append({"type": kind, "value": value})

    def _heading(self, element: Element) -> None:
        words, level = plain(element), self.levels.get(id(element), 2)
        if not words:
            return
        if len(words) > LONGEST_HEADING:
            self.result.long_headings.append(words)
            self._paragraph(element)
        elif level == 2:
            self._put("heading", words)
        else:
            self.result.lost["deep"] += level > DEEPEST_HEADING
            tag = f"h{min(level, DEEPEST_HEADING)}"
            html = Element(tag)
            html.text = words
            self._write(f"<{tag}>{inline(html, self.result.lost)}</{tag}>")

    def _paragraph(self, element: Element) -> None:
        words = plain(element)
        if not words:
            return
        if len(words) <= LONGEST_EXCERPT and words == " ".join(map(plain, element.iter("strong"))):
            self.result.likely_headings.append(words)
        self._write(f"<p>{inline(element, self.result.lost).strip()}</p>")

    def _list(self, element: Element) -> None:
        if html := rich_list(element, self.result.lost):
            self._write(html)

    def _quote(self, element: Element) -> None:
        if words := plain(element):
            self._put("quote", {"text": words, "source": ""})

    def _table(self, element: Element) -> None:
        table = table_of(element)
        self.result.lost["nested"] += table.is_nested
        if table.is_frame:
            self.result.lost["frame"] += bool(table.rows)
            for inner in (piece for row in rows_of(element) for cell in row for piece in cell):
                self._ways.get(inner.tag, self._paragraph)(inner)
            return
        self._tables += 1
        self.result.lost["cell link"] += table.has_links
        if table.is_merged:
            self.result.merged.append(self._tables)
        self._put("table", {"number": self._tables, "rows": table.rows, "has_header": table.has_header})

    def _picture(self, element: Element) -> None:
        scheme, _colon, number = element.get("src", "").partition(":")
        if scheme == PICTURE and number.isdigit():
            self._put("image", {"number": int(number), "alt": element.get("alt", "")})
