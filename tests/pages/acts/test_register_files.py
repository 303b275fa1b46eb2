"""The register of acts for spreadsheets, programs and feed readers."""

import csv
import io
import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Site

from pages.acts.models import ActPage, ActRegisterPage, RelationKind
from pages.acts.register.exports import harmless
from tests.factories import publish_again
from tests.pages.acts.making import add_resolution, add_statute, add_text, amends, does, partial
from tests.pages.acts.planting import plant_register

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://gops.localhost:8000"


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    """A statute, granted in 2020 and amended in 2022, whose text lacks the change."""
    statute = add_statute(register)
    granting = does(RelationKind.GRANTS, statute, "2020-05-08")
    add_resolution(
        register,
        "XXVII/508/2020",
        "2020-04-23",
        granting,
        title="Nadanie Statutu",
        subject="w sprawie nadania Statutu",
        issuer="Rada Gminy; Nowa Wieś",
        in_force_from=partial("2020-05-08"),
        promulgated_on=partial("2020-04"),
        gazette_ref="poz. 1876",
        eli_uri="https://edziennik.example.pl/eli/1",
    )
    add_text(statute, "tekst-1")
    add_resolution(register, "LX/1197.2022", "2022", amends(statute, provisions="§ 1"), title="Zmiana Statutu")
    return statute


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/akty/akty.csv{query}")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="akty.csv"'
    text = response.content.decode()
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def data(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/akty/akty.json{query}")
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.content)


def feed_of(client: Client, address: str = "/akty/akty.atom") -> ET.Element:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 -- our own


# -- CSV -------------------------------------------------------------------------------------------------------------


def test_the_spreadsheet_has_a_line_for_each_act_in_the_order_of_the_register(client: Client, statute: ActPage) -> None:
    lines = rows(client)
    assert [line["Akt"] for line in lines] == [
        "statut",
        "uchwała nr LX/1197.2022 z 2022 r.",
        "uchwała nr XXVII/508/2020 z 23 kwietnia 2020 r.",
    ]
    assert lines[2] == {
        "Akt": "uchwała nr XXVII/508/2020 z 23 kwietnia 2020 r.",
        "Rodzaj": "uchwała",
        "Numer": "XXVII/508/2020",
        "Data podjęcia": "2020-04-23",
        "Organ": "Rada Gminy; Nowa Wieś",
        "Tytuł strony": "Nadanie Statutu",
        "Tytuł aktu": "w sprawie nadania Statutu",
        "Skutki dla innych aktów": "nadaje statut",
        "Stan": "obowiązuje",
        "Obowiązuje od": "2020-05-08",
        "Nie obowiązuje od": "",
        "Data ogłoszenia": "2020-04",
        "Miejsce ogłoszenia": "poz. 1876",
        "Adres ELI": "https://edziennik.example.pl/eli/1",
        "Adres strony": f"{HOST}/akty/nadanie-statutu/",
    }
    assert lines[1]["Data podjęcia"] == "2022"
    assert lines[1]["Skutki dla innych aktów"] == "zmienia statut; jeszcze niewprowadzona"
    assert lines[0]["Obowiązuje od"] == "2020-05-08"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert harmless(f"a{start}") == f"a{start}"


def test_a_title_like_a_formula_is_text(client: Client, register: ActRegisterPage) -> None:
    add_resolution(register, "I/1/2022", "2022-01-02", title='=HYPERLINK("http://x";"y")', slug="formula")
    assert [line["Tytuł strony"] for line in rows(client)] == ['\'=HYPERLINK("http://x";"y")']


# -- JSON ------------------------------------------------------------------------------------------------------------


def test_the_data_say_all_and_null_for_what_nobody_knows(client: Client, statute: ActPage) -> None:
    found = data(client)
    assert (found["title"], found["url"]) == ("Akty prawne", f"{HOST}/akty/")
    assert found["acts"] == [
        {
            "url": f"{HOST}/akty/statut/",
            "title": "Statut GOPS",
            "kind": "statute",
            "number": None,
            "subject": None,
            "issuer": None,
            "adopted_on": None,
            "promulgated_on": None,
            "gazette_ref": None,
            "eli_uri": None,
            "status": "in_force",
            "in_force_from": "2020-05-08",
            "ended_on": None,
            "relations": [],
        },
        {
            "url": f"{HOST}/akty/zmiana-statutu/",
            "title": "Zmiana Statutu",
            "kind": "resolution",
            "number": "LX/1197.2022",
            "subject": None,
            "issuer": None,
            "adopted_on": "2022",
            "promulgated_on": None,
            "gazette_ref": None,
            "eli_uri": None,
            "status": "not_established",
            "in_force_from": None,
            "ended_on": None,
            "relations": [
                {
                    "kind": "amends",
                    "target_url": f"{HOST}/akty/statut/",
                    "target_title": "Statut GOPS",
                    "text": None,
                    "effective_from": None,
                    "provisions": "§ 1",
                    "missing_from_text": True,
                }
            ],
        },
        {
            "url": f"{HOST}/akty/nadanie-statutu/",
            "title": "Nadanie Statutu",
            "kind": "resolution",
            "number": "XXVII/508/2020",
            "subject": "w sprawie nadania Statutu",
            "issuer": "Rada Gminy; Nowa Wieś",
            "adopted_on": "2020-04-23",
            "promulgated_on": "2020-04",
            "gazette_ref": "poz. 1876",
            "eli_uri": "https://edziennik.example.pl/eli/1",
            "status": "in_force",
            "in_force_from": "2020-05-08",
            "ended_on": None,
            "relations": [
                {
                    "kind": "grants",
                    "target_url": f"{HOST}/akty/statut/",
                    "target_title": "Statut GOPS",
                    "text": None,
                    "effective_from": "2020-05-08",
                    "provisions": None,
                    "missing_from_text": False,
                }
            ],
        },
    ]


