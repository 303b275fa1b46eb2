"""Reads an article's HTML into blocks.

The HTML is the closed vocabulary that versions store; anything else is read as text and nothing ever raises, because
old versions must open whatever wrote them.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from history.diff.model import Block, FileFacts, Files, Kind, Run, Runs, plain

__all__ = ["Block", "FileFacts", "Files", "Run", "blocks_of", "file_number"]

# White space of HTML; a hard space is a letter like any other.
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r" *\0[ \0]*")
_FILE = re.compile(r"attachment:([1-9][0-9]{0,8})\Z", re.ASCII)
_BREAK = "\0"
_BOLD = {"strong", "b"}
_ITALIC = {"em", "i"}
_SILENT = {"script", "style", "template", "title", "head"}
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_CAPTIONS = {"caption", "figcaption", "cite"}
_CELLS = {"tr", "td", "th", "dt", "dd"}
_AROUND: dict[str, Kind] = {"aside": "callout", "blockquote": "quote"}
_BLOCKS = {
    "p", "div", "section", "article", "pre", "address", "dl", "table", "figure", "thead", "tbody", "tfoot", "ul",
    "ol", "li",
    *_HEADINGS, *_CAPTIONS, *_AROUND,
}  # fmt: skip


def file_number(href: str) -> int:
    """The number of the version's file that an address means, 0 for any other address."""
    found = _FILE.match(href)
    return int(found[1]) if found else 0


def blocks_of(html: str) -> list[Block]:
    """The blocks of an article in reading order; any text at all has some reading."""
    try:
        return _read(html)
    except (AssertionError, ValueError):
        # A declaration that the standard library's parser refuses is text.
        return _read(html.replace("<!", "&lt;!"))


