"""Office files: zip archives of XML, of Microsoft's or of OpenDocument's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from zipfile import ZipFile

from pages.core.documents.inspector.file import File, Finding, RefusedError, Text
from pages.core.documents.inspector.titles import is_title
from pages.core.documents.inspector.zipped import START, opened

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PACKED_FILE = "\x01Ole10Native".encode("utf-16-le")
MOST_PART = 60_000_000
"""Bytes of one part that is read."""


def _open(file: File) -> ZipFile:
    """The archive. An office file with a password, or of an old kind, is another container."""
    if file.data.startswith(_OLD_OFFICE):
        raise RefusedError("encrypted" if _ENCRYPTED_PACKAGE in file.data else "not-as-named")
    return opened(file)


def _part(archive: ZipFile, name: str) -> str:
    """A part as text, whatever its encoding; "" for one that is missing or too big to be read."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return ""
    if entry.file_size > MOST_PART:
        return ""
    data = archive.read(entry)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8-sig", errors="replace")


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return unescape(match[1]).strip() if match else ""


_BREAK = re.compile(r"</(?:\w+:)?(?:p|h|c|tc|si|row|table-cell|table-row|br|tab)>|<(?:\w+:)?(?:br|tab|cr)\b[^>]*/>")
_TAG = re.compile(r"<[^>]*>")


def _text_of(xml: str) -> Text:
    return Text(unescape(_TAG.sub("", _BREAK.sub("\n", xml))))


def _nested(archive: ZipFile, file: File) -> None:
    """Files inside of the file: office files as the same, packages of anything not at all."""
    from pages.core.documents.inspector.kinds import INSPECTORS

    for entry in archive.infolist():
        name = entry.filename.lower()
        kind = PurePosixPath(name).suffix.removeprefix(".")
        if kind in {"exe", "dll", "js", "vbs", "bat", "cmd", "ps1", "scr", "hta", "jar", "msi", "com", "lnk"}:
            raise RefusedError("active-content")
        if kind in {"docm", "xlsm", "pptm", "xlsb", "dotm"}:
            raise RefusedError("macros")
        if "embeddings/" in name and kind in {"bin", "ole"} and _PACKED_FILE in archive.read(entry):
            raise RefusedError("active-content")
        if "embeddings/" in name and kind in {"docx", "xlsx", "pptx"}:
            data = archive.read(entry)
            for _found in INSPECTORS[kind](kind, file.inside(data)) if data.startswith(START) else ():
                pass  # asked for what it raises


# -- Microsoft's -------------------------------------------------------------------------------------------------------

