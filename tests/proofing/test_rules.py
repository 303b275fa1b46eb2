"""Every rule does what its examples say, and its row of the README says the same."""

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofing.documentation import README, readme_with_table
from proofing.examples import Example, heading, link, listed, page, picture, table, text
from proofing.kinds import Kind, Level
from proofing.proof import blocking, proof
from proofing.reading import TextKind
from proofing.rules import PERSONAL, RULES
from proofing.rules.phrases import phrases
from proofing.rules.readability import fog
from proofing.words import dates_in, sentences, syllables
from search.analysis.morphology import dictionary_forms

PASSING = [(rule.code, example) for rule in RULES for example in rule.passes]
FAILING = [(rule.code, example) for rule in RULES for example in rule.fails]


def codes(example: Example) -> list[str]:
    return [finding.code for finding in proof(example.reading(dictionary_forms))]


@pytest.mark.parametrize(("code", "example"), PASSING, ids=lambda value: getattr(value, "shown", value)[:40])
def test_what_should_pass_passes(code: str, example: Example):
    assert code not in codes(example)


@pytest.mark.parametrize(("code", "example"), FAILING, ids=lambda value: getattr(value, "shown", value)[:40])
def test_what_should_fail_fails_and_is_told_how_to_be_mended(code: str, example: Example):
    found = [finding for finding in proof(example.reading(dictionary_forms)) if finding.code == code]
    assert found
    assert all(finding.message and finding.mend and finding.place.field for finding in found)


def test_each_rule_has_both_examples_and_a_name_of_its_own():
    assert all(rule.passes and rule.fails and rule.title and rule.why for rule in RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.levels[kind] is Level.BLOCKS for rule in PERSONAL for kind in Kind)


def test_the_readme_shows_the_rules_as_they_are():
    assert README.read_text(encoding="utf-8") == readme_with_table()


def test_what_blocks_comes_first_and_then_the_order_of_the_page():
    example = page(text("Termin: w dniu dzisiejszym."), link("tutaj"), lead="")
    found = proof(example.reading())
    assert [finding.code for finding in found] == ["link-text", "lead", "official-phrase"]
    assert [finding.code for finding in blocking(found)] == ["link-text"]


def test_a_number_is_never_among_the_words_of_a_finding():
    example = page(text("PESEL 44051401359, dowód ABA300000"))
    assert not any("440514" in str(finding) or "300000" in str(finding) for finding in proof(example.reading()))


def test_words_of_an_act_are_left_as_they_are():
    words = "W przypadku braku środków finansowych niezwłocznie " + "należy dokonać wpłaty " * 12
    assert "official-phrase" in codes(page(text(words)))
    assert codes(page(text(words, verbatim=True))) == []


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Opłaty dokonują Państwo przelewem.", None),
        ("Mieszkaniec dokonuje opłaty w kasie.", "dokonuje opłaty"),
        ("Dokonano wyboru oferty.", "Dokonano wyboru"),
        ("Prosimy o przedłożenie dokumentów.", "przedłożenie"),
        ("Wnioskodawcy przedkładają zaświadczenie.", "przedkładają"),
        ("Celem programu jest pomoc.", None),
    ],
)
def test_phrases_are_found_in_all_their_forms(words: str, phrase: str | None):
    found = [one.words for one in proof(page(text(words)).reading(dictionary_forms)) if one.code == "official-phrase"]
    assert (phrase in found) if phrase else not found


def test_the_dictionary_of_phrases_is_a_good_one():
    all_phrases = {phrase for found in phrases().values() for phrase in found}
    assert len(all_phrases) >= 60
    assert all(
        phrase.plain and all(word == word.lower() for words in phrase.words for word in words) for phrase in all_phrases
    )


def test_sentences_end_where_a_reader_stops():
    words = (
        "Przyjdź na ul. Studzienną 2, pok. nr 5. Zadzwoń od 1 stycznia 2026 r. Czekamy! Pismo z 3 maja 2026 r. leży tu."
    )
    assert [one.text for one in sentences(words)] == [
        "Przyjdź na ul. Studzienną 2, pok. nr 5. Zadzwoń od 1 stycznia 2026 r.",
        "Czekamy!",
        "Pismo z 3 maja 2026 r. leży tu.",
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [("dom", 1), ("nauka", 3), ("auto", 2), ("świadczenie", 3), ("informacja", 4), ("niepełnosprawność", 5)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("3 marca 2017 r.", date(2017, 3, 3)),
        ("03.03.2017", date(2017, 3, 3)),
        ("2017-03-03", date(2017, 3, 3)),
        ("w marcu 2017", date(2017, 3, 31)),
        ("IV kw. 2017", date(2017, 12, 31)),
        ("w 2017 roku", date(2017, 12, 31)),
    ],
)
def test_dates_are_read_in_every_notation(words: str, last: date):
    assert [found.last for found in dates_in(words)] == [last]


def test_a_day_that_is_in_no_calendar_is_no_date():
    assert list(dates_in("31.02.2017 i 99 marca 2017")) == []


def test_below_a_hundred_words_nothing_is_said_of_readability():
    assert fog(sentences("Postępowanie administracyjne. " * 40)) == 0.0


ANY_ITEM = st.one_of(
    st.builds(text, st.text(), st.sampled_from(TextKind)),
    st.builds(heading, st.integers(1, 6), st.text()),
    st.builds(link, st.text(), st.text()),
    st.builds(table, st.text(), st.text(), st.text()),
    st.builds(picture, st.text(), st.text()),
)
POLISH = st.text("aąbcćdeęxXzłPESL0123456789 .,:;-–()@/\n„”\u00a0", max_size=200)


@given(st.lists(ANY_ITEM), st.text(), st.text())
def test_any_page_can_be_read(items: list, title: str, lead: str):
    for finding in proof(page(*items, title=title, lead=lead).reading()):
        assert finding.message


@given(POLISH)
def test_any_text_can_be_read(words: str):
    proof(page(text(words), listed(words), heading(2, words), link(words, words), title=words).reading())
    assert "".join("".join(one.text for one in sentences(words)).split()) == "".join(words.split())


PARAGRAPH = (
    "Ośrodek prowadzi sprawy w zakresie zasiłków i niezwłocznie informuje o decyzji. Kryterium wynosi 1010 zł. "
    "Spotkanie odbędzie się 3 marca 2017 r. przy ul. Studziennej 2, tel. 41 331 25 24, e-mail: sekretariat@example.pl. "
)


def steps(example: Example) -> int:
    """How many lines of the rules are run for a page."""
    reading, count = example.reading(), 0

    def trace(frame, event, _argument):
        nonlocal count
        if "/proofing/" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        proof(reading)
    finally:
        sys.settrace(before)
    return count


def test_a_page_twice_as_long_takes_no_more_than_twice_the_steps():
    one, two, four = (steps(page(*[text(PARAGRAPH)] * number)) for number in (55, 110, 220))  # 5000 words are about 150
    assert (four - two) <= 2.1 * (two - one)
