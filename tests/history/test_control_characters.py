"""What a word processor leaves in a sentence must not break a feed for ever."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, Site

from history.corrections import correct_note
from history.imports import ImportedRow, import_rows
from history.models import JournalEntry, VersionContent
from history.notes import check_note
from history.printable import printable
from pages.standard.models import ContentPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.history.chronicle import at_desk, boss, change, paragraph, versions

BREAK = "\x0b"


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    make_roles(site)
    return site


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Pierwszy.")))


def feeds(site: Site, *addresses: str) -> str:
    """All words of the feeds, which must be XML."""
    found = []
    for address in ("/bip/rejestr-zmian/", *addresses):
        response = reader_of(site).get(f"{address}atom.xml")
        assert response.status_code == 200
        found += list(ET.fromstring(response.content).itertext())  # noqa: S314 -- our own
    return " ".join(found)


@pytest.mark.parametrize("letter", ["\0", "\x01", BREAK, "\x1f", "\x7f", "￾", "￿"])
def test_what_can_not_be_printed_is_a_space(letter: str) -> None:
    assert printable(f"numer{letter}telefonu") == "numer telefonu"


def test_everything_else_stays() -> None:
    text = "Zażółć\tgęślą\r\njaźń – „§ 5” 😀\xa0…"
    assert printable(text) == text


def test_a_note_is_recorded_without_them(site: Site, page: ContentPage) -> None:
    change(page, "Drugi.", f"Poprawiono numer{BREAK}telefonu.")
    assert versions(page.pk)[1].content.change_note == "Poprawiono numer telefonu."
    assert "Poprawiono numer telefonu." in feeds(site, "/zadania/historia/")


def test_so_is_the_note_of_the_page_itself_and_a_correction(site: Site, page: ContentPage) -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.body = paragraph("Drugi.")
    page.change_note, page.change_kind = f"Poprawiono numer{BREAK}telefonu.", "significant"
    page.save_revision().publish()
    entry = correct_note(versions(page.pk)[1], f"Nowy numer{BREAK}telefonu zespołu.", by=boss())
    assert versions(page.pk)[1].content.change_note == "Poprawiono numer telefonu."
    assert entry.disclosures.get(kind="note").parsed["note"] == "Nowy numer telefonu zespołu."
    feeds(site, "/zadania/historia/")


def test_they_alone_are_no_note() -> None:
    with pytest.raises(ValidationError):
        check_note(BREAK * 20, "significant")


def test_a_title_stays_as_published_and_the_feed_leaves_them_out(site: Site, page: ContentPage) -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.title = f"Nowe{BREAK}zadania"
    publish_again(page)
    assert "Nowe zadania" in feeds(site, "/zadania/historia/")


def test_words_said_when_a_page_is_deleted(site: Site, page: ContentPage) -> None:
    client: Client = at_desk(boss(), site)
    words = {"departure_reason": "mistake", "departure_words": f"wklejone{BREAK}z edytora"}
    assert client.post(f"/admin/pages/{page.pk}/delete/", words).status_code == 302
    entry = JournalEntry.objects.get(object__page_id=page.pk, event="delete")
    assert entry.disclosures.get(kind="note").parsed["note"].endswith("wklejone z edytora")
    assert "wklejone z edytora" in feeds(site)


def test_rows_of_an_earlier_register(site: Site) -> None:
    page = site.root_page.add_child(instance=ContentPage(title="Stara", slug="stara", live=False))
    row = ImportedRow(f"Dodano{BREAK}plik", datetime(2020, 1, 2, 9, tzinfo=UTC), f"2020{BREAK}rok", f"Jan{BREAK}Nowak")
    import_rows(site, page, "/stara/", [row])
    content = VersionContent.objects.get(version__object__page_id=page.pk)
    assert (content.change_note, content.printed_at, content.published_by) == ("Dodano plik", "2020 rok", "Jan Nowak")
