"""Pasted text: what is cleaned away, and what hostile input costs."""

import pytest

from pages.acts.text.cleaning import MAX_CHARACTERS, UnreadableTextError, clean
from pages.acts.text.recognise import from_plain_text
from pages.acts.text.structure import read_back, structure

pytestmark = pytest.mark.usefixtures("untranslated")


def test_only_what_nobody_sees_is_cleaned_away() -> None:
    assert (
        clean("§\u00a05.\tZa\u00adda\u200bnia\u0007  o\u0301srodka\r\nsą\u2028dwa") == "§ 5. Zadania ósrodka\nsą\ndwa"
    )


def test_a_word_broken_at_a_soft_hyphen_is_one_word() -> None:
    assert clean("zamiesz\u00ad\r\nkania") == "zamieszkania"


def test_bullets_of_word_are_dashes() -> None:
    assert clean("\uf0b7 zasiłek") == "– zasiłek"


def test_a_text_longer_than_any_act_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableTextError, match="Paste it in parts"):
        from_plain_text("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize(
    "piece",
    [
        "1.\n",
        "1. ",
        "§ 1.\n",
        "„",
        "„\n",
        "(\n",
        "Rozdział 1\n",
        "– a\n",
        "x\n",
        "1) a)\n",
        "ust. 1,",
        "e\u0301\u0327",
        "\u0301\u0327",
        "\u05b0\u05b4",
        "a-\n",
    ],
)
def test_hostile_text_of_the_full_length_is_read_to_its_end(piece: str) -> None:
    text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    blocks = from_plain_text(text).blocks
    assert len(structure(blocks)) == len(blocks)
    assert "".join(read_back(blocks).split())[:1] == "".join(clean(text).split())[:1]
