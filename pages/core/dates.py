"""Dates as Polish offices print them.

Pure Python: no model is imported here, so that importers, blocks and tests may all use it.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import total_ordering
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

WARSAW = ZoneInfo("Europe/Warsaw")

# A printed year has four digits; this also keeps every bound inside datetime.date.
MIN_YEAR, MAX_YEAR = 1000, 9999

# Longer than any printed date; keeps hostile input cheap.
MAX_LENGTH = 100

# (nominative, genitive): registers of older systems print the first, correct Polish the second.
MONTHS = (
    ("styczeń", "stycznia"),
    ("luty", "lutego"),
    ("marzec", "marca"),
    ("kwiecień", "kwietnia"),
    ("maj", "maja"),
    ("czerwiec", "czerwca"),
    ("lipiec", "lipca"),
    ("sierpień", "sierpnia"),
    ("wrzesień", "września"),
    ("październik", "października"),
    ("listopad", "listopada"),
    ("grudzień", "grudnia"),
)

# The same where a page is in Ukrainian; no date is read in it.
_UKRAINIAN_MONTHS = (
    ("січень", "січня"),
    ("лютий", "лютого"),
    ("березень", "березня"),
    ("квітень", "квітня"),
    ("травень", "травня"),
    ("червень", "червня"),
    ("липень", "липня"),
    ("серпень", "серпня"),
    ("вересень", "вересня"),
    ("жовтень", "жовтня"),
    ("листопад", "листопада"),
    ("грудень", "грудня"),
)

# In the order of date.weekday().
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")

_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMERIC = re.compile(r"(?:([0-9]{1,2})([./-]))?([0-9]{1,2})[./-]([0-9]{4})")
_NAMED = re.compile(r"(?:([0-9]{1,2})\.? )?([^\W\d_]+) ([0-9]{4})")
_TIME = re.compile(
    r"(?:,? |t)(?:godz(?:ina|\.)? ?)?"
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?(z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_PREFIX = re.compile(r"(?:z dnia|w dniu|dnia) ")
_SUFFIX = re.compile(r" ?(?:roku|rok|r\.|r)$")
_WEEKDAY = re.compile(r"([^\W\d_]+),? (?=[0-9])")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, the month or the day: `2017`, `2017-05`, `2017-05-03`.

    Raises ValueError when the parts make no date of the calendar.
    Less exact dates sort before more exact ones inside the same year or month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError(_("A date with a day needs a month."))
        if not MIN_YEAR <= self.year <= MAX_YEAR:
            raise ValueError(_("“%(year)s” is not a year of four digits.") % {"year": self.year})
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(_("There is no month number %(month)s.") % {"month": self.month})
        if self.day is not None and not 1 <= self.day <= self._days_in_month():
            raise ValueError(
                _("There is no day %(day)s in %(month)s.")
                % {"day": self.day, "month": PartialDate(self.year, self.month).label}
            )

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2017`, `2017-05` or `2017-05-03` (ISO 8601); raise ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(
                _("“%(text)s” is not a date such as 2017, 2017-05 or 2017-05-03.") % {"text": _shown(text)}
            )
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type] # the year always matches

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        """The same day with full precision."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        return date(self.year, self.month, self.day or self._days_in_month())

    @property
    def is_full(self) -> bool:
        return self.day is not None

    @property
    def genitive(self) -> str:
        """The date after a preposition, before "r.": "8 kwietnia 2018", "maja 2017", "2017"."""
        return f"{_month(self.month)[1]} {self.year}" if self.month and not self.day else self.label

    @property
    def label(self) -> str:
        """The date in Polish, or in the language of the page: „8 kwietnia 2018”, „maj 2017”, „2017”."""
        if self.month is None:
            return str(self.year)
        nominative, genitive = _month(self.month)
        if self.day is None:
            return f"{nominative} {self.year}"
        return f"{self.day} {genitive} {self.year}"

    @property
    def numeric(self) -> str:
        """The date as Polish clerks type it: „28.11.2026”, „11.2026”, „2026”."""
        return ".".join(reversed(str(self).split("-")))

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() < other._sort_key()

    def _sort_key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    def _days_in_month(self) -> int:
        return calendar.monthrange(self.year, self.month or 1)[1]


def _month(number: int) -> tuple[str, str]:
    """The names of a month in the language of what is being printed."""
    return (_UKRAINIAN_MONTHS if get_language() == "uk" else MONTHS)[number - 1]


