"""Rules on ids: each there once, rightly spelt, on the right element, with something in it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.reading import Element
from pages.accessibility.statement.ids import IN_OPENING, MARKS, MISTAKEN, NEEDLESS, Mark

_LOOKS_LIKE_ONE = ("a11", "ally-", "a1ly-", "al1y-", "ay11-")
_AROUND = " \t\r\n\"'„”“’«»"
_LOOKED_AT = 200
_LONGEST = 60


def check_marks(checked: Checked) -> Iterator[Finding]:
    """Everything about ids."""
    misspelt = _misspelt(checked)
    for element, meant in misspelt:
        yield Finding("id-wrong", element.line, {"found": element.attributes["id"], "id": meant})
    yield from _strange(checked, {element.attributes["id"] for element, _ in misspelt})
    line = checked.title.line if checked.title else 1
    for mark in MARKS.values():
        elements = checked.document.by_id.get(mark.id, [])
        if not elements:
            if mark.required and mark.id not in {meant for _, meant in misspelt}:
                yield Finding("id-missing", line, {"id": mark.id})
            continue
        if len(elements) > 1:
            yield Finding("id-duplicate", elements[1].line, {"id": mark.id, "count": len(elements)})
        yield from _check_element(mark, elements[0])
    yield from _check_opening(checked)


def _check_element(mark: Mark, element: Element) -> Iterator[Finding]:
    if element.tag not in mark.elements:
        allowed = ", ".join(sorted(mark.elements))
        yield Finding("id-element", element.line, {"id": mark.id, "found": element.tag, "allowed": allowed})
    if not element.text:
        yield Finding("id-empty", element.line, {"id": mark.id})


def _check_opening(checked: Checked) -> Iterator[Finding]:
    """Whose statement it is, of what and where, stands in the introduction."""
    opening = checked.first("a11y-wstep")
    for name in IN_OPENING if opening else ():
        element = checked.first(name)
        if element and opening and not opening.holds(element):
            yield Finding("id-outside", element.line, {"id": name})


def _suspects(checked: Checked) -> list[Element]:
    """The first elements with ids that are none of the conditions' but mean to be."""
    found = [
        elements[0]
        for written, elements in checked.document.by_id.items()
        if written not in MARKS and written.strip(_AROUND).lower().startswith(_LOOKS_LIKE_ONE)
    ]
    return found[:_LOOKED_AT]


def _misspelt(checked: Checked) -> list[tuple[Element, str]]:
    """Elements with a wrong id, each with the right one."""
    pairs = [(element, _meant(element.attributes["id"].strip(_AROUND).lower())) for element in _suspects(checked)]
    return [(element, meant) for element, meant in pairs if meant]


def _meant(written: str) -> str:
    """The id that somebody had in mind; empty when nothing is near."""
    if written in NEEDLESS or len(written) > _LONGEST:
        return ""
    if written in MARKS or written in MISTAKEN:
        return MISTAKEN.get(written, written)
    near = get_close_matches(written, MARKS, n=1, cutoff=0.8)
    return near[0] if near else ""


def _strange(checked: Checked, misspelt: set[str]) -> Iterator[Finding]:
    for element in _suspects(checked):
        written = element.attributes["id"]
        if written not in misspelt:
            code = "id-needless" if written in NEEDLESS else "id-unknown"
            yield Finding(code, element.line, {"found": written})
