"""Which part of the program looks into which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pages.core.documents.inspector.archive import inspect_zip
from pages.core.documents.inspector.file import File, Finding, RefusedError
from pages.core.documents.inspector.office import inspect_odf, inspect_ooxml
from pages.core.documents.inspector.pdf import inspect_pdf
from pages.core.documents.inspector.plain import (
    inspect_csv,
    inspect_ics,
    inspect_json,
    inspect_rtf,
    inspect_txt,
    inspect_xml,
)

Inspector = Callable[[str, File], Iterator[Finding]]

INSPECTORS: dict[str, Inspector] = {
    "csv": inspect_csv,
    "docx": inspect_ooxml,
    "ics": inspect_ics,
    "json": inspect_json,
    "odp": inspect_odf,
    "ods": inspect_odf,
    "odt": inspect_odf,
    "pdf": inspect_pdf,
    "pptx": inspect_ooxml,
    "rtf": inspect_rtf,
    "txt": inspect_txt,
    "xlsx": inspect_ooxml,
    "xml": inspect_xml,
    "zip": inspect_zip,
}


def inspect(kind: str, file: File) -> Iterator[Finding]:
    """What is found in a file whose name says that it is of this kind.

    Raises RefusedError for what must not be published.
    """
    if not file.data.strip(b"\0 \t\r\n"):
        raise RefusedError("empty")
    inspector = INSPECTORS.get(kind)
    if inspector is None:  # allowed by the settings, and nobody has said how to look into it
        raise RefusedError("unknown-type")
    return inspector(kind, file)
