"""A .docx as the archive it is: refuses what is none, or what no office sends, before anything parses it."""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from pages.acts.text.cleaning import UnreadableTextError

MAX_FILES = 2_000
MAX_BYTES = 50_000_000
"""Of all files together, unpacked."""

MAX_XML_BYTES = 8_000_000
"""Of the parts that hold text; a document of 150 pages has about 3 million."""

MAX_ELEMENTS = 300_000
"""Of those parts, before they are parsed; 600 provisions of Word with all their looks have some 150,000."""

MAX_WEIGHT = 50_000
"""Elements and attributes that are left to be turned into text; 600 provisions have some 20,000."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES = "[Content_Types].xml"
# Parts without words of the text.
_BESIDE = re.compile(
    r"(?:^|/)(?:customXml|docProps|theme|glossary|comments|footnotes|endnotes|fontTable|footer|header|people|settings|webSettings)",
    re.IGNORECASE,
)


@dataclass
class Archive:
    """The parts of a .docx that hold text, by their names, and where the main ones are."""

    parts: dict[str, bytes]
    document: str
    numbering: str
    styles: str

    def tree(self, name: str) -> Element | None:
        """A part, parsed; None when there is none. Raises UnreadableTextError when it is damaged."""
        try:
            return fromstring(self.parts[name]) if name in self.parts else None  # noqa: S314 - no DTD gets here
        except ParseError as error:
            raise damaged() from error

    def refuse_too_much(self, weight: int) -> None:
        """Raise UnreadableTextError when the main part, of that weight, and those beside it are too much to read."""
        beside = (content for name, content in self.parts.items() if name not in {self.document, self.numbering})
        if weight + sum(map(_elements, beside)) > MAX_WEIGHT:
            raise _too_heavy()

    def packed(self, document: Element) -> BytesIO:
        """The archive with another main part, without numbering: its numbers stand in the text."""
        result = BytesIO()
        with ZipFile(result, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                if name == self.document:
                    archive.writestr(name, tostring(document, encoding="utf-8", xml_declaration=True))
                elif name != self.numbering:
                    archive.writestr(name, content)
        result.seek(0)
        return result


def open_archive(data: bytes, name: str) -> Archive:
    """The text parts of a .docx.

    Raises UnreadableTextError, with a sentence that says what to do, for an empty file, a PDF, an older or another
    format, a document with macros or a password, a damaged or too large one. The bytes decide; `name` is only printed.
    """
    _refuse_others(data, {"name": name})
    try:
        with ZipFile(BytesIO(data)) as archive:
            _refuse_archives(archive, {"name": name})
            parts = {info.filename: archive.read(info) for info in archive.infolist() if _is_text(info.filename)}
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        if isinstance(error, UnreadableTextError):
            raise
        raise damaged() from error
    if sum(map(_elements, parts.values())) > MAX_ELEMENTS:
        raise _too_heavy()
    if any(b"<!DOCTYPE" in content.replace(b"\0", b"") for content in parts.values()):
        raise damaged()
    return _with_places(parts)


def damaged() -> UnreadableTextError:
    """What is said of a file that cannot be opened."""
    return UnreadableTextError(
        _("The file is damaged. Open it in a word processor, save it again as .docx, or paste the text.")
    )


def _refuse_others(data: bytes, values: dict[str, str]) -> None:
    if not data:
        raise UnreadableTextError(_("“%(name)s” is empty. Choose the file again, or paste the text.") % values)
    if b"%PDF-" in data[:1024]:
        raise UnreadableTextError(
            _("“%(name)s” is a PDF. Paste its text, or ask whoever prepared the act for the .docx.") % values
        )
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableTextError(
            _("“%(name)s” is protected with a password. Save it without the password, or paste the text.") % values
        )
    if data.startswith((_OLE, b"{\\rtf")):
        raise UnreadableTextError(
            _("“%(name)s” is in an older format. Open it in a word processor and save it as .docx.") % values
        )
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableTextError(_("“%(name)s” is not a .docx. Save the text as .docx, or paste it.") % values)
    if len(data) > MAX_BYTES:
        raise _too_large()


def _refuse_archives(archive: ZipFile, values: dict[str, str]) -> None:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
        raise _too_large()
    if sum(info.file_size for info in infos if _is_text(info.filename)) > MAX_XML_BYTES:
        raise _too_large()
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        raise UnreadableTextError(
            _("“%(name)s” is an OpenDocument file. Open it in a word processor and save it as .docx.") % values
        )
    kinds = archive.read(_CONTENT_TYPES) if _CONTENT_TYPES in names else b""
    if b"macroEnabled" in kinds or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableTextError(_("“%(name)s” holds macros. Save it as .docx, which has none.") % values)
    if b"wordprocessingml" not in kinds:
        raise UnreadableTextError(_("“%(name)s” is not a .docx. Save the text as .docx, or paste it.") % values)


def _too_large() -> UnreadableTextError:
    return UnreadableTextError(_("The file is too large. Remove the pictures from it, or paste the text."))


def _too_heavy() -> UnreadableTextError:
    return UnreadableTextError(_("The file is made of too many pieces to be read. Paste its text."))


def _elements(content: bytes) -> int:
    """The most elements that a part can have, and half of its attributes."""
    return max(content.count(b"<") - content.count(b"</"), content.count(b"=") // 2)


def _is_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) and not _BESIDE.search(name)


def _with_places(parts: dict[str, bytes]) -> Archive:
    archive = Archive(parts, "", "", "")
    archive.document = _target(archive, "_rels/.rels", "", "/officeDocument") or "word/document.xml"
    if archive.document not in parts:
        raise damaged()
    folder, _slash, base = archive.document.rpartition("/")
    links = posixpath.join(folder, "_rels", f"{base}.rels")
    archive.numbering = _target(archive, links, folder, "/numbering") or "word/numbering.xml"
    archive.styles = _target(archive, links, folder, "/styles") or "word/styles.xml"
    return archive


def _target(archive: Archive, links: str, folder: str, kind: str) -> str:
    """The name of the first part of a kind that a part links to."""
    tree = archive.tree(links)
    for link in tree.iter(_RELATIONSHIP) if tree is not None else ():
        target = link.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if link.get("Type", "").endswith(kind) and name in archive.parts:
            return name
    return ""
