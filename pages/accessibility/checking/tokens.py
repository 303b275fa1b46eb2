"""Tags and text of an HTML page, one after another, as a browser cuts them.

In one pass, whatever comes: a tag or a comment that nobody closes ends the page, as it does in a browser. The standard
library's parser looks at the rest of the page anew for each of them; a page of 100 kB can make that last minutes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[^\s/>][^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
_SKIPPED = re.compile(r"[\s/]*")
# Their content is text alone, up to their own end tag.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True)
class Token:
    """A piece of text, or a tag with its attributes."""

    kind: Kind
    value: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)


class Tokens:
    """Reads a page from its beginning to its end."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._at = 0
        self._counted, self._line = 0, 1

    def __iter__(self) -> Iterator[Token]:
        while self._at < len(self.page):
            start = self.page.find("<", self._at)
            if start < 0:
                yield self._text(len(self.page))
                return
            if start > self._at:
                yield self._text(start)
            token = self._markup()
            if token:
                yield token
            if token and token.kind is Kind.OPEN and token.value in RAW and self._at < len(self.page):
                yield self._text(self._end_of_raw(token.value))

    def line_at(self, place: int) -> int:
        """The line of a place; places are asked for in their order."""
        self._line += self.page.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _text(self, stop: int) -> Token:
        token = Token(Kind.TEXT, html.unescape(self.page[self._at : stop]), self.line_at(self._at))
        self._at = stop
        return token

    def _end_of_raw(self, name: str) -> int:
        match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.page, self._at)
        return match.start() if match else len(self.page)

    def _markup(self) -> Token | None:
        """The tag that begins here; None for a comment, a declaration or what has no end. Moves on behind it."""
        start, page = self._at, self.page
        line = self.line_at(start)
        if page.startswith("<!--", start):
            self._skip("-->", start + 2)  # "<!-->" is a whole comment
            return None
        closes = page.startswith("</", start)
        name = _NAME.match(page, start + 1 + closes)
        if name is None:
            if closes or page.startswith(("<!", "<?"), start):
                self._skip(">", start)
                return None
            self._at = start + 1
            return Token(Kind.TEXT, "<", line)
        self._at = name.end()
        attributes = self._attributes()
        if attributes is None:
            return None
        return Token(Kind.CLOSE if closes else Kind.OPEN, name[0].lower(), line, attributes)

    def _skip(self, mark: str, start: int) -> None:
        found = self.page.find(mark, start)
        self._at = found + len(mark) if found >= 0 else len(self.page)

    def _attributes(self) -> dict[str, str] | None:
        """Attributes up to the end of the tag; None when there is no end, which ends the page."""
        found: dict[str, str] = {}
        while True:
            self._match(_SKIPPED)
            if self._at >= len(self.page):
                return None
            if self.page[self._at] == ">":
                self._at += 1
                return found
            name, value = self._match(_ATTRIBUTE).lower(), ""
            if self._match(_EQUALS):
                read = self._value()
                if read is None:
                    return None
                value = html.unescape(read)
            found.setdefault(name, value)  # of two, a browser takes the first

    def _value(self) -> str | None:
        quote = self.page[self._at : self._at + 1]
        if quote not in {'"', "'"}:
            return self._match(_BARE)
        stop = self.page.find(quote, self._at + 1)
        if stop < 0:
            self._at = len(self.page)
            return None
        value = self.page[self._at + 1 : stop]
        self._at = stop + 1
        return value

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.page, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]
