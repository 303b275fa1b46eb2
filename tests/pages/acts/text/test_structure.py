"""From stored blocks to units: what an editor may type, and what is said about it."""

from typing import Any

import pytest

from pages.acts.text.checks import faults
from pages.acts.text.model import Part, PartKind, Passage, Provision, RawBlock
from pages.acts.text.structure import contents, read_back, structure

pytestmark = pytest.mark.usefixtures("untranslated")


def part(kind: str, number: str, title: str = "Zadania") -> RawBlock:
    return {"type": "part", "value": {"kind": kind, "number": number, "title": title}, "id": "kept by Wagtail"}


def provision(number: Any, text: str = "Ośrodek działa.", sign: str = "§") -> RawBlock:
    return {"type": "provision", "value": {"sign": sign, "number": number, "name": "", "text": text}}


def eids(*blocks: RawBlock) -> list[str]:
    return [piece.eid for piece in structure(blocks)]


def test_chapters_of_a_division_are_named_with_it() -> None:
    blocks = [
        part("dział", "II"),
        part("rozdział", "1"),
        part("oddział", "1"),
        part("rozdział", "2"),
        part("dział", "III"),
    ]
    assert eids(*blocks) == ["dzi_ii", "dzi_ii__roz_1", "dzi_ii__roz_1__odd_1", "dzi_ii__roz_2", "dzi_iii"]
    assert [piece.depth for piece in structure(blocks) if isinstance(piece, Part)] == [0, 1, 2, 1, 0]


def test_a_provision_is_named_with_its_part_only_where_its_number_stands_in_more() -> None:
    blocks = [
        part("rozdział", "1"),
        provision("1"),
        provision("2"),
        part("rozdział", "2"),
        provision("1"),
        provision("3"),
    ]
    assert eids(*blocks) == ["roz_1", "roz_1__par_1", "par_2", "roz_2", "roz_2__par_1", "par_3"]
    units = [piece.units[0] for piece in structure(blocks) if isinstance(piece, Provision)]
    assert [unit.citation for unit in units] == ["rozdział 1 § 1", "§ 2", "rozdział 2 § 1", "§ 3"]
    assert [unit.depth for unit in units] == [0, 0, 0, 0]


def test_a_number_that_stands_twice_has_its_turn_as_a_suffix() -> None:
    assert eids(provision("5"), provision("5"), provision("5²"), provision("5-2")) == [
        "par_5",
        "par_5-2",
        "par_5_2",
        "par_5_2-2",
    ]


@pytest.mark.parametrize(
    ("number", "eid"),
    [
        ("5A", "par_5a"),
        ("12¹", "par_12_1"),
        ("", "par_nn"),
        (None, "par_nn"),
        (5, "par_nn"),
        ("§", "par_nn"),
        (" 5 a ", "par_5a"),
    ],
)
def test_any_number_makes_a_plain_eid(number: Any, eid: str) -> None:
    assert eids(provision(number)) == [eid]


def test_lines_without_a_number_belong_to_the_unit_whose_enumeration_they_follow() -> None:
    [found] = structure([provision("5", "Wstęp.\nDalej.\n1. Pomoc:\n1) a,\n2) b\njest bezpłatna.\n2. Koniec.\nUwaga.")])
    assert isinstance(found, Provision)
    assert [(unit.eid, unit.text) for unit in found.units] == [
        ("par_5", "Wstęp."), ("par_5__tekst_1", "Dalej."), ("par_5__ust_1", "Pomoc:"), ("par_5__ust_1__pkt_1", "a,"),
        ("par_5__ust_1__pkt_2", "b"), ("par_5__ust_1__tekst_1", "jest bezpłatna."), ("par_5__ust_2", "Koniec."),
        ("par_5__ust_2__tekst_1", "Uwaga."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"type": "provision"},
        {"type": "provision", "value": None},
        {"type": "part", "value": "?"},
        {"type": "passage", "value": {"text": 5}},
    ],
)
def test_blocks_of_another_shape_are_read_as_blank_ones(block: RawBlock) -> None:
    assert len(structure([block])) == bool(block)
    assert read_back([block]) == ""
    assert all(faults([block]))


def test_the_table_of_contents_lists_parts_with_their_provisions() -> None:
    blocks = [provision("1"), part("dział", "I"), part("rozdział", "1"), provision("2"), provision("3")]
    groups = contents(structure(blocks))
    names = [group.part.eid if group.part else "" for group in groups]
    assert list(zip(names, [[found.number for found in group.provisions] for group in groups], strict=True)) == [
        ("", ["1"]), ("dzi_i", []), ("dzi_i__roz_1", ["2", "3"]),
    ]  # fmt: skip


def test_the_text_is_read_back_as_printed() -> None:
    blocks: list[RawBlock] = [
        {"type": "passage", "value": {"text": "Zarządzam, co następuje:"}},
        part("rozdział", "2"),
        part("oddział", "", "Przepisy końcowe"),
        provision("5", "1. Pomoc:\n1) a,\n2) b."),
        provision("6", "", "Art."),
    ]
    assert read_back(blocks).split("\n") == [
        "Zarządzam, co następuje:", "Rozdział 2", "Zadania", "Przepisy końcowe", "§ 5. 1. Pomoc:", "1) a,", "2) b.",
        "Art. 6.",
    ]  # fmt: skip


def test_pieces_keep_what_was_typed() -> None:
    blocks: list[RawBlock] = [part("Dział", "II"), {"type": "passage", "value": {"text": " Wstęp "}}]
    assert structure(blocks) == [Part(PartKind.DIVISION, "II", "Zadania", "dzi_ii"), Passage("Wstęp", "tekst_1")]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([provision("5"), provision("5")], "§ 5 stands more than once in the same part of the text."),
        ([provision("5"), provision("")], "A provision has no number (after § 5)."),
        ([provision("")], "A provision has no number (at the beginning)."),
        ([provision("5", " ")], "§ 5 has no text."),
        ([provision("5", sign="Par.")], "Par. 5: the sign has to be § or Art., not “Par.”."),
        ([provision("5.")], "§ 5.: “5.” is not a number of a provision; write e.g. 5, 5a or 12¹."),
        ([provision("5"), part("rozdział", "", "")], "A heading has neither a number nor a title (after § 5)."),
    ],
)
def test_mistakes_are_named_with_their_place(blocks: list[RawBlock], said: str) -> None:
    assert faults(blocks) == [said]


def test_a_provision_may_count_anew_in_each_part() -> None:
    assert faults([part("rozdział", "1"), provision("1"), part("rozdział", "2"), provision("1")]) == []
