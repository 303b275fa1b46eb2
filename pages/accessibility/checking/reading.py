"""A forgiving reader of HTML that remembers lines: enough to look for ids, headings and sentences.

Nothing is fetched, no entity stands for more than a character or two, nothing recurses; any text gives a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from pages.accessibility.checking.tokens import Kind, Token, Tokens

MAX_CHARS = 2_000_000
"""Longer pages are cut: a statement is a few thousand characters."""
MAX_DEPTH = 256
"""Elements nested deeper are read as if they stood beside one another."""

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "head"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A new one of these ends an open one of the second kind, as browsers read it.
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form",
        "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul", *HEADINGS,
    }
)  # fmt: skip
ENDED_BY_LIKE = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}}
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u00ad\u200b-\u200d\u2060\ufeff]+")


def plain(text: str) -> str:
    """Text as a reader sees it: runs of spaces, hard ones too, as one space; no invisible characters at the ends."""
    return _SPACE.sub(" ", text).strip()


@dataclass(eq=False)
class Element:
    """An element with where it begins and which pieces of text stand in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    place: int
    parent: Element | None
    begins: int
    ends: int = 0
    last: int = 0
    """Number of the last element in it."""
    document: Document = field(repr=False, default=None)  # type: ignore[assignment] # set right away

    @cached_property
    def text(self) -> str:
        """What a reader sees in it."""
        return self.document.text(self.begins, self.ends)

    @property
    def level(self) -> int:
        """1 to 6 for a heading, 0 for anything else."""
        return HEADINGS.index(self.tag) + 1 if self.tag in HEADINGS else 0

    def holds(self, other: Element) -> bool:
        """Whether another element stands in it."""
        return self.place < other.place <= self.last


class Document:
    """Elements in order, and the pieces of text between them with their lines."""

    def __init__(self, html: str) -> None:
        self.elements: list[Element] = []
        self.language = ""
        self.is_cut = len(html) > MAX_CHARS
        self._pieces: list[str] = []
        self._lines: list[int] = []
        self._open: list[Element] = []
        self._open_tags: Counter[str] = Counter()
        for token in Tokens(html[:MAX_CHARS]):
            if token.kind is Kind.OPEN:
                self._start(token)
            elif token.kind is Kind.CLOSE:
                self._end(token)
            elif not any(self._open_tags[tag] for tag in UNSEEN):
                self._add(token.value, token.line)
        while self._open:
            self._pop()

    def _start(self, token: Token) -> None:
        self._end_what_browsers_end(token.value)
        element = Element(
            tag=token.value,
            attributes=token.attributes,
            line=token.line,
            place=len(self.elements),
            parent=self._open[-1] if self._open else None,
            begins=len(self._pieces),
            document=self,
        )
        self.elements.append(element)
        if element.tag == "html":
            self.language = self.language or element.attributes.get("lang", "")
        if element.tag in BLOCKS or element.tag == "br":
            self._add(" ", token.line)
        if element.tag in VOID or len(self._open) >= MAX_DEPTH:
            self._shut(element)
            return
        self._open.append(element)
        self._open_tags[element.tag] += 1

    def _end(self, token: Token) -> None:
        if not self._open_tags[token.value]:
            return
        while self._pop().tag != token.value:
            pass
        if token.value in BLOCKS:
            self._add(" ", token.line)

    # -- Bookkeeping ----------------------------------------------------------------------------------------------

    def _add(self, text: str, line: int) -> None:
        self._pieces.append(text)
        self._lines.append(line)

    def _pop(self) -> Element:
        element = self._open.pop()
        self._open_tags[element.tag] -= 1
        self._shut(element)
        return element

    def _shut(self, element: Element) -> None:
        element.ends, element.last = len(self._pieces), len(self.elements) - 1

    def _end_what_browsers_end(self, tag: str) -> None:
        """A paragraph that nobody closed ends where a block begins, an item where the next one does."""
        if not self._open:
            return
        like = ENDED_BY_LIKE.get(tag, set())
        if (self._open[-1].tag == "p" and tag in BLOCKS) or self._open[-1].tag in like:
            self._pop()

    # -- What is asked --------------------------------------------------------------------------------------------

    def text(self, begins: int, ends: int) -> str:
        """The text of a range of pieces."""
        return plain("".join(self._pieces[begins:ends]))

    def find(self, pattern: re.Pattern[str], begins: int, ends: int) -> Iterator[tuple[str, int]]:
        """Each match in a range of pieces, with its line."""
        pieces = self._pieces[begins:ends]
        stops = list(accumulate(map(len, pieces)))
        for match in pattern.finditer("".join(pieces)):
            piece = bisect_right(stops, match.start())
            within = match.start() - (stops[piece] - len(pieces[piece]))
            yield match[0], self._lines[begins + piece] + pieces[piece][:within].count("\n")

    @cached_property
    def headings(self) -> list[Element]:
        """All headings, in order."""
        return [element for element in self.elements if element.level]

    @cached_property
    def by_id(self) -> dict[str, list[Element]]:
        """Elements by their id, as it is written."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            if "id" in element.attributes:
                found.setdefault(element.attributes["id"], []).append(element)
        return found

    @property
    def size(self) -> int:
        """How many pieces of text there are."""
        return len(self._pieces)
