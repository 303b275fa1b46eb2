"""Adds imported registers of changes; what is there is never rewritten."""

from __future__ import annotations

from django.utils.translation import gettext as _

from history.models import ImportedChange
from transfer.reading.problems import Report
from transfer.reading.specs import HistoryRow


def add_history(page_id: int, rows: list[HistoryRow], report: Report) -> int:
    """Append the rows that are new, and return how many; a row that differs from a stored one is an error."""
    stored = list(ImportedChange.objects.filter(page_id=page_id).order_by("number"))
    for change, row in zip(stored, rows, strict=False):
        if (change.note, change.at, change.printed_at, change.person) != (row.note, row.at, row.printed_at, row.person):
            message = _(
                "row %(number)d differs from the one loaded before (“%(note)s”, %(at)s, %(person)s); "
                "history is only added to, never rewritten"
            )
            details = {
                "number": change.number, "note": change.note, "at": change.printed_at, "person": change.person,
            }  # fmt: skip
            report.error(row.place, message % details)
    if rows and len(stored) > len(rows):
        message = _("the file has %(found)d rows, but %(stored)d were loaded before; history is only added to")
        report.error(rows[-1].place, message % {"found": len(rows), "stored": len(stored)})
    new = rows[len(stored) :]
    ImportedChange.objects.bulk_create(
        ImportedChange(
            page_id=page_id, number=number, note=row.note, at=row.at, printed_at=row.printed_at, person=row.person
        )
        for number, row in enumerate(new, start=len(stored) + 1)
    )
    return len(new)
