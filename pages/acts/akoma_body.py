"""The text of an act in the elements of Akoma Ntoso 3: preamble, hierarchy, conclusions.

The eId of every element is that of the same unit on the act's page. The kinds of Polish units that have no element of
their own keep their names in `class`: punkt and litera are both `point`, one inside the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from pages.acts.text.model import Level, Part, PartKind, Passage, Piece, Provision, Unit

PARTS = {PartKind.DIVISION: "division", PartKind.CHAPTER: "chapter", PartKind.SECTION: "section"}
UNITS = {
    Level.ARTICLE: "article",
    Level.PARAGRAPH: "paragraph",
    Level.SUBSECTION: "subparagraph",
    Level.POINT: "point",
    Level.LETTER: "point",
    Level.INDENT: "indent",
}

_NO_CHARACTER_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Node:
    """A unit with the units that stand in it."""

    unit: Unit
    inside: list[Node] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether it is a line without a number."""
        return self.unit.level is Level.TEXT


def plain(text: str) -> str:
    """One line without the characters that XML can't hold."""
    return " ".join(_NO_CHARACTER_OF_XML.sub("", " ".join(text.split())).split())


def add_text(act: Element, pieces: Sequence[Piece]) -> None:
    """Put the text below the root: the preamble up to the first heading or §, the body, the conclusions."""
    first, last = _bounds(pieces)
    _outside(act, "preamble", pieces[:first])
    body = SubElement(act, "body")
    _hierarchy(body, pieces[first:last])
    if not len(body):  # the schema wants one element
        SubElement(body, "hcontainer", name="text")
    _outside(act, "conclusions", pieces[last:])


def _bounds(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Where the body begins and ends; a text of passages alone is all body."""
    places = [place for place, piece in enumerate(pieces) if not isinstance(piece, Passage)]
    return (places[0], places[-1] + 1) if places else (0, len(pieces))


def _outside(act: Element, name: str, passages: Sequence[Piece]) -> None:
    if not passages:
        return
    block = SubElement(act, name)
    for passage in passages:
        if isinstance(passage, Passage):
            _passage(SubElement(block, "container", name="passage", eId=passage.eid), passage)


def _passage(block: Element, passage: Passage) -> None:
    """A paragraph a line; the schema wants one."""
    for line in passage.text.splitlines() or [""]:
        SubElement(block, "p").text = plain(line)


def _hierarchy(body: Element, pieces: Iterable[Piece]) -> None:
    open_parts: list[tuple[str, Element]] = []
    for piece in pieces:
        if isinstance(piece, Part):
            while open_parts and not piece.eid.startswith(f"{open_parts[-1][0]}__"):
                open_parts.pop()
        inside = open_parts[-1][1] if open_parts else body
        if isinstance(piece, Part):
            open_parts.append((piece.eid, _part(inside, piece)))
        elif isinstance(piece, Provision):
            _unit(inside, tree_of(piece))
        else:
            block = SubElement(inside, "hcontainer", name="passage", eId=piece.eid)
            _passage(SubElement(block, "content"), piece)


def _part(inside: Element, part: Part) -> Element:
    element = SubElement(inside, PARTS[part.kind], eId=part.eid)
    for name, text in (("num", part.label), ("heading", part.title)):
        if text:
            SubElement(element, name).text = plain(text)
    return element


def tree_of(provision: Provision) -> Node:
    """The units of a provision, each in the one that it stands in."""
    root = Node(provision.units[0])
    nodes = {root.unit.eid: root}
    for unit in provision.units[1:]:
        node = nodes[unit.eid] = Node(unit)
        nodes.get(unit.eid.rsplit("__", 1)[0], root).inside.append(node)
    return root


def _unit(inside: Element, node: Node) -> None:
    """A unit: its number, and its words as `content`, or as `intro` and `wrapUp` around the units in it."""
    unit = node.unit
    if node.is_text:
        element = SubElement(inside, "hcontainer", {"name": "text", "eId": unit.eid, "class": unit.level.value})
        SubElement(SubElement(element, "content"), "p").text = plain(unit.line)
        return
    element = SubElement(inside, UNITS[unit.level], {"eId": unit.eid, "class": unit.level.value})
    if unit.label:
        SubElement(element, "num").text = plain(unit.label)
    before = list(takewhile(lambda child: child.is_text, node.inside))
    rest = node.inside[len(before) :]
    after = list(takewhile(lambda child: child.is_text, reversed(rest)))[::-1]
    _lines(element, "intro" if rest else "content", unit.text, before)
    for child in rest[: len(rest) - len(after)]:
        _unit(element, child)
    _lines(element, "wrapUp", "", after)


def _lines(element: Element, name: str, own: str, texts: Sequence[Node]) -> None:
    """The words of a unit itself and the lines without a number beside them."""
    if not own and not texts and name != "content":
        return
    block = SubElement(element, name)
    if own or not texts:
        SubElement(block, "p").text = plain(own)
    for node in texts:
        SubElement(block, "p", eId=node.unit.eid).text = plain(node.unit.line)
