"""Adds imported registers of changes; what is there is never rewritten."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from history.imports import ImportedRow, has_own_versions, import_rows, imported_rows
from transfer.reading.problems import Report
from transfer.reading.specs import HistoryRow


def add_history(site: Site, page: Page, path: str, rows: list[HistoryRow], report: Report) -> int:
    """Append the rows that are new, and return how many; a row that differs from a stored one is an error.

    So are new rows for a page that was published here meanwhile: its versions have their numbers already.
    """
    stored = imported_rows(site, page.pk)
    for number, (before, row) in enumerate(zip(stored, rows, strict=False), start=1):
        if _differs(before, row):
            message = _(
                "row %(number)d differs from the one loaded before (“%(note)s”, %(at)s, %(person)s); "
                "history is only added to, never rewritten"
            )
            details = {"number": number, "note": before.note, "at": before.printed_at, "person": before.person}
            report.error(row.place, message % details)
    if rows and len(stored) > len(rows):
        message = _("the file has %(found)d rows, but %(stored)d were loaded before; history is only added to")
        report.error(rows[-1].place, message % {"found": len(rows), "stored": len(stored)})
    new = rows[len(stored) :]
    if new and has_own_versions(site, page.pk):
        message = _("the page has been published here since; older history can no longer be put before its versions")
        report.error(new[0].place, message)
    if report.errors:
        return 0
    return import_rows(site, page, path, [ImportedRow(row.note, row.at, row.printed_at, row.person) for row in new])


def _differs(before: ImportedRow, row: HistoryRow) -> bool:
    """Whether the file says another thing than was loaded; what was masked since is blank, and the file may keep it."""
    return (
        (before.at, before.printed_at) != (row.at, row.printed_at)
        or before.note not in ("", row.note)
        or before.person not in ("", row.person)
    )
