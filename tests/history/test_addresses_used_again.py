"""A page that stands where another one stood before: both histories can be read, and neither is taken for the other."""

import pytest
from wagtail.models import Page, Site

from history.models import TrackedObject
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import paragraph


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def first(site: Site) -> TrackedObject:
    """What is left of the page that stood there before."""
    page = add_page(site.root_page, ContentPage(title="Stara strona", slug="adres", body=paragraph("Stary tekst.")))
    Page.objects.get(pk=page.pk).delete()
    add_page(site.root_page, ContentPage(title="Nowa strona", slug="adres", body=paragraph("Nowy tekst.")))
    return TrackedObject.objects.get(page_id=page.pk)


def test_the_address_shows_the_history_of_what_stands_there(site: Site, first: TrackedObject) -> None:
    answer = reader_of(site).get("/adres/historia/").content.decode()
    assert "Nowa strona" in answer
    assert f'href="{first.own_address}historia/"' in answer


def test_the_older_one_keeps_an_address_of_its_own(site: Site, first: TrackedObject) -> None:
    reader = reader_of(site)
    history = reader.get(f"{first.own_address}historia/")
    assert history.status_code == 200
    assert f'href="{first.own_address}wersje/1/"' in history.content.decode()
    assert "Stary tekst." in reader.get(f"{first.own_address}wersje/1/").content.decode()
    assert reader.get(first.own_address).status_code == 410


def test_the_register_leads_there(site: Site, first: TrackedObject) -> None:
    answer = reader_of(site).get("/bip/rejestr-zmian/").content.decode()
    assert f'href="{first.own_address}historia/"' in answer


def test_another_centre_knows_nothing_of_it(first: TrackedObject) -> None:
    assert reader_of(make_centre("inny.localhost")).get(f"{first.own_address}historia/").status_code == 404
