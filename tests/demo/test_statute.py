"""Kielce's statute in time: the source's resolutions, no day that it does not give, texts that say they are made up."""

import re
import tomllib
from datetime import date, timedelta

import pytest
from django.test import Client

from pages.acts.models import ActPage, ActRelation, ExpressionPage
from tests.conftest import CENTRES, KIELCE
from tests.demo import facts_kielce
from tests.transfer.folders import load, page

pytestmark = pytest.mark.django_db

STATUTE = "/statut-i-akty/statut/"
RESOLUTIONS = [act for act in facts_kielce.ACTS if act.relation.endswith("statut")]
DAYS = [
    date(2020, 4, 23), date(2020, 10, 15), date(2022, 1, 13), date(2022, 4, 21), date(2022, 6, 9), date(2022, 10, 13),
    date(2022, 12, 1),
]  # fmt: skip
"""The days of adoption of the seven resolutions, in the order of the source."""
NOT_WORKED_IN = "LXIX/1395/2022"
EXAMPLE = "Treść przykładowa"


def text_of(client: Client, address: str) -> str:
    """The words of a page, with plain spaces."""
    response = client.get(address)
    assert response.status_code == 200, address
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def texts() -> list[ExpressionPage]:
    """The texts of the statute in the order of the folder."""
    return list(ExpressionPage.objects.child_of(page(STATUTE, KIELCE)).order_by("path"))


def test_seven_resolutions_in_the_order_of_their_adoption_made_the_statute(kielce: Client) -> None:
    relations = ActRelation.objects.filter(target=page(STATUTE, KIELCE)).select_related("source")
    found = sorted(relations, key=lambda relation: str(relation.source.adopted_on))
    assert [relation.source.number for relation in found] == [act.number for act in RESOLUTIONS]
    assert [relation.source.adopted_on.first for relation in found] == DAYS
    assert [relation.kind for relation in found] == ["grants"] + 6 * ["amends"]
    text = text_of(kielce, STATUTE)
    places = [text.index(act.number) for act in RESOLUTIONS]
    assert text.index(NOT_WORKED_IN) == min(places)  # the banner on top names it first
    assert places[:-1] == sorted(places[:-1])


def test_no_day_of_effect_is_made_up(kielce: Client) -> None:
    acts = ActPage.objects.descendant_of(page("/", KIELCE))
    assert acts.count() == len(facts_kielce.ACTS) + 2  # the statute and the regulations
    for act in acts:
        assert (act.in_force_from, act.promulgated_on, act.repealed_on, act.original) == (None, None, None, None)
        assert (act.in_force_basis, act.gazette_ref, act.eli_uri) == ("", "", "")
    relations = ActRelation.objects.filter(source__in=acts)
    assert {(row.effective_from, row.effective_basis, row.provisions) for row in relations} == {(None, "", "")}
    assert {text.valid_from for text in texts()} == {None}
    for address in [STATUTE, *(text.local_url for text in texts()), *(act.path for act in facts_kielce.ACTS)]:
        assert "nieustalon" in text_of(kielce, address).lower(), address


def test_no_text_claims_to_be_real(kielce: Client) -> None:
    made_up = texts()
    assert len(made_up) == 6
    assert made_up[0].legal_value == "original"
    assert {text.legal_value for text in made_up[1:]} == {"informal"}
    for text in made_up:
        assert text.is_example
        assert EXAMPLE in text.summary
        assert (text.checked_by, str(text.body)) == ("", "")
    addresses = [STATUTE, *(text.local_url for text in made_up)]
    addresses += [f"{STATUTE}na-dzien/{day}/" for day in DAYS]
    for address in addresses:
        assert EXAMPLE in text_of(kielce, address), address
    assert "Treść statutu jest przykładowa" in text_of(kielce, STATUTE)
    assert "przykładowy" in text_of(kielce, "/statut-i-akty/")


def test_each_text_takes_in_one_more_resolution_and_the_last_one_waits() -> None:
    included = [[row.act.number for row in text.incorporated.select_related("act")] for text in texts()]
    assert included == [[act.number for act in RESOLUTIONS[1:count]] for count in range(1, 7)]
    assert RESOLUTIONS[-1].number == NOT_WORKED_IN


@pytest.mark.parametrize("number", range(6))
def test_the_statute_of_a_day_is_the_text_of_the_last_resolution_adopted_by_then(kielce: Client, number: int) -> None:
    names = [act.number for act in RESOLUTIONS]
    since, until = DAYS[number], DAYS[number + 1] - timedelta(days=1)
    for day in (since, until):
        reading = kielce.get(f"{STATUTE}na-dzien/{day}/").context["reading"]
        assert reading.text.pk == texts()[number].pk
        assert [act.number for act in reading.included] == names[1 : number + 1]
        assert (reading.pending, reading.rests_on_adoption) == ([], True)


def test_the_last_resolution_is_announced_from_its_day_on(kielce: Client) -> None:
    reading = kielce.get(f"{STATUTE}na-dzien/{DAYS[-1]}/").context["reading"]
    assert [effect.act.number for effect in reading.pending] == [NOT_WORKED_IN]
    assert reading.text.pk == texts()[-1].pk


def test_before_the_first_resolution_there_was_no_statute(kielce: Client) -> None:
    reading = kielce.get(f"{STATUTE}na-dzien/2020-04-22/").context["reading"]
    assert reading.text is None


@pytest.mark.parametrize(
    ("provision", "number"),
    [
        ("§ 3 ust. 2 dodany", "XXXIV/682/2020"),
        ("§ 4 ust. 2 zmieniony", "LVI/1114/2022"),
        ("§ 5 ust. 3 zmieniony", "LX/1197.2022"),
        ("§ 6 zmieniony", "LXII/1242.2022"),
        ("§ 7 ust. 2 zmieniony", "LXVI.1331/2022"),
    ],
)
def test_each_change_is_noted_with_the_resolution_that_made_it(kielce: Client, provision: str, number: str) -> None:
    _before, _note, after = text_of(kielce, STATUTE).partition(provision)
    assert number in after[:60]


def test_the_register_of_the_folder_gives_no_day_that_the_source_leaves_out() -> None:
    register = tomllib.loads((CENTRES[KIELCE] / "acts.toml").read_text(encoding="utf-8"))["act"]
    unknown = {"in_force_from", "promulgated_on", "repealed_on", "effective_from", "valid_from", "provisions"}
    for act in register:
        tables = [act, *act.get("relations", []), *act.get("expressions", [])]
        assert not [key for table in tables for key in table if key in unknown], act["id"]
        assert all(text["example"] for text in act.get("expressions", []))


def test_the_folder_is_read_without_a_doubt_and_loading_it_again_changes_nothing() -> None:
    said = load(CENTRES[KIELCE], KIELCE, note="")
    assert "Opublikowano 0 stron" in said
    assert "Ostrzeżenia" not in said
