"""Recognises the structure of a pasted text: headings of parts, provisions with their units, and text outside them.

Nothing that was pasted is lost (`structure.read_back`), nothing is guessed silently: what was not recognised, or looks
wrong, is reported in notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.acts.text.checks import faults, gaps
from pages.acts.text.labels import Labelled, follows, is_first, split_label
from pages.acts.text.lines import Line, Opening, is_annex, lines_of, read_heading, read_opening
from pages.acts.text.model import Level, RawBlock
from pages.acts.text.quotations import quoted
from pages.acts.text.signatures import signature_at
from pages.acts.text.titles import title_lines
from pages.acts.text.wrapping import continues, is_ended, is_open

EXCERPT = 60
MAX_NOTES = 100

_ENUMERATED = (Level.SUBSECTION, Level.POINT, Level.LETTER)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the report; `is_serious` when something may be wrong, otherwise it only says what was done."""

    text: str
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """The blocks of a text and the report on how they came about."""

    blocks: list[RawBlock]
    notes: list[Note]


def from_plain_text(text: str) -> Recognised:
    """Recognise text copied from a PDF, a web page or a document. Raises UnreadableTextError when it is too long."""
    return recognise(lines_of(text))


def recognise(lines: Sequence[Line]) -> Recognised:
    """Recognise the structure of clean lines (`cleaning.clean_line`); never raises."""
    kept = [line for line in lines if line.text]
    reader = _Reader(kept, quoted([line.text for line in kept]))
    reader.read()
    blocks = reader.blocks
    return Recognised(blocks, [*_about_passages(blocks), *reader.notes(), *_about_numbers(blocks)])


@dataclass
class _Reader:
    """Reads lines from the first to the last; what it decided stays decided, so that work grows with the text only."""

    lines: list[Line]
    quoted: list[bool]
    blocks: list[RawBlock] = field(default_factory=list)
    units: list[list[str]] = field(default_factory=list)
    """The units of the open provision or passage, each a list of the lines it was broken into."""
    opening: Opening | None = None
    before: str = ""
    brackets: int = 0
    last: dict[Level, str] = field(default_factory=dict)
    last_opening: str = ""
    may_restart: bool = True
    joined: int = 0
    hyphens: int = 0
    annexes: list[str] = field(default_factory=list)
    later: Counter[str] = field(default_factory=Counter)
    """How often each number begins a line further on."""

    def read(self) -> None:
        openings = (read_opening(line.text) for line in self.lines)
        self.later.update(opening.number for opening in openings if opening and opening.is_sure)
        index = 0
        while index < len(self.lines):
            index = self._take(index)
        self._close()

    def _take(self, index: int) -> int:
        """Read the line of an index; returns the index of the next one that is not read yet."""
        line = self.lines[index]
        may_continue = line.may_continue and bool(self.before)
        is_unfinished = may_continue and is_open(self.before)
        if not is_unfinished and not self.quoted[index] and (heading := read_heading(line.text)):
            self._close()
            end = title_lines(self.lines, index + 1, has_title=bool(heading.title))
            title = " ".join([heading.title, *(line.text for line in self.lines[index + 1 : end])]).strip()
            value = {"kind": heading.kind.value, "number": heading.number, "title": title}
            self.blocks.append({"type": "part", "value": value})
            self.may_restart = True
            return end
        opening = read_opening(line.text)
        if opening and opening.is_sure:
            self.later[opening.number] -= 1
        if opening and not is_unfinished and self._is_provision(opening, may_continue, self.quoted[index]):
            self._open(opening)
        elif self.last_opening and is_annex(line.text) and not is_unfinished:
            self._close()
            self.annexes.append(line.text)
            self.may_restart = True
            self._add(split_label(line.text), line.text)
        else:
            # What looks like a provision is the beginning of one in a quotation too.
            self._words(index, may_continue and not (opening and is_ended(self.before)))
        return index + 1

    def _is_provision(self, opening: Opening, may_continue: bool, is_quoted: bool) -> bool:
        """Whether what looks like the beginning of a provision is one, and no citation at the beginning of a line."""
        number = opening.number
        is_next = follows(self.last_opening, number) or (self.may_restart and is_first(number))
        if is_quoted:
            return is_next and opening.is_sure
        is_finished = not may_continue or is_ended(self.before)
        if opening.is_sure:
            # Where the line before has no end, the citation of a § that comes later is no § yet.
            return is_finished or (is_next and not self.later[number])
        return is_finished and (is_next or not self.last_opening or _number(number) > _number(self.last_opening))

    def _open(self, opening: Opening) -> None:
        self._close()
        self.opening, self.last_opening, self.may_restart = opening, opening.number, False
        if opening.text:
            self._add(split_label(opening.text), opening.text)
        else:
            self.before = ""

    def _words(self, index: int, may_continue: bool) -> None:
        """A line of a provision or of a passage: a new unit, or the continuation of the last one."""
        text = self.lines[index].text
        label = split_label(text)
        # A number alone on its line waits for its words.
        is_waiting = bool(self.units) and not self.before and label.level is Level.TEXT
        if is_waiting or (may_continue and self._continues(label, index)):
            self.joined += 1
            self.units[-1].append(text)
            self._remember(text)
        else:
            self._add(label, text)

    def _continues(self, label: Labelled, index: int) -> bool:
        return bool(self.units) and continues(
            self.before,
            label,
            is_expected=self._is_expected(label),
            in_brackets=self.brackets > 0,
            in_list=label.level is Level.INDENT and self._has_dashes_around(index),
        )

    def _add(self, label: Labelled, text: str) -> None:
        if label.level in _ENUMERATED:
            self.last[label.level] = label.number
            for deeper in _ENUMERATED[_ENUMERATED.index(label.level) + 1 :]:
                self.last.pop(deeper, None)
        self.units.append([text])
        self.brackets = 0
        self._remember(label.text)

    def _remember(self, text: str) -> None:
        self.before = text
        self.brackets = max(0, self.brackets + text.count("(") - text.count(")"))

    def _is_expected(self, label: Labelled) -> bool:
        last = self.last.get(label.level)
        starts_again = is_first(label.number) and (last is None or self.before.endswith(":"))
        return starts_again or (last is not None and follows(last, label.number))

    def _has_dashes_around(self, index: int) -> bool:
        after = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return Level.INDENT in {split_label(self.units[-1][0]).level, split_label(after).level}

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _close(self) -> None:
        """Put what was read so far into a block."""
        units = [self._joined(unit) for unit in self.units]
        if self.opening:
            end = signature_at(units)
            value = {
                "sign": self.opening.sign,
                "number": self.opening.number,
                "name": "",
                "text": "\n".join(units[:end]),
            }
            self.blocks.append({"type": "provision", "value": value})
            units = units[end:]
        if units:
            self.blocks.append({"type": "passage", "value": {"text": "\n".join(units)}})
        self.units, self.opening, self.before, self.brackets = [], None, "", 0
        self.last.clear()

    def _joined(self, lines: list[str]) -> str:
        result = [lines[0]]
        for before, line in pairwise(lines):
            is_hyphen = len(before) > 1 and before[-1] in "-‐" and before[-2].isalpha() and line[0].islower()
            self.hyphens += is_hyphen
            result.append(line if is_hyphen else f" {line}")
        return "".join(result)

    def notes(self) -> Iterator[Note]:
        """What is said about the lines."""
        if self.joined:
            text = ngettext(
                "%(count)s line broken by the width of a page was joined with the one before it.",
                "%(count)s lines broken by the width of a page were joined with those before them.",
                self.joined,
            )
            yield Note(text % {"count": self.joined}, is_serious=False)
        if self.hyphens:
            text = ngettext(
                "%(count)s line ends with a hyphen: check whether the hyphen belongs to the word.",
                "%(count)s lines end with a hyphen: check whether the hyphens belong to the words.",
                self.hyphens,
            )
            yield Note(text % {"count": self.hyphens})
        for annex in self.annexes:
            yield Note(
                _("An annex begins here: “%(words)s”. Publish it as an act of its own, or among the attachments.")
                % {"words": excerpt(annex)}
            )


