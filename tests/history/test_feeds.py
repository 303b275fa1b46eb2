"""What programs read: Atom and JSON of a page and of the register."""

import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Site

from history.chain import journal_of
from history.checkpoints import make_checkpoint
from history.corrections import correct_note
from history.models import RedactionScope
from history.redaction import redact
from pages.standard.models import ContentPage
from tests.history.chronicle import boss, change, versions
from tests.history.histories import Told, add_history
from tests.portal.crawling import ask

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://gops.localhost:8000"
FEEDS = ["/zadania/historia/", "/bip/rejestr-zmian/"]


@pytest.fixture
def page(page: ContentPage) -> ContentPage:
    return change(page, "Drugi tekst.", "Nowy <numer> & telefon.")


def atom(client: Client, address: str) -> ET.Element:
    response = client.get(f"{address}atom.xml")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 -- our own


def data(client: Client, address: str) -> dict[str, Any]:
    response = client.get(f"{address}dane.json")
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.content)


@pytest.mark.parametrize("address", FEEDS)
def test_atom_lists_the_newest_first(client: Client, page: ContentPage, address: str) -> None:
    feed = atom(client, address)
    entries = feed.findall(f"{ATOM}entry")
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert links == [f"{HOST}/zadania/porownaj/1/2/", f"{HOST}/zadania/wersje/1/"]
    assert "Nowy <numer> & telefon." in entries[0].findtext(f"{ATOM}summary")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    itself = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == [f"{HOST}{address}atom.xml"]


@pytest.mark.parametrize("address", [*FEEDS, "/bip/dziennik/"])
def test_atom_has_what_its_standard_asks_for_and_summaries_are_text(
    site: Site, client: Client, page: ContentPage, address: str
) -> None:
    change(page, "Trzeci tekst.", "Nowy <img src=x onerror=alert(1)> telefon.")
    make_checkpoint(journal_of(site), None)
    feed = atom(client, address)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{name}")
            assert [bool(one.text) for one in found] == [True], name
        assert element.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == site.site_name
    summaries = [entry.find(f"{ATOM}summary") for entry in entries]
    assert {one.get("type") for one in summaries if one is not None} == {"text"}
    if address in FEEDS:
        assert summaries[0].text == "Nowy <img src=x onerror=alert(1)> telefon. · istotna"


@pytest.mark.parametrize("address", FEEDS)
def test_json_has_the_documented_keys(client: Client, page: ContentPage, address: str) -> None:
    found = data(client, address)
    version = versions(page.pk)[-1]
    entry = version.entries.get()
    newest = found["entries"][0]
    assert found["next"] is None
    assert datetime.fromisoformat(newest.pop("at")) == entry.at
    assert datetime.fromisoformat(newest.pop("shown_from")) == version.live_from
    assert newest == {
        "seq": entry.seq,
        "event": "publish",
        "line_digest": entry.leaf,
        "title": "Zadania",
        "url": f"{HOST}/zadania/",
        "history_url": f"{HOST}/zadania/historia/",
        "version": 2,
        "kind": "significant",
        "content": "full",
        "commitment": version.commitment,
        "version_url": f"{HOST}/zadania/wersje/2/",
        "compare_url": f"{HOST}/zadania/porownaj/1/2/",
        "notes": ["Nowy <numer> & telefon."],
        "person": "system",
        "function": None,
    }


@pytest.mark.parametrize("address", FEEDS)
def test_a_hundred_at_a_time(client: Client, page: ContentPage, address: str) -> None:
    add_history(page, [Told(n) for n in range(149)])
    found = data(client, address)
    assert (len(found["entries"]), found["next"]) == (100, f"{HOST}{address}dane.json?strona=2")
    rest = json.loads(client.get(found["next"]).content)
    assert (len(rest["entries"]), rest["next"]) == (51, None)
    following = [link.get("href") for link in atom(client, address).findall(f"{ATOM}link") if link.get("rel") == "next"]
    assert following == [f"{HOST}{address}atom.xml?strona=2"]
    assert client.get(f"{address}dane.json?strona=3").status_code == 404


def test_what_was_masked_is_in_neither(client: Client, page: ContentPage) -> None:
    redact(
        versions(page.pk)[-1].entries.get(),
        [RedactionScope.NOTE, RedactionScope.PERSON],
        legal_basis="art. 5",
        decided_by="Dyrektor",
        by=boss(),
    )
    for address in FEEDS:
        body = client.get(f"{address}dane.json").content + client.get(f"{address}atom.xml").content
        assert "numer" not in body.decode()
        entry = next(one for one in data(client, address)["entries"] if one["version"] == 2 and one["kind"])
        assert entry["person"] is None or entry["event"] == "redact"


def test_a_correction_is_told(client: Client, page: ContentPage) -> None:
    correct_note(versions(page.pk)[-1], "Nowy adres zespołu, nie numer.", by=boss())
    newest, second, _first = data(client, FEEDS[0])["entries"]
    assert newest["event"] == "note_correction"
    assert newest["commitment"] is None
    assert "Nowy adres zespołu, nie numer." in newest["notes"]
    assert any("Nowy adres zespołu, nie numer." in note for note in second["notes"])


def test_pages_say_where_their_feeds_are(client: Client, page: ContentPage) -> None:
    for address in ("/zadania/", "/zadania/historia/", "/zadania/wersje/1/"):
        assert 'href="/zadania/historia/atom.xml"' in client.get(address).content.decode()
    assert 'href="/bip/rejestr-zmian/atom.xml"' in client.get("/bip/rejestr-zmian/").content.decode()


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("name", ["atom.xml", "dane.json"])
def test_they_cost_the_same_for_any_number_of_entries(
    client: Client, page: ContentPage, address: str, name: str
) -> None:
    few = ask(client, address + name)[1]
    add_history(page, [Told(n) for n in range(90)])
    assert ask(client, address + name)[1] == few
