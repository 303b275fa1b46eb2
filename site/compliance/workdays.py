"""Working days of a Polish office: Monday to Friday without public holidays."""

from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)
# Month and day of the holidays that don't move.
FIXED = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))
CHRISTMAS_EVE, CHRISTMAS_EVE_SINCE = (12, 24), 2025
# Days after Easter Sunday: itself, Easter Monday, Pentecost, Corpus Christi.
MOVING = (0, 1, 49, 60)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    days = [date(year, month, day) for month, day in FIXED]
    if year >= CHRISTMAS_EVE_SINCE:
        days.append(date(year, *CHRISTMAS_EVE))
    return frozenset([*days, *(easter(year) + after * DAY for after in MOVING)])


def is_working_day(day: date) -> bool:
    """Whether an office works on a day."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_day_before(day: date) -> date:
    """The last working day before a day."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day


def working_days_between(first: date, last: date) -> Iterator[date]:
    """The working days from one day to another, both counted, the earliest first."""
    for number in range((last - first).days + 1):
        if is_working_day(first + number * DAY):
            yield first + number * DAY
