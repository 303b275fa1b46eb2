"""Reads the text of a .docx.

Mammoth knows what of a document is text: deleted words, comments, headers are none of it. Tables, pictures and
footnotes are left out, and the report says so.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError

import mammoth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.acts.text.archive import Archive, damaged, open_archive
from pages.acts.text.cleaning import UnreadableTextError, clean_line, refuse_too_long
from pages.acts.text.labels import SUPERSCRIPTS
from pages.acts.text.lines import Line
from pages.acts.text.recognise import Note, Recognised, recognise
from pages.acts.text.word_numbers import write_numbers
from pages.acts.text.word_trimming import trim, weight

_CONTENTS_CLASS = "contents"
_STYLE_MAP = f"p[style-name^='toc '] => p.{_CONTENTS_CLASS}:fresh"
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br"}
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)

# Mammoth checks little of what it reads: a part or an attribute that is missing shows as any of these.
_FAILURES = (
    ArithmeticError, AttributeError, ExpatError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error,
)  # fmt: skip


def from_docx(data: bytes, name: str) -> Recognised:
    """Recognise the text of a .docx; `name` is the name of the file, for messages.

    Raises UnreadableTextError, with a sentence that says what to do, when the file is no .docx or holds no text.
    """
    archive = open_archive(data, name)
    document = archive.tree(archive.document)
    if document is None:
        raise damaged()
    numbers = write_numbers(document, archive.tree(archive.numbering), archive.tree(archive.styles))
    trimmed = trim(document)
    archive.refuse_too_much(weight(document))
    text = _Text()
    text.feed(_html(archive, document))
    text.close()
    text.left_out["footnote"] += trimmed.notes
    lines = [Line(line) for line in map(clean_line, text.lines) if line]
    refuse_too_long(sum(len(line.text) for line in lines))
    _refuse_without_text(lines, text.left_out, name)
    recognised = recognise(lines)
    notes = [*_about_numbers(numbers), *_about_left_out(text.left_out, trimmed.hidden), *recognised.notes]
    return Recognised(recognised.blocks, notes)


def _html(archive: Archive, document: Element) -> str:
    no_picture = mammoth.images.img_element(lambda image: {"src": ""})
    try:
        file = archive.packed(document)
        return str(mammoth.convert_to_html(file, convert_image=no_picture, style_map=_STYLE_MAP).value)
    except _FAILURES as error:
        raise damaged() from error


class _Text(HTMLParser):
    """The lines of mammoth's HTML, and how many tables, pictures and notes stand between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.left_out: Counter[str] = Counter()
        self._skipped: list[str] = []
        self._is_raised = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img":
            self.left_out["picture"] += 1
        if self._skipped or (kind := _left_out(tag, attributes)):
            if not self._skipped:
                self.left_out[kind] += 1
            if tag not in {"img", "br"}:
                self._skipped.append(tag)
        elif tag in _BLOCKS:
            self.lines.append("")
        elif tag == "sup":
            self._is_raised = True

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped.pop()
        elif tag in _BLOCKS:
            self.lines.append("")
        elif tag == "sup":
            self._is_raised = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.lines[-1] += data.translate(_RAISED) if self._is_raised else data


def _left_out(tag: str, attributes: dict[str, str | None]) -> str:
    """What an element is that is no text of the act; blank when it is."""
    if tag == "table":
        return "table"
    return "contents" if tag == "p" and attributes.get("class") == _CONTENTS_CLASS else ""


# -- what is said ----------------------------------------------------------------------------------------------------


def _refuse_without_text(lines: Sequence[Line], left_out: Counter[str], name: str) -> None:
    if lines:
        return
    if left_out["table"]:
        message = _("“%(name)s” holds its text in tables only. Paste the text.")
    elif left_out["picture"]:
        message = _(
            "“%(name)s” is a scan: it holds pictures, no text. Ask whoever prepared the act for the text, or paste it."
        )
    else:
        message = _("“%(name)s” holds no text. Choose another file, or paste the text.")
    raise UnreadableTextError(message % {"name": name})


def _about_numbers(count: int) -> Iterator[Note]:
    if count:
        text = ngettext(
            "%(count)s automatic number of Word was written out.",
            "%(count)s automatic numbers of Word were written out.",
            count,
        )
        yield Note(text % {"count": count}, is_serious=False)


def _about_left_out(left_out: Counter[str], hidden: int) -> Iterator[Note]:
    if count := left_out["table"]:
        text = ngettext(
            "%(count)s table was left out: put it among the attachments.",
            "%(count)s tables were left out: put them among the attachments.",
            count,
        )
        yield Note(text % {"count": count})
    if count := left_out["picture"]:
        text = ngettext(
            "%(count)s picture was left out: put it among the attachments.",
            "%(count)s pictures were left out: put them among the attachments.",
            count,
        )
        yield Note(text % {"count": count})
    if count := left_out["footnote"]:
        text = ngettext("%(count)s footnote was left out.", "%(count)s footnotes were left out.", count)
        yield Note(text % {"count": count})
    if left_out["contents"]:
        yield Note(_("The table of contents was left out: the page makes its own."), is_serious=False)
    if hidden:
        yield Note(_("Hidden words of the document were left out."))
