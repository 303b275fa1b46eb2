"""Which act last changed each unit of a text, and the notes that say so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pages.acts.dossier import Dossier, Effect, Text
from pages.acts.in_time import PlacedState
from pages.acts.models import RelationKind
from pages.acts.naming import ActRef
from pages.acts.sources import Deed, SourceNote, gone_provisions, notes_for, origins_of, words_of
from pages.acts.text.model import Part, Provision, RawBlock
from pages.core.dates import PartialDate

Step = tuple[str, Sequence[tuple[str, str]]]
"""A text, and the acts that only it takes in, each with the provisions that it names."""


def blocks(text: str) -> list[RawBlock]:
    """Blocks from lines: `§ 5 words`, `# 2 title` for a heading, other lines belong to the provision above."""
    found: list[RawBlock] = []
    for line in text.strip().splitlines():
        sign, _, rest = line.strip().partition(" ")
        number, _, words = rest.partition(" ")
        if sign == "#":
            found.append({"type": "part", "value": {"kind": "rozdział", "number": number, "title": words}})
        elif sign == "§":
            found.append({"type": "provision", "value": {"sign": "§", "number": number, "name": "", "text": words}})
        else:
            value = found[-1]["value"]
            value["text"] = f"{value['text']}\n{line.strip()}".strip()
    return found


def dossier(*steps: Step) -> Dossier:
    """An act with these texts; the n-th step's acts take effect in the n-th month of 2022."""
    effects, texts, included = [], {}, set()
    for month, (text, acts) in enumerate(steps, start=1):
        for turn, (name, provisions) in enumerate(acts):
            pk = 100 * month + turn
            day = PartialDate(2022, month, 10)
            act = ActRef(pk, "resolution", name, f"Uchwała {name}", day)
            effects.append(Effect(act, RelationKind.AMENDS, day, "", provisions, (turn,)))
            included.add(pk)
        given_day = None if acts or month == 1 else PartialDate(2022, month, 10)
        texts[month] = Text(
            month, f"Tekst {month}", "", given_day, "informal", "", "", False, blocks(text), frozenset(included)
        )
    return Dossier(
        act=ActRef(1, "statute", "", "Statut", None),
        issuer="",
        in_force_from=PartialDate(2021, 12, 1),
        in_force_basis="",
        repealed_on=None,
        promulgated_on=None,
        effects=tuple(effects),
        texts=texts,
    )


def last(found: Dossier) -> PlacedState:
    return found.life.states[-1]


def told(note: SourceNote) -> str:
    """A note as a line: `par_1 changed: A or B`."""
    acts = " or ".join(act.number for act in note.origin.acts)
    return f"{note.eid} {note.origin.deed}: {acts}".strip()


def notes(found: Dossier, placed: PlacedState | None = None) -> list[str]:
    """All notes of a text, the last one by default, in the order of the text; then those of what is gone."""
    placed = placed or last(found)
    origins, gone = origins_of(found, placed)
    pieces = [piece for piece in found.text_of(placed).pieces if isinstance(piece, Part | Provision)]
    beside = [note for piece in pieces for note in notes_for(piece, origins, gone)]
    return [told(note) for note in [*beside, *gone_provisions(gone)]]


def A(provisions: str = "") -> tuple[str, str]:  # noqa: N802 -- acts are named by letters
    return ("A", provisions)


def B(provisions: str = "") -> tuple[str, str]:  # noqa: N802
    return ("B", provisions)


# -- one unit --------------------------------------------------------------------------------------------------------


def test_a_text_by_itself_has_no_notes() -> None:
    assert notes(dossier(("§ 1 Treść.", []))) == []


def test_a_unit_with_other_words_was_changed_and_the_others_were_not() -> None:
    found = dossier(("§ 1\n1. Raz.\n2. Dwa.\n§ 2 Trzy.", []), ("§ 1\n1. Raz.\n2. Inaczej.\n§ 2 Trzy.", [A()]))
    assert notes(found) == ["par_1__ust_2 changed: A"]
    assert notes(found, found.life.states[0]) == []


