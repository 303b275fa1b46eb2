"""Rules on headings: each word for word, in the order of the conditions, on its level, with something below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.reading import Element
from pages.accessibility.statement import wording

_LOOKED_AT = 200
_LONGEST = 120
_NEAR = 0.84


class Part(NamedTuple):
    """A heading, how many levels below the title it may stand, and whether every statement has it."""

    heading: str
    depths: tuple[int, ...]
    required: bool = False


PARTS = (
    Part(wording.STATE, (1,), required=True),
    Part(wording.INACCESSIBLE, (1,)),
    Part(wording.NOT_CONFORMING, (2,)),
    Part(wording.NOT_COVERED, (2,)),
    Part(wording.TOO_COSTLY, (2,)),
    Part(wording.PREPARATION, (1,), required=True),
    Part(wording.FACILITIES, (1,)),
    Part(wording.SHORTCUTS, (1,)),
    Part(wording.FEEDBACK, (1,), required=True),
    Part(wording.PROCEDURE, (1, 2), required=True),  # a part of its own, or of the one before: both are in use
    Part(wording.OTHER, (1,), required=True),
    Part(wording.APPS, (2,)),
    Part(wording.ARCHITECTURE, (2,), required=True),
    Part(wording.COMMUNICATION, (2,), required=True),
)
_PLACES = {part.heading: place for place, part in enumerate(PARTS)}
_SAME = {wording.PREPARATION_ALSO: wording.PREPARATION}
# Headings of the older conditions.
_OLDER = {
    "status pod względem zgodności z ustawą": wording.STATE,
    "treści niedostępne": wording.INACCESSIBLE,
    "wyłączenia": wording.NOT_COVERED,
    "skróty klawiaturowe": wording.SHORTCUTS,
    "procedura": wording.PROCEDURE,
}


def check_headings(checked: Checked) -> Iterator[Finding]:
    """Everything about headings."""
    known = [(heading, _name(heading)) for heading in checked.headings if _name(heading) in _PLACES]
    present = Counter(name for _, name in known)
    altered = _altered(checked, set(present))
    yield from _check_title(checked)
    for heading, meant in altered:
        yield Finding("heading-altered", heading.line, {"found": heading.text, "heading": meant})
    line = checked.title.line if checked.title else 1
    excused = {meant for _, meant in altered}
    for part in PARTS:
        if part.required and part.heading not in present and part.heading not in excused:
            yield Finding("heading-missing", line, {"heading": part.heading})
        if present[part.heading] > 1:
            second = [heading for heading, name in known if name == part.heading][1]
            yield Finding("heading-duplicate", second.line, {"heading": part.heading, "count": present[part.heading]})
    yield from _check_order(known)
    yield from _check_levels(checked, known)
    yield from _check_contents(checked, known)


def _name(heading: Element) -> str:
    return _SAME.get(heading.text, heading.text)


def _check_title(checked: Checked) -> Iterator[Finding]:
    titles = [heading for heading in checked.document.headings if heading.text == wording.TITLE]
    if checked.title is None:
        near = next((item for item in checked.headings[:_LOOKED_AT] if _is_near(item.text, wording.TITLE)), None)
        if near:
            yield Finding("heading-altered", near.line, {"found": near.text, "heading": wording.TITLE})
        else:
            yield Finding("heading-missing", 1, {"heading": wording.TITLE})
    elif not titles:
        words = {"found": checked.title.text, "heading": wording.TITLE}
        yield Finding("heading-altered", checked.title.line, words)
    elif len(titles) > 1:
        yield Finding("heading-duplicate", titles[1].line, {"heading": wording.TITLE, "count": len(titles)})
    if checked.title and checked.title.level > 2:
        words = {"heading": wording.TITLE, "found": checked.title.tag, "level": "h1"}
        yield Finding("heading-level", checked.title.line, words)


def _altered(checked: Checked, present: set[str]) -> list[tuple[Element, str]]:
    """Headings that mean to be one of the fixed ones, each with that one."""
    found: list[tuple[Element, str]] = []
    wanted = [part.heading for part in PARTS if part.heading not in present]
    for heading in [item for item in checked.headings if _name(item) not in _PLACES][:_LOOKED_AT]:
        meant = _OLDER.get(heading.text.casefold().rstrip(" :."), "")
        if not meant or meant not in wanted:
            meant = next((name for name in wanted if _is_near(heading.text, name)), "")
        if meant:
            found.append((heading, meant))
            wanted.remove(meant)
    return found


def _is_near(text: str, heading: str) -> bool:
    """Whether a heading is another one with a slip in it: other case, another mark at the end, a letter, word order."""
    if not text or len(text) > _LONGEST:
        return False
    one, two = text.casefold().rstrip(" :."), heading.casefold()
    return sorted(one.split()) == sorted(two.split()) or SequenceMatcher(None, one, two).ratio() >= _NEAR


def _check_order(known: list[tuple[Element, str]]) -> Iterator[Finding]:
    furthest, place = "", -1
    for heading, name in known:
        if _PLACES[name] < place:
            yield Finding("heading-order", heading.line, {"heading": name, "after": furthest})
        else:
            furthest, place = name, _PLACES[name]


def _check_levels(checked: Checked, known: list[tuple[Element, str]]) -> Iterator[Finding]:
    """Levels follow from that of the title, which a page may set as its second."""
    if checked.title is None or checked.title.level > 2:
        return
    top = checked.title.level
    for heading, name in known:
        allowed = [f"h{top + depth}" for depth in PARTS[_PLACES[name]].depths]
        if heading.tag not in allowed:
            words = {"heading": name, "found": heading.tag, "level": " / ".join(allowed)}
            yield Finding("heading-level", heading.line, words)
    last = known[-1][0].place if known else -1
    before = checked.title
    for heading in checked.headings:
        if heading.place > last:
            return
        if heading.level > before.level + 1:
            words = {"before": before.tag, "found": heading.tag, "heading": heading.text}
            yield Finding("heading-skipped", heading.line, words)
        before = heading


def _check_contents(checked: Checked, known: list[tuple[Element, str]]) -> Iterator[Finding]:
    for heading, name in known:
        after = next((other for other in checked.headings if other.place > heading.place), None)
        is_divided = after is not None and after.level > heading.level
        if not is_divided and not checked.document.text(*checked.below(heading)):
            yield Finding("heading-empty", heading.line, {"heading": name})