def _about_passages(blocks: Sequence[RawBlock]) -> Iterator[Note]:
    provisions = [index for index, block in enumerate(blocks) if block["type"] == "provision"]
    if blocks and not provisions:
        yield Note(_("No § and no article was found: the text stands as it was pasted, without units to point at."))
        return
    texts = [block["value"]["text"] if block["type"] == "passage" else "" for block in blocks]
    for index, text in enumerate(texts):
        words = {"words": excerpt(text)}
        if not text or (index > provisions[0] and _is_annex(text)):
            continue
        if index < provisions[0]:
            yield Note(_("Stands before the first § as an introduction: “%(words)s”.") % words, is_serious=False)
        elif index > provisions[-1] or _is_annex(texts[index + 1]):
            yield Note(_("Stands after the last § as an ending: “%(words)s”.") % words, is_serious=False)
        else:
            yield Note(_("These lines stand outside any §: “%(words)s”.") % words)


def _is_annex(text: str) -> bool:
    return is_annex(text.partition("\n")[0])


def _about_numbers(blocks: Sequence[RawBlock]) -> Iterator[Note]:
    sentences = [*faults(blocks), *gaps(blocks)]
    yield from map(Note, sentences[:MAX_NOTES])
    if more := len(sentences) - MAX_NOTES if len(sentences) > MAX_NOTES else 0:
        text = ngettext("… and %(count)s more number like these.", "… and %(count)s more numbers like these.", more)
        yield Note(text % {"count": more})


def excerpt(text: str) -> str:
    """The first words of a text."""
    line = " ".join(text[: 4 * EXCERPT].split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rsplit(' ', 1)[0]}…"


def _number(text: str) -> int:
    digits = "".join(char for char in text[:4] if char in "0123456789")
    return int(digits or "0")