_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_TEXTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(?:sharedStrings|worksheets/[^/]+|comments\d*)\.xml"
    r"|ppt/(?:slides|notesSlides)/[^/]+\.xml"
)
_MACRO_NAMES = re.compile(r"(?:^|/)(?:vbaProject\w*\.bin|vbaData\.xml|macrosheets/.*|activeX/.*)\Z", re.IGNORECASE)
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
_RUN_FIELD = re.compile(r"<w:(?:instrText|fldSimple)\b[^>]*?(?:>|w:instr=\")\s*\"?\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_DDE_LINK = re.compile(r"<(?:\w+:)?ddeLink\b", re.IGNORECASE)
_FAR_TEMPLATE = re.compile(
    r"<Relationship\b(?=[^>]*\bTargetMode=\"External\")"
    r"(?=[^>]*\bType=\"[^\"]*/(?:attachedTemplate|oleObject|frame|subDocument)\")",
    re.IGNORECASE,
)
_OOXML_TITLE = re.compile(r"<dc:title\b[^>]*>([^<]*)</dc:title>")
_WORD_LANGUAGE = re.compile(r"<w:lang\b[^>]*\bw:val=\"([A-Za-z-]+)\"")
_SLIDE_LANGUAGE = re.compile(r"<a:(?:rPr|endParaRPr|defRPr)\b[^>]*\blang=\"([A-Za-z-]+)\"")


def inspect_ooxml(kind: str, file: File) -> Iterator[Finding]:
    """A Word, Excel or PowerPoint file."""
    archive = _open(file)
    names = archive.namelist()
    types = _part(archive, "[Content_Types].xml")
    if not types or _MAIN[kind] not in names:
        raise RefusedError("not-as-named")
    if _MACRO_TYPES.search(types) or any(_MACRO_NAMES.search(name) for name in names):
        raise RefusedError("macros")
    if any(_reaches_out(archive, name) for name in names):
        raise RefusedError("active-content")
    _nested(archive, file)
    codes = []
    if kind != "xlsx" and not is_title(_first(_OOXML_TITLE, _part(archive, "docProps/core.xml"))):
        codes.append("no-title")
    language = _language_of(kind, archive)
    if kind == "docx" and not language:
        codes.append("no-language")
    yield {"codes": codes, "language": language}
    for name in filter(_TEXTS.fullmatch, names):
        if file.is_late:
            yield {"codes": ["checked-in-part"]}
            return
        xml = _part(archive, name)
        if kind == "docx" and _RUN_FIELD.search(xml):
            raise RefusedError("active-content")
        yield _text_of(xml)


def _reaches_out(archive: ZipFile, name: str) -> bool:
    """Whether a part makes the program load something from elsewhere, or talk to another program."""
    if name.endswith(".rels"):
        return bool(_FAR_TEMPLATE.search(_part(archive, name)))
    return "externalLinks/" in name and bool(_DDE_LINK.search(_part(archive, name)))


def _language_of(kind: str, archive: ZipFile) -> str:
    if kind == "docx":
        return _first(_WORD_LANGUAGE, _part(archive, "word/styles.xml")) or _first(
            _WORD_LANGUAGE, _part(archive, "word/document.xml")
        )
    return _first(_SLIDE_LANGUAGE, _part(archive, "ppt/slides/slide1.xml")) if kind == "pptx" else ""


# -- OpenDocument's ----------------------------------------------------------------------------------------------------

_MIME = "application/vnd.oasis.opendocument."
_ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_ODF_MACROS = re.compile(r"(?:Basic|Scripts)/.*\.(?:xml|xba|xlb|xlc|py|js|bsh|java|class|jar)\Z", re.IGNORECASE)
_EMPTY_LIBRARIES = re.compile(r"Basic/(?:script-lc|Standard/script-lb)\.xml\Z|Basic/Standard/\Z", re.IGNORECASE)
_ODF_EVENT = re.compile(r"vnd\.sun\.star\.script:|<script:event-listener\b", re.IGNORECASE)
_ODF_DDE = re.compile(r"<(?:office:dde-source|text:dde-connection-decl|table:dde-link)\b", re.IGNORECASE)
_ODF_TITLE = re.compile(r"<dc:title\b[^>]*>([^<]*)</dc:title>")
_ODF_LANGUAGE = re.compile(r"\bfo:language=\"([A-Za-z-]+)\"")
_META_LANGUAGE = re.compile(r"<dc:language>([A-Za-z-]+)</dc:language>")


def inspect_odf(kind: str, file: File) -> Iterator[Finding]:
    """A text, sheet or presentation of LibreOffice and the like."""
    archive = _open(file)
    names = archive.namelist()
    if _part(archive, "mimetype").strip() != _MIME + _ODF[kind] or "content.xml" not in names:
        raise RefusedError("not-as-named")
    if "encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise RefusedError("encrypted")
    if any(_ODF_MACROS.match(name) and not _EMPTY_LIBRARIES.match(name) for name in names):
        raise RefusedError("macros")
    content, styles = _part(archive, "content.xml"), _part(archive, "styles.xml")
    if _ODF_EVENT.search(content) or _ODF_EVENT.search(styles):
        raise RefusedError("macros")
    if _ODF_DDE.search(content):
        raise RefusedError("active-content")
    _nested(archive, file)
    meta = _part(archive, "meta.xml")
    language = _first(_META_LANGUAGE, meta) or _first(_ODF_LANGUAGE, styles)
    language = "" if language.lower() == "none" else language
    codes = []
    if kind != "ods" and not is_title(_first(_ODF_TITLE, meta)):
        codes.append("no-title")
    if kind == "odt" and not language:
        codes.append("no-language")
    yield {"codes": codes, "language": language}
    yield _text_of(content)
    yield _text_of(styles)  # headers and footers stand there
