"""Results as data and as lines: for the command, for spreadsheets, for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from compliance.answers import Checked, Duty, Status
from compliance.results import Result
from pages.core.spreadsheets import harmless


def as_data(result: Result) -> dict[str, Any]:
    """All items of a centre."""
    return {
        "site": result.site.root_url,
        "name": result.name,
        "checked_at": localtime(result.at).isoformat(timespec="seconds"),
        "gaps": len(result.gaps),
        "counts": {status.value: count for status, count in result.counts},
        "items": [_item_data(row) for row in result.rows],
    }


def _item_data(row: Checked) -> dict[str, Any]:
    item, answer = row.item, row.answer
    return {
        "id": item.code,
        "name": str(item.name),
        "duty": item.duty.value,
        "basis": item.basis_text,
        "status": answer.status.value,
        "gap": row.is_gap,
        "why": answer.why,
        "proof": answer.proof.url if answer.proof else "",
        "to_do": answer.to_do,
        "place": answer.place.url if answer.place else "",
        "checked_on": row.day.isoformat(),
    }


def as_csv(result: Result) -> str:
    """The same as a table for a Polish spreadsheet (semicolons), with headings in the language of the interface."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Number"),
            _("Requirement"),
            _("Duty"),
            _("Basis"),
            _("State"),
            _("Why"),
            _("Proof"),
            _("What to do"),
            _("Where"),
            _("Checked on"),
        ]
    )
    for row in as_data(result)["items"]:
        duty, status = str(Duty(row.pop("duty")).label), str(Status(row.pop("status")).label)
        del row["gap"]
        number, name, basis, *rest = row.values()
        writer.writerow([harmless(text) for text in (number, name, duty, basis, status, *rest)])
    return stream.getvalue()


def as_lines(result: Result) -> Iterator[str]:
    """The same for a terminal or an e-mail: one item a line, what to do about a gap on the next one."""
    for row in result.rows:
        answer = row.answer
        yield f"{row.item.code:<4}{answer.status.label}: {row.item.name}. {answer.why}"
        if answer.to_do:
            yield f"    → {answer.to_do}"
