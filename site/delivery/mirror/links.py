"""Links in what the site says: where they stand to the character, so that nothing but them is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

MARKUP = frozenset({"text/html", "image/svg+xml"})
STYLES = "text/css"
DATA = frozenset(
    {"application/atom+xml", "application/rss+xml", "application/xml", "text/xml", "application/json"}
    | {"application/akn+xml", "application/ld+json", "application/link-format"}
)
# Marks an element whose number grows by itself.
COUNTED = "data-counted"
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])((?:\s+[\d.]+[wxh])?\s*(?:,|$))")
_IN_STYLES = re.compile(r"""(url\(\s*)(["']?)([^"')]+)(\2\s*\))|(@import\s+)(["'])([^"']+)(\6)""")
_LINKS = frozenset({"href", "xlink:href", "src", "poster", "data"})
_SETS = frozenset({"srcset", "imagesrcset"})
_FORMS = frozenset({"action", "formaction"})
# They name the live page, wherever it is read.
_LASTING = frozenset({"canonical", "bookmark", "license"})


class Kind(Enum):
    """What a link is for."""

    LINK = "link"
    """Readers go there."""
    PART = "part"
    """Browsers load it, or offer it."""
    FORM = "form"


Change = Callable[[str, Kind], str]


class _Tag(NamedTuple):
    start: int
    raw: str
    name: str
    attributes: dict[str, str]


class _Tags(HTMLParser):
    """Start tags with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[_Tag] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        values = {name: value or "" for name, value in attrs}
        self.found.append(_Tag(self._lines[line - 1] + column, self.get_starttag_text() or "", tag, values))


def changed(text: str, kind: str, change: Change) -> str:
    """The text of a media type with each link as `change` wants it; what stays is left as it was written."""
    if kind in MARKUP:
        return _changed_markup(text, change)
    return _changed_styles(text, change) if kind == STYLES else text


def links_in(text: str, kind: str) -> list[tuple[str, Kind]]:
    """The links of a text; of data none, whose addresses are what the live site is called."""
    found: list[tuple[str, Kind]] = []

    def note(url: str, of: Kind) -> str:
        found.append((url, of))
        return url

    changed(text, kind, note)
    return found


def addresses_in(text: str, root: str) -> Iterator[str]:
    """Absolute addresses of the site in a feed, a map or other data."""
    for match in re.finditer(re.escape(root) + r"""(?:/[^\s"'<>\\]*)?(?=[\s"'<>\\]|$)""", text):
        yield unescape(match[0])


def _changed_markup(text: str, change: Change) -> str:
    parts, done = [], 0
    for tag in _Tags(text).found:
        if _LASTING & set(tag.attributes.get("rel", "").lower().split()):
            continue
        if tag.name == "form" and "action" not in tag.attributes:  # it leads to its own page
            place = tag.start + len("<form")
            parts += [text[done:place], f' action="{escape(change("", Kind.FORM))}"']
            done = place
        for match in _ATTRIBUTE.finditer(tag.raw, 1 + len(tag.name)):
            value = unescape(match[2][1:-1] if match[2][0] in "\"'" else match[2])
            new = _changed_value(tag.name, match[1].lower(), value, change)
            if new == value:
                continue
            parts += [text[done : tag.start + match.start(2)], f'"{escape(new)}"']
            done = tag.start + match.end(2)
    return "".join([*parts, text[done:]])


def _changed_value(tag: str, name: str, value: str, change: Change) -> str:
    if name in _LINKS:
        return change(value, Kind.LINK if tag in {"a", "area"} else Kind.PART)
    if name in _FORMS:
        return change(value, Kind.FORM)
    if name in _SETS:
        return _CANDIDATE.sub(lambda match: change(match[1], Kind.PART) + match[2], value)
    return value


def _changed_styles(text: str, change: Change) -> str:
    def replace(match: re.Match[str]) -> str:
        before, quotes, url, after = match.groups()[:4] if match[3] else match.groups()[4:]
        return f"{before}{quotes}{change(url, Kind.PART)}{after}"

    return _IN_STYLES.sub(replace, text)


class _Words(HTMLParser):
    """What readers read, without what counts them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = False
        self._counted: list[str] = []
        """The element that holds a count, and those of its name within it."""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in self._counted or (not self._counted and COUNTED in values):
            self._counted.append(tag)
        self._silent = tag in {"script", "style"}
        if not self._counted:
            self.words += [values[name] or "" for name in ("alt", "aria-label") if name in values]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in self._counted:
            self._counted.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._counted:
            self.words.append(data)


def words_in(html: str) -> str:
    """The text of a page, with every gap made one space; numbers that grow by themselves are left out."""
    return " ".join(" ".join(_Words(html).words).split())