def test_white_space_is_no_change() -> None:
    assert notes(dossier(("§ 1 Treść  aktu.", []), ("§ 1 Treść aktu. ", [A()]))) == []


def test_of_two_changes_the_later_one_counts() -> None:
    found = dossier(("§ 1 Raz.", []), ("§ 1 Dwa.", [A()]), ("§ 1 Trzy.", [B()]))
    assert notes(found) == ["par_1 changed: B"]
    assert notes(found, found.life.states[1]) == ["par_1 changed: A"]


def test_a_change_that_was_taken_back_is_the_last_one() -> None:
    assert notes(dossier(("§ 1 Raz.", []), ("§ 1 Dwa.", [A()]), ("§ 1 Raz.", [B()]))) == ["par_1 changed: B"]


def test_a_later_act_that_leaves_a_unit_alone_is_not_named() -> None:
    found = dossier(("§ 1 Raz.\n§ 2 Raz.", []), ("§ 1 Dwa.\n§ 2 Raz.", [A()]), ("§ 1 Dwa.\n§ 2 Dwa.", [B()]))
    assert notes(found) == ["par_1 changed: A", "par_2 changed: B"]


def test_an_added_unit_says_so_with_all_that_is_in_it() -> None:
    found = dossier(
        ("§ 1\n1. Raz.", []),
        ("§ 1\n1. Raz.\n2. Dwa:\n1) pierwszy;\n2) drugi.", [A()]),
    )
    assert notes(found) == ["par_1__ust_2 added: A"]


def test_an_added_provision_has_one_note_and_later_changes_their_own() -> None:
    found = dossier(
        ("§ 1 Raz.", []),
        ("§ 1 Raz.\n§ 1a\n1. Nowy.\n2. Drugi.", [A()]),
        ("§ 1 Raz.\n§ 1a\n1. Nowy.\n2. Zmieniony.", [B()]),
    )
    assert notes(found, found.life.states[1]) == ["par_1a added: A"]
    assert notes(found) == ["par_1a added: A", "par_1a__ust_2 changed: B"]


def test_what_was_taken_out_of_an_added_provision_later_is_told() -> None:
    found = dossier(("§ 1 Raz.", []), ("§ 1 Raz.\n§ 2\n1. A.\n2. B.", [A()]), ("§ 1 Raz.\n§ 2\n1. A.", [B()]))
    assert notes(found) == ["par_2 added: A", "par_2__ust_2 removed: B"]


def test_a_removed_unit_is_told_beside_its_provision_after_the_others() -> None:
    found = dossier(("§ 1\n1. A.\n2. B:\n1) c;\n2) d.\n3. E.", []), ("§ 1\n1. A.\n3. Inne.", [A()]))
    assert notes(found) == ["par_1__ust_3 changed: A", "par_1__ust_2 removed: A"]


def test_units_gone_in_one_step_come_in_the_order_of_the_old_text() -> None:
    found = dossier(("§ 1\n" + "\n".join(f"{number}. Treść." for number in range(1, 5)), []), ("§ 1\n1. Treść.", [A()]))
    assert notes(found) == [f"par_1__ust_{number} removed: A" for number in (2, 3, 4)]


def test_a_removed_provision_is_told_by_itself() -> None:
    found = dossier(("§ 1 A.\n§ 2\n1. B.\n2. C.", []), ("§ 1 A.", [A()]))
    assert notes(found) == ["par_2 removed: A"]


def test_a_removed_provision_is_told_where_the_number_stands_in_two_chapters() -> None:
    found = dossier(
        ("# 1 A\n§ 1 A.\n§ 2 B.\n# 2 B\n§ 1 A.\n§ 2 B.", []), ("# 1 A\n§ 1 A.\n§ 2 B.\n# 2 B\n§ 1 A.", [A()])
    )
    assert "roz_2__par_2 removed: A" in notes(found)