def _read(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.blocks


def tidy(runs: list[Run]) -> Runs:
    """Runs with white space as a browser shows it, those of one look joined, empty ones gone."""
    kept: list[Run] = []
    last = "\n"
    for run in runs:
        text = _BREAKS.sub("\n", _SPACE.sub(" ", run.text))
        if last == "\n" or (last == " " and text[:1] == " "):
            text = text.lstrip(" \n") if last == "\n" else text[1:]
        if not text:
            continue
        if text.startswith("\n") and last == " ":
            _drop_last_letter(kept)
        last = text[-1]
        _append(kept, Run(text, *run.look))
    while kept and kept[-1].text[-1] in " \n":
        _drop_last_letter(kept)
    while kept and kept[0].text[0] in " \n":
        kept[:1] = [kept[0].cut(1, len(kept[0].text))] if len(kept[0].text) > 1 else []
    return tuple(kept)


def _append(kept: list[Run], run: Run) -> None:
    if kept and kept[-1].look == run.look:
        run = Run(kept.pop().text + run.text, *run.look)
    kept.append(run)


def _drop_last_letter(kept: list[Run]) -> None:
    run = kept.pop()
    if len(run.text) > 1:
        kept.append(run.cut(0, len(run.text) - 1))


@dataclass
class _List:
    ordered: bool
    number: int = 0
    has_item: bool = False
    """Whether reading stands inside one of its items."""
    fresh: bool = False
    """Whether that item has no text yet."""


class _Reader(HTMLParser):
    """Turns tags into blocks as they come; its state is a few small stacks, never a tree, so depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.level = 0
        self.caption = False
        self.bold = self.italic = self.silent = 0
        self.links: list[str] = []
        self.lists: list[_List] = []
        self.around: list[Kind] = []
        self.cell = ""
        self.cells: list[Runs] = []
        self.headings = 0
        self.in_head = False
        self.terms: list[Runs] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What a tag opens: a look of the words, a picture, a cell or a block."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag == "a":
            self.links.append(values.get("href", "").strip())
        elif tag == "br":
            self.handle_data(_BREAK)
        elif tag == "img":
            self.picture(values)
        elif tag in _CELLS:
            self.end_text()
            if tag == "tr":
                self.end_row()
            self.cell = "" if tag == "tr" else tag
            self.headings += tag == "th"
        elif tag in _BLOCKS and self.cell:
            self.handle_data(_BREAK)
        elif tag in _BLOCKS:
            self.end_text()
            self.open_block(tag)
        else:
            self.look(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        """What a tag closes."""
        if tag == "a":
            del self.links[-1:]
        elif tag in _CELLS or tag in {"table", "dl"}:
            self.end_text()
            self.cell = ""
            if tag in {"tr", "table"}:
                self.end_row()
            if tag == "thead" or tag == "table":
                self.in_head = False
        elif tag in _BLOCKS:
            if not self.cell:
                self.end_text()
                self.close_block(tag)
        else:
            self.look(tag, -1)

    def handle_data(self, data: str) -> None:
        """Words, in the look of the tags around them."""
        if not self.silent:
            # The mark of a line break is ours alone.
            text = data if data is _BREAK else data.replace(_BREAK, "")
            self.runs.append(Run(text, self.links[-1] if self.links else "", self.bold > 0, self.italic > 0))

    def unknown_decl(self, data: str) -> None:
        """A marked section of old HTML is no text."""

    def look(self, tag: str, step: int) -> None:
        """Count the tags that make words bold, slanting or silent."""
        if tag in _BOLD:
            self.bold = max(0, self.bold + step)
        elif tag in _ITALIC:
            self.italic = max(0, self.italic + step)
        elif tag in _SILENT:
            self.silent = max(0, self.silent + step)

    def open_block(self, tag: str) -> None:
        """Remember what the words to come belong to."""
        self.level = 0
        if tag in _HEADINGS:
            self.level = _HEADINGS[tag]
        elif tag in _CAPTIONS:
            self.caption = True
        elif tag in _AROUND:
            self.around.append(_AROUND[tag])
        elif tag in {"ul", "ol"}:
            self.lists.append(_List(tag == "ol"))
        elif tag == "li" and self.lists:
            item = self.lists[-1]
            item.number += 1
            item.has_item = item.fresh = True
        elif tag == "thead":
            self.in_head = True

    def close_block(self, tag: str) -> None:
        """Forget it."""
        if tag in _HEADINGS:
            self.level = 0
        elif tag in _CAPTIONS:
            self.caption = False
        elif tag in _AROUND:
            del self.around[-1:]
        elif tag in {"ul", "ol"}:
            del self.lists[-1:]
        elif tag == "li" and self.lists:
            self.lists[-1].has_item = False
        elif tag == "thead":
            self.in_head = False

    def end_text(self) -> None:
        """Give the words read so far to the cell or the block they stand in."""
        text, self.runs = tidy(self.runs), []
        if self.cell in {"td", "th"}:
            self.cells.append(text)
        elif self.cell == "dt":
            self.terms.append(text)
        elif self.cell == "dd":
            self.end_fact(text)
        elif text:
            self.blocks.append(self.block(text))
        self.cell = ""

    def end_row(self) -> None:
        """Keep the table row that has been read."""
        cells, self.cells = tuple(self.cells), []
        if any(cells):
            head = self.in_head or self.headings == len(cells) > 1
            self.blocks.append(Block("row", cells=cells, head=head))
        self.headings = 0

    def end_fact(self, description: Runs) -> None:
        """Keep a description under its term; further ones of the same term stand alone."""
        term: list[Run] = []
        for runs in self.terms:
            term += [Run("\n"), *runs] if term else runs
        self.terms = []
        if term or description:
            self.blocks.append(Block("fact", cells=(tuple(term), description)))

    def end(self) -> None:
        """Keep what unclosed tags held back."""
        self.end_text()
        self.end_row()
        if self.terms:
            self.end_fact(())

    def path(self) -> tuple[int, ...]:
        """Numbers of the list items that reading stands in."""
        return tuple((item.number if item.ordered else 0) for item in self.lists if item.has_item)

    def begins_item(self) -> bool:
        """Whether these are the first words of a list item."""
        for item in reversed(self.lists):
            if item.has_item:
                fresh, item.fresh = item.fresh, False
                return fresh
        return False

    def block(self, text: Runs) -> Block:
        """The block that words make at this place."""
        path = self.path()
        begins = self.begins_item()
        if self.level:
            return Block("heading", text, level=self.level)
        if self.caption:
            return Block("caption", text)
        number = file_number(text[0].href) if len({run.href for run in text}) == 1 else 0
        if number:
            return Block("attachment", tuple(Run(run.text) for run in text), path=path, file=number)
        kind: Kind = "item" if begins else self.around[-1] if self.around else "paragraph"
        return Block(kind, text, path=path)

    def picture(self, values: dict[str, str]) -> None:
        """A picture is a block of its own with its alternative text; inside a cell, its text stands in the cell."""
        source = values.get("src", "").strip()
        number = file_number(source)
        text = tidy([Run(values.get("alt", "").replace(_BREAK, ""))])
        if self.cell:
            self.runs += [Run(f" {run.text} ", source) for run in text]
            return
        self.end_text()
        # A picture from elsewhere is told apart by its address.
        text = text if number else (Run(plain(text), source),)
        self.blocks.append(Block("image", text, path=self.path(), file=number))