def parse_polish_date(text: str) -> PartialDate:
    """Read a date as a Polish office prints it.

    Accepts ISO and partial ISO dates, „23 kwietnia 2020 r.”, „z dnia 1 marca 1990 roku”, „maj 2017”,
    „15.12.2022” and „niedziela, 08 kwiecień 2018 17:40” (the hour is checked, then left out).
    Raises ValueError, also when a weekday that is given does not fit the date.
    """
    return _parse(text)[0]


def parse_polish_datetime(text: str) -> datetime:
    """Read a date with an hour, e.g. „niedziela, 08 kwiecień 2018 17:40”, as time in Europe/Warsaw.

    An hour that the clock showed twice means its first occurrence. Raises ValueError when the day or
    the hour is missing, or when the clocks skipped that hour.
    """
    day, clock, offset = _parse(text)
    if not day.is_full or clock is None:
        raise ValueError(
            _("“%(text)s” has no day or hour; expected e.g. “8 kwietnia 2018 17:40”.") % {"text": _shown(text)}
        )
    moment = datetime(*_ymd(day), *clock)  # noqa: DTZ001 - the zone is attached just below
    if offset is not None:
        try:
            return datetime.fromisoformat(f"{moment.isoformat()}{offset}").astimezone(WARSAW)
        except (ValueError, OverflowError) as error:
            raise ValueError(_not_a_date(text)) from error
    local = moment.replace(tzinfo=WARSAW)
    if _is_skipped(local):
        raise ValueError(_("“%(text)s”: the clocks skipped this hour when summer time began.") % {"text": _shown(text)})
    return local


def _parse(text: str) -> tuple[PartialDate, tuple[int, int, int] | None, str | None]:
    if len(text) > MAX_LENGTH:
        raise ValueError(_not_a_date(text))
    rest = " ".join(unicodedata.normalize("NFC", text).lower().split())
    rest = _PREFIX.sub("", rest, count=1) if _PREFIX.match(rest) else rest
    rest, clock, offset = _split_clock(rest, text)
    weekday, rest = _split_weekday(rest)
    rest = _SUFFIX.sub("", rest)
    day = _parse_day(rest, text)
    if weekday is not None:
        _check_weekday(weekday, day, text)
    if clock is not None and not day.is_full:
        raise ValueError(_not_a_date(text))
    return day, clock, offset


def _split_clock(rest: str, text: str) -> tuple[str, tuple[int, int, int] | None, str | None]:
    match = _TIME.search(rest)
    if not match:
        return rest, None, None
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(_("“%(text)s”: there is no such hour.") % {"text": _shown(text)})
    offset = match.group(4)
    return rest[: match.start()].rstrip(" ,"), (hour, minute, second), "+00:00" if offset == "z" else offset


def _split_weekday(rest: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(rest)
    if not match or match.group(1) not in WEEKDAYS:
        return None, rest
    return WEEKDAYS.index(match.group(1)), rest[match.end() :]


def _parse_day(rest: str, text: str) -> PartialDate:
    if _ISO.fullmatch(rest):
        return PartialDate.parse(rest)
    if match := _NUMERIC.fullmatch(rest):
        day, __, month, year = match.groups()
        return PartialDate(int(year), int(month), int(day) if day else None)
    if (match := _NAMED.fullmatch(rest)) and match.group(2) in _MONTH_NUMBERS:
        day, name, year = match.groups()
        return PartialDate(int(year), _MONTH_NUMBERS[name], int(day) if day else None)
    raise ValueError(_not_a_date(text))


def _check_weekday(weekday: int, day: PartialDate, text: str) -> None:
    actual = day.first.weekday()
    if not day.is_full or actual != weekday:
        raise ValueError(
            _("“%(text)s”: the weekday does not fit; %(date)s is %(weekday)s.")
            % {"text": _shown(text), "date": day.label, "weekday": WEEKDAYS[actual]}
        )


def _is_skipped(local: datetime) -> bool:
    """Tell whether the local hour fell into the gap at the start of summer time."""
    try:
        there = local.astimezone(ZoneInfo("UTC"))
    except OverflowError:
        return False
    back = there.astimezone(WARSAW)
    return back.replace(tzinfo=None) - local.replace(tzinfo=None) != timedelta(0)


def _ymd(day: PartialDate) -> tuple[int, int, int]:
    return day.first.year, day.first.month, day.first.day


def _not_a_date(text: str) -> str:
    return _("“%(text)s” is not a date; expected e.g. “23 kwietnia 2020”, 2020-04-23, 2020-04 or 2020.") % {
        "text": _shown(text)
    }


def _shown(text: str) -> str:
    """The text as an error message quotes it: one line of sensible length."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