def test_a_unit_removed_and_added_again_is_an_added_one_and_nothing_of_it_is_gone() -> None:
    found = dossier(
        ("§ 1 A.\n§ 2\n1. B.\n2. C.", []),
        ("§ 1 A.", [A()]),
        ("§ 1 A.\n§ 2\n1. B.", [B()]),
    )
    assert notes(found) == ["par_2 added: B"]
    assert origins_of(found, last(found))[1] == {}


def test_a_unit_in_whose_place_stands_that_it_was_repealed_was_removed() -> None:
    found = dossier(("§ 1\n1. A:\n1) b.\n2. C.\n§ 2 D.", []), ("§ 1\n1. (uchylony)\n2. C.\n§ 2 (skreślony).", [A()]))
    assert notes(found) == ["par_1__ust_1 removed: A", "par_2 removed: A"]


def test_a_heading_is_a_unit_like_others() -> None:
    found = dossier(("# 1 Zadania\n§ 1 A.\n# 2 Koniec\n§ 2 B.", []), ("# 1 Zadania Ośrodka\n§ 1 A.\n§ 2 B.", [A()]))
    assert notes(found) == ["roz_1 changed: A", "roz_2 removed: A"]


# -- many at once ----------------------------------------------------------------------------------------------------


def test_many_changes_of_one_act_are_told_as_one_of_the_provision() -> None:
    old = "§ 1\n" + "\n".join(f"{number}. Raz." for number in range(1, 6))
    assert notes(dossier((old, []), (old.replace("Raz", "Dwa"), [A()]))) == ["par_1 changed: A"]
    three = old.replace("1. Raz", "1. Dwa").replace("3. Raz", "3. Dwa").replace("5. Raz", "5. Dwa")
    assert len(notes(dossier((old, []), (three, [A()])))) == 3


def test_changes_of_several_acts_are_gathered_apart() -> None:
    old = "§ 1\n" + "\n".join(f"{number}. Raz." for number in range(1, 7))
    middle = "§ 1\n1. Raz.\n" + "\n".join(f"{number}. Dwa." for number in range(2, 7))
    new = middle.replace("1. Raz", "1. Trzy")
    assert notes(dossier((old, []), (middle, [A()]), (new, [B()]))) == ["par_1__ust_1 changed: B", "par_1 changed: A"]


def test_many_later_changes_of_an_added_provision_are_gathered_too() -> None:
    new = "§ 1 A.\n§ 2\n" + "\n".join(f"{number}. Raz." for number in range(1, 6))
    found = dossier(("§ 1 A.", []), (new, [A()]), (new.replace("Raz", "Dwa"), [B()]))
    assert notes(found) == ["par_2 added: A", "par_2 changed: B"]


# -- whose it is -----------------------------------------------------------------------------------------------------

OLD, NEW = "§ 1\n1. Raz.\n2. Raz.\n§ 2 Raz.", "§ 1\n1. Dwa.\n2. Raz.\n§ 2 Dwa."


@pytest.mark.parametrize(
    ("acts", "first", "second"),
    [
        ([A(), B()], "A or B", "A or B"),
        ([A("§ 1"), B("§ 2")], "A", "B"),
        ([A("§ 1 ust. 1"), B("§ 2")], "A", "B"),
        ([A("§ 1 ust. 1 pkt 3"), B("§ 2")], "A", "B"),
        ([A("§ 1 ust. 2"), B("§ 2")], "", "B"),
        ([A("§ 1"), B()], "A", "B"),
        ([A("§ 1"), B("§ 1; § 2")], "A or B", "B"),
        ([A("§ 7"), B("§ 8")], "", ""),
        ([A("§ 11"), B()], "B", "B"),
    ],
)
def test_of_acts_worked_in_together_those_count_that_name_the_unit(
    acts: list[tuple[str, str]], first: str, second: str
) -> None:
    wanted = [f"par_1__ust_1 changed: {first}".strip(), f"par_2 changed: {second}".strip()]
    assert [note.strip() for note in notes(dossier((OLD, []), (NEW, acts)))] == wanted


