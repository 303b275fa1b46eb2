"""An asset declaration: part A by confirmation, part B never, whatever way it is tried."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from pages.bip.models import AssetDeclarationPage
from proofing.part_b import has_part_b
from tests.factories import add_page, reader_of
from tests.history.editing import editor_of, versions
from tests.pages.bip.duties import draft_of, entry, faults, send, stored, text_of
from tests.pages.bip.making import add_list
from tests.search.attachments import page_with, pdf, stream

ADDRESS = "/bip/praca/lista/wpis/"
PART_A = "OŚWIADCZENIE MAJĄTKOWE\nW części A są informacje jawne, w części B zaś informacje\nniejawne.\nI. Zasoby"
PART_B = "CZĘŚĆ B\nAdres zamieszkania osoby składającej oświadczenie: ul. Cicha 7"
Commit = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def uploaded(commit: Commit, site: Site, *pages: str, **file: Any) -> Any:
    """A document whose text was read, as it is after an upload."""
    with commit():
        return stored(site, *pages, **file)


@pytest.mark.parametrize(
    "text",
    [
        PART_B,
        "C Z Ę Ś Ć  B",
        "II. Inne dochody: brak CZĘŚĆ B",
        "CZESC B",
        "Część B.",
        "Miejsce zamieszkania osoby składającej oświadczenie",
        "adres  zamieszkania osoby\nskładającej oświadczenie",
        "Miejsce położenia nieruchomości wymienionych w punkcie II części A",
    ],
)
def test_part_b_is_known_by_its_heading_and_its_questions(text: str) -> None:
    assert has_part_b(f"{PART_A}\n{text}\n1. ........")


@pytest.mark.parametrize(
    "text",
    [PART_A, "CZĘŚĆ A", "część B zaś informacje niejawne dotyczące adresu zamieszkania składającego oświadczenie", ""],
)
def test_part_a_may_speak_of_part_b(text: str) -> None:
    assert not has_part_b(text)


@given(st.text(), st.text())
def test_no_text_hides_the_heading(before: str, after: str) -> None:
    has_part_b(before)
    assert has_part_b(f"{before}\nCZĘŚĆ B\n{after}")


def test_a_file_is_public_once_an_editor_has_confirmed_it(site: Site, commit: Commit) -> None:
    document = uploaded(commit, site, PART_A)
    page = draft_of(site, AssetDeclarationPage)
    editor = editor_of(site.hostname, full_name="Ewa Redaktorska")
    assert list(faults(send(editor, page, document=document.pk))) == ["confirms"]
    assert faults(send(editor, page, document=document.pk, confirms="on")) == {}
    assert f"/documents/{document.pk}/" in reader_of(site).get(ADDRESS).content.decode()
    content = versions(page)[0].content
    assert "Ewa Redaktorska" in content.html
    assert content.fields["confirmed_digest"] == document.file_hash
    # The confirmation stands for the same bytes, and for no others.
    assert faults(send(editor, page, change_note="Dodano imię i nazwisko dyrektora.", person="Jan Dyrektorski")) == {}
    other = uploaded(commit, site, f"{PART_A}\nII. Dom")
    answer = send(editor, page, document=other.pk, change_note="Nowy plik oświadczenia.")
    assert list(faults(answer)) == ["confirms"]


@pytest.mark.parametrize("action", ["publish", "submit", ""])
@pytest.mark.parametrize("danger", [PART_B, "PESEL: 44051401359"])
def test_a_file_with_part_b_or_a_pesel_is_refused_even_in_a_draft(
    site: Site, commit: Commit, danger: str, action: str
) -> None:
    document = uploaded(commit, site, PART_A, danger)
    page = draft_of(site, AssetDeclarationPage)
    answer = send(editor_of(site.hostname), page, action, document=document.pk, confirms="on")
    assert list(faults(answer)) == ["document"]
    assert "44051401359" not in str(faults(answer))


def test_a_file_that_nobody_can_read_is_refused_with_what_to_do(site: Site, commit: Commit) -> None:
    picture = stream(b"\0" * 100, "/Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8")
    scan = page_with(stream("q 500 0 0 700 50 50 cm /P Do Q"), "/XObject << /P 5 0 R >>", picture)
    page = draft_of(site, AssetDeclarationPage)
    editor = editor_of(site.hostname)
    for file in ({"data": scan}, {"data": b"%PDF-1.7 zepsuty"}, {"name": "skan.png", "data": b"\x89PNG"}):
        document = uploaded(commit, site, **file)
        answer = send(editor, page, document=document.pk, confirms="on")
        assert list(faults(answer)) == ["document"], file
        assert faults(send(editor, page, action="", document=document.pk)) == {}


def test_a_publication_without_a_form_is_refused_too(site: Site, commit: Commit) -> None:
    page = draft_of(site, AssetDeclarationPage, document=uploaded(commit, site, PART_A))
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = editor_of(site.hostname).post(f"{address}?id={page.pk}", {"include_descendants": ""}, follow=True)
    assert answer.status_code == 200
    page.refresh_from_db()
    assert not page.live


def test_bytes_that_were_replaced_are_not_offered_until_they_are_confirmed(site: Site, commit: Commit) -> None:
    document = uploaded(commit, site, PART_A)
    page = draft_of(site, AssetDeclarationPage)
    editor = editor_of(site.hostname)
    assert faults(send(editor, page, document=document.pk, confirms="on")) == {}
    with commit():
        document.file = ContentFile(pdf(PART_A, PART_B), "inny.pdf")
        document._set_document_file_metadata()
        document.save()
    html = reader_of(site).get(ADDRESS).content.decode()
    assert f"/documents/{document.pk}/" not in html
    assert len(versions(page)[-1].attachments.all()) == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "document"),
        ({"elsewhere": "ftp://bip.example.pl/1"}, "elsewhere"),
        ({"elsewhere": "javascript:alert(1)"}, "elsewhere"),
        ({"elsewhere": "https://bip.example.pl/1", "made_on": "1.01.2099"}, "made_on"),
        ({"elsewhere": "https://bip.example.pl/1", "year": ""}, "year"),
        ({"elsewhere": "https://bip.example.pl/1", "year": "2026"}, "year"),
        ({"elsewhere": "https://bip.example.pl/1", "year": "20255555"}, "year"),
    ],
)
def test_a_contradiction_is_named_at_its_field(site: Site, changes: dict[str, str], field: str) -> None:
    page = draft_of(site, AssetDeclarationPage)
    assert list(faults(send(editor_of(site.hostname), page, **changes))) == [field]


def test_a_file_and_an_address_are_not_given_together(site: Site, commit: Commit) -> None:
    document = uploaded(commit, site, PART_A)
    page = draft_of(site, AssetDeclarationPage)
    both = {"document": document.pk, "confirms": "on", "elsewhere": "https://bip.example.pl/1"}
    assert list(faults(send(editor_of(site.hostname), page, **both))) == ["elsewhere"]


def test_a_link_to_the_citys_bulletin_is_enough_and_lists_stand(site: Site) -> None:
    found = add_list(site, "declaration")
    page = add_page(found, entry(AssetDeclarationPage, elsewhere="https://bip.example.pl/oswiadczenia/1"))
    assert 'href="https://bip.example.pl/oswiadczenia/1"' in reader_of(site).get(ADDRESS).content.decode()
    assert page.listed_by == date(2025, 4, 10)
    for address in ("", "wpisy.atom"):
        assert page.title in text_of(reader_of(site).get(f"/bip/praca/lista/{address}"))


def test_no_field_is_for_an_address_or_for_part_b() -> None:
    own = {field.name for field in AssetDeclarationPage._meta.local_fields}
    assert own == {
        "basepage_ptr",
        "post",
        "person",
        "occasion",
        "year",
        "made_on",
        "document",
        "elsewhere",
        "confirmed_by",
        "confirmed_at",
        "confirmed_digest",
    }
