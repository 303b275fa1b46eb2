"""Prints a version's stored text: its files at the version's own addresses, its rows as a page has them."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_LEAD = re.compile(r'\A\s*<p class="lead">(.*?)</p>', re.DOTALL)
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_PICTURE = re.compile(r'<img\b[^>]*\bsrc="attachment:(\d+)"[^>]*>')
_LINK = re.compile(r'<a href="attachment:(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_PLACEHOLDER = re.compile(r'src="attachment:(\d+)"')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
# What the closed vocabulary of articles is called in the style sheet.
_DRESS = (
    ('<aside class="important">', '<div class="banner banner-important">'),
    ('<aside class="urgent">', '<div class="banner banner-urgent">'),
    ('<aside class="info">', '<div class="banner">'),
    ("<aside>", '<div class="banner">'),
    ("</aside>", "</div>"),
    ("<dl>", '<dl class="facts">'),
    ("<figure>", '<figure class="picture">'),
)

FileAddress = Callable[[int], str]
"""The address of the N-th file of a version; empty for one that may not be opened."""


class ArticleRow(NamedTuple):
    """A part of the text under one heading; the first may have none."""

    heading: SafeString
    html: SafeString


class Article(NamedTuple):
    """A version's text as it is printed."""

    lead: SafeString
    rows: list[ArticleRow]


def _safe(html: str) -> SafeString:
    """Stored HTML was cut down to a closed vocabulary before it was stored."""
    return mark_safe(html)  # noqa: S308 -- see above


def printed(html: str, address_of: FileAddress) -> Article:
    """The stored HTML, ready to be read."""
    lead = ""
    found = _LEAD.match(html)
    if found:
        lead, html = found[1], html[found.end() :]
    html = _TABLE.sub(lambda match: _labelled(match[0]), _linked(html, address_of))
    for stored, dressed in _DRESS:
        html = html.replace(stored, dressed)
    before, *rest = _HEADING.split(html)
    rows = [ArticleRow(_safe(""), _safe(before))] if before.strip() else []
    rows += [ArticleRow(_safe(heading), _safe(body)) for heading, body in zip(rest[::2], rest[1::2], strict=True)]
    return Article(_safe(lead), rows)


def _linked(html: str, address_of: FileAddress) -> str:
    """Files at their addresses; in place of one that may not be opened, words that say so."""

    def picture(match: re.Match[str]) -> str:
        address = address_of(int(match[1]))
        if not address:
            return f"<em>{escape(_('[picture not available]'))}</em>"
        return _PLACEHOLDER.sub(f'src="{escape(address)}"', match[0])

    def link(match: re.Match[str]) -> str:
        address = address_of(int(match[1]))
        if not address:
            return f"{match[2]} <em>{escape(_('[file not available]'))}</em>"
        return f'<a href="{escape(address)}">{match[2]}</a>'

    return _LINK.sub(link, _PICTURE.sub(picture, html))


def _labelled(table: str) -> str:
    """A table whose cells know the heading of their column: on phones it is stacked."""
    parser = _Labels()
    parser.feed(table)
    parser.close()
    label = escape(parser.caption or ", ".join(parser.columns) or _("Table"))
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">{"".join(parser.out)}</div>'


class _Labels(HTMLParser):
    """Writes a table again, with the words of the column's heading on each cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.columns: list[str] = []
        self.caption = ""
        self._column = 0
        self._words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the parser is."""
        text = self.get_starttag_text() or ""
        if tag == "tr":
            self._column = 0
        if tag in ("th", "caption"):
            self._words = []
        if tag == "td" and self._column < len(self.columns):
            text = f'<td data-label="{escape(self.columns[self._column])}">'
        if tag in ("td", "th"):
            self._column += 1
        self.out.append(text)

    def handle_endtag(self, tag: str) -> None:
        """Keep the words of a heading and of the caption."""
        if tag in ("th", "caption") and self._words is not None:
            words = unescape("".join(self._words)).strip()
            if tag == "caption":
                self.caption = words
            elif "<tbody>" not in self.out:
                self.columns.append(words)
            self._words = None
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._words is not None:
            self._words.append(data)
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        self.handle_data(f"&#{name};")
