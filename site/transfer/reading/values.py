"""Readers of single values: each returns the clean value or raises ValueError saying what was expected.

What the models themselves demand of a value (`pages.core.validators`, lengths) is left to `model_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pages.core.dates import WARSAW, PartialDate, parse_polish_date, parse_polish_datetime

from .suggestions import closest

Reader = Callable[[Any], Any]

MAX_NUMBER = 10**14  # past every number of the format; the longest, of the REGON, has 14 digits
MAX_SMALL_NUMBER = 32_767
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
_AMOUNT = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
_DURATION = re.compile(r"([0-9]{1,3}):([0-9]{2})")


def line_of_text(value: Any) -> str:
    """One line of text; a whole number is taken as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > MAX_NUMBER:  # Python refuses to write very long ones
            raise ValueError(_("the number is too long"))
        return str(value)
    if not isinstance(value, str):
        raise ValueError(_("expected a text in quotes"))
    if "\n" in value.strip():
        raise ValueError(_("expected one line of text"))
    return " ".join(value.replace("\u00a0", " ").split(" ")).strip()


def lines_of_text(value: Any) -> str:
    """Text of one or more lines; a list of texts gives a line each."""
    if isinstance(value, list):
        return "\n".join(line_of_text(item) for item in value)
    if not isinstance(value, str):
        raise ValueError(_("expected a text in quotes"))
    return "\n".join(line.strip() for line in value.strip().split("\n"))


def verbatim(value: Any) -> str:
    """A text kept exactly as it is written, but for spaces around it."""
    if not isinstance(value, str):
        raise ValueError(_("expected a text in quotes"))
    return value.strip()


def list_of_texts(value: Any) -> list[str]:
    """A list of lines of text, none of them empty."""
    if not isinstance(value, list):
        raise ValueError(_('expected a list of texts: ["…", "…"]'))
    texts = [line_of_text(item) for item in value]
    if "" in texts:
        raise ValueError(_("a text of the list is empty"))
    return texts


def whole_number(value: Any) -> int:
    """A whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MAX_NUMBER:
        raise ValueError(_("expected a whole number without quotes, e.g. 3"))
    return value


def small_number(value: Any) -> int:
    """A whole number of at least 0 that a column for small numbers holds."""
    number = whole_number(value)
    if number > MAX_SMALL_NUMBER:
        raise ValueError(_("the number is too large; at most %(limit)d") % {"limit": MAX_SMALL_NUMBER})
    return number


def number_in_list(value: Any) -> int:
    """A whole number, also written as a text: “7” or “7.”."""
    digits = line_of_text(value).removesuffix(".")
    if not (digits.isascii() and digits.isdigit() and len(digits) < len(str(MAX_NUMBER))):
        raise ValueError(_("expected a whole number, e.g. 7"))
    return int(digits)


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("expected true or false, without quotes"))
    return value


def partial_date(value: Any) -> PartialDate:
    """A date as offices print it, a year, or a date of TOML itself."""
    if isinstance(value, datetime):
        return PartialDate.from_date(value.date())
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return parse_polish_date(line_of_text(value))


def whole_day(value: Any) -> date:
    """A date known to the day, written as `partial_date`."""
    day = partial_date(value)
    if not day.is_full:
        raise ValueError(_("the day is missing; expected a whole date, e.g. 15.12.2022"))
    return day.first


def clock(value: Any) -> time:
    """An hour of the day, “9:05”."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    match = _CLOCK.fullmatch(line_of_text(value))
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(_("expected an hour, e.g. 15:00"))
    return time(int(match[1]), int(match[2]))


def moment(value: Any) -> datetime:
    """A day with an hour, Polish time, as offices print them; or a date and time of TOML itself."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=WARSAW)
    return parse_polish_datetime(line_of_text(value))


def amount(value: Any) -> Decimal:
    """Złote and grosze: 1200, 12345.67 or “12 345,67 zł”."""
    text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else line_of_text(value)
    match = _AMOUNT.fullmatch(re.sub(r"\s|zł$", "", text))
    if not match:
        raise ValueError(_("expected an amount in złote, e.g. 12 345,67"))
    return Decimal(f"{match[1]}.{match[2] or 0}")


def duration(value: Any) -> timedelta:
    """Minutes and seconds, “2:35”."""
    match = _DURATION.fullmatch(line_of_text(value))
    if not match or int(match[2]) > 59:
        raise ValueError(_("expected minutes and seconds, e.g. 2:35"))
    return timedelta(minutes=int(match[1]), seconds=int(match[2]))


def slug(value: Any) -> str:
    text = line_of_text(value)
    if not SLUG.fullmatch(text):
        raise ValueError(
            _("“%(text)s” can't be an address; expected small letters a–z without accents, digits and hyphens")
            % {"text": text}
        )
    return text


def one_of(choices: Mapping[str, str] | list[str]) -> Reader:
    """One of the words; a mapping gives the value that each word stands for."""
    known = dict(choices) if isinstance(choices, Mapping) else {choice: choice for choice in choices}

    def read(value: Any) -> str:
        text = line_of_text(value)
        if text not in known:
            raise ValueError(
                _("“%(text)s” is not known%(hint)s; expected one of: %(names)s")
                % {"text": text, "hint": closest(text, known), "names": ", ".join(known)}
            )
        return known[text]

    return read


def digits(value: Any) -> str:
    """A number of an office, without the dashes and spaces that it is often printed with."""
    return re.sub("[- ]", "", line_of_text(value))