def test_an_act_that_names_a_chapter_means_what_stands_in_it() -> None:
    old = "# 1 A\n§ 1 Raz.\n# 2 B\n§ 2 Raz."
    found = dossier((old, []), (old.replace("Raz", "Dwa"), [A("rozdział 2"), B()]))
    assert notes(found) == ["par_1 changed: B", "par_2 changed: A"]


@pytest.mark.parametrize("named", ["§ 1", "rozdział 2 § 1", "rozdział 2"])
def test_a_provision_named_with_its_chapter_or_without_is_found(named: str) -> None:
    old = "# 1 A\n§ 1 Raz.\n# 2 B\n§ 1 Raz."
    found = dossier((old, []), (old.replace("B\n§ 1 Raz", "B\n§ 1 Dwa"), [A(named), B()]))
    assert notes(found) == ["roz_2__par_1 changed: A"]


def test_a_provision_of_another_chapter_is_not_meant() -> None:
    old = "# 1 A\n§ 1 Raz.\n# 2 B\n§ 1 Raz."
    found = dossier((old, []), (old.replace("A\n§ 1 Raz", "A\n§ 1 Dwa"), [A("rozdział 2 § 1"), B()]))
    assert notes(found) == ["roz_1__par_1 changed: B"]


def test_a_text_corrected_without_an_act_names_none() -> None:
    found = dossier(("§ 1 Raz.", []), ("§ 1 Dwa.", []))
    assert notes(found) == ["par_1 changed:"]
    assert origins_of(found, last(found))[0]["par_1"].acts == ()


def test_a_text_that_is_not_written_down_is_passed_over() -> None:
    """What changed in it shows in the next one, with all acts of both steps."""
    found = dossier(("§ 1 Raz.\n§ 2 Raz.", []), ("", [A("§ 1")]), ("§ 1 Dwa.\n§ 2 Dwa.", [B()]))
    assert notes(found) == ["par_1 changed: A", "par_2 changed: B"]
    missing = dossier(("", []), ("§ 1 Raz.", [A()]), ("§ 1 Dwa.", [B()]))
    assert notes(missing) == ["par_1 changed: B"]


def test_the_texts_to_compare_are_those_around_the_change() -> None:
    found = dossier(("§ 1 Raz.", []), ("", [A()]), ("§ 1 Dwa.", [B()]), ("§ 1 Dwa.", [("C", "")]))
    origin = origins_of(found, last(found))[0]["par_1"]
    assert (origin.before.state.key, origin.after.state.key) == (1, 3)


# -- in words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eid", "words"),
    [
        ("par_5", "§ 5 zmieniony"),
        ("par_5__ust_3", "§ 5 ust. 3 zmieniony"),
        ("par_5__ust_3__pkt_2", "§ 5 ust. 3 pkt 2 zmieniony"),
        ("par_5__ust_3__pkt_2__lit_a", "§ 5 ust. 3 pkt 2 lit. a zmieniona"),
        ("par_5__pkt_2__lit_a-2", "§ 5 pkt 2 lit. a (2) zmieniona"),
        ("par_5__pkt_2__lit_a__tir_1", "§ 5 pkt 2 lit. a tiret pierwsze zmienione"),
        ("art_5", "art. 5 zmieniony"),
        ("roz_2", "rozdział 2 zmieniony"),
    ],
)
def test_words_follow_the_gender_of_the_unit(eid: str, words: str) -> None:
    found = dossier(("§ 1 Raz.", []), ("§ 1 Dwa.", [A()]))
    origin = origins_of(found, last(found))[0]["par_1"]
    with translation.override("pl"):
        assert SourceNote(eid, origin).words == words


