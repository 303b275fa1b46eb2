"""Links to the history of a page that was moved or renamed go on to where it stands now."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from history.models import TrackedObject
from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import change, paragraph, publish
from tests.portal.crawling import ask

RESTS = [
    "historia/",
    "historia/?strona=1&tylko=istotne",
    "historia/atom.xml",
    "historia/dane.json",
    "wersje/1/",
    "na-dzien/2026-01-01/",
    "porownaj/1/2/",
]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def client(site: Site) -> Client:
    return reader_of(site)


@pytest.fixture
def page(site: Site) -> ContentPage:
    """A page that stood at /stary/ and stands at /nowy/."""
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="stary", body=paragraph("Pierwszy tekst.")))
    page = change(page, "Drugi tekst.", "Nowy numer telefonu zespołu.")
    page.slug = "nowy"
    return publish(page)


@pytest.mark.parametrize("rest", RESTS)
def test_old_addresses_lead_to_the_new_ones(client: Client, page: ContentPage, rest: str) -> None:
    answer = client.get(f"/stary/{rest}")
    assert (answer.status_code, answer.headers.get("Location")) == (301, f"/nowy/{rest}")


def test_what_there_never_was_stays_unknown(client: Client, page: ContentPage) -> None:
    assert client.get("/inny/historia/").status_code == 404
    assert client.get("/nowy/wersje/9/").status_code == 404


def test_a_page_that_is_hidden_is_not_given_away(client: Client, page: ContentPage) -> None:
    TrackedObject.objects.filter(page_id=page.pk).update(hidden=True)
    for rest in RESTS:
        assert client.get(f"/stary/{rest}").status_code == 404


def test_another_page_at_the_old_address_has_it_for_itself(site: Site, client: Client, page: ContentPage) -> None:
    other = add_page(site.root_page, ContentPage(title="Inna", slug="stary", body=paragraph("Tekst.")))
    assert client.get("/stary/historia/").status_code == 200
    assert client.get("/stary/wersje/2/").status_code == 404
    Page.objects.get(pk=other.pk).delete()
    assert client.get("/stary/historia/").status_code == 200
    assert client.get("/stary/wersje/2/").status_code == 404


def test_another_centre_knows_nothing_of_it(page: ContentPage) -> None:
    assert reader_of(make_centre("inny.localhost")).get("/stary/historia/").status_code == 404


def test_looking_costs_at_most_two_queries(client: Client, page: ContentPage) -> None:
    unknown = ask(client, "/inny/historia/")[1]
    found = ask(client, "/stary/historia/")[1]
    assert found <= unknown + 1


@pytest.mark.parametrize("address", ["/nowy/historia/", "/bip/rejestr-zmian/"])
def test_the_entry_names_both_addresses(client: Client, page: ContentPage, address: str) -> None:
    text = client.get(address).content.decode().replace("\u00a0", " ")
    assert "Adres strony zmieniono z /stary/ na /nowy/" in text


def test_only_what_a_page_answers_below_its_address_leads_on(client: Client, page: ContentPage) -> None:
    for rest in ("cokolwiek/", "plik.csv", "a/b/c/d/e/f/g/h/i/j/", "historia/x/"):
        assert client.get(f"/stary/{rest}").status_code == 404


def test_a_page_below_that_moved_by_itself_leads_to_its_own_place(site: Site, client: Client) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    below = add_page(section, ContentPage(title="Zadania", slug="zadania", body=paragraph("Tekst.")))
    below.move(site.root_page, pos="last-child")
    section = SectionPage.objects.get(pk=section.pk)
    section.slug = "oddzial"
    publish(section)
    assert client.get("/dzial/zadania/historia/").headers["Location"] == "/zadania/historia/"
    assert client.get("/dzial/historia/").headers["Location"] == "/oddzial/historia/"


def test_what_was_asked_for_goes_along_in_any_letters(client: Client, page: ContentPage) -> None:
    answer = client.get("/stary/historia/?tylko=%C5%BC%C3%B3%C5%82w&a=b")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/nowy/historia/?tylko=%C5%BC%C3%B3%C5%82w&a=b")


@pytest.mark.parametrize("address", ["/" + "a/" * 500, "/" + "a/" * 500 + "x.csv", "/stary/" + "b/" * 20])
def test_a_long_address_costs_no_more_than_a_short_one(client: Client, page: ContentPage, address: str) -> None:
    ask(client, "/inny/historia/")
    assert ask(client, address)[1] <= ask(client, "/a/b/")[1] + 1
