"""Word's automatic numbers written out.

Word keeps "§ 5." or "2)" of a numbered paragraph as a reference to a list (ECMA-376, part 1, § 17.9), and whoever reads
the words of a document alone loses them. Here each paragraph gets its number as text, before anything else reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from pages.acts.text.word_formats import formatted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

BULLET = "–"
LEVELS = 9
MAX_LABEL = 60
MAX_CHILDREN = 50
"""How much of a list, a level or a style is looked at: more than Word ever writes, since many may refer to one."""
MAX_STEPS = 20
"""How many styles may build on one another; Word itself allows ten."""


class Numbered(NamedTuple):
    """A paragraph that Word numbers."""

    paragraph: Element
    label: str
    """As Word shows it; `BULLET` for one of a list without numbers."""
    level: int
    """How deep in its list, from 0."""


def numbered(document: Element, numbering: Element | None, styles: Element | None) -> Iterator[Numbered]:
    """The numbered paragraphs of a document, in their order."""
    lists = _Lists(numbering, styles)
    for paragraph in list(paragraphs(document)):
        if label := lists.label(paragraph):
            yield Numbered(paragraph, label, lists.level(paragraph))


def write_number(paragraph: Element, label: str) -> None:
    """Put a number before the words of a paragraph."""
    run = Element(f"{W}r")
    SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = f"{label} "
    paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run)


def write_numbers(document: Element, numbering: Element | None, styles: Element | None) -> int:
    """Put its number before the words of each numbered paragraph of a document; returns how many there were."""
    count = 0
    for found in numbered(document, numbering, styles):
        write_number(found.paragraph, found.label)
        count += 1
    return count


def paragraphs(document: Element) -> Iterator[Element]:
    """Paragraphs in their order, without deleted ones and without the second copy of text boxes."""
    waiting = [document]
    while waiting:
        element = waiting.pop()
        if element.tag in {f"{W}del", f"{W}moveFrom", CHOICE}:
            continue
        if element.tag == f"{W}p" and element.find(f"{W}pPr/{W}rPr/{W}del") is None:
            yield element
        waiting.extend(reversed(element))


class _Level(NamedTuple):
    """How one level of a list counts: `own_start` where a list starts anew with the definition of another."""

    start: int
    own_start: int | None
    shape: str
    text: str
    restarts_after: int
    is_legal: bool
    style: str


@dataclass
class _Lists:
    """The lists of a document and how far each has counted; lists of one definition count together."""

    numbering: Element | None
    styles: Element | None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    known: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _shorten(self.numbering)
        _shorten(self.styles)
        self.lists = _by_id(self.numbering, "num", "numId")
        self.kinds = _by_id(self.numbering, "abstractNum", "abstractNumId")
        self.style = _by_id(self.styles, "style", "styleId")

    def label(self, paragraph: Element) -> str:
        """The number of the next paragraph as Word shows it; blank when it has none."""
        number_id, level = self._place(paragraph)
        kind_id, levels = self._levels(number_id)
        if level not in levels:
            return ""
        counts, rules = self.counts.setdefault(kind_id, {}), levels[level]
        if rules.own_start is not None and (number_id, level) not in self.begun:
            counts[level] = rules.own_start
        else:
            counts[level] = counts[level] + 1 if level in counts else rules.start
        self.begun.add((number_id, level))
        for deeper in [other for other in counts if other > level]:
            if deeper not in levels or level < levels[deeper].restarts_after:
                del counts[deeper]
        return _label(levels, level, counts)

    def level(self, paragraph: Element) -> int:
        """How deep in its list a paragraph stands."""
        return self._place(paragraph)[1]

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, or those of its style and of those that one builds on."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number_id, level = _value(own, "numId"), _value(own, "ilvl")
        style_id = _value(paragraph.find(f"{W}pPr"), "pStyle")
        for _step in range(MAX_STEPS):
            if number_id or style_id not in self.style:
                break
            style = self.style[style_id]
            number_id = _value(style.find(f"{W}pPr/{W}numPr"), "numId")
            level = level or _value(style.find(f"{W}pPr/{W}numPr"), "ilvl")
            if number_id and not level:
                levels = self._levels(number_id)[1]
                level = next((str(index) for index, rules in levels.items() if rules.style == style_id), "")
            style_id = _value(style, "basedOn")
        return number_id, _integer(level, 0)

    def _levels(self, number_id: str) -> tuple[str, dict[int, _Level]]:
        """The definition behind a list, by its id and its levels; one may only name a style whose list holds it."""
        wanted = number_id
        if wanted not in self.known:
            kind_id = ""
            for _step in range(MAX_STEPS):
                kind_id = _value(self.lists.get(number_id), "abstractNumId")
                link = _value(self.kinds.get(kind_id), "numStyleLink")
                if link not in self.style:
                    break
                number_id = _value(self.style[link].find(f"{W}pPr/{W}numPr"), "numId")
            self.known[wanted] = kind_id, _rules(self.lists.get(wanted), self.kinds.get(kind_id))
        return self.known[wanted]


def _rules(own: Element | None, kind: Element | None) -> dict[int, _Level]:
    if own is None or kind is None:
        return {}
    overrides = own.findall(f"{W}lvlOverride")
    starts = {_index(override): _value(override, "startOverride") for override in overrides}
    replaced = [level for override in overrides for level in override.findall(f"{W}lvl")][:LEVELS]
    levels = {}
    for level in [*kind.findall(f"{W}lvl")[:LEVELS], *replaced]:
        index = _index(level)
        own_start = _integer(starts[index], 1) if starts.get(index) else None
        text = BULLET if _value(level, "numFmt") == "bullet" else _value(level, "lvlText")[:MAX_LABEL]
        after = _integer(_value(level, "lvlRestart"), LEVELS)
        is_legal = level.find(f"{W}isLgl") is not None
        start, shape, style = _integer(_value(level, "start"), 0), _value(level, "numFmt"), _value(level, "pStyle")
        levels[index] = _Level(start, own_start, shape, text, after, is_legal, style)
    return levels


def _label(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    label = levels[level].text
    for index, rules in levels.items():
        shape = "decimal" if levels[level].is_legal else rules.shape
        label = label.replace(f"%{index + 1}", formatted(counts.get(index, rules.start), shape))
    return label.strip()[:MAX_LABEL]


def _shorten(part: Element | None) -> None:
    for item in part if part is not None else ():
        for element in item.iter():
            del element[MAX_CHILDREN:]


def _by_id(parent: Element | None, tag: str, key: str) -> dict[str, Element]:
    found = parent.findall(f"{W}{tag}") if parent is not None else []
    return {element.get(f"{W}{key}", ""): element for element in found}


def _value(parent: Element | None, tag: str) -> str:
    child = parent.find(f"{W}{tag}") if parent is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _index(element: Element) -> int:
    return min(_integer(element.get(f"{W}ilvl"), 0), LEVELS - 1)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and len(text) < 6 and text.isascii() and text.isdigit() else default
