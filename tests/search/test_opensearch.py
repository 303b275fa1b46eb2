"""What browsers ask: how to search the site from the address bar, and titles while somebody types."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Site

from pages.standard.models import ContentPage
from search.opensearch import LONG_NAME, SHORT_NAME, shortened
from tests.factories import add_page, make_centre, reader_of

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    for title, slug in (("Statut Ośrodka", "statut"), ("Stypendia", "stypendia")):
        add_page(site.root_page, ContentPage(title=title, slug=slug))
    return site


def described(client: Client, **options: object) -> ET.Element:
    response = client.get("/opensearch.xml", **options)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    return ET.fromstring(response.content)  # noqa: S314 -- our own answer


def addresses(description: ET.Element) -> dict[str, str]:
    return {url.get("type", ""): url.get("template", "") for url in description.iter(f"{SPACE}Url")}


def test_every_page_names_the_description(site: Site) -> None:
    link = '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="GOPS">'
    for path in ("/", "/statut/", "/szukaj/", "/nie-ma-takiej/"):
        assert link in reader_of(site).get(path).content.decode(), path


def test_the_description_holds_what_the_standard_asks_for(site: Site) -> None:
    site.site_name = "Ośrodek <Pomocy> & Wsparcia w Kędzierzynie-Koźlu i okolicach"
    site.save()
    description = described(reader_of(site))
    said = {element.tag.removeprefix(SPACE): element.text or "" for element in description}
    assert description.tag == f"{SPACE}OpenSearchDescription"
    assert said["ShortName"] == "Ośrodek <Pomocy>"
    assert len(said["LongName"]) <= LONG_NAME
    assert 0 < len(said["Description"]) <= 1024
    assert (said["Language"], said["InputEncoding"], said["OutputEncoding"]) == ("pl", "UTF-8", "UTF-8")
    assert said["SyndicationRight"] == "open"
    assert all("{searchTerms}" in address for kind, address in addresses(description).items() if "xml" not in kind)


@pytest.mark.parametrize("secure", [True, False])
def test_its_addresses_are_those_by_which_it_was_asked_for(site: Site, secure: bool) -> None:
    client = reader_of(site)
    start = f"{'https' if secure else 'http'}://{site.hostname}:8000/"
    found = addresses(described(client, secure=secure))
    assert all(address.startswith(start) for address in found.values()), found
    page = client.get(found["text/html"].replace("{searchTerms}", "statutu"), secure=secure)
    assert "<mark>Statut</mark>" in page.content.decode()
    assert client.get(found["application/json"].replace("{searchTerms}", "statutu"), secure=secure).json()["total"] == 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("MOPR Kielce", "MOPR Kielce"),
        ("MOPS Kędzierzyn-Koźle", "MOPS Kędzierzyn"),
        ("GOPS w Nowej Wsi", "GOPS w Nowej Wsi"),
        ("Konstantynopolitańczykowianeczka", "Konstantynopolit"),
    ],
)
def test_a_name_is_cut_between_words(name: str, short: str) -> None:
    assert shortened(name, SHORT_NAME) == short


def test_titles_are_suggested_with_their_kinds_and_addresses(site: Site) -> None:
    client = reader_of(site)
    response = client.get("/szukaj/podpowiedzi.json", {"q": "stat"})
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    typed, titles, kinds, urls = response.json()
    assert (typed, titles, kinds) == ("stat", ["Statut Ośrodka"], ["Strona informacyjna"])
    assert [client.get(url).status_code for url in urls] == [200]


@pytest.mark.parametrize("typed", ["", "s", "***", "kwaczenie"])
def test_too_little_suggests_nothing(site: Site, typed: str) -> None:
    assert reader_of(site).get("/szukaj/podpowiedzi.json", {"q": typed}).json()[1:] == [[], [], []]
