"""Acts and what they do to one another, as editors enter them and readers see them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, RelationKind
from pages.core.dates import PartialDate
from tests.factories import add_page, reader_of


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
