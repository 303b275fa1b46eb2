"""Two states of a statute compared by provision."""

from collections.abc import Sequence

import pytest
from django.template.loader import render_to_string
from django.utils.translation import pgettext

from history.comparing import ComparedState
from history.diff.view import comparison_context
from pages.acts.text.comparing import ChangedProvision, blocks_of, changed_provisions, compare_states
from pages.acts.text.model import Piece, RawBlock
from pages.acts.text.structure import structure
from tests.history.diff.test_page import heard


def provision(number: str, *lines: str) -> RawBlock:
    """A § with its lines."""
    return {"type": "provision", "value": {"sign": "§", "number": number, "name": "", "text": "\n".join(lines)}}


def part(number: str, title: str) -> RawBlock:
    """A chapter's heading."""
    return {"type": "part", "value": {"kind": "rozdział", "number": number, "title": title}}


def passage(text: str) -> RawBlock:
    """Text outside any §."""
    return {"type": "passage", "value": {"text": text}}


PREAMBLE = passage("Na podstawie art. 18 ustawy uchwala się, co następuje:")
FIRST = provision("1", "Ośrodek jest jednostką organizacyjną Gminy.")
SECOND = provision("2", "1. Ośrodkiem kieruje dyrektor.", "2. Dyrektora zatrudnia Prezydent Miasta.")
HOMES = ("2) dom pobytu:", "a) dziennego,", "b) nocnego;")
THIRD = provision("3", "Ośrodek prowadzi:", "1) poradnictwo;", *HOMES)
STATUTE = [PREAMBLE, part("1", "Postanowienia ogólne"), FIRST, SECOND, part("2", "Zadania"), THIRD]


def changed(old: Sequence[RawBlock], new: Sequence[RawBlock]) -> list[ChangedProvision]:
    """What changed between two texts."""
    return changed_provisions(compare_states(structure(old), structure(new)))


def replaced(old: RawBlock, new: RawBlock) -> list[RawBlock]:
    """The statute with one block replaced."""
    return [new if block is old else block for block in STATUTE]


def test_each_unit_is_a_block_as_it_is_printed() -> None:
    blocks = blocks_of(structure(STATUTE))
    assert [(block.visible, len(block.path), block.place) for block in blocks] == [
        ("Na podstawie art. 18 ustawy uchwala się, co następuje:", 0, ""),
        ("Rozdział 1\nPostanowienia ogólne", 0, "Rozdział 1"),
        ("§ 1. Ośrodek jest jednostką organizacyjną Gminy.", 0, "§ 1"),
        ("§ 2.", 0, "§ 2"),
        ("1. Ośrodkiem kieruje dyrektor.", 1, "§ 2 ust. 1"),
        ("2. Dyrektora zatrudnia Prezydent Miasta.", 1, "§ 2 ust. 2"),
        ("Rozdział 2\nZadania", 0, "Rozdział 2"),
        ("§ 3. Ośrodek prowadzi:", 0, "§ 3"),
        ("1) poradnictwo;", 2, "§ 3 pkt 1"),
        ("2) dom pobytu:", 2, "§ 3 pkt 2"),
        ("a) dziennego,", 3, "§ 3 pkt 2 lit. a"),
        ("b) nocnego;", 3, "§ 3 pkt 2 lit. b"),
    ]


def test_a_passage_has_a_paragraph_a_line_and_no_name() -> None:
    blocks = blocks_of(structure([passage("Przewodniczący Rady\n\n Jan Kowalski")]))
    assert [(block.visible, block.key) for block in blocks] == [("Przewodniczący Rady", ""), ("Jan Kowalski", "")]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (STATUTE, []),
        (replaced(FIRST, provision("1", "Zupełnie inne słowa tu stoją.")), [("par_1", "§ 1", "changed", "")]),
        (
            replaced(SECOND, provision("2", "1. Ośrodkiem kieruje dyrektor.", "2. Dyrektora zatrudnia Burmistrz.")),
            [("par_2__ust_2", "§ 2 ust. 2", "changed", "")],
        ),
        (
            replaced(THIRD, provision("3", "Ośrodek prowadzi:", "1) (uchylony)", *HOMES)),
            [("par_3__pkt_1", "§ 3 pkt 1", "removed", "")],
        ),
        (
            replaced(THIRD, provision("3", "Ośrodek prowadzi:", "1) poradnictwo;")),
            [("par_3__pkt_2", "§ 3 pkt 2", "removed", "")],
        ),
        (
            [*STATUTE, provision("3a", "1. Nowe zadanie.", "2. I drugie.")],
            [("par_3a", "§ 3a", "added", "")],
        ),
        (
            replaced(SECOND, provision("2", "1. Nowy ustęp o radzie.", *("2. Ośrodkiem kieruje dyrektor.",
                                                                          "3. Dyrektora zatrudnia Prezydent Miasta."))),
            [
                ("par_2__ust_1", "§ 2 ust. 1", "added", ""),
                ("par_2__ust_2", "§ 2 ust. 2", "renumbered", "par_2__ust_1"),
                ("par_2__ust_3", "§ 2 ust. 3", "renumbered", "par_2__ust_2"),
            ],
        ),
        (
            replaced(SECOND, provision("2", "1. Nowy ustęp o radzie.", "2. Ośrodkiem kieruje dyrektor.")),
            [("par_2__ust_1", "§ 2 ust. 1", "added", ""), ("par_2__ust_2", "§ 2 ust. 2", "renumbered", "par_2__ust_1")],
        ),
        (replaced(STATUTE[4], part("2", "Zadania i cele")), [("roz_2", "Rozdział 2", "changed", "")]),
        (replaced(PREAMBLE, passage("Na podstawie art. 19 ustawy uchwala się, co następuje:")), []),
    ],
)  # fmt: skip
def test_what_happened_to_provisions_is_told_by_their_names(
    new: list[RawBlock], expected: list[ChangedProvision]
) -> None:
    assert changed(STATUTE, new) == expected


def state(pieces: Sequence[Piece], day: str) -> ComparedState:
    """A state for the page."""
    return ComparedState(f"tekst od {day}", "Statut", "/statut/", "", blocks_of(pieces))


def test_the_marked_text_reads_like_law() -> None:
    new = [*replaced(SECOND, provision("2", "1. Ośrodkiem kieruje dyrektor.", "2. Dyrektora zatrudnia Burmistrz."))]
    context = comparison_context(state(structure(STATUTE), "1 maja"), state(structure(new), "2 maja"))
    text = render_to_string("history/comparison/text.html", context)
    lines = heard(text).said
    at = lines.index("§ 2.")
    assert lines[at + 1 : at + 4] == [
        "1. Ośrodkiem kieruje dyrektor.",
        "1. zmieniono",
        "2. Dyrektora zatrudnia usunięto: Prezydent Miasta dodano: Burmistrz koniec zmiany.",
    ]
    assert '<p class="diff-paragraph depth-3">a) dziennego,</p>' in text
    listed = heard(render_to_string("history/comparison/change_list.html", context)).said[2:]
    assert listed == ["1 zmieniono słowa § 2 ust. 2: „Prezydent Miasta” na „Burmistrz”"]


def test_an_added_provision_is_listed_by_its_citation() -> None:
    new = structure([*STATUTE, provision("3a", "1. Nowe zadanie.", "2. I drugie.")])
    context = comparison_context(state(structure(STATUTE), "1 maja"), state(new, "2 maja"))
    listed = heard(render_to_string("history/comparison/change_list.html", context)).said[2:]
    assert listed == [f"1 {pgettext('comparison', 'added')} § 3a"]
