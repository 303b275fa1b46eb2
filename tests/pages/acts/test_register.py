"""The register of acts and what acts do to one another, as readers see them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, RelationKind
from pages.core.dates import PartialDate
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return add_page(site.root_page, ActRegisterPage(title="Akty prawne", slug="akty"))


def act(register: ActRegisterPage, number: str, **fields: Any) -> ActPage:
    fields = {
        "kind": ActKind.RESOLUTION,
        "adopted_on": PartialDate(2022, 4, 21),
        "title": f"Uchwała {number}",
        **fields,
    }
    return add_page(register, ActPage(number=number, **fields))


def shown(client: Client, query: str) -> str:
    return client.get(f"/akty/?{query}").content.decode()


@pytest.mark.parametrize("query", ["LX/1197", "lx 1197 2022", "1197.2022", "zmian Statucie"])
def test_a_number_is_found_however_it_is_written(site: Site, register: ActRegisterPage, query: str) -> None:
    act(register, "LX/1197.2022", title="Zmiany w Statucie")
    act(register, "XXVII/508/2020", title="Nadanie herbu")
    page = shown(reader_of(site), f"q={query}")
    assert "LX/1197.2022" in page
    assert "XXVII/508/2020" not in page


@pytest.mark.parametrize("query", ["year=abc", "year=1899", "kind=%00x", "issuer=%27--", "q=" + "x" * 5000])
def test_a_nonsense_filter_is_answered(site: Site, register: ActRegisterPage, query: str) -> None:
    act(register, "LX/1197.2022")
    assert reader_of(site).get(f"/akty/?{query}").status_code in (200, 400)


def test_the_number_stays_as_printed_and_gets_a_key(register: ActRegisterPage) -> None:
    first, second = act(register, "LX/1197.2022"), act(register, "LXII.1242/2022")
    assert first.number == "LX/1197.2022"
    assert first.number_key
    assert first.number_key < second.number_key


@pytest.mark.parametrize("number", ["IIII/1/2020", "abc", ""])
def test_a_resolution_needs_a_number_that_is_one(register: ActRegisterPage, number: str) -> None:
    page = ActPage(title="Uchwała", slug="uchwala", kind=ActKind.RESOLUTION, number=number)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"number"}


def test_a_relation_is_read_from_both_ends(site: Site, register: ActRegisterPage) -> None:
    statute = act(register, "", kind=ActKind.STATUTE, title="Statut GOPS", adopted_on=None)
    change = act(register, "II/7/2022")
    ActRelation.objects.create(source=change, kind=RelationKind.AMENDS, target=statute)
    assert [relation.label for relation in change.relations_out] == ["zmienia statut"]
    assert [(relation.label, relation.act) for relation in statute.relations_in] == [("Zmiana", change)]
    assert "II/7/2022" in reader_of(site).get(statute.local_url).content.decode()


def test_a_withdrawn_act_is_named_nowhere(site: Site, register: ActRegisterPage) -> None:
    statute = act(register, "", kind=ActKind.STATUTE, title="Statut GOPS", adopted_on=None)
    change = act(register, "II/7/2022")
    ActRelation.objects.create(source=change, kind=RelationKind.AMENDS, target=statute)
    change.unpublish()
    assert "II/7/2022" not in reader_of(site).get(statute.local_url).content.decode()
    assert "II/7/2022" not in shown(reader_of(site), "")


@pytest.mark.parametrize("both", [True, False])
def test_a_relation_bears_on_one_thing(register: ActRegisterPage, both: bool) -> None:
    statute = act(register, "", kind=ActKind.STATUTE, title="Statut")
    relation = ActRelation(kind=RelationKind.CREATES, target=statute if both else None, text="Ośrodek" if both else "")
    with pytest.raises(ValidationError):
        relation.clean()


def test_the_register_costs_the_same_for_any_number_of_acts(site: Site, register: ActRegisterPage) -> None:
    statute = act(register, "", kind=ActKind.STATUTE, title="Statut", adopted_on=None)

    def grow_to(numbers: range) -> int:
        for number in numbers:
            change = act(register, f"I/{number}/2022")
            ActRelation.objects.create(source=change, kind=RelationKind.AMENDS, target=statute)
        client = reader_of(site)
        client.get("/akty/")  # what is read once per process
        with CaptureQueriesContext(connection) as queries:
            client.get("/akty/")
        return len(queries)

    assert grow_to(range(1, 3)) == grow_to(range(3, 23))


def test_a_number_is_given_once_however_it_is_spelt(
    site: Site, register: ActRegisterPage, admin_client: Client
) -> None:
    act(register, "LX/1197.2022")
    form = {
        "title": "Druga",
        "slug": "druga",
        "kind": ActKind.RESOLUTION,
        "number": "LX.1197/2022",
        "body": streamfield([]),
        "relations": inline_formset([]),
        "comments": inline_formset([]),
    }
    url = reverse("wagtailadmin_pages:add", args=("acts", "actpage", register.pk))
    assert "Ten numer ma już „LX/1197.2022 – " in admin_client.post(url, nested_form_data(form)).content.decode()
    admin_client.post(url, nested_form_data({**form, "number": "LX/1198.2022"}))
    assert [page.number for page in ActPage.objects.child_of(register)] == ["LX/1197.2022", "LX/1198.2022"]
