"""What the rows of today say of an act: its days, what others did to it, its texts; and nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from history.models import VersionContent
from pages.acts.dossier import Dossier, Effect, Text, live_dossier
from pages.acts.in_time import Day, Phase
from pages.acts.models import ActPage, ActRegisterPage, RelationKind
from pages.acts.naming import ActRef
from pages.core.addresses import forget_private_paths
from pages.core.dates import PartialDate
from tests.factories import make_centre
from tests.pages.acts.making import add_register, add_resolution, add_statute, add_text, amends, does, partial

CANARY = "TAJNE"


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    return add_statute(register)


def grants(statute: ActPage, since: str = "") -> Any:
    return does(RelationKind.GRANTS, statute, since)


# -- which day counts ------------------------------------------------------------------------------------------------


def ref(pk: int = 1, adopted: str = "") -> ActRef:
    return ActRef(pk, "resolution", f"I/{pk}/2020", "Uchwała", partial(adopted))


def effect(kind: str, since: str = "", *, pk: int = 2, adopted: str = "", provisions: str = "") -> Effect:
    return Effect(ref(pk, adopted), kind, partial(since), "", provisions, (0, "", 0))


def dossier(*effects: Effect, adopted: str = "", in_force: str = "", repealed: str = "") -> Dossier:
    return Dossier(
        act=ref(1, adopted),
        issuer="",
        in_force_from=partial(in_force),
        in_force_basis="",
        repealed_on=partial(repealed),
        promulgated_on=None,
        effects=effects,
        texts={},
    )


def begins(found: Dossier) -> tuple[str, bool] | None:
    day = found.life.begins
    return (day.day.isoformat(), day.assumed) if day else None


def ends(found: Dossier) -> tuple[str, bool] | None:
    day = found.life.ends
    return (day.day.isoformat(), day.assumed) if day else None


def test_an_act_is_in_force_from_the_day_that_it_names() -> None:
    given = effect(RelationKind.GRANTS, "2020-05-01", adopted="2020-04-23")
    assert begins(dossier(given, in_force="2020-06-01")) == ("2020-06-01", False)


def test_else_from_the_earliest_that_those_name_which_gave_it() -> None:
    acts = [
        effect(RelationKind.GRANTS, "2020-05-01", pk=2, adopted="2020-04-23"),
        effect(RelationKind.INTRODUCES, "2020-04-30", pk=3, adopted="2020-04-29"),
        effect(RelationKind.GRANTS, pk=4, adopted="2020-04-01"),
    ]
    assert begins(dossier(*acts)) == ("2020-04-30", False)


@pytest.mark.parametrize("kind", [RelationKind.GRANTS, RelationKind.INTRODUCES])
def test_else_the_day_of_adoption_stands_in(kind: str) -> None:
    assert begins(dossier(effect(kind, adopted="2020-04-23"))) == ("2020-04-23", True)
    assert begins(dossier(effect(kind, adopted="2020-04-23"), adopted="2020-04-20")) == ("2020-04-20", True)
    assert begins(dossier(effect(RelationKind.AMENDS, adopted="2020-04-23"))) is None


def test_a_day_that_a_source_names_counts_before_one_that_only_stands_in() -> None:
    given = effect(RelationKind.GRANTS, "2020-05-01", adopted="2020-04-23")
    assert begins(dossier(given, in_force="2020")) == ("2020-05-01", False)
    repeals = effect(RelationKind.REPEALS, adopted="2022-05-10")
    assert ends(dossier(repeals)) == ("2022-05-10", True)
    assert ends(dossier(repeals, repealed="2022-06-01")) == ("2022-06-01", False)
    annuls = effect(RelationKind.ANNULS, "2022-07-01", pk=3, adopted="2022-04-01")
    assert ends(dossier(repeals, annuls)) == ("2022-07-01", False)


def test_the_repeal_of_single_provisions_changes_the_act_and_does_not_end_it() -> None:
    found = dossier(effect(RelationKind.REPEALS, adopted="2022-05-10", provisions="§ 5 ust. 3"), adopted="2020-01-01")
    assert ends(found) is None
    assert [change.provisions for change in found.life.changes] == [("par_5__ust_3",)]


def test_an_act_adopted_in_a_year_of_which_no_day_is_known_may_have_been_so_on_any_of_them() -> None:
    found = dossier(adopted="1990").life
    assert found.phase(date(1989, 12, 31)) == Phase.NOT_YET_ADOPTED
    assert {found.phase(date(1990, month, 1)) for month in range(1, 13)} == {Phase.UNKNOWN}
    assert found.phase(date(1990, 12, 31)) == Phase.ADOPTED


def test_an_act_repealed_in_a_year_of_which_no_day_is_known_is_not_said_to_be_in_force_in_it() -> None:
    repeals = effect(RelationKind.REPEALS, adopted="2022")
    for found in (dossier(repeals, in_force="2020-01-01"), dossier(in_force="2020-01-01", repealed="2022")):
        assert ends(found) == ("2022-01-01", True)
        assert found.life.phase(date(2021, 12, 31)) == Phase.IN_FORCE
        assert found.as_of(date(2022, 3, 1)).ended == Day(date(2022, 1, 1), assumed=True)


def test_each_of_several_changes_by_one_act_on_one_day_is_kept() -> None:
    both = effect(RelationKind.AMENDS, "2022-05-10"), effect(RelationKind.CORRECTS, "2022-05-10")
    found = dossier(*(replace(one, order=(0, "", number)) for number, one in enumerate(both)))
    assert [found.effect_of(change).kind for change in found.life.changes] == ["amends", "corrects"]


# -- what the rows say -----------------------------------------------------------------------------------------------


def test_effects_come_in_the_order_of_time_and_of_the_day(register: ActRegisterPage, statute: ActPage) -> None:
    add_resolution(register, "III/1/2022", "2022-03-01", amends(statute, "2022-05-01", order_in_day=2))
    add_resolution(register, "II/10/2022", "2022-02-01", amends(statute, "2022-05-01", order_in_day=1))
    add_resolution(register, "II/9/2022", "2022-02-01", amends(statute, "2022-05-01", order_in_day=1))
    add_resolution(register, "I/1/2020", "2020-01-01", grants(statute))
    add_resolution(
        register,
        "IV/1/2022",
        "2022-04-01",
        amends(statute, "2022-06-01", provisions="§ 2"),
        amends(statute, "2022-04-15", provisions="§ 1"),
    )
    found = live_dossier(statute)
    assert [(one.act.number, one.provisions) for one in found.effects] == [
        ("I/1/2020", ""),
        ("IV/1/2022", "§ 1"),
        ("II/9/2022", ""),
        ("II/10/2022", ""),
        ("III/1/2022", ""),
        ("IV/1/2022", "§ 2"),
    ]
    assert [found.effect_of(change) for change in found.life.changes] == list(found.effects[1:])


def test_a_second_address_of_an_act_does_nothing_by_itself(register: ActRegisterPage, statute: ActPage) -> None:
    change = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    text = add_text(statute, "tekst", [change])
    change.create_alias(update_slug="drugi-adres")
    text.create_alias(update_slug="drugi-tekst")
    found = live_dossier(statute)
    assert [one.act.pk for one in found.effects] == [change.pk]
    assert set(found.texts) == {text.pk}


def test_a_new_act_has_nothing(register: ActRegisterPage) -> None:
    page = ActPage(title="Statut", kind="statute")
    register.add_child(instance=page)
    page.pk = None
    assert (live_dossier(page).effects, live_dossier(page).texts) == ((), {})


def everything(found: Dossier) -> str:
    """All words of a dossier."""
    effects = [(one.act, one.kind, one.provisions, one.effective_basis) for one in found.effects]
    return repr((found.act, effects, list(found.texts.values())))


def test_nothing_is_told_of_what_no_reader_can_open(site: Site, register: ActRegisterPage, statute: ActPage) -> None:
    known = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    text = add_text(statute, "tekst", [known])
    withdrawn = add_resolution(register, "II/2/2022", "2022-02-13", amends(statute), title=CANARY)
    restricted = add_resolution(register, "III/3/2022", "2022-03-13", amends(statute), title=CANARY)
    below = add_text(statute, "ukryty", [known], [("1", CANARY)], title=CANARY, valid_from=partial("2022-05-01"))
    withdrawn.unpublish()
    for page in (restricted, below):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    drafted = ActPage(kind="resolution", number="IV/4/2022", title=CANARY, live=False, relations=[amends(statute)])
    register.add_child(instance=drafted)
    text.title, text.text = CANARY, [("provision", {"sign": "§", "number": "1", "name": "", "text": CANARY})]
    text.save_revision()
    other = add_register(make_centre("inny.localhost"))
    add_resolution(other, "V/5/2022", "2022-05-13", amends(statute), title=CANARY)
    found = live_dossier(ActPage.objects.get(pk=statute.pk))
    assert [one.act.pk for one in found.effects] == [known.pk]
    assert set(found.texts) == {text.pk}
    assert CANARY not in everything(found)


def test_a_text_that_takes_in_a_hidden_act_does_not_name_it_in_its_history(
    register: ActRegisterPage, statute: ActPage
) -> None:
    hidden = add_resolution(register, "I/777/2022", "2022-01-13", amends(statute))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    text = add_text(statute, "tekst", [hidden])
    assert "I/777/2022" not in VersionContent.objects.get(version__object__page_id=text.pk).html


def test_a_text_whose_act_was_withdrawn_stays_and_its_day_is_not_claimed(
    register: ActRegisterPage, statute: ActPage
) -> None:
    add_resolution(register, "I/1/2020", "2020-04-23", grants(statute, "2020-05-01"))
    first = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute, "2022-02-01"))
    second = add_resolution(register, "II/2/2022", "2022-03-13", amends(statute, "2022-04-01"))
    add_text(statute, "pierwszy")
    text = add_text(statute, "drugi", [first, second])
    assert live_dossier(statute).as_of(date(2022, 5, 1)).rests_on_adoption is False
    second.unpublish()
    answer = live_dossier(statute).as_of(date(2022, 5, 1))
    assert answer.placed
    assert (answer.placed.state.key, answer.rests_on_adoption) == (text.pk, True)


def test_a_text_names_its_day_and_what_it_is_worth(register: ActRegisterPage, statute: ActPage) -> None:
    change = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    text = add_text(
        statute,
        "tekst",
        [change],
        valid_from=PartialDate(2022, 2, 1),
        legal_value="consolidated",
        produced_by="Anna Nowak",
        checked_by="Jan Kowalski",
        is_example=True,
    )
    assert live_dossier(statute).texts == {
        text.pk: Text(
            pk=text.pk,
            title="Tekst tekst",
            url="/akty/statut/tekst/",
            valid_from=PartialDate(2022, 2, 1),
            legal_value="consolidated",
            prepared_by="Anna Nowak",
            checked_by="Jan Kowalski",
            is_example=True,
            blocks=list(text.text.raw_data),
            included=frozenset({change.pk}),
        )
    }


def test_it_costs_four_queries_whatever_the_act_has(register: ActRegisterPage, statute: ActPage) -> None:
    def cost() -> int:
        forget_private_paths()
        with CaptureQueriesContext(connection) as queries:
            assert live_dossier(statute).life.states
        return len(queries)

    changes: list[ActPage] = []
    for count in (3, 30):
        for number in range(len(changes), count):
            changes.append(add_resolution(register, f"I/{number + 1}/2022", "2022-01-13", amends(statute)))
            add_text(statute, f"tekst-{number}", changes)
        assert cost() == 4
