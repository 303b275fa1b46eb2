"""Dates of older systems are understood; nonsense is a ValueError and nothing else."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.core.dates import (
    MONTHS,
    WARSAW,
    WEEKDAYS,
    PartialDate,
    parse_polish_date,
    parse_polish_datetime,
)

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
CLOCKS = st.times().map(lambda time: time.replace(microsecond=0))

FORMS = [
    "{iso}",
    "{day} {genitive} {year}",
    "{day} {genitive} {year} r.",
    "{day} {genitive} {year} roku",
    "z dnia {day} {genitive} {year} r.",
    "dnia {day} {genitive} {year} roku",
    "{weekday}, {day:02d} {nominative} {year}",
    "{weekday}, {day:02d} {nominative} {year} 17:40",
    "{weekday} {day} {genitive} {year} r., godz. 7:05",
    "{day:02d}.{month:02d}.{year}",
    "{day}.{month}.{year} r.",
    "{day:02d}-{month:02d}-{year}",
    "{day:02d}/{month:02d}/{year}",
    "  {day}\u00a0{genitive}\u00a0{year}\u00a0r. ",
]


def printed(form: str, day: date) -> str:
    nominative, genitive = MONTHS[day.month - 1]
    return form.format(
        iso=day.isoformat(),
        day=day.day,
        month=day.month,
        year=day.year,
        weekday=WEEKDAYS[day.weekday()],
        nominative=nominative,
        genitive=genitive,
    )


@given(day=DAYS, form=st.sampled_from(FORMS), upper=st.booleans())
def test_every_day_in_every_printed_form_is_read_back(day, form, upper):
    text = printed(form, day)
    parsed = parse_polish_date(text.upper() if upper else text)
    assert (parsed.first, parsed.last, parsed.is_full) == (day, day, True)


@given(day=DAYS)
def test_label_and_iso_form_round_trip_at_every_precision(day):
    for partial in (
        PartialDate(day.year),
        PartialDate(day.year, day.month),
        PartialDate(day.year, day.month, day.day),
    ):
        assert parse_polish_date(partial.label) == partial
        assert PartialDate.parse(str(partial)) == partial
        assert partial.first <= day <= partial.last


@given(day=DAYS, clock=CLOCKS)
def test_day_and_hour_round_trip_unless_the_clocks_skipped_it(day, clock):
    text = f"{printed('{weekday}, {day:02d} {nominative} {year}', day)} {clock:%H:%M:%S}"
    local = datetime.combine(day, clock, WARSAW)
    exists = local.astimezone(UTC).astimezone(WARSAW).replace(tzinfo=None) == local.replace(tzinfo=None)
    if exists:
        assert parse_polish_datetime(text) == local
    else:
        with pytest.raises(ValueError, match="."):
            parse_polish_datetime(text)


@given(text=st.text(max_size=120))
def test_junk_raises_nothing_but_value_error(text):
    for parse in (PartialDate.parse, parse_polish_date, parse_polish_datetime):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 - anything but ValueError must fail the test


@given(text=st.text(alphabet="0123456789 .-/:,trzdniamajśodę+²", max_size=40))
def test_near_dates_raise_nothing_but_value_error(text):
    test_junk_raises_nothing_but_value_error.hypothesis.inner_test(text)


@given(one=DAYS, other=DAYS)
def test_full_dates_sort_as_days_do(one, other):
    assert (PartialDate.from_date(one) < PartialDate.from_date(other)) == (one < other)


def test_less_exact_dates_sort_first_inside_their_year():
    dates = [PartialDate(2017, 5, 3), PartialDate(2018), PartialDate(2017), PartialDate(2017, 5)]
    assert [str(each) for each in sorted(dates)] == ["2017", "2017-05", "2017-05-03", "2018"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("z dnia 23 kwietnia 2020 r.", "2020-04-23"),
        ("1 marca 1990 roku", "1990-03-01"),
        ("niedziela, 08 kwiecień 2018 17:40", "2018-04-08"),
        ("15.12.2022", "2022-12-15"),
        ("maj 2017", "2017-05"),
        ("2017 r.", "2017"),
        ("05.2017", "2017-05"),
        ("2018-04-08T17:40", "2018-04-08"),
    ],
)
def test_printed_dates_of_older_systems(text, iso):
    assert str(parse_polish_date(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "wczoraj", "31 czerwca 2020", "29 lutego 2021", "poniedziałek, 08 kwiecień 2018 17:40",
        "8 kwietnia 2018 25:00", "2017-13", "2017-5-3", "12 kwietnia", "8 brumaire 2018", "kwiecień 2018 17:40",
        "niedziela, kwiecień 2018", "15.13.2022", "IV kw. 2017 r.", "8 kwietnia 18",
    ],
)  # fmt: skip
def test_wrong_dates_are_refused(text):
    with pytest.raises(ValueError, match="."):
        parse_polish_date(text)


def test_the_register_of_an_older_system_is_read_in_warsaw_time():
    assert parse_polish_datetime("niedziela, 08 kwiecień 2018 17:40").isoformat() == "2018-04-08T17:40:00+02:00"
    assert parse_polish_datetime("piątek, 29 styczeń 2021 13:06").isoformat() == "2021-01-29T13:06:00+01:00"
    assert parse_polish_datetime("2018-04-08T15:40:00Z").isoformat() == "2018-04-08T17:40:00+02:00"


@pytest.mark.parametrize("text", ["8 kwietnia 2018", "28 marca 2021 02:30", "2018-04-08 17:40+99:00"])
def test_a_moment_needs_an_hour_that_existed(text):
    with pytest.raises(ValueError, match="."):
        parse_polish_datetime(text)


@pytest.mark.parametrize("parts", [(2017, None, 3), (999,), (10000,), (2017, 0), (2017, 2, 30), (2017, 2, 0)])
def test_parts_that_make_no_date_are_refused(parts):
    with pytest.raises(ValueError, match="."):
        PartialDate(*parts)
