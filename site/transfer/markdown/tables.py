"""Markdown tables as table blocks of plain text."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from .faults import Faults
from .rich_text import RichTextWriter

_BAR = re.compile(r"(?<!\\)\|")


def table_value(
    node: SyntaxTreeNode, lines: list[str], caption: str, writer: RichTextWriter, faults: Faults
) -> dict[str, Any]:
    """The table's raw value; cells that would be lost and columns without a name are noted as errors."""
    head, *bodies = node.children
    headings = [writer.plain(cell) for cell in head.children[0].children]
    if "" in headings:
        faults.error(faults.line(head), _("each column of a table needs a heading"))
    if not caption:
        message = _("the table has no caption; write a paragraph “Tabela: …” just above it")
        faults.warning(faults.line(node), message)
    rows = []
    for row in (row for body in bodies for row in body.children):
        found = _count_cells(lines[row.map[0]]) if row.map else len(headings)
        if found != len(headings):
            message = _("the row has %(found)d cells, the table has %(expected)d columns")
            faults.error(faults.line(row), message % {"found": found, "expected": len(headings)})
        rows.append({"values": [writer.plain(cell) for cell in row.children]})
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return {"columns": columns, "rows": rows, "caption": caption}


def _count_cells(line: str) -> int:
    """Cells of a row as written: Markdown itself drops surplus ones without a word."""
    row = line.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return len(_BAR.split(row))
