"""Words, numbers, dates and amounts; what of a text is marked."""

import pytest

from history.diff.blocks import blocks_of
from history.diff.compare import Comparison, compare
from history.diff.matching import BLOCK_LIMIT, TOTAL_LIMIT, TooMuchWorkError, Work
from history.diff.model import plain
from history.diff.tokens import tokens_of
from tests.history.diff.prose import Changed, long_prose, reference, repetitive


def compared(old: str, new: str) -> Comparison:
    """Two articles compared."""
    return compare(blocks_of(old), blocks_of(new))


def marks(old: str, new: str) -> str:
    """The text of two paragraphs as one: [-removed-] and {+added+}."""
    made = ""
    for entry in compared(f"<p>{old}</p>", f"<p>{new}</p>").entries:
        for segment in entry.parts[0].segments:
            if not segment.changed:
                made += plain(segment.new)
                continue
            made += f"[-{plain(segment.old)}-]" if segment.old else ""
            made += f"{{+{plain(segment.new)}+}}" if segment.new else ""
    return made


def test_exactly_the_changed_words_are_marked_in_a_long_text() -> None:
    old, new, changed = reference()
    assert (old.words, len(old.paragraphs), sum(map(len, old.paragraphs)), changed) == (5_589, 162, 489, 234)
    comparison = compare(old.blocks(), new.blocks())
    assert comparison.marked_words == 234
    assert not comparison.is_rough


@pytest.mark.parametrize("made", [long_prose(), repetitive()], ids=["prose", "repetitive"])
def test_exactly_the_changed_words_are_marked_in_ten_thousand(made: Changed) -> None:
    assert made.old.words == 10_002
    assert compare(made.old.blocks(), made.new.blocks()).marked_words == made.changed_words


@pytest.mark.parametrize(
    "whole",
    [
        "XXVII/508/2020", "LX/1197.2022", "LXVI.1331/2022", "1.2.", "1.2.3.", "23.04.2020", "2020-04-23", "1 234,56 zł",
        "1\u00a0234,56\u00a0zł", "1 234 567 zł", "100 zł", "12,5 %", "50%", "5,5", "77 483 57 49", "41 331-25-24",
        "600 700 800", "+48 600 700 800", "15:30", "rzeczowo-finansowych", "Kędzierzyn-Koźle", "3-letnich", "a@b.pl",
        "https://mops.example/a?b=1",
    ],
)  # fmt: skip
def test_what_is_one_thing_is_one_token(whole: str) -> None:
    text = f"przed {whole} po"
    assert [text[token.start : token.end] for token in tokens_of(text)] == ["przed", whole, "po"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("z dnia 23.04.2020.", ["z", "dnia", "23.04.2020", "."]),
        ("§ 4. 1. Ośrodek", ["§", "4", ".", "1", ".", "Ośrodek"]),
        ("(art. 5, ust. 2)", ["(", "art", ".", "5", ",", "ust", ".", "2", ")"]),
        ("w 2020 234 osoby", ["w", "2020", "234", "osoby"]),
        ("koniec.Początek", ["koniec.Początek"]),
        ("", []),
        (" \n\u00a0", []),
    ],
)
def test_the_rest_are_words_and_signs(text: str, tokens: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens_of(text)] == tokens


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("dla 3 letnich zadań", "dla trzyletnich zadań", "dla[- 3 letnich-]{+ trzyletnich+} zadań"),
        ("ustawą o przemocy", "ustawą o przeciwdziałaniu przemocy", "ustawą o{+ przeciwdziałaniu+} przemocy"),
        ("z dnia 23.04.2020 r.", "z dnia 24.04.2020 r.", "z dnia[- 23.04.2020-]{+ 24.04.2020+} r."),
        ("uchwała XXVII/508/2020", "uchwała XXVII/509/2020", "uchwała[- XXVII/508/2020-]{+ XXVII/509/2020+}"),
        ("opłata 1 234,56 zł rocznie", "opłata 1 243,56 zł rocznie", "opłata[- 1 234,56 zł-]{+ 1 243,56 zł+} rocznie"),
        ("Ala ma kota, a Ela psa", "Ola zna kota, a Ela psa", "[-Ala ma-]{+Ola zna+} kota, a Ela psa"),
        ("raz, dwa i trzy", "jeden, drugi i trzy", "[-raz, dwa-]{+jeden, drugi+} i trzy"),
        ("Jest. B c. B d.", "Jest. B d.", "Jest.[- B c.-] B d."),
        ("Jest. B d.", "Jest. B c. B d.", "Jest.{+ B c.+} B d."),
        ("słowa  tak samo", "słowa\u00a0tak samo", "słowa\u00a0tak samo"),
    ],
)  # fmt: skip
def test_marks_are_what_a_writer_changed(old: str, new: str, marked: str) -> None:
    assert marks(old, new) == marked


def test_a_change_of_white_space_alone_is_no_change() -> None:
    assert compared("<p>Ala ma\nkota</p>", "<p> Ala&nbsp;ma  kota </p>").changes == ()


def test_prose_that_repeats_a_word_two_hundred_times_is_compared_by_word() -> None:
    comparison = compared(f"<p>{'w x ' * 150}</p>", f"<p>y {'w z ' * 150}</p>")
    assert not comparison.is_rough


def test_what_repeats_too_much_is_compared_by_sentence_and_says_so() -> None:
    old, new = f"<p>Bez zmian. {'a b ' * 400}. To też.</p>", f"<p>Bez zmian. {'a c ' * 400}. To też.</p>"
    comparison = compared(old, new)
    (change,) = comparison.changes
    assert change.first.roughness == "sentences"
    assert comparison.is_rough
    kept = [plain(segment.new) for segment in change.first.parts[0].segments if not segment.changed]
    assert kept == ["Bez zmian.", " To też."]
    assert comparison.accept_all() == [block.visible for block in blocks_of(new)]


def test_what_has_no_sentence_in_common_is_replaced_as_a_whole_and_says_so() -> None:
    comparison = compared(f"<p>{'a b ' * 2_000}</p>", f"<p>{'a c ' * 2_000}</p>")
    assert [entry.roughness for entry in comparison.entries] == ["whole"]
    assert comparison.marked_words == 8_000


def test_a_comparison_has_one_budget() -> None:
    work = Work()
    for _ in range(TOTAL_LIMIT // BLOCK_LIMIT):
        work.spend(BLOCK_LIMIT)
    with pytest.raises(TooMuchWorkError):
        work.spend(BLOCK_LIMIT)
    with pytest.raises(TooMuchWorkError):
        Work().spend(BLOCK_LIMIT + 1)


def test_ten_thousand_words_of_which_every_second_changed_are_not_compared_for_ever() -> None:
    """Words found once each pass the first guard; the steps of the search are counted too."""
    old = " ".join(f"w{number} x{number}" for number in range(5_000))
    comparison = compared(f"<p>{old}</p>", f"<p>{old.replace('x', 'y')}</p>")
    assert comparison.is_rough
