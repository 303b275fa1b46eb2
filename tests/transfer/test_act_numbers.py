"""Act numbers stay as printed; their key is the same for every spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.acts.numbers import ActNumber, full_year, roman_to_int

SESSIONS = st.integers(1, 3999)
NUMBERS = st.integers(1, 999_999)
YEARS = st.integers(1969, 2068)
SEPARATORS = st.sampled_from(["/", ".", " / ", ". "])


def roman(value):
    numeral = ""
    for part, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, value = divmod(value, part)
        numeral += sign * count
    return numeral


@given(session=SESSIONS, number=NUMBERS, year=YEARS, separators=st.lists(SEPARATORS, min_size=2, max_size=2))
def test_every_spelling_of_a_resolution_gives_one_key(session, number, year, separators):
    first, second = separators
    numeral = roman(session)
    plain = ActNumber.parse(f"{numeral}/{number}/{year}")
    for text in (
        f"{numeral}{first}{number}{second}{year}",
        f"{numeral.lower()}{first}{number}{second}{year % 100:02d}",
    ):
        parsed = ActNumber.parse(text)
        assert parsed.raw == text
        assert parsed == plain
        assert hash(parsed) == hash(plain)
    assert (plain.session, plain.number, plain.year) == (session, number, year)


@given(number=NUMBERS, year=YEARS, separator=SEPARATORS, suffix=st.sampled_from(["", "a", "B"]))
def test_every_spelling_of_an_ordinance_gives_one_key(number, year, separator, suffix):
    parsed = ActNumber.parse(f"{number}{suffix}{separator}{year}")
    assert parsed == ActNumber.parse(f"{number}{suffix.upper()}/{year % 100:02d}")
    assert parsed.session is None


@given(text=st.text(max_size=80))
def test_junk_raises_nothing_but_value_error(text):
    try:
        assert ActNumber.parse(text).raw == text
    except ValueError as error:
        assert str(error)  # noqa: PT017 - anything but ValueError must fail the test


@given(text=st.text(alphabet="IVXLCDMivx0123456789/. ²Ⅷ", max_size=24))
def test_near_numbers_raise_nothing_but_value_error(text):
    test_junk_raises_nothing_but_value_error.hypothesis.inner_test(text)


@given(value=SESSIONS)
def test_roman_numerals_round_trip(value):
    assert roman_to_int(roman(value)) == value


def test_numbers_sort_by_year_session_and_running_number():
    printed = ["LXVI.1331/2022", "XI/59/90", "LX/1197.2022", "70/2022", "XXVII/508/2020", "X/79/90", "LVI/1114/2022"]
    assert [number.raw for number in sorted(map(ActNumber.parse, printed))] == [
        "X/79/90", "XI/59/90", "XXVII/508/2020", "70/2022", "LVI/1114/2022", "LX/1197.2022", "LXVI.1331/2022",
    ]  # fmt: skip


def test_a_case_sign_is_a_series_of_its_own():
    assert ActNumber.parse("OR.0050.70.2022") != ActNumber.parse("70/2022")
    assert ActNumber.parse("OR.0050.70.2022") == ActNumber.parse("OR.0050.70/22")


@pytest.mark.parametrize(
    "text",
    ["", "70", "IIII/5/2020", "VX/5/2020", "XII/0/2020", "XII/5/202", "nr XII/5/2020", "XII-5-2020", "X/79/1790",
     "XII/5/2020/2021", "5/XII/2020"],
)  # fmt: skip
def test_wrong_numbers_are_refused(text):
    with pytest.raises(ValueError, match="."):
        ActNumber.parse(text)


def test_two_digit_years_follow_the_posix_rule():
    assert [full_year(digits) for digits in ("69", "90", "99", "00", "22", "68")] == [
        1969,
        1990,
        1999,
        2000,
        2022,
        2068,
    ]
