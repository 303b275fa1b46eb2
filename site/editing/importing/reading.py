"""Reads a .docx: looked into, trimmed, turned into HTML by mammoth, cleaned by nh3, made into blocks."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils.translation import gettext as _

from editing.importing.blocks import Recognised, blocks_of
from editing.importing.markup import CONTENTS, PICTURE, TITLE, plain, tree_of
from editing.importing.notes import Note
from editing.importing.numbers import keep_numbers, lists_part
from editing.importing.report import report_of
from editing.importing.word import trim
from pages.acts.text.archive import Archive, damaged, open_archive
from pages.acts.text.cleaning import UnreadableTextError
from pages.acts.text.word_numbers import W, numbered
from pages.core.documents.checking import kind_of, look_into
from pages.core.pictures import PictureError, stripped

MOST_CHARACTERS = 1_200_000
"""Some 400 printed pages."""

MOST_PICTURES = 60
MOST_PIECES = 150_000
"""Elements that are left to be turned into text; 200 pages of prose have some 20,000."""

_NUMBERING = "word/numbering.xml"
_STYLE_MAP = f"""
p[style-name^='toc '] => p.{CONTENTS}:fresh
p[style-name='Title'] => p.{TITLE}:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""
_HEADING_NAMES = ("heading", "title", "toc ")
_KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
# Mammoth checks little of what it reads: a part or an attribute that is missing shows as any of these.
_FAILURES = (
    ArithmeticError, AttributeError, ExpatError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error,
)  # fmt: skip


@dataclass
class Pictures:
    """The pictures of a document that a site can show."""

    kept: list[tuple[str, bytes]] = field(default_factory=list)
    """Their types and bytes; the number of a picture is its place here, from 1."""
    left_out: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def keep(self, image: Any) -> dict[str, str]:
        """Attributes of the picture's element."""
        kind = _KINDS.get(image.content_type, "")
        with image.open() as file:
            content = file.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
        fits = kind and len(content) <= settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE and len(self.kept) < MOST_PICTURES
        try:
            content = stripped(content) if fits else b""
        except PictureError:
            content = b""
        if not content:
            self.left_out += 1
            return {"src": ""}
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.known:
            self.kept.append((kind, content))
            self.known[digest] = len(self.kept)
        return {"src": f"{PICTURE}:{self.known[digest]}"}


@dataclass
class Document:
    """What was read of a document."""

    recognised: Recognised
    pictures: Pictures
    notes: list[Note]


def read_document(data: bytes, name: str) -> Document:
    """Read a .docx; `name` is the name of the file.

    Raises UnreadableTextError, with a sentence that says what to do, when it can't be taken in.
    """
    if kind_of(name) != "docx":
        raise UnreadableTextError(_("Choose a .docx file. In Word or LibreOffice: File – Save as – Word document."))
    if refused := look_into([data], name).refusals:
        raise UnreadableTextError(" ".join(rule.sentence for rule in refused))
    return recognise(data, name)


def recognise(data: bytes, name: str) -> Document:
    """What is in a .docx that was looked into. Raises UnreadableTextError."""
    archive = open_archive(data, name)
    document = archive.tree(archive.document)
    if document is None:
        raise damaged()
    styles, numbering = archive.tree(archive.styles), archive.tree(archive.numbering)
    headings = frozenset(_headings(styles))
    numbers = list(numbered(document, numbering, styles))
    unnumbered = numbering is None and document.find(f".//{W}numPr") is not None
    found = trim(document)
    if unnumbered:
        found["lost number"].append("")
    found["written number"] = keep_numbers(document, numbers, headings)
    _refuse_too_long(document)
    pictures = Pictures()
    tree = tree_of(_html(archive, document, data, pictures))
    said = plain(tree)
    recognised = blocks_of(tree)
    if not recognised.blocks:
        raise UnreadableTextError(_("There is no text in this file. If it is a scan, ask for the file it was made of."))
    return Document(recognised, pictures, report_of(found, recognised, pictures.left_out, said))


def _headings(styles: Element | None) -> Iterator[str]:
    """The styles of headings, which have numbers of their own."""
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").lower().startswith(_HEADING_NAMES):
            yield style.get(f"{W}styleId", "")


def _refuse_too_long(document: Element) -> None:
    pieces = characters = 0
    for element in document.iter():
        pieces += 1
        if element.tag == f"{W}t":
            characters += len(element.text or "")
    if pieces > MOST_PIECES or characters > MOST_CHARACTERS:
        raise UnreadableTextError(
            _("The document is longer than a page can be. Split it and import each chapter into a page of its own.")
        )


def _html(archive: Archive, document: Element, data: bytes, pictures: Pictures) -> str:
    import mammoth  # 3 MB, which a server that imports nothing does without

    show = mammoth.images.img_element(pictures.keep)
    try:
        file = archive.packed(document)
        _add(file, archive.numbering or _NUMBERING, data)
        return str(mammoth.convert_to_html(file, convert_image=show, style_map=_STYLE_MAP).value)
    except _FAILURES as error:
        raise damaged() from error


def _add(file: BytesIO, numbering: str, data: bytes) -> None:
    """Put the lists and the pictures into the trimmed archive."""
    with ZipFile(BytesIO(data)) as source, ZipFile(file, "a", ZIP_DEFLATED, compresslevel=1) as archive:
        known = set(archive.namelist())
        for entry in source.infolist():
            if "media/" in entry.filename.lower() and entry.filename not in known:
                archive.writestr(entry.filename, source.read(entry))
        archive.writestr(numbering, lists_part())
    file.seek(0)
