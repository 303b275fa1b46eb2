"""A Word document without what says nothing of its words.

Word splits a sentence into dozens of runs, each with its looks, and whoever turns a document into text pays for every
element. What is taken away here never shows in the text; what is left is refused when it is more than an act can need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from pages.acts.text.cleaning import refuse_too_long
from pages.acts.text.word_numbers import CHOICE, W

_NOISE = {
    CHOICE,
    *(
        f"{W}{name}"
        for name in (
            "bookmarkEnd", "bookmarkStart", "commentRangeEnd", "commentRangeStart", "commentReference", "del",
            "fldChar", "instrText", "lastRenderedPageBreak", "moveFrom", "pPrChange", "permEnd", "permStart",
            "proofErr", "rPrChange", "sectPr",
        )
    ),
}  # fmt: skip
_NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}
# Of the looks of words and of paragraphs: raised digits, deleted ends of paragraphs, names of styles.
_LOOKS = {f"{W}rPr": {f"{W}vertAlign", f"{W}del"}, f"{W}pPr": {f"{W}pStyle", f"{W}rPr"}, f"{W}tbl": set[str]()}
_WITHOUT_ATTRIBUTES = {f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}pPr", f"{W}rPr", f"{W}document", f"{W}body"}
_PARAGRAPH, _RUN, _WORDS, _HIDDEN = f"{W}p", f"{W}r", f"{W}t", f"{W}rPr/{W}vanish"
_RUN_LOOKS, _RAISED = f"{W}rPr", f"{W}rPr/{W}vertAlign"
_OFF = {"0", "false", "off"}


class Trimmed(NamedTuple):
    """What was taken away that somebody wrote."""

    hidden: int
    """Runs that Word hides."""
    notes: int
    """References to footnotes and endnotes."""


def trim(document: Element) -> Trimmed:
    """Take away looks, bookmarks, the insides of tables, references to notes, hidden words.

    Raises UnreadableTextError when more words are left than a text may have.
    """
    hidden = notes = 0
    waiting = [document]
    while waiting:
        element = waiting.pop()
        kept = []
        for child in element:
            if child.tag == _RUN and _is_hidden(child):
                hidden += any(words.text for words in child.iter(_WORDS))
            elif child.tag in _NOTES:
                notes += 1
            elif _says_something(element, child):
                kept.append(child)
        element[:] = kept
        if element.tag in _WITHOUT_ATTRIBUTES:
            element.attrib.clear()
        waiting += kept
    refuse_too_long(sum(len(words.text or "") for words in document.iter(_WORDS)))
    for element in document.iter():
        element[:] = joined(element, _raised)
    return Trimmed(hidden, notes)


def weight(document: Element) -> int:
    """How much there is to read: elements and their attributes."""
    return sum(1 + len(element.attrib) for element in document.iter())


def _is_hidden(run: Element) -> bool:
    """Whether Word hides it: nobody who approved the text has seen it."""
    mark = run.find(_HIDDEN)
    return mark is not None and mark.get(f"{W}val") not in _OFF


def _says_something(parent: Element, child: Element) -> bool:
    if parent.tag in _LOOKS:
        return child.tag in _LOOKS[parent.tag]
    return child.tag not in _NOISE and (child.tag != _RUN or any(part.tag != _RUN_LOOKS for part in child))


def joined(parent: Element, looks: Callable[[Element], Any]) -> Iterator[Element]:
    """The children of an element, neighbouring runs of plain words as one where they look the same."""
    last: Element | None = None
    words: list[str] = []
    for child in parent:
        if not _has_words_only(child):
            yield from _with_words(last, words)
            last, words = None, []
            yield child
            continue
        if last is not None and looks(last) != looks(child):
            yield from _with_words(last, words)
            last, words = None, []
        last = child if last is None else last
        words += [part.text or "" for part in child.iter(_WORDS)]
    yield from _with_words(last, words)


def _with_words(run: Element | None, words: list[str]) -> Iterator[Element]:
    if run is not None:
        text = Element(_WORDS)
        text.text = "".join(words)
        run[:] = [*run.findall(_RUN_LOOKS), text]
        yield run


def _has_words_only(element: Element) -> bool:
    return element.tag == _RUN and all(part.tag in {_WORDS, _RUN_LOOKS} for part in element)


def _raised(run: Element) -> str:
    mark = run.find(_RAISED)
    return mark.get(f"{W}val", "") if mark is not None else ""
