"""Working days in Poland, and the reviews of the log on them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from compliance.items.operation import log
from compliance.models import LogReview
from compliance.reviews import overdue_days
from compliance.subject import Subject
from compliance.workdays import easter, holidays, is_working_day, working_day_before, working_days_between
from tests.compliance.conftest import EditorOf

EASTERS = {
    1961: (4, 2), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2016: (3, 27), 2019: (4, 21), 2024: (3, 31),
    2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19), 2285: (3, 22),
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter(year: int, day: tuple[int, int]):
    assert easter(year) == date(year, *day)


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_spring_and_the_moving_holidays_follow_it(year: int):
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
    weekdays = sorted(holiday.weekday() for holiday in holidays(year) if (holiday - day).days in (0, 1, 49, 60))
    assert weekdays == [0, 3, 6, 6]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-04-03", True),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-06-04", False),  # Corpus Christi
        ("2026-06-05", True),
        ("2024-12-24", True),
        ("2026-12-24", False),
        ("2026-05-01", False),
        ("2026-05-02", False),  # a Saturday
        ("2026-11-11", False),
        ("2026-11-12", True),
    ],
)
def test_working_days(day: str, works: bool):
    assert is_working_day(date.fromisoformat(day)) is works


def test_the_day_before_jumps_over_a_long_weekend():
    assert working_day_before(date(2026, 1, 7)) == date(2026, 1, 5)
    assert working_day_before(date(2026, 12, 28)) == date(2026, 12, 23)
    assert list(working_days_between(date(2026, 12, 23), date(2026, 12, 28))) == [
        date(2026, 12, 23),
        date(2026, 12, 28),
    ]


WARSAW = ZoneInfo("Europe/Warsaw")
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (6, 9, 10, 11))


def test_a_day_is_overdue_when_the_next_working_day_has_come(small: Site):
    assert overdue_days(small, FRIDAY) is None
    LogReview.objects.create(site=small, day=FRIDAY, by_name="Kierownik")
    assert not overdue_days(small, FRIDAY)
    assert not overdue_days(small, MONDAY)
    assert overdue_days(small, TUESDAY) == [MONDAY]
    assert overdue_days(small, WEDNESDAY) == [MONDAY, TUESDAY]


def at(day: date) -> Any:
    return datetime(day.year, day.month, day.day, 10, tzinfo=WARSAW)


def test_the_board_asks_for_it(small: Site):
    LogReview.objects.create(site=small, day=FRIDAY, by_name="Kierownik")
    states = [log(Subject(small, at(day))).status.value for day in (FRIDAY, MONDAY, TUESDAY)]
    assert states == ["met", "met", "not_met"]


def test_staff_say_that_they_have_looked_once_a_day_and_for_no_other(small: Site, editor_of: EditorOf):
    client, address = editor_of(small), reverse("compliance:log", args=(small.pk,))
    assert client.post(address).headers["Location"] == address
    client.post(address)
    review = LogReview.objects.get()
    assert (review.site, review.day, review.by_name) == (small, timezone.localdate(), "Anna Redaktorska")
    assert client.get(address).content.decode().count("Anna Redaktorska") == 2


def test_who_comes_second_is_told_that_somebody_else_has_looked(small: Site, editor_of: EditorOf):
    address = reverse("compliance:log", args=(small.pk,))
    editor_of(small).post(address)
    page = editor_of(small, "druga", first_name="Beata", last_name="Druga").post(address, follow=True)
    assert LogReview.objects.get().by_name == "Anna Redaktorska"
    said = [str(message) for message in page.context["messages"]]
    assert len(said) == 1
    assert "Anna Redaktorska" in said[0]


def test_a_review_is_never_changed(small: Site):
    review = LogReview.objects.create(site=small, day=FRIDAY, by_name="Kierownik")
    review.day = MONDAY
    for change in (
        review.save,
        review.delete,
        LogReview.objects.all().delete,
        lambda: LogReview.objects.update(day=MONDAY),
    ):
        with pytest.raises(TypeError, match="only added to"):
            change()
    assert LogReview.objects.get().day == FRIDAY
