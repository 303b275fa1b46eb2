"""Deadlines of a list as iCalendar (RFC 5545).

A day without an hour is an event of the whole day. A moment is told in UTC, which needs no table of summer times and
means the same Polish hour in every calendar. Events keep their UID, so that a subscribed calendar moves them when a
deadline moves, or when another day of the entry comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.timezone import localdate, localtime

from history.printable import printable
from pages.bip.feeds.naming import host_of

if TYPE_CHECKING:
    from pages.bip.models import BipListPage
    from pages.bip.models.entries.base import BipEntryPage, CalendarDay

CALENDAR = "text/calendar; charset=utf-8"
KEPT = timedelta(days=366)
"""For how long past deadlines stay in the calendar."""
LINE = 75
"""Octets of a line, without its end: RFC 5545, 3.1."""


def entries_as_calendar(request: HttpRequest, page: BipListPage, entries: Sequence[BipEntryPage]) -> bytes:
    """The deadlines of these entries."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jawny Osrodek//BIP//PL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text_value(page.title)}",
        "X-WR-TIMEZONE:Europe/Warsaw",
    ]
    oldest = localdate() - KEPT
    for entry in entries:
        for day in entry.calendar:
            if _day_of(day.at) >= oldest:
                lines += _event(request, entry, day)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _day_of(day: date | datetime) -> date:
    return localtime(day).date() if isinstance(day, datetime) else day


def _event(request: HttpRequest, entry: BipEntryPage, day: CalendarDay) -> Iterator[str]:
    changed = entry.last_published_at or entry.first_published_at or datetime(1970, 1, 1, tzinfo=UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:bip-{entry.pk}-{day.key}@{host_of(request)}"
    yield f"DTSTAMP:{_moment(changed)}"
    yield f"LAST-MODIFIED:{_moment(changed)}"
    if isinstance(day.at, datetime):
        yield f"DTSTART:{_moment(day.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{day.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day.at + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text_value(f'{day.label}: {entry.title}')}"
    yield f"URL:{request.build_absolute_uri(entry.local_url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text_value(text: str) -> str:
    """A text as the value of a property: RFC 5545, 3.3.11."""
    plain = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def folded(line: str) -> bytes:
    """A line with its end, cut into pieces of at most 75 octets; no letter is cut in two."""
    pieces, rest, room = [], line.encode(), LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], LINE - 1  # the space that begins a further piece counts
    pieces.append(rest)
    return b"\r\n ".join(pieces) + b"\r\n"
