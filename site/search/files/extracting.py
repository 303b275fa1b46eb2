"""Reads the text of one file: a program of its own, which `search.files.reading` runs.

    python extracting.py SECONDS BYTES_OF_MEMORY PAGES CHARACTERS < file > text

What it reads was made by strangers, and what reads it was not made for them. So it runs without the site: no
settings, no database, no secret, no import of this project, and within limits that the operating system keeps. It
writes what it has as it goes, in UTF-8, a paragraph a line; the exit status, an `Ending`, says how it ended. When it is
killed, what it has written still stands.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import IntEnum
from io import BytesIO
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, fromstring, tostring
from zipfile import ZipFile

MOST_XML = 30_000_000
"""Bytes of all parts of a Word document that may hold text, unpacked; one of 150 pages has about 3 million."""

# Programs for lawyers and printers set a word as one glyph, and hide where they would break it.
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HIDDEN = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_CHARACTERS = _LIGATURES | _HIDDEN
# No database keeps a NUL, nor half a character; the others only stand in the way.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_ITEM = re.compile(r"§|Art\.|(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxIVX]{1,5})[.)]\s|[•●▪–—-]\s")
_ENDS = (".", ";", ":", "!", "?")
# A line that is so much shorter than the longest of its page is the last of its paragraph.
_SHORT = 0.7


class Ending(IntEnum):
    """How the reading ended; other numbers than these come from the interpreter or from a signal."""

    WHOLE = 0
    PART = 10
    TOO_BIG = 11
    UNREADABLE = 12


class Limits(NamedTuple):
    """What one file may cost."""

    seconds: int
    """Of the processor."""
    memory: int
    """Bytes."""
    pages: int
    characters: int


class EnoughError(Exception):
    """A limit is reached; what was read so far is good."""


class TooBigError(Exception):
    """Nothing can be read within the limits."""


class UnreadableError(Exception):
    """The file is not what can be read here."""


def main(arguments: Iterable[str]) -> Ending:
    """Read standard input to standard output."""
    limits = Limits(*map(int, arguments))
    _keep(limits)
    logging.disable()
    output = _Output(sys.stdout.buffer, limits.characters)
    try:
        for paragraph in _paragraphs(sys.stdin.buffer, limits):
            output.write(paragraph)
    except EnoughError:
        return Ending.PART
    except (MemoryError, TooBigError):
        return Ending.TOO_BIG
    except Exception:  # noqa: BLE001 -- a broken file shows as any error there is
        return Ending.UNREADABLE
    return Ending.WHOLE


def _keep(limits: Limits) -> None:
    """Ask the operating system to keep the limits, where it can; the caller's clock is there in any case."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # readers of the site come first
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 4 * limits.characters + 4),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


class _Output:
    """Paragraphs on lines, up to a number of characters."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._left = most

    def write(self, paragraph: str) -> None:
        """Write a paragraph, tidied, and let it out at once. Raises EnoughError when there is no place for more."""
        line = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", paragraph.translate(_CHARACTERS)))
        line = " ".join(line.split())
        if not line:
            return
        self._file.write(f"{line[: self._left - 1]}\n".encode())
        self._file.flush()
        self._left -= len(line) + 1
        if self._left <= 1:
            raise EnoughError


def _paragraphs(file: IO[bytes], limits: Limits) -> Iterator[str]:
    """The bytes say what the file is, whatever its name."""
    head = file.read(1024)
    file.seek(0)
    if b"%PDF-" in head:
        return _of_pdf(file, limits)
    if head.startswith(b"PK\x03\x04"):
        return _of_docx(file)
    raise UnreadableError


# -- PDF ---------------------------------------------------------------------------------------------------------------


def _of_pdf(file: IO[bytes], limits: Limits) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(file)
        # Most that are encrypted open without a password: they only forbid to be changed.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError
        pages = reader.pages
        count = len(pages)
    except LimitReachedError as error:
        raise TooBigError from error
    failures: list[Exception] = []
    for number in range(min(count, limits.pages)):
        try:
            text = pages[number].extract_text()
        except Exception as error:  # noqa: BLE001 -- a broken page shows as any error there is; the next may be sound
            failures.append(error)
        else:
            yield from joined(text.splitlines())
        if time.process_time() > limits.seconds * 0.8:
            raise EnoughError
    if count > limits.pages:
        raise EnoughError
    if len(failures) == count and any(isinstance(error, LimitReachedError) for error in failures):
        raise TooBigError
    if failures:
        raise EnoughError if len(failures) < count else UnreadableError


def joined(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs of a page, whose lines a PDF gives as they were printed."""
    lines = [line.strip() for line in lines]
    width = max(map(len, lines), default=0)
    paragraph = ""
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        if following and _BROKEN_WORD.search(line) and following[0].islower():
            paragraph += line[:-1]
            continue
        paragraph += line
        if not following or len(line) < _SHORT * width or line.endswith(_ENDS) or _ITEM.match(following):
            yield paragraph
            paragraph = ""
        else:
            paragraph += " "


# -- Word --------------------------------------------------------------------------------------------------------------


def _of_docx(file: IO[bytes]) -> Iterator[str]:
    import mammoth

    with ZipFile(file) as archive:
        parts = [info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
        if sum(info.file_size for info in parts) > MOST_XML:
            raise TooBigError
        packed = BytesIO()
        with ZipFile(packed, "w") as copy:
            for name, content in {info.filename: archive.read(info) for info in parts}.items():
                copy.writestr(name, _without_hidden(content))
    yield from mammoth.extract_raw_text(packed).value.split("\n\n")


def _without_hidden(content: bytes) -> bytes:
    """A part of the document without the words that Word hides: nobody who published it has seen them."""
    if b"vanish" not in content.replace(b"\0", b""):
        return content
    tree = fromstring(content)  # noqa: S314 -- the parser refuses entities that grow, and the limits hold
    for parent in tree.iter():
        parent[:] = [child for child in parent if not _is_hidden(child)]
    return tostring(tree, encoding="utf-8", xml_declaration=True)


def _is_hidden(element: Element) -> bool:
    space, _brace, name = element.tag.rpartition("}")
    mark = element.find(f"{space}}}rPr/{space}}}vanish") if name == "r" and space else None
    return mark is not None and mark.get(f"{space}}}val") not in {"0", "false", "off"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
