"""Titles in the properties of files: programs write there what is none."""

from __future__ import annotations

import re

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint) - .*"
    r"|(?:untitled|bez tytułu|bez nazwy|dokument|document|tytuł|title|slajd|slide|prezentacja|skan|scan)[\s\d_()-]*"
    r"|prezentacja programu powerpoint|powerpoint presentation"
    r"|\S*\.(?:docx?|dotx?|odt|ods|pdf|rtf|xlsx?|pptx?|tmp|indd|cdr))",
    re.IGNORECASE,
)


def is_title(text: object) -> bool:
    """Whether somebody has written a title; the name of a file and „Dokument1” are none."""
    title = str(text or "").replace("\0", "").strip()
    return bool(title) and not _NO_TITLE.fullmatch(title)
