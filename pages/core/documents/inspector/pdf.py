"""PDF: what it would run, whether it can be read aloud, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pages.core.documents.inspector.file import File, Finding, RefusedError, Text
from pages.core.documents.inspector.titles import is_title

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
_TAIL = 2_048
"""Bytes at the end among which the mark of the end stands."""
_DRAWN = 200
"""Bytes of drawing that make a page without letters more than an empty one."""


def _name(word: str) -> bytes:
    """A pattern of a name in a PDF, any letter of which may be written as `#` and its number."""
    return b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in word.encode())


_ACTIVE = re.compile(
    rb"/(?:" + b"|".join(map(_name, ("JavaScript", "Launch", "RichMedia", "XFA"))) + rb")(?![A-Za-z0-9])"
)
_ATTACHED = re.compile(rb"/(?:" + b"|".join(map(_name, ("EmbeddedFile", "FileAttachment"))) + rb")(?![A-Za-z0-9])")


def inspect_pdf(_kind: str, file: File) -> Iterator[Finding]:
    """A PDF document."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PdfReadError

    _check_ends(file.data)
    _check_names(file.data)
    try:
        reader = PdfReader(BytesIO(file.data))
        if reader.is_encrypted:
            raise RefusedError("encrypted")
        count = len(reader.pages)
        _check_packed(reader)
        if not count:
            raise RefusedError("damaged")
    except LimitReachedError as error:
        raise RefusedError("bomb") from error
    except (PdfReadError, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise RefusedError("damaged") from error
    yield {"pages": count, **_properties(reader)}
    yield from _pages(reader, file, count)


def _check_ends(data: bytes) -> None:
    """It begins as a PDF, ends as one, and nothing follows."""
    if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"%PDF-"):
        raise RefusedError("not-as-named")
    data = data.rstrip(b"\0 \t\r\n\x1a")
    end = data.rfind(b"%%EOF")
    after = data[end + 5 :]
    if end >= 0 and any(sign in after for sign in (b"PK\x05\x06", b"<script", b"<html", b"MZ\x90")):
        raise RefusedError("two-files")
    if end < 0 or len(after) > _TAIL:
        raise RefusedError("damaged")


def _check_names(data: bytes) -> None:
    if _ACTIVE.search(data):
        raise RefusedError("active-content")
    if _ATTACHED.search(data):
        raise RefusedError("embedded-files")


def _check_packed(reader: PdfReader) -> None:
    """The same in objects that are packed into streams."""
    from pypdf.generic import IndirectObject, StreamObject

    for number in {stream for stream, _place in reader.xref_objStm.values()}:
        packed = IndirectObject(number, 0, reader).get_object()
        if isinstance(packed, StreamObject):
            _check_names(packed.get_data())


def _properties(reader: PdfReader) -> dict[str, Any]:
    """Title, language and tags; what can't be read counts as missing."""
    language = ""
    root: Any = reader.trailer["/Root"].get_object()
    with suppress(Exception):
        language = str(root.get("/Lang") or "").strip()
    found = {"no-tags": _is_tagged(root), "no-language": bool(language), "no-title": is_title(_title_of(reader))}
    return {"codes": [code for code, there in found.items() if not there], "language": language}


def _is_tagged(root: Any) -> bool:
    with suppress(Exception):
        marks, tree = root.get("/MarkInfo"), root.get("/StructTreeRoot")
        return bool(marks and marks.get_object().get("/Marked") and tree and tree.get_object().get("/K") is not None)
    return False


def _title_of(reader: PdfReader) -> str:
    with suppress(Exception):
        if title := reader.metadata and reader.metadata.title:
            return title
    with suppress(Exception):
        return next(iter((reader.xmp_metadata.dc_title or {}).values())) if reader.xmp_metadata else ""
    return ""


def _pages(reader: PdfReader, file: File, count: int) -> Iterator[Finding]:
    """The text page by page, and which pages are only pictures of one."""
    written = pictures = failed = 0
    for number in range(count):
        if number >= MOST_PAGES or file.is_late:
            yield {"codes": ["checked-in-part"]}
            break
        try:
            page = reader.pages[number]
            text = page.extract_text()
        except Exception:  # noqa: BLE001 -- a broken page shows as any error there is; the next may be sound
            failed += 1
            continue
        if any(sign.isalnum() for sign in text):
            written += 1
            yield Text(text)
        elif _is_drawn(page):
            pictures += 1
    if failed and not written and not pictures:
        raise RefusedError("damaged")
    if pictures:
        yield {"codes": ["some-pages-no-text" if written else "no-text"]}


def _is_drawn(page: PageObject) -> bool:
    """Whether something is to be seen on a page without letters."""
    from pypdf.errors import LimitReachedError

    try:
        resources = page.get("/Resources")
        if resources and resources.get_object().get("/XObject"):
            return True
        contents = page.get_contents()
        return contents is not None and len(contents.get_data()) > _DRAWN
    except LimitReachedError as error:
        raise RefusedError("bomb") from error
    except Exception:  # noqa: BLE001 -- nobody knows, so it is not held against the file
        return False
