"""Rules on days: each a time element with a day of the calendar, in a possible order, the review recent enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.reading import Element
from pages.accessibility.statement.ids import DATES
from pages.accessibility.statement.reviewing import missed_deadline
from pages.core.dates import MAX_LENGTH, PartialDate, parse_polish_date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PUBLISHED, UPDATED, MADE, REVIEWED = DATES


def check_days(checked: Checked) -> Iterator[Finding]:
    """Everything about days."""
    days: dict[str, date] = {}
    for name in DATES:
        element = checked.first(name)
        if element is None:
            continue
        day, findings = _read(name, element, checked.today)
        yield from findings
        if day:
            days[name] = day
    for earlier, later in ((PUBLISHED, UPDATED), (MADE, REVIEWED)):
        if earlier in days and later in days and days[later] < days[earlier]:
            words = {"id": later, "found": days[later], "other": earlier, "than": days[earlier]}
            yield Finding("date-order", _line(checked, later), words)
    yield from _check_review(checked, days)


def _read(name: str, element: Element, today: date) -> tuple[date | None, list[Finding]]:
    """The day of an element, None when it has none; what is wrong with it."""
    if element.tag != "time":
        return None, []  # said with the other rules on elements
    written = element.attributes.get("datetime", "").strip()
    if not written:
        return None, [Finding("date-attribute", element.line, {"id": name})]
    if not _ISO.fullmatch(written):
        return None, [Finding("date-format", element.line, {"id": name, "found": written})]
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None, [Finding("date-impossible", element.line, {"id": name, "found": written})]
    findings = [Finding("date-future", element.line, {"id": name, "found": written})] if day > today else []
    return day, [*findings, *_compare(name, element, day)]


def _compare(name: str, element: Element, day: date) -> Iterator[Finding]:
    """What a reader sees is the same day, in words."""
    text = element.text
    if not text:
        return  # said with the other rules on elements
    try:
        seen: PartialDate | None = parse_polish_date(text) if len(text) <= MAX_LENGTH else None
    except ValueError:
        seen = None
    if seen is None:
        yield Finding("date-text", element.line, {"id": name, "text": text})
    elif seen != PartialDate.from_date(day):
        yield Finding("date-differs", element.line, {"id": name, "text": text, "found": day})


def _check_review(checked: Checked, days: dict[str, date]) -> Iterator[Finding]:
    """A review of each year by 31 March; before the first one the day on which the statement was made counts."""
    if REVIEWED in days:
        if deadline := missed_deadline(days[REVIEWED], checked.today):
            words = {"found": days[REVIEWED], "day": PartialDate.from_date(deadline).label}
            yield Finding("review-old", _line(checked, REVIEWED), words)
    elif MADE in days and checked.first(REVIEWED) is None and (deadline := missed_deadline(days[MADE], checked.today)):
        yield Finding("review-missing", _line(checked, MADE), {"day": PartialDate.from_date(deadline).label})


def _line(checked: Checked, name: str) -> int:
    element = checked.first(name)
    return element.line if element else 1
