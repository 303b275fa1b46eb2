"""Files of text: readable as text, and nothing that a program would run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.parsers import expat

from pages.core.documents.inspector.file import File, Finding, RefusedError, Text

_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|svg|iframe|\?php)\b", re.IGNORECASE | re.DOTALL
)
# A cell that a spreadsheet would run as a command (dynamic data exchange).
_COMMAND_IN_CELL = re.compile(r"(?:^|[,;\t\"])\s*[=+@-][^,;\t\n]{0,40}\|[^,;\t\n]{0,200}!", re.MULTILINE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def decoded(file: File) -> tuple[str, bool]:
    """The text, and whether it is UTF-8. Raises RefusedError for what is no text, or a page for browsers."""
    data = file.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError as error:
            raise RefusedError("not-as-named") from error
    if _BINARY.search(data) or data.startswith(_PROGRAMS):
        raise RefusedError("not-as-named")
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:5000]):
        raise RefusedError("not-as-named")
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1250", errors="replace"), False


def _read(file: File) -> Iterator[Finding]:
    text, is_utf8 = decoded(file)
    if not is_utf8:
        yield {"codes": ["encoding"]}
    yield Text(text)


def inspect_txt(_kind: str, file: File) -> Iterator[Finding]:
    """Plain text."""
    return _read(file)


def inspect_csv(_kind: str, file: File) -> Iterator[Finding]:
    """A table as text."""
    for found in _read(file):
        if isinstance(found, Text) and _COMMAND_IN_CELL.search(found):
            raise RefusedError("active-content")
        yield found


def inspect_json(_kind: str, file: File) -> Iterator[Finding]:
    """Data that programs can read."""
    for found in _read(file):
        if isinstance(found, Text):
            try:
                json.loads(found)
            except (ValueError, RecursionError) as error:
                raise RefusedError("damaged") from error
        yield found


def inspect_ics(_kind: str, file: File) -> Iterator[Finding]:
    """A calendar."""
    for found in _read(file):
        if isinstance(found, Text) and not found.lstrip().upper().startswith("BEGIN:VCALENDAR"):
            raise RefusedError("not-as-named")
        yield found


# -- XML ---------------------------------------------------------------------------------------------------------------

_RUN_BY_BROWSERS = re.compile(r"http://www\.w3\.org/(?:1999/xhtml|2000/svg|1999/XSL/Transform)", re.IGNORECASE)


def inspect_xml(_kind: str, file: File) -> Iterator[Finding]:
    """Data as XML: well-formed, without entities that grow and without what a browser would run."""
    data = file.data
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        raise RefusedError("not-as-named")
    texts: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = _refuse_entity
    parser.ProcessingInstructionHandler = _refuse_stylesheet
    parser.StartElementHandler = _refuse_page
    parser.CharacterDataHandler = texts.append
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        # A page for browsers is seldom well-formed XML.
        raise RefusedError("not-as-named" if _MARKUP.match(data[:5000]) else "damaged") from error
    yield Text("".join(texts))


def _refuse_entity(*_declared: object) -> None:
    raise RefusedError("bomb")


def _refuse_stylesheet(target: str, _content: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise RefusedError("active-content")


def _refuse_page(name: str, attributes: dict[str, str]) -> None:
    if name.lower() in {"html", "svg"}:
        raise RefusedError("not-as-named")
    if any(_RUN_BY_BROWSERS.match(value) for value in (name, *attributes)):
        raise RefusedError("active-content")


# -- RTF ---------------------------------------------------------------------------------------------------------------

_RTF_ACTIVE = re.compile(
    rb"\\(?:objdata|objemb|objautlink|objupdate|objlink|objocx)\b|\\\*\\template\b|\\fldinst[^}]{0,80}(?:\bDDE|INCLUDETEXT)",
    re.IGNORECASE,
)
_RTF_SIGN = re.compile(
    r"\\'([0-9a-f]{2})|\\u(-?\d{1,5}) ?\??|\\(?:par|line|cell|row|tab)\b ?|\\[a-z]{1,32}-?\d{0,10} ?|[{}]",
    re.IGNORECASE,
)


def inspect_rtf(_kind: str, file: File) -> Iterator[Finding]:
    """Formatted text as older programs exchange it."""
    if not file.data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        raise RefusedError("not-as-named")
    if not file.data.rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise RefusedError("damaged")
    if _RTF_ACTIVE.search(file.data):
        raise RefusedError("active-content")
    yield Text(
        _RTF_SIGN.sub(_rtf_sign, file.data.decode("cp1250", errors="replace").replace("\r", "").replace("\n", ""))
    )


def _rtf_sign(match: re.Match[str]) -> str:
    if match[1]:
        return bytes([int(match[1], 16)]).decode("cp1250", errors="replace")
    if match[2]:
        return chr(int(match[2]) % 0x10000)
    return "\n" if match[0].strip().lower() in {"\\par", "\\line", "\\cell", "\\row", "\\tab"} else ""