@pytest.mark.parametrize(
    ("query", "numbers"), [("?year=2022", ["LX/1197.2022"]), ("?q=nadania&kind=resolution", ["XXVII/508/2020"])]
)
def test_each_file_honours_the_filter(client: Client, statute: ActPage, query: str, numbers: list[str]) -> None:
    assert [act["number"] for act in data(client, query)["acts"]] == numbers
    assert [line["Numer"] for line in rows(client, query)] == numbers
    feed = feed_of(client, f"/akty/akty.atom{query}")
    assert [number in feed.findtext(f"{ATOM}entry/{ATOM}title") for number in numbers] == [True]
    assert len(feed.findall(f"{ATOM}entry")) == 1


# -- Atom ------------------------------------------------------------------------------------------------------------


def test_the_feed_has_what_its_standard_asks_for(site: Site, client: Client, statute: ActPage) -> None:
    feed = feed_of(client)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{name}")
            assert [bool(one.text) for one in found] == [True], name
        assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert element.find(f"{ATOM}link").get("href").startswith(HOST)
        assert element.findtext(f"{ATOM}id").startswith("tag:gops.localhost,2026-01-01:")
        for name in ("updated", "published"):
            times = [datetime.fromisoformat(one.text) for one in element.findall(f"{ATOM}{name}")]
            assert all(time.tzinfo for time in times)
    assert len({one.findtext(f"{ATOM}id") for one in (feed, *entries)}) == 4
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Gminny Ośrodek"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [f"{HOST}/akty/akty.atom"]
    assert {one.get("type") for one in feed.iter(f"{ATOM}summary")} == {"text"}
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "pl"


def test_the_feed_says_what_each_act_does_and_whether_it_is_in_force(client: Client, statute: ActPage) -> None:
    entries = feed_of(client).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "uchwała nr LX/1197.2022 z 2022 r. – Zmiana Statutu",
        "uchwała nr XXVII/508/2020 z 23 kwietnia 2020 r. – Nadanie Statutu",
        "statut – Statut GOPS",
    ]
    assert entries[1].findtext(f"{ATOM}summary") == (
        "w sprawie nadania Statutu · nadaje statut · obowiązuje od 8 maja 2020 r."
    )
    assert "jeszcze niewprowadzona" in entries[0].findtext(f"{ATOM}summary")
    assert entries[1].findtext(f"{ATOM}published") == "2020-04-23T00:00:00+02:00"
    assert entries[0].find(f"{ATOM}published") is None  # the year alone is no moment
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "Rada Gminy; Nowa Wieś"


def test_an_entry_keeps_its_id_when_its_page_moves_and_is_newer_when_it_changes(
    client: Client, register: ActRegisterPage, statute: ActPage
) -> None:
    def entry() -> ET.Element:
        return next(
            one for one in feed_of(client).findall(f"{ATOM}entry") if "statut –" in one.findtext(f"{ATOM}title")
        )

    before = entry()
    statute.slug, statute.summary = "nowy-statut", "Zmieniony."
    publish_again(statute)
    after = entry()
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.find(f"{ATOM}link").get("href") == f"{HOST}/akty/nowy-statut/"
    assert after.findtext(f"{ATOM}updated") > before.findtext(f"{ATOM}updated")


def test_another_question_is_another_feed(client: Client, statute: ActPage) -> None:
    ids = {
        feed_of(client, f"/akty/akty.atom{query}").findtext(f"{ATOM}id") for query in ("", "?year=2022", "?year=2020")
    }
    assert len(ids) == 3


def test_the_feed_holds_the_hundred_acts_adopted_last(client: Client, site: Site) -> None:
    plant_register(site.root_page, 150)
    published = [one.findtext(f"{ATOM}published") for one in feed_of(client).findall(f"{ATOM}entry")]
    assert len(published) == 100
    assert published == sorted(published, reverse=True)
    assert published[0].startswith("2025-")


def test_signs_that_xml_refuses_dont_break_the_feed(client: Client, register: ActRegisterPage) -> None:
    add_resolution(register, "I/1/2022", "2022-01-02", title="Zmiany\x0bw <Statucie> & więcej", slug="znaki")
    assert "Zmiany w <Statucie> & więcej" in feed_of(client).findtext(f"{ATOM}entry/{ATOM}title")


def test_an_empty_register_has_empty_files(client: Client, register: ActRegisterPage) -> None:
    assert rows(client) == []
    assert data(client)["acts"] == []
    assert feed_of(client).findtext(f"{ATOM}updated")


def test_readers_and_programs_are_told_of_the_files(client: Client, statute: ActPage) -> None:
    html = client.get("/akty/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" title="Akty prawne" href="/akty/akty.atom">' in html
    html = client.get("/akty/?q=nadania&year=2020").content.decode()
    for name in ("csv", "json", "atom"):
        assert f'href="/akty/akty.{name}?q=nadania&amp;year=2020"' in html


@pytest.mark.parametrize("address", ["/akty/akty.xml", "/akty/akty.csv/", "/akty/statut/akty.csv", "/akty.csv"])
def test_there_is_no_other_file(client: Client, statute: ActPage, address: str) -> None:
    assert client.get(address).status_code == 404
