"""Word's automatic numbers: kept as a list where the site would show just the same number, written out elsewhere.

A list of a page counts 1., 2., 3. and nothing else. “§ 1.”, “1)”, “a)” or a list that goes on after a paragraph would
turn into another number there, and somebody else's text cites them. So they become words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from pages.acts.text.word_numbers import BULLET, Numbered, W, write_number

DEEPEST = 2
"""How deep a list of a page goes, from 0."""

BULLETS, COUNTED = "1", "2"
_PLAIN = re.compile(r"(\d{1,5})\.\Z")
_HAS_CONTENT = {f"{W}t", f"{W}drawing", f"{W}pict", f"{W}sym", f"{W}tab"}


def lists_part() -> bytes:
    """The part with the two lists that are left: one of bullets, one that counts."""
    kinds = [(BULLETS, "bullet"), (COUNTED, "decimal")]
    levels = {
        number: "".join(f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{shape}"/></w:lvl>' for depth in range(DEEPEST + 1))
        for number, shape in kinds
    }
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{rules}</w:abstractNum>' for number, rules in levels.items()
    )
    lists = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in levels)
    return f'<w:numbering xmlns:w="{W[1:-1]}">{definitions}{lists}</w:numbering>'.encode()


def keep_numbers(document: Element, found: Iterable[Numbered], headings: frozenset[str]) -> list[str]:
    """Turn numbered paragraphs into items of those lists or into words; returns the numbers that were written out.

    `headings` are the styles of headings, which are no items of a list.
    """
    known = {id(one.paragraph): one for one in found}
    for paragraph in document.iter(f"{W}p"):
        _set_list(paragraph, "", 0)
    written: list[str] = []
    for group in _groups(document, known, headings):
        if _counts_the_same(group):
            for one, depth in zip(group, _depths(group), strict=True):
                _set_list(one.paragraph, BULLETS if one.label == BULLET else COUNTED, depth)
        else:
            written += _write_out(group)
    return written


def _groups(document: Element, known: dict[int, Numbered], headings: frozenset[str]) -> Iterator[list[Numbered]]:
    """Numbered paragraphs that follow one another; empty ones between them are dropped later, so they don't count."""
    for parent in document.iter():
        group: list[Numbered] = []
        for child in parent:
            one = known.get(id(child)) if child.tag == f"{W}p" else None
            if child.tag == f"{W}p" and not _has_content(child):
                continue
            if one is None or _style(child) in headings:
                yield from filter(None, [group, [one] if one else []])
                group = []
            else:
                group.append(one)
        if group:
            yield group


def _counts_the_same(group: Sequence[Numbered]) -> bool:
    """Whether a list of the page would show the numbers that Word does."""
    counts: dict[int, tuple[bool, int]] = {}
    for one, depth in zip(group, _depths(group), strict=True):
        counts = {known: count for known, count in counts.items() if known <= depth}
        is_counted = one.label != BULLET
        before, number = counts.get(depth, (is_counted, 0))
        number = number + 1 if before == is_counted else 1
        counts[depth] = is_counted, number
        plain = _PLAIN.match(one.label)
        if depth > DEEPEST or (is_counted and (plain is None or int(plain[1]) != number)):
            return False
    return True


def _depths(group: Sequence[Numbered]) -> list[int]:
    """How deep each stands below those before it, without the levels that a document skips."""
    above: list[int] = []
    depths = []
    for one in group:
        while above and above[-1] >= one.level:
            above.pop()
        above.append(one.level)
        depths.append(len(above) - 1)
    return depths


def _write_out(group: Sequence[Numbered]) -> list[str]:
    """Numbers as words; bullets between them stay bullets."""
    written = []
    for one in group:
        if one.label == BULLET:
            _set_list(one.paragraph, BULLETS, 0)
        else:
            write_number(one.paragraph, one.label)
            written.append(one.label)
    return written


def _set_list(paragraph: Element, number: str, depth: int) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    if number:
        place = SubElement(properties, f"{W}numPr")
        SubElement(place, f"{W}ilvl", {f"{W}val": str(depth)})
        SubElement(place, f"{W}numId", {f"{W}val": number})


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _has_content(paragraph: Element) -> bool:
    return any(
        part.tag in _HAS_CONTENT and (part.tag != f"{W}t" or (part.text or "").strip()) for part in paragraph.iter()
    )