@pytest.mark.parametrize(
    ("deed", "endings"),
    [
        (Deed.ADDED, ["any", "ana", "ane"]),
        (Deed.CHANGED, ["ony", "ona", "one"]),
        (Deed.REMOVED, ["ony", "ona", "one"]),
    ],
)
def test_each_deed_has_its_words(deed: Deed, endings: list[str]) -> None:
    found = dossier(("§ 1 Raz.", []), ("§ 1 Dwa.", [A()]))
    origin = origins_of(found, last(found))[0]["par_1"]
    made = type(origin)(deed, origin.acts, origin.before, origin.after)
    with translation.override("pl"):
        said = [SourceNote(eid, made).words[-3:] for eid in ("par_1", "par_1__lit_a", "par_1__lit_a__tir_2")]
    assert said == endings


# -- any texts -------------------------------------------------------------------------------------------------------

words = st.sampled_from(["Raz.", "Dwa.", "Trzy."])
provision = st.lists(words, min_size=1, max_size=5).map(
    lambda lines: "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
)
units = st.dictionaries(st.integers(1, 4), provision, max_size=4)
written = units.map(lambda found: "\n".join(f"§ {number}\n{text}" for number, text in sorted(found.items())))
steps = st.lists(
    st.tuples(written, st.lists(st.sampled_from([A(), A("§ 1"), B("§ 2 ust. 1")]), max_size=2)), max_size=6
)


@given(steps)
def test_every_unit_with_other_words_than_in_the_first_text_has_an_origin_and_every_lost_one_is_gone(
    made: list[Step],
) -> None:
    found = dossier(*(made or [("§ 1 Raz.", [])]))
    texts = [words_of(found.text_of(placed).pieces) for placed in found.life.states]
    texts = [text for text in texts if text]
    origins, gone = origins_of(found, last(found))
    first, now = (texts[0], texts[-1]) if texts else ({}, {})
    assert {eid for eid, written in now.items() if first.get(eid) != written} <= origins.keys() <= now.keys()
    # What was in a provision that came again is told of with the provision.
    around = [*gone, *(eid for eid, origin in origins.items() if origin.deed == Deed.ADDED)]
    lost = [eid for eid in first if eid not in now and eid not in gone]
    assert all(any(eid.startswith(f"{outer}__") for outer in around) for eid in lost)
    assert gone.keys() <= {eid for text in texts for eid in text}
    assert not gone.keys() & now.keys()


@given(steps)
def test_the_origin_of_a_unit_is_the_last_step_in_which_its_words_changed(made: list[Step]) -> None:
    found = dossier(*(made or [("§ 1 Raz.", [])]))
    texts = [(placed, words_of(found.text_of(placed).pieces)) for placed in found.life.states]
    texts = [(placed, text) for placed, text in texts if text]
    for eid, origin in origins_of(found, last(found))[0].items():
        changed = [
            (before, after)
            for (before, old), (after, new) in pairwise(texts)
            if eid in new and old.get(eid) != new[eid]
        ]
        assert (origin.before, origin.after) == changed[-1]
        new_acts = {effect.act for effect in found.effects if effect.act.pk in origin.after.state.includes}
        assert set(origin.acts) <= {act for act in new_acts if act.pk not in origin.before.state.includes}


@given(steps)
def test_every_unit_that_changed_is_told_of_beside_its_provision(made: list[Step]) -> None:
    """By a note of its own, of a unit around it, or of the whole provision."""
    found = dossier(*(made or [("§ 1 Raz.", [])]))
    origins, gone = origins_of(found, last(found))
    for piece in found.text_of(last(found)).pieces:
        assert isinstance(piece, Provision)
        told = notes_for(piece, origins, gone)
        lost = [eid for eid in gone if eid.startswith(f"{piece.eid}__")]
        for eid in [*(unit.eid for unit in piece.units if unit.eid in origins), *lost]:
            origin = origins.get(eid) or gone[eid]
            around = [note for note in told if f"{eid}__".startswith(f"{note.eid}__")]
            assert any((note.origin.after, note.origin.acts) == (origin.after, origin.acts) for note in around)
