"""Rules about the life of an act, asked of rows that no form has made: what a text may say, what an act may do."""

import pytest
from wagtail.models import Site

from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, ExpressionPage, RelationKind
from pages.acts.rules import act_faults, number_fault, relation_faults
from pages.acts.text_rules import text_faults, unpublished_fault
from tests.factories import add_page
from tests.pages.acts.statutes import day, register_of, resolution, statute_of, text_of


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return register_of(site)


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    return statute_of(register)


def text(statute: ActPage, valid_from: str = "") -> ExpressionPage:
    """A text that is not kept yet."""
    return ExpressionPage(title="Statut", slug="nowy", valid_from=day(valid_from) if valid_from else None)


def effect(register: ActRegisterPage, target: ActPage, since: str = "", **fields: object) -> ActRelation:
    """What a new resolution, adopted on 2 March 2023, would do."""
    source = ActPage(kind=ActKind.RESOLUTION, number="XX/120/2023", title="Zmiany", adopted_on=day("2023-03-02"))
    fields = {"kind": RelationKind.AMENDS, **fields}
    return ActRelation(source=source, target=target, effective_from=day(since) if since else None, **fields)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"in_force_from": "2023"}, "in_force_from"),
        ({"repealed_on": "2023-05"}, "repealed_on"),
        ({"in_force_from": "2023-05-01", "repealed_on": "2023-05-01"}, "repealed_on"),
        ({"adopted_on": "2023-05-02", "promulgated_on": "2023-05-01"}, "promulgated_on"),
        # What is known in part contradicts only when it must.
        ({"adopted_on": "2023-05-02", "promulgated_on": "2023"}, None),
        ({"in_force_from": "2023-05-01", "repealed_on": "2023-05-02"}, None),
    ],
)
def test_days_of_an_act_do_not_contradict_one_another(fields: dict[str, str], field: str | None) -> None:
    act = ActPage(kind=ActKind.OTHER, title="Akt", **{name: day(value) for name, value in fields.items()})
    assert list(act_faults(act)) == ([field] if field else [])


@pytest.mark.parametrize("since", ["", "2023-03-02", "2024-01-01"])
def test_an_effect_from_the_adoption_on_is_fine(register: ActRegisterPage, statute: ActPage, since: str) -> None:
    assert not relation_faults(effect(register, statute, since))


def test_what_gives_an_act_may_come_before_its_beginning(register: ActRegisterPage) -> None:
    later = add_page(
        register, ActPage(kind=ActKind.STATUTE, title="Statut", slug="statut", in_force_from=day("2023-06-01"))
    )
    assert not relation_faults(effect(register, later, "2023-05-01", kind=RelationKind.GRANTS))
    assert list(relation_faults(effect(register, later, "2023-05-01"))) == ["effective_from"]


def test_an_act_can_not_act_on_itself(statute: ActPage) -> None:
    assert list(relation_faults(ActRelation(source=statute, target=statute, kind=RelationKind.AMENDS))) == ["target"]


def test_a_long_circle_is_found(register: ActRegisterPage, statute: ActPage) -> None:
    acts = [resolution(register, "I/1/2021", "2021-01-01", statute)]
    for number in range(2, 5):
        acts.append(resolution(register, f"I/{number}/2021", "2021-01-01", acts[-1]))
    closing = ActRelation(source=acts[0], target=acts[-1], kind=RelationKind.AMENDS)
    sentence = relation_faults(closing)["target"]
    assert "I/1/2021 → I/4/2021 → I/3/2021 → I/2/2021 → I/1/2021" in sentence


def test_single_provisions_may_be_repealed_again_and_the_whole_act_once(
    register: ActRegisterPage, statute: ActPage
) -> None:
    resolution(register, "XIX/110/2023", "2023-01-10", statute, kind=RelationKind.REPEALS, since="2023-09-01")
    assert not relation_faults(effect(register, statute, "2023-04-01", kind=RelationKind.REPEALS, provisions="§ 5"))
    assert list(relation_faults(effect(register, statute, "2023-04-01", kind=RelationKind.REPEALS))) == ["kind"]


def test_a_number_is_one_however_it_is_spelt_and_whoever_issues_it(register: ActRegisterPage, statute: ActPage) -> None:
    resolution(register, "XV/80/2022", "2022-01-13", statute, issuer="Rada Gminy")
    asked = {"kind": ActKind.RESOLUTION, "issuer": ""}
    assert "XV/80/2022" in number_fault(register, number="xv.80.2022", **asked)
    assert not number_fault(register, number="XV/81/2022", **asked)
    assert not number_fault(register, number="nic", **asked)
    assert not number_fault(register, number="XV/80/2022", kind=ActKind.RESOLUTION, issuer="Rada Powiatu")
    assert not number_fault(register, number="XV/80/2022", kind=ActKind.ORDINANCE, issuer="")


def test_a_text_is_judged_with_the_acts_published_with_it(register: ActRegisterPage, statute: ActPage) -> None:
    draft = resolution(register, "XX/120/2023", "2023-03-02", statute, since="2023-03-20", live=False)
    assert not text_faults(text(statute, "2023-03-20"), statute, [draft])
    assert not text_faults(text(statute), statute, [draft])
    assert list(text_faults(text(statute, "2023-03-19"), statute, [draft])) == ["valid_from"]
    other = ActPage(kind=ActKind.OTHER, title="Obcy", slug="obcy", live=False)
    register.add_child(instance=other)
    assert list(text_faults(text(statute), statute, [other])) == ["incorporated"]
    assert unpublished_fault([draft])
    assert not unpublished_fault([ActPage(live=True)])


def test_texts_follow_one_another_without_losing_a_change(register: ActRegisterPage, statute: ActPage) -> None:
    first = resolution(register, "XV/80/2022", "2022-01-13", statute)
    second = resolution(register, "XVI/90/2022", "2022-06-09", statute)
    text_of(statute, "pierwszy")
    text_of(statute, "trzeci", first, second)
    # In between: with the first change it fits, without it, or with the second one only, it does not.
    assert not text_faults(text(statute), statute, [first])
    assert list(text_faults(text(statute, "2022-07-01"), statute, [first])) == ["incorporated"]
    assert list(text_faults(text(statute, "2022-05-01"), statute, [second])) == ["valid_from"]


def test_a_text_that_is_checked_again_does_not_stand_in_its_own_way(
    register: ActRegisterPage, statute: ActPage
) -> None:
    change = resolution(register, "XV/80/2022", "2022-01-13", statute)
    kept = text_of(statute, "tekst", change)
    assert not text_faults(kept, statute, [change])


def test_an_act_of_which_no_day_is_known_may_have_a_text_but_not_the_same_twice(
    register: ActRegisterPage, statute: ActPage
) -> None:
    undated = ActPage(kind=ActKind.OTHER, title="Akt bez dat", slug="akt-bez-dat")
    add_page(register, undated)
    assert not text_faults(text(undated), undated, [])
    text_of(undated, "tekst")
    assert list(text_faults(text(undated), undated, [])) == ["valid_from"]
    assert not text_faults(text(undated, "2022-01-01"), undated, [])
