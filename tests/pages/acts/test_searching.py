"""Finding acts by a number in any spelling and by words without their Polish letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.acts.numbers import ActNumber
from pages.acts.register.searching import Question, Searchable, fold

TITLE = "uchwała Zmiany w Statucie Ośrodka Województwa Świętokrzyskiego z 1970 roku"


def finds(typed: str, number: str = "LX/1197.2022", text: str = TITLE) -> bool:
    key = ActNumber.parse(number).key if number else ""
    return Question(typed).finds(Searchable(number, key, text))


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("XXVII/508/2020", "XXVII/508"),
        ("XXVII/508/2020", "508/2020"),
        ("XXVII/508/2020", "nr XXVII / 508 / 2020"),
        ("XXVII/508/2020", "XXVII.508.2020"),
        ("XXVII/508/2020", "XXVII/2020"),
        ("LX/1197.2022", "lx 1197 2022"),
        ("LX/1197.2022", "uchwała 1197"),
        ("LXVI.1331/2022", "LXVI 1331"),
        ("LXIX/1395/2022", "1395"),
        ("70/2022", "70/2022"),
        ("70/2022", "70 2022"),
        ("X/79/90", "X/79/1990"),
        ("X/79/90", "79/1990"),
        ("X/79/1990", "x/79/90"),
        ("12a/2022", "12A"),
    ],
)
def test_a_number_is_found_however_it_is_written(number: str, typed: str) -> None:
    assert finds(typed, number)


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("LX/1197.2022", "70"),
        ("LX/1197.2022", "119"),
        ("LX/1197.2022", "7"),
        ("LXII/1242.2022", "LX/1242"),
        ("LXII/1242.2022", "lx 1242"),
        ("XXVII/508/2020", "2020/508"),
        ("XXVII/508/2020", "508/2022"),
        ("II/7/2022", "I/7/2022"),
        ("7/2022", "2022/7"),
    ],
)
def test_a_part_of_a_number_is_another_number(number: str, typed: str) -> None:
    assert not finds(typed, number)


@pytest.mark.parametrize(
    "typed",
    ["swietokrzyskiego", "ŚWIĘTOKRZYSKIEGO", "Statucie zmiany", "osrodka", "krzyski", "UCHWALA", "1970", "", "…/"],
)
def test_words_are_found_without_polish_letters_and_in_any_order(typed: str) -> None:
    assert finds(typed)


@pytest.mark.parametrize("typed", ["regulamin", "statucie regulamin", "statucie 9", "1970 1198"])
def test_all_that_is_typed_must_be_there(typed: str) -> None:
    assert not finds(typed)


def test_a_word_that_looks_like_a_roman_numeral_is_a_word() -> None:
    assert finds("mi", text="uchwała w sprawie mieszkań")


def test_an_act_without_a_number_is_found_by_its_words_alone() -> None:
    assert finds("statut", number="", text="statut Statut GOPS")
    assert not finds("70/2022", number="", text="statut Statut GOPS")


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aąbcćdeęfghijklłmnńoóprsśtuwyzźżAĄĆĘŁŃÓŚŹŻ -", min_size=1, max_size=60))
def test_any_text_finds_itself_in_any_letters(text: str) -> None:
    for typed in (text, text.upper(), fold(text), unicodedata.normalize("NFD", text)):
        assert finds(typed, text=text)


@given(st.integers(1, 3999), st.integers(1, 9999), st.integers(1969, 2068), st.sampled_from(["/", "."]))
def test_every_number_is_found_by_itself_and_by_its_parts(session: int, number: int, year: int, sign: str) -> None:
    printed = f"{_roman(session)}/{number}{sign}{year}"
    for typed in (printed, printed.lower(), printed.replace("/", " "), f"{number}/{year}", str(number), str(year)):
        assert finds(typed, printed, "")


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_number_finds_no_other_number(one: int, other: int) -> None:
    assert finds(f"{one}/2022", f"{other}/2022", "") == (one == other)


@given(st.text(max_size=100))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert finds(typed) in (True, False)


def _roman(number: int) -> str:
    signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    signs += [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text
