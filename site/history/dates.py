"""Days and spans of time as Polish readers write and read them."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

_TYPED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})(?: ?r\.)?", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DayError(ValueError):
    """A day that there isn't, in words for a reader."""


def parse_day(text: str) -> date:
    """The day that a reader typed: 15.12.2022 or 2022-12-15.

    Raises DayError.
    """
    text = text.strip()
    found = _TYPED.fullmatch(text) or _ISO.fullmatch(text)
    if not found:
        raise DayError(_("Write the day as 15.12.2022."))
    day, month, year = (int(found[part]) for part in ("day", "month", "year"))
    try:
        wanted = date(year, month, day)
    except ValueError:
        raise DayError(_why_not(day, month, year)) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DayError(_("Write the day as 15.12.2022."))
    return wanted


def _why_not(day: int, month: int, year: int) -> str:
    """Why there is no such day."""
    typed = f"{day:02}.{month:02}.{year:04}"
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR or day < 1:
        return _("There is no day %(day)s.") % {"day": typed}
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    name = date_format(last, "F").capitalize()
    return _("There is no day %(day)s. %(month)s has %(days)s days.") % {"day": typed, "month": name, "days": last.day}


def end_of(day: date) -> datetime:
    """The moment at which a day is over, in Polish time."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def start_of(day: date) -> datetime:
    """The moment at which a day begins, in Polish time."""
    return make_aware(datetime.combine(day, time.min))


def day_text(moment: date | datetime) -> str:
    """8 kwietnia 2018, in Polish time."""
    return date_format(localtime(moment) if isinstance(moment, datetime) else moment, "j E Y")


def time_text(moment: datetime) -> str:
    """17:40, in Polish time."""
    return date_format(localtime(moment), "G:i")


def moment_text(moment: datetime) -> str:
    """8 kwietnia 2018, 17:40, in Polish time."""
    return f"{day_text(moment)}, {time_text(moment)}"


def _short(start: datetime, end: datetime) -> str:
    """The first day of a span without what the last one says anyway."""
    one, two = localtime(start), localtime(end)
    if one.year != two.year:
        return day_text(one)
    return date_format(one, "j" if one.month == two.month else "j E")


def span_text(start: datetime, end: datetime) -> str:
    """3–5 listopada 2025; the hours when both ends fall on one day."""
    if localtime(start).date() == localtime(end).date():
        if time_text(start) == time_text(end):
            return f"{day_text(start)}, {time_text(start)}"
        return f"{day_text(start)}, {time_text(start)}–{time_text(end)}"
    first = _short(start, end)
    return f"{first}–{day_text(end)}" if first.isdecimal() else f"{first} – {day_text(end)}"


def from_to_text(start: datetime, end: datetime) -> str:
    """Od 3 do 5 listopada 2025; the hours when both ends fall on one day."""
    if localtime(start).date() == localtime(end).date():
        return _("on %(day)s from %(start)s to %(end)s") % {
            "day": day_text(start),
            "start": time_text(start),
            "end": time_text(end),
        }
    return _("from %(start)s to %(end)s") % {"start": _short(start, end), "end": day_text(end)}
