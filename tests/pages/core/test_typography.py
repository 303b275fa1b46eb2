"""Hard spaces, Polish dates and phone numbers as templates print them."""

from datetime import UTC, datetime

import pytest
from django.utils.safestring import mark_safe

from pages.core.dates import PartialDate
from pages.core.templatetags.jawny import nbsp, nbsp_pieces, phone, phone_href, polish_date, polish_datetime
from search.snippets import Piece

HARD = "\u00a0"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("w Kielcach i w Opolu", f"w{HARD}Kielcach i{HARD}w{HARD}Opolu"),
        ("zgodnie z § 5 ust. 1", f"zgodnie z{HARD}§{HARD}5 ust.{HARD}1"),
        ("13 października 2022 r.", f"13{HARD}października{HARD}2022{HARD}r."),
        ("ul. Studzienna 2", f"ul.{HARD}Studzienna 2"),
        ("MOPR, tel. 41 331 25 24, pokój 3", f"MOPR, tel.{HARD}41{HARD}331{HARD}25{HARD}24, pokój 3"),
        ("+48 600 100 200", f"+48{HARD}600{HARD}100{HARD}200"),
        ("(41) 331 25 24", f"(41){HARD}331{HARD}25{HARD}24"),
        ("12 345 67 890", "12 345 67 890"),
        ("pokój 12 i\n14 lub 15\nr. B", "pokój 12 i\n14 lub 15\nr. B"),
        ("kawa i herbata", f"kawa i{HARD}herbata"),
        ("mapa miasta", "mapa miasta"),
        ("", ""),
    ],
)
def test_short_words_stay_with_what_they_belong_to(written: str, printed: str) -> None:
    assert nbsp(written) == printed


def test_a_text_in_pieces_gets_the_same_hard_spaces() -> None:
    pieces = [Piece("Zmiany w "), Piece("Statucie", marked=True), Piece(" z 13 "), Piece("maja", marked=True)]
    printed = nbsp_pieces(pieces)
    assert "".join(piece.text for piece in printed) == nbsp("Zmiany w Statucie z 13 maja")
    assert [piece.text for piece in printed if piece.marked] == ["Statucie", "maja"]
    assert nbsp_pieces([Piece("w  Kielcach")]) == [Piece("w  Kielcach")], "what can't be told apart stays as it is"
    assert nbsp_pieces([]) == []


def test_markup_is_left_alone_and_text_is_escaped() -> None:
    assert nbsp(mark_safe('<a href="/a i b">a i b</a>')) == f'<a href="/a i b">a{HARD}i{HARD}b</a>'
    assert nbsp("<script>") == "&lt;script&gt;"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (PartialDate(2018, 4, 8), "8 kwietnia 2018"),
        (PartialDate(2017), "2017"),
        (datetime(2018, 4, 7, 22, 30, tzinfo=UTC), "8 kwietnia 2018"),
        (None, ""),
        ("8 kwiecień", ""),
    ],
)
def test_dates_are_in_the_genitive_and_in_polish_time(value: object, printed: str) -> None:
    assert polish_date(value) == printed


def test_moments_carry_polish_time() -> None:
    assert polish_datetime(datetime(2018, 4, 8, 15, 40, tzinfo=UTC)) == "8 kwietnia 2018, 17:40"


def test_phones_do_not_break_and_dial() -> None:
    assert phone("41 331 25 24") == f"41{HARD}331{HARD}25{HARD}24"
    assert phone_href("41 331 25 24") == "tel:+48413312524"
    assert phone_href("+380 44 123 45 67") == "tel:+380441234567"
