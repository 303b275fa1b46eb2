"""The HTML that mammoth makes of a document: cleaned by nh3, as a tree, and back as the rich text of a block."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

import nh3

PICTURE = "picture"
"""The scheme of the places of pictures: `picture:3`."""

CONTENTS, TITLE = "contents", "title"
"""Classes of paragraphs."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TAGS = {
    *HEADINGS, "p", "ul", "ol", "li", "strong", "em", "a", "br", "sup", "sub", "blockquote", "img",
    "table", "thead", "tbody", "tr", "td", "th",
}  # fmt: skip
_ATTRIBUTES = {
    "p": {"class"}, "a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
_LINKED = {"http", "https", "mailto", "tel"}
_VOID = {"br", "img"}
_MARKS = {"strong": "b", "em": "i"}
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
_SPACES = re.compile(r"\s+")


def tree_of(html: str) -> Element:
    """The cleaned HTML as a tree, its pieces below one element."""
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={*_LINKED, PICTURE}, link_rel=None, strip_comments=True
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Puts what nh3 has balanced into elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data


def plain(element: Element) -> str:
    """The words in an element as one line."""
    return " ".join(legible("".join(_texts(element))).split())


def legible(text: str) -> str:
    """Words without invisible characters and with one kind of space."""
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _INVISIBLE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept))


def inline(element: Element, lost: Counter[str]) -> str:
    """What is in a paragraph or in an item, as rich text; counts in `lost` what rich text has no place for."""
    return _written(element.text or "") + "".join(_piece(child, lost) + _written(child.tail or "") for child in element)


def _piece(element: Element, lost: Counter[str]) -> str:
    inside = inline(element, lost)
    match element.tag:
        case "strong" | "em":
            mark = _MARKS[element.tag]
            return f"<{mark}>{inside}</{mark}>" if inside.strip() else inside
        case "a":
            return _link(element, inside, lost)
        case "br":
            return "<br/>"
        case "sup" | "sub":
            shifted = "".join(_texts(element))
            moved = _shifted(element.tag, shifted)
            lost["raised"] += moved == shifted and bool(shifted.strip())
            return _written(moved)
        case "ul" | "ol":
            return rich_list(element, lost)
        case "p":
            return f"{inside}<br/>" if inside.strip() else ""
        case _:
            return inside


def rich_list(element: Element, lost: Counter[str]) -> str:
    """A list with the lists in it."""
    items = "".join(f"<li>{inside}</li>" for item in element if (inside := inline(item, lost)).strip())
    return f"<{element.tag}>{items}</{element.tag}>" if items else ""


def _link(element: Element, inside: str, lost: Counter[str]) -> str:
    """A link that leads somewhere for every reader; any other stays as its words."""
    href = element.get("href", "").strip()
    if not inside.strip():
        return inside
    try:
        parts = urlsplit(href)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _LINKED or (parts.scheme.startswith("http") and not parts.hostname):
        lost["link"] += bool(href)
        return inside
    return f'<a href="{escape(href)}">{inside}</a>'


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in {"br", "p", "li", "tr", "td", "th"}:
            yield " "
        if child.tag in {"sup", "sub"}:
            yield _shifted(child.tag, "".join(_texts(child)))
        else:
            yield from _texts(child)
        yield child.tail or ""


def _shifted(tag: str, text: str) -> str:
    """Raised or lowered signs where all of them exist as such; else the text as it is."""
    moved = text.translate(_RAISED if tag == "sup" else _LOWERED)
    return moved if all(new != old for new, old in zip(moved, text, strict=True)) else text


def _written(text: str) -> str:
    return escape(legible(text), quote=False)
