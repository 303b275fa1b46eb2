"""What a word, an act's number, a day and a phone are found by, and what the analysis promises the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pages.standard.models import ContentPage
from search.analysis import morphology, names
from search.analysis.folding import fold
from search.analysis.morphology import is_empty, tokens_asked, tokens_of
from search.analysis.shapes import shapes
from search.analysis.tokens import MAX_WORD, index_tokens, tidy, words
from search.asking import MAX_WORDS, ask, ask_beginning, asked_words
from search.content import State
from search.snippets import LENGTH, Piece, marked, snippet
from search.states import state_on, written
from tests.factories import add_page, make_centre
from tests.search.asking import found_titles
from tests.search.inflected import DIFFERENT, FORMS

# What people type and files hold: letters that fold to several, marks that stand alone, digits of other scripts.
NASTY = "aĄłŁßŉǆİıſK½²Ⅷ⑴ﬃﷺﾞ\u0301\u0328\u200d\u00ad٣۴०0123456789/.-+() _'\"*:&|!\\\n\0😀👩\u202e"
texts = st.text(max_size=120) | st.text(st.sampled_from(NASTY), max_size=120)


def finds(asked: str, said: str) -> bool:
    """Whether a question of one word finds a page that says the other."""
    question = ask(asked)
    assert question
    return bool(question.tokens.intersection(index_tokens(said)))


# -- inflection --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lemma", FORMS)
def test_every_form_of_a_word_finds_the_word_and_back_with_polish_letters_or_without(lemma: str) -> None:
    for form in FORMS[lemma].split():
        for asked, said in ((form, lemma), (lemma, form)):
            assert finds(asked, said), f"{asked} finds {said}"
            assert finds(fold(asked), said), f"{fold(asked)} finds {said}"
            assert finds(asked.upper(), said), f"{asked.upper()} finds {said}"


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_that_only_look_alike_do_not_find_each_other(one: str, other: str) -> None:
    assert not finds(one, other)
    assert not finds(other, one)


def test_a_word_is_not_read_as_another_one_without_its_tails() -> None:
    """ "prac" is a form of "praca": that it might be "prać" without its tail is not tried."""
    assert set(tokens_asked("prac")) == set(tokens_of("prac"))


def test_small_words_say_nothing_and_words_of_a_need_do() -> None:
    small = "a i lub oraz albo ale czy że w na do od po z za o u bez dla przez się sie jest są moja tego gdzie jak mogę"
    assert [word for word in small.split() if not is_empty(word)] == []
    telling = "zasiłek matki dom ojciec koło miast praca wniosek nieznanosłów 500 plus"
    assert [word for word in telling.split() if is_empty(word)] == []
    assert [word.typed for word in asked_words("gdzie dostać zasiłek dla matki")] == ["zasiłek", "matki"]
    assert [word.typed for word in asked_words("gdzie się dostać")] == ["gdzie", "się", "dostać"]


def test_a_form_that_is_another_word_without_its_tails_is_found_as_a_near_one(db: None) -> None:
    """ "rece" and "sadow" are in the dictionary, and mean something else there."""
    site = make_centre()
    add_page(site.root_page, ContentPage(title="Wykaz sądów", slug="sady"))
    add_page(site.root_page, ContentPage(title="Myjemy ręce", slug="rece"))
    assert found_titles(site, "sadow") == ["Wykaz sądów"]
    assert found_titles(site, "rece") == ["Myjemy ręce"]


# -- numbers -----------------------------------------------------------------------------------------------------------

ROMAN = ["I", "IV", "IX", "XIV", "XXVII", "XL", "XLIX", "XC", "CXIX"]
VALUES = dict(zip(ROMAN, [1, 4, 9, 14, 27, 40, 49, 90, 119], strict=True))
MONTHS = (
    ("stycznia", "I"), ("lutego", "II"), ("marca", "III"), ("kwietnia", "IV"), ("maja", "V"), ("czerwca", "VI"),
    ("lipca", "VII"), ("sierpnia", "VIII"), ("września", "IX"), ("października", "X"), ("listopada", "XI"),
    ("grudnia", "XII"),
)  # fmt: skip
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def first_token(text: str) -> str:
    """What the one number of a text is asked for by."""
    [shape] = shapes(text)
    return shape.tokens[0]


@given(st.sampled_from(ROMAN), st.integers(1, 999_999), st.integers(1969, 2068), st.sampled_from(["", "a"]))
def test_an_act_is_found_by_any_spelling_of_its_number(session: str, number: int, year: int, suffix: str) -> None:
    own = f"{number}{suffix}"
    full = f"s{VALUES[session]}n{own}y{year}"
    for spelling in (
        f"{session}/{own}/{year}",
        f"{session.lower()}/{own}/{year}",
        f"{session}.{own}.{year}",
        f"{session} / {own} / {year}",
        f"{session}/{own.upper()}/{year % 100:02d}",
    ):
        assert first_token(spelling) == full
        assert {full, f"n{own}y{year}"} < set(index_tokens(f"Uchwała nr {spelling} z dnia"))
    for short in (f"{own}/{year}", f"{own}.{year}", f"{own}/{year % 100:02d}", f"{own} / {year}"):
        assert first_token(short) == f"n{own}y{year}"


@given(days)
def test_a_day_is_found_by_any_spelling(day: date) -> None:
    name, roman = MONTHS[day.month - 1]
    for spelling in (
        f"{day.day} {name} {day.year}",
        f"{day.day} {fold(name).upper()}  {day.year} r.",
        f"{day.day}. {name} {day.year}r",
        f"{day.day} {roman} {day.year}",
        f"{day:%d}.{roman}.{day.year}",
        f"{day:%d.%m}.{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m}-{day.year}",
        f"{day:%d/%m}/{day.year}",
        day.isoformat(),
    ):
        assert first_token(f"z dnia {spelling}") == f"d{day:%Y%m%d}"


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_a_phone_is_found_by_any_spelling(digits: str) -> None:
    area, own = digits[:2], digits[2:]
    groups = f"{own[:3]} {own[3:5]} {own[5:]}"
    for spelling in (
        digits,
        f"{area} {groups}",
        f"{area} {groups}".replace(" ", "-"),
        f"{area} {groups}".replace(" ", "\u00a0"),
        f"{area} {own}",
        f"({area}) {groups.replace(' ', '-')}",
        f"0{area} {groups}",
        f"(0-{area}) {groups}",
        f"{area}/{groups.replace(' ', '-')}",
        f"{digits[:3]} {digits[3:6]} {digits[6:]}",
        f"+48 {area} {groups}",
        f"+48{digits}",
        f"0048 {digits}",
        f"+48 ({area}) {groups}",
    ):
        assert first_token(f"tel. {spelling}, w godzinach") == f"t{digits}", spelling
        assert f"t{own}" in set(index_tokens(spelling))
    for spelling in (own, groups, groups.replace(" ", "-")):
        assert first_token(spelling) == f"t{own}", "in town the area is left out"


def test_numbers_side_by_side_are_told_apart() -> None:
    text = "25-544 Kielce 41 331 25 24 41 331 25 25, 70/2022 413312526"
    assert [shape.tokens[0] for shape in shapes(text)] == ["t413312524", "t413312525", "n70y2022", "t413312526"]


def test_what_only_looks_like_a_number_is_none() -> None:
    for text in ("99.99.9999", "0.00.0000", "2 i 2020", "12 1234 5678 1234 5678 1234 5678", "٤١٣٣١٢٥٢٤", "IIII/5/2020"):
        assert not [shape for shape in shapes(text) if shape.tokens[0][0] in "dst"], text


def test_a_text_of_nothing_but_numbers_is_read_in_one_walk() -> None:
    """In squares of its length this would take minutes."""
    text = "2.01.2020 70/2022 41 331 25 24 " * 16_000
    assert len(shapes(text)) == 3 * 16_000
    question = ask("413312524")
    assert question
    assert snippet(text, question).pieces


# -- promises to the engines and the page ------------------------------------------------------------------------------


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@example("½ ⑴ ﾞ ﷺ ﬃ")
@example("ﷺ" * MAX_WORD)
def test_tokens_are_of_letters_and_digits_and_short_enough_for_both_engines(text: str) -> None:
    asked = [*asked_words(text), *(word for word in asked_words(text.upper()))]
    for token in [*index_tokens(text), *(token for word in asked for token in word.tokens)]:
        assert token.isalnum(), token
        assert len(token.encode()) < 2_000


@given(texts)
def test_a_question_has_words_that_can_be_asked_for_and_not_too_many(text: str) -> None:
    for question in (ask(text * 5), ask_beginning(text * 5)):
        if question:
            assert 0 < len(question.groups) <= MAX_WORDS
            assert all(word.tokens for group in question.groups for way in group.ways for word in way)


@given(texts)
@example("1-02-2020-04-05")
def test_numbers_lie_in_the_text_in_its_order_and_beside_one_another(text: str) -> None:
    end = 0
    for shape in shapes(tidy(text)):
        assert end <= shape.start < shape.end <= len(tidy(text))
        end = shape.end


@given(texts)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    text = tidy(text)
    assert all(text[found.start : found.end].lower() == found.word for found in words(text))


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


PARTS = [*"ab,.\n", "Zasiłku ", "zasiłki", "x" * 50, "70/2022 ", "świad\u00adczeń ", " 41 331 25 24"]
pages = st.lists(st.sampled_from(PARTS)).map("".join) | texts
questions = st.sampled_from(["zasiłek", "świadczenie 70/2022", "413312524", "a b", "331"])


@given(pages, questions)
def test_marking_loses_nothing_of_a_text(text: str, typed: str) -> None:
    question = ask(typed)
    assert question
    assert text_of(marked(text, question)) == tidy(text)
    assert any(piece.marked for piece in marked(text, question)) == bool(snippet(text, question).parts)


@given(pages, questions)
def test_a_snippet_is_a_part_of_the_text_and_no_long_one(text: str, typed: str) -> None:
    question = ask(typed)
    assert question
    pieces, parts = snippet(text, question)
    inside = [piece for piece in pieces if piece.text not in ("… ", " …")]
    assert text_of(inside) in tidy(text)
    assert len(text_of(inside)) <= LENGTH
    assert bool(pieces) == bool(parts)
    assert not pieces or any(piece.marked for piece in pieces)


def test_a_snippet_marks_words_in_the_form_in_which_they_stand() -> None:
    question = ask("zasiłek dla dziecka")
    assert question
    assert [piece.text for piece in marked("Zasiłki na dzieci i żłobki", question) if piece.marked] == [
        "Zasiłki",
        "dzieci",
    ]


def test_the_longest_term_of_the_register_is_taken_and_a_broken_one_left_alone() -> None:
    register = [
        SimpleNamespace(term=term, means=means, page_id=page_id)
        for term, means, page_id in (
            ("500 plus", ("świadczenie wychowawcze",), 7),
            ("500", ("kwota",), None),
            ('"*"', ("nic",), 8),
            ("becikowe", ("", "***", "zapomoga z tytułu urodzenia dziecka"), None),
        )
    ]
    question = ask("500+ becikowe", register)
    assert question
    assert [[len(way) for way in group.ways] for group in question.groups] == [[2, 2], [1, 4]]
    alone = ask("500 PLUS", register)
    assert alone
    assert (question.first, alone.first) == ((), (7,)), "a page is put first for its name alone"


@given(st.lists(st.tuples(st.none() | days, st.sampled_from(["in_force", "ended"]), st.sampled_from(["a b", ""]))))
def test_states_read_as_they_were_written(made: list[tuple[date | None, str, str]]) -> None:
    states = [State(since, key, label, is_over=key == "ended") for since, key, label in made]
    text = written(states)
    for day in {date(2020, 1, 1), *(state.since for state in states if state.since)}:
        current = [state for state in states if (state.since or date.min) <= day]
        latest = max((state.since or date.min for state in current), default=None)
        said = state_on(text, day)
        assert said in [state for state in current if (state.since or date.min) == latest] if current else said is None


# -- without the dictionary --------------------------------------------------------------------------------------------


def forget_all_words() -> None:
    for module in (morphology, names):
        for known in vars(module).values():
            getattr(known, "cache_clear", lambda: None)()
    asked_words.cache_clear()


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A platform for which there is no morfeusz2."""
    monkeypatch.setitem(sys.modules, "morfeusz2", None)
    forget_all_words()
    yield
    monkeypatch.undo()
    forget_all_words()


def test_without_the_dictionary_words_are_found_as_they_are_written(db: None, no_dictionary: None) -> None:
    site = make_centre()
    add_page(site.root_page, ContentPage(title="Zasiłek okresowy nr 70/2022", summary="Dla osób bez dochodu"))
    for query in ("zasiłek", "ZASILEK", "okresowy zasilek", "70.2022", "bez dochodu"):
        assert found_titles(site, query) == ["Zasiłek okresowy nr 70/2022"], query
    assert found_titles(site, "świadczenie") == []
