"""Days as a statement prints them."""

from __future__ import annotations

from datetime import date

from pages.core.dates import PartialDate


def dated(day: date | None) -> str:
    """A day with its "r.", as the conditions show it: „5 lutego 2020 r.”; empty when unknown."""
    return f"{PartialDate.from_date(day).label} r." if day else ""
