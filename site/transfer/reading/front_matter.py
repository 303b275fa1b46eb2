"""A page's file cut in two: the keys between the lines `+++`, and the text below them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from .problems import Place, Report
from .toml_text import TomlTable, parse_toml

FENCE = "+++"


class PageText(NamedTuple):
    """The keys, and the Markdown that begins at line `body_line` of the file."""

    table: TomlTable
    body: str
    body_line: int


def split_page(text: str, file: str, report: Report) -> PageText | None:
    """Cut the file; None, and an error noted, when its head is missing or wrong."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        report.error(
            Place(file), _("the file must begin with a line “+++”, the keys (type, title…) and another line “+++”")
        )
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            table = parse_toml("\n".join(lines[1:number]) + "\n", file, report, first_line=2)
            return PageText(table, "\n".join(lines[number + 1 :]), number + 2) if table else None
    report.error(Place(file), _("the closing line “+++” after the keys is missing"))
    return None
