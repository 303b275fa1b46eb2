"""A page that other content rests on: the administration says what, and deletes nothing."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from pages.acts.models import ActPage
from tests.conftest import KIELCE, reader


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    return client


def statute() -> ActPage:
    return ActPage.objects.get(slug="statut")


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_amended_act_is_not_deleted_and_its_amendments_are_named(administrator: Client, method: str) -> None:
    act = statute()
    answer = getattr(administrator, method)(reverse("wagtailadmin_pages:delete", args=(act.pk,)), follow=True)
    assert answer.status_code == 200
    assert "zmienia statut" in answer.content.decode()
    assert statute() == act


def test_nor_is_it_deleted_among_others(administrator: Client) -> None:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    answer = administrator.post(f"{url}?id={statute().pk}", follow=True)
    assert answer.status_code == 200
    assert statute().live


def test_an_act_that_nothing_rests_on_is_deleted(administrator: Client) -> None:
    act = ActPage.objects.get(number="70/2022")
    administrator.post(reverse("wagtailadmin_pages:delete", args=(act.pk,)), {"departure_reason": "outdated"})
    assert not ActPage.objects.filter(pk=act.pk).exists()


def test_a_whole_centre_can_be_deleted_since_all_that_rests_goes_with_it(administrator: Client) -> None:
    home = statute().get_ancestors().get(depth=2)
    Page.objects.get(pk=home.pk).delete()
    assert not ActPage.objects.filter(slug="statut").exists()
