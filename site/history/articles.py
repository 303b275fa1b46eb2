"""Prints a version's stored text: its files at the version's own addresses, its rows as a page has them.

The text is parsed and written anew, never patched: what stands in an attribute can't become an element.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

FileAddress = Callable[[int], str]
"""The address of the N-th file of a version; empty for one that may not be opened."""
Attributes = dict[str, str | None]

PLACEHOLDER = "attachment:"
KEPT = {"a": ("href",), "th": ("scope",), "img": ("src", "alt")}
DRESSED = {"dl": ("dl", "facts"), "figure": ("figure", "picture"), "aside": ("div", "banner")}
"""What parts of the closed vocabulary are called in the style sheet."""
BANNERS = {"important": "banner banner-important", "urgent": "banner banner-urgent"}


@dataclass
class ArticleRow:
    """A part of the text under one heading; the first may have none."""

    heading_parts: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def heading(self) -> SafeString:
        """The heading's words."""
        return mark_safe("".join(self.heading_parts))  # noqa: S308 -- written by the printer, which escapes

    @property
    def html(self) -> SafeString:
        """The text below it."""
        return mark_safe("".join(self.parts))  # noqa: S308 -- the same


class Article(HTMLParser):
    """A version's text, ready to be printed: `lead` and `rows`."""

    def __init__(self, html: str, address_of: FileAddress) -> None:
        super().__init__()
        self.address_of = address_of
        self.lead_parts: list[str] = []
        self._rows = [ArticleRow()]
        self._out = self._rows[0].parts
        self._table = _Table()
        self._open_links: list[str] = []
        self.feed(html)
        self.close()

    @property
    def lead(self) -> SafeString:
        """The sentence under the title."""
        return mark_safe("".join(self.lead_parts))  # noqa: S308 -- the same

    @property
    def rows(self) -> list[ArticleRow]:
        """The text cut at its headings; what stands before the first one is a row without a heading."""
        first, *rest = self._rows
        return [first, *rest] if first.html.strip() else rest

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element's beginning."""
        given = dict(attrs)
        if tag == "h2":
            self._rows.append(ArticleRow())
            self._out = self._rows[-1].heading_parts
        elif tag == "p" and given.get("class") == "lead" and not self._started:
            self._out = self.lead_parts
        elif tag == "img":
            self._picture(given)
        elif tag == "a":
            self._link(given)
        elif tag == "table":
            self._table = _Table()
            self._out = self._table.parts
        elif tag in DRESSED:
            name, style = DRESSED[tag]
            style = BANNERS.get(given.get("class") or "", style)
            self._out.append(f'<{name} class="{style}">')
        else:
            self._out.append(self._plain(tag, given))

    def handle_endtag(self, tag: str) -> None:
        """Write an element's end."""
        if tag == "h2" or (tag == "p" and self._out is self.lead_parts):
            self._out = self._rows[-1].parts
        elif tag == "a":
            self._end_link()
        elif tag == "table":
            self._end_table()
        else:
            self._table.end(tag)
            self._out.append(f"</{DRESSED[tag][0] if tag in DRESSED else tag}>")

    def handle_data(self, data: str) -> None:
        """Write words."""
        self._table.say(data)
        self._out.append(escape(data))

    @property
    def _started(self) -> bool:
        return len(self._rows) > 1 or bool("".join(self._out).strip()) or bool(self.lead_parts)

    def _plain(self, tag: str, given: Attributes) -> str:
        kept = {name: given[name] for name in KEPT.get(tag, ()) if given.get(name) is not None}
        kept |= self._table.begin(tag)
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return f"<{tag}{written}>"

    # -- files -----------------------------------------------------------------------------------------------------

    def _address(self, given: Attributes, name: str) -> str | None:
        """Where a file is; empty for one that may not be opened, None for what is no file of the version."""
        value = given.get(name) or ""
        number = value.removeprefix(PLACEHOLDER)
        if not value.startswith(PLACEHOLDER):
            return None
        return self.address_of(int(number)) if number.isascii() and number.isdecimal() else ""

    def _picture(self, given: Attributes) -> None:
        address = self._address(given, "src")
        if address:
            self._out.append(self._plain("img", {**given, "src": address}))
        else:
            self._out.append(f"<em>{escape(_('[picture not available]'))}</em>")

    def _link(self, given: Attributes) -> None:
        """A link, and how it ends: one that led nowhere then is only its words."""
        address = self._address(given, "href")
        target = given.get("href") if address is None else address
        if target:
            self._out.append(self._plain("a", {"href": target}))
        closed = f" <em>{escape(_('[file not available]'))}</em>"
        self._open_links.append("</a>" if target else "" if address is None else closed)

    def _end_link(self) -> None:
        if self._open_links:
            self._out.append(self._open_links.pop())

    # -- tables ----------------------------------------------------------------------------------------------------

    def _end_table(self) -> None:
        """A table knows its name only when it is over."""
        label = escape(self._table.caption or ", ".join(self._table.columns) or _("Table"))
        inside = "".join(self._table.parts)
        self._out = self._rows[-1].parts
        self._out.append(
            f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>{inside}</table></div>'
        )
        self._table = _Table()


class _Table:
    """What the printer must remember of a table: on phones each cell says the heading of its column."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.columns: list[str] = []
        self.caption = ""
        self._in_head = False
        self._column = 0
        self._words: list[str] | None = None

    def begin(self, tag: str) -> dict[str, str]:
        """Attributes that an element of the table gets."""
        if tag == "thead":
            self._in_head = True
        if tag == "tr":
            self._column = 0
        if tag == "caption" or (tag == "th" and self._in_head):
            self._words = []
        if tag not in ("td", "th"):
            return {}
        self._column += 1
        labelled = tag == "td" and not self._in_head and self._column <= len(self.columns)
        return {"data-label": self.columns[self._column - 1]} if labelled else {}

    def say(self, words: str) -> None:
        """Words of a heading or a caption."""
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        """Keep the words of a heading and of the caption."""
        if tag == "thead":
            self._in_head = False
        if tag not in ("th", "caption") or self._words is None:
            return
        words = " ".join("".join(self._words).split())
        if tag == "caption":
            self.caption = words
        else:
            self.columns.append(words)
        self._words = None
