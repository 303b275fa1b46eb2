"""Texts whose blocks have names: acts, compared provision by provision."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import pgettext
from hypothesis import given, settings
from hypothesis import strategies as st

from history.comparing import ComparedState
from history.diff.compare import Comparison, compare
from history.diff.model import Block, Run
from history.diff.view import comparison_context
from tests.history.diff.articles import blocks, edited, texts
from tests.history.diff.test_page import heard
from tests.history.diff.test_properties import holds_both

ADDED = pgettext("comparison", "added")

keys = st.sampled_from(["", "p_1", "p_2", "p_3", "p_1__u_1", "p_1__u_2", "p_2__u_1"])
labels = st.sampled_from(["", "1.", "2.", "3."])


def _named(block: Block, key: str, label: str) -> Block:
    text = (Run(f"{label} "), *block.text) if label and not block.cells else block.text
    return replace(block, text=text, key=key, label=label)


named = st.builds(_named, blocks, keys, labels)
acts = st.lists(named, max_size=8)
words = st.one_of(st.sampled_from(["raz", "dwa", "trzy", "(uchylony)", ""]), texts)


@settings(max_examples=200)
@given(acts, acts)
def test_rejecting_all_gives_the_old_text_and_accepting_all_the_new(old: list[Block], new: list[Block]) -> None:
    holds_both(compare(old, new), old, new)


@settings(max_examples=200)
@given(acts, st.randoms(use_true_random=False))
def test_random_edits_can_be_rejected_and_accepted(old: list[Block], chance: random.Random) -> None:
    new = edited(chance, old)
    holds_both(compare(old, new), old, new)


@settings(max_examples=200)
@given(acts, acts)
def test_a_name_pairs_with_no_other_name_but_as_the_same_words(old: list[Block], new: list[Block]) -> None:
    for entry in compare(old, new).entries:
        if entry.old and entry.new and entry.old.key != entry.new.key:
            assert entry.op == "moved"
            assert entry.old.words.split() == entry.new.words.split()
            assert entry.old.key
            assert entry.new.key


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(1, 9), words), unique_by=lambda item: item[0]).map(sorted), st.data())
def test_a_name_holds_whatever_its_words(numbered: list[tuple[int, str]], data: st.DataObject) -> None:
    """Unless they say that provisions were only numbered anew."""
    old = [unit(f"§ {number}", text) for number, text in numbered]
    new = [unit(f"§ {number}", data.draw(words)) for number, _ in numbered]
    comparison = compare(old, new)
    assert any(entry.op == "moved" for entry in comparison.entries) or all(
        entry.op in {"same", "changed"} for entry in comparison.entries
    )


def test_a_name_is_no_part_of_what_the_journal_holds() -> None:
    block = unit("§ 5", "Ośrodek działa.")
    assert block.as_json() == Block("paragraph", block.text).as_json()


# -- examples --------------------------------------------------------------------------------------------------------


def unit(place: str, text: str, label: str = "") -> Block:
    """A provision by its citation: "§ 5 ust. 3" is `5__3`."""
    key = place.removeprefix("§ ").replace(" ust. ", "__").replace(" pkt ", "__")
    label = label or f"{key.rpartition('__')[2]}."
    return Block(
        "paragraph",
        (Run(f"{label} {text}".strip()),),
        path=(0,) * key.count("__"),
        key=key,
        place=place,
        label=label,
    )


def told(comparison: Comparison) -> list[tuple[str, str, int]]:
    """Each change: what happened, where, to how many blocks."""
    return [(change.first.op, change.first.block.place, len(change.entries)) for change in comparison.changes]


def state(blocks: Sequence[Block], day: str = "1 maja 2020 r.") -> ComparedState:
    """A text as of a day."""
    return ComparedState(f"tekst od {day}", "Statut", "/statut/", "", blocks)


def listed(old: Sequence[Block], new: Sequence[Block]) -> list[str]:
    """The list of changes as it is heard."""
    context = comparison_context(state(old), state(new))
    return heard(render_to_string("history/comparison/change_list.html", context)).said[2:]


ACT = [
    unit("§ 5", ""),
    unit("§ 5 ust. 1", "Ośrodkiem kieruje dyrektor."),
    unit("§ 5 ust. 2", "Dyrektora zatrudnia Prezydent Miasta."),
    unit("§ 5 ust. 3", "Dyrektor składa sprawozdanie do 31 marca."),
    unit("§ 6", "Ośrodek prowadzi:"),
    unit("§ 6 pkt 1", "poradnictwo;", "1)"),
    unit("§ 6 pkt 2", "dom dziennego pobytu;", "2)"),
    unit("§ 7", "Uchwała wchodzi w życie po upływie 14 dni."),
]


def test_a_provision_with_all_words_replaced_is_one_change_at_its_place() -> None:
    new = [*ACT[:-1], unit("§ 7", "Traci moc statut dotychczasowy")]
    assert told(compare(ACT, new)) == [("changed", "§ 7", 1)]


def test_a_provision_put_in_only_numbers_those_after_it_anew() -> None:
    new = [
        *ACT[:2],
        unit("§ 5 ust. 2", "Zastępcę powołuje dyrektor w drodze zarządzenia."),
        unit("§ 5 ust. 3", ACT[2].words),
        unit("§ 5 ust. 4", ACT[3].words),
        *ACT[4:],
    ]
    comparison = compare(ACT, new)
    assert told(comparison) == [("inserted", "§ 5 ust. 2", 1), ("moved", "§ 5 ust. 3", 2)]
    assert comparison.marked_words == 7
    assert listed(ACT, new) == [f"1 {ADDED} § 5 ust. 2", listed(ACT, new)[1]]
    assert listed(ACT, new)[1].startswith("2 przeniesiono § 5 ust. 2: 2 ")
    assert listed(ACT, new)[1].endswith(", teraz § 5 ust. 3")


def test_a_bare_number_goes_with_what_stands_under_it() -> None:
    texts = ["Ośrodkiem kieruje dyrektor.", "Dyrektora zatrudnia Prezydent.", "(uchylony)"]
    old = [unit("§ 1", ""), *(unit(f"§ 1 ust. {turn}", text) for turn, text in enumerate(texts, start=1))]
    old += [unit("§ 2", ""), unit("§ 2 ust. 1", "Koniec."), unit("§ 2 ust. 2", "(uchylony)")]
    new = [unit("§ 1", "Zupełnie nowe słowa.")]
    new += [unit(block.place.replace("§ 2", "§ 3").replace("§ 1", "§ 2"), block.words) for block in old]
    assert told(compare(old, new)) == [("inserted", "§ 1", 1), ("moved", "§ 2", len(old))]


def test_a_new_number_is_marked_and_the_words_are_not() -> None:
    new = [*ACT[:-1], unit("§ 8", ACT[-1].words)]
    lines = heard(render_to_string("history/comparison/text.html", comparison_context(state(ACT), state(new)))).said
    assert "usunięto: 7. dodano: 8. koniec zmiany Uchwała wchodzi w życie po upływie 14 dni." in lines
    assert "przeniesiono tu z miejsca: § 7, bez zmiany słów" in lines


def test_a_provision_that_is_gone_stands_under_its_citation() -> None:
    assert told(compare(ACT, [*ACT[:6], *ACT[7:]])) == [("deleted", "§ 6 pkt 2", 1)]
    assert listed(ACT, [*ACT[:6], *ACT[7:]]) == ["1 usunięto § 6 pkt 2"]


def test_changed_words_stand_under_their_citation() -> None:
    new = [*ACT[:3], unit("§ 5 ust. 3", "Dyrektor składa sprawozdanie do 30 kwietnia."), *ACT[4:]]
    assert listed(ACT, new) == ["1 zmieniono słowa § 5 ust. 3: „31 marca” na „30 kwietnia”"]


def test_what_stands_in_a_new_provision_comes_with_it_and_its_neighbours_do_not() -> None:
    new = [
        *ACT[:4],
        unit("§ 5a", "", "§ 5a."),
        unit("§ 5a ust. 1", "Zupełnie nowe słowa."),
        unit("§ 5a ust. 2", "Jeszcze inne."),
        unit("§ 5b", "Koniec.", "§ 5b."),
        *ACT[4:],
    ]
    assert told(compare(ACT, new)) == [("inserted", "§ 5a", 3), ("inserted", "§ 5b", 1)]


def test_a_repealed_provision_is_not_found_where_another_was_repealed() -> None:
    old = [unit("§ 1", "(uchylony)"), unit("§ 2", "Ośrodek działa w mieście."), unit("§ 3", "Koniec.")]
    new = [unit("§ 2", "(uchylony)"), unit("§ 3", "Koniec.")]
    assert told(compare(old, new)) == [("deleted", "§ 1", 1), ("changed", "§ 2", 1)]


def test_names_out_of_order_move_with_their_words_or_come_and_go() -> None:
    a, b, c = unit("§ 1", "Ala ma kota."), unit("§ 2", "Pies ma dom."), unit("§ 3", "Koniec.")
    assert told(compare([a, b, c], [b, a, c])) in (
        [("moved", "§ 2", 1)],
        [("moved", "§ 1", 1)],
    )
    new = [b, c, unit("§ 1", "Zupełnie coś innego.")]
    assert told(compare([a, b, c], new)) == [("deleted", "§ 1", 1), ("inserted", "§ 1", 1)]


def test_names_that_stand_twice_are_told_apart_by_their_turn() -> None:
    old = [unit("§ 1", "raz"), unit("§ 1", "dwa"), unit("§ 2", "trzy")]
    new = [unit("§ 1", "raz"), unit("§ 1", "inaczej"), unit("§ 2", "trzy")]
    assert told(compare(old, new)) == [("changed", "§ 1", 1)]


def test_text_without_names_is_aligned_between_named_blocks_as_ever() -> None:
    passage = Block("paragraph", (Run("Na podstawie ustawy uchwala się, co następuje:"),))
    other = Block("paragraph", (Run("Na podstawie innej ustawy uchwala się, co następuje:"),))
    signature = Block("paragraph", (Run("Przewodniczący Rady"),))
    comparison = compare([passage, *ACT, signature], [other, *ACT, signature])
    assert [(change.first.op, change.first.block) for change in comparison.changes] == [("changed", other)]


@pytest.mark.parametrize("beside", [False, True])
def test_a_change_stands_under_what_it_is_part_of(beside: bool) -> None:
    new = [*ACT[:5], unit("§ 6 pkt 1", "poradnictwo rodzinne;", "1)"), *ACT[6:]]
    context = comparison_context(state(ACT), state(new, "13 października 2022 r."), beside=beside)
    lines = heard(render_to_string("history/comparison/body.html", context)).said
    assert "6. Ośrodek prowadzi:" in lines
    assert "5." not in lines
    assert ("tekst od 13 października 2022 r." in lines) == beside
    assert not [line for line in lines if "w wersji" in line]
