"""Reads `history/<path of a page>.csv`: registers of changes that an older system kept."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from history.models import VersionContent
from pages.core.dates import parse_polish_datetime

from .files import Folder
from .model_rules import check_fields
from .problems import Place, Report
from .specs import HistoryRow
from .suggestions import closest

COLUMNS = ["Opis zmian", "Data", "Osoba"]


def read_history(folder: Folder, paths: Collection[str], report: Report) -> dict[str, list[HistoryRow]]:
    """Rows by the page's path, oldest first; files for pages that don't exist are noted."""
    history = {}
    for name in folder.inside("history", ".csv"):
        inner = name.removeprefix("history/").removesuffix(".csv")
        path = "/" if inner == "index" else f"/{inner.removesuffix('/index')}/"
        if path not in paths:
            message = _(
                "there is no page with the address %(path)s%(hint)s; the file is named after the page's address"
            )
            report.error(Place(name), message % {"path": path, "hint": closest(path, paths)})
        text = folder.text(name)
        if text is not None:
            history[path] = _read_rows(text, name, report)
    return history


def _read_rows(text: str, name: str, report: Report) -> list[HistoryRow]:
    lines = text.split("\n")
    # Spreadsheets set to Polish separate columns with semicolons.
    delimiter = ";" if ";" in lines[0] and "," not in lines[0] else ","
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    rows: list[HistoryRow] = []
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if header != COLUMNS:
            message = _("the first line must name the columns: %(expected)s; found: %(found)s")
            details = {"expected": ",".join(COLUMNS), "found": lines[0].strip() or _("an empty line")}
            report.error(Place(name, 1), message % details)
            return []
        line = reader.line_num + 1
        for cells in reader:
            row = _read_row(cells, Place(name, line), report) if any(cell.strip() for cell in cells) else None
            line = reader.line_num + 1
            if row:
                rows.append(row)
    except csv.Error:
        message = _("the quotes are not closed, or stand in the middle of a cell")
        report.error(Place(name, line), message)
    return _oldest_first(rows, report)


def _read_row(cells: list[str], place: Place, report: Report) -> HistoryRow | None:
    if len(cells) != len(COLUMNS):
        message = _("the line has %(found)d columns, expected %(expected)d: %(names)s")
        details = {"found": len(cells), "expected": len(COLUMNS), "names": ",".join(COLUMNS)}
        report.error(place, message % details)
        return None
    note, printed_at, person = (" ".join(cell.split()) for cell in cells)
    if not note or not person:
        report.error(place, _("the description of the change or the person is missing"))
        return None
    try:
        at = parse_polish_datetime(printed_at)
    except ValueError as error:
        report.error(place, f"Data: {error}")
        return None
    if at > timezone.now():
        report.error(place, _("the date is in the future; an earlier system can't have recorded that"))
    check_fields(VersionContent, {"published_by": person, "printed_at": printed_at}, lambda __: place, report)
    return HistoryRow(note, at, printed_at, person, place)


def _oldest_first(rows: list[HistoryRow], report: Report) -> list[HistoryRow]:
    """Registers are exported in either direction; within one they must run in order, which numbers the changes."""
    if len(rows) > 1 and rows[0].at > rows[-1].at:
        rows.reverse()
    for earlier, later in itertools.pairwise(rows):
        if later.at < earlier.at:
            message = _("the changes are not in the order of time: “%(one)s” and “%(other)s”")
            report.error(later.place, message % {"one": earlier.printed_at, "other": later.printed_at})
    return rows
