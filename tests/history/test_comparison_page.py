"""The comparison of two versions at its address; what it says of the texts is tested with the differ."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Site

from history.models import ContentStatus, RedactionScope
from history.redaction import redact
from pages.standard.models import ContentPage
from tests.factories import add_page
from tests.history.chronicle import boss, change, paragraph, versions
from tests.history.histories import Told, add_history


@pytest.fixture
def page(site: Site) -> ContentPage:
    """Two versions."""
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Tel. 41 331 25 24.")))
    return change(page, "Tel. 41 331 25 25.")


def test_it_marks_what_changed(client: Client, page: ContentPage) -> None:
    response = client.get("/zadania/porownaj/1/2/")
    html = response.content.decode()
    assert response.status_code == 200
    assert len(response.context["changes"]) == 1
    assert "<ins" in html
    assert "<del" in html
    assert 'name="robots" content="noindex' in html
    assert 'href="/zadania/historia/"' in html


def test_the_sides_can_be_swapped(client: Client, page: ContentPage) -> None:
    assert 'href="/zadania/porownaj/2/1/"' in client.get("/zadania/porownaj/1/2/").content.decode()
    backwards = client.get("/zadania/porownaj/2/1/")
    assert (backwards.context["old"].number, backwards.context["new"].number) == (2, 1)


def test_side_by_side_each_column_says_whose_words_it_holds(client: Client, page: ContentPage) -> None:
    html = client.get("/zadania/porownaj/1/2/?widok=obok").content.decode()
    assert '<p class="muted">w wersji 1</p>' in html
    assert '<p class="muted">w wersji 2</p>' in html


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("starsza=1&nowsza=2", "/zadania/porownaj/1/2/"),
        ("starsza=2&nowsza=1", "/zadania/porownaj/1/2/"),
        ("", "/zadania/historia/"),
    ],
)
def test_the_form_leads_to_the_address_of_the_comparison(
    client: Client, page: ContentPage, asked: str, address: str
) -> None:
    answer = client.get(f"/zadania/porownaj/?{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_one_version_with_itself_is_no_comparison(client: Client, page: ContentPage) -> None:
    response = client.get("/zadania/porownaj/2/2/")
    assert response.status_code == 200
    assert response.context["fault"]


@pytest.mark.parametrize("status", [ContentStatus.UNAVAILABLE, ContentStatus.REDACTED])
def test_a_version_without_a_text_is_named(client: Client, page: ContentPage, status: str) -> None:
    add_history(page, [Told(0, status=status)])
    response = client.get("/zadania/porownaj/1/3/")
    assert response.status_code == 200
    assert "3" in response.context["fault"]


def test_versions_of_a_page_that_is_gone_can_be_compared(client: Client, page: ContentPage) -> None:
    page.unpublish()
    response = client.get("/zadania/porownaj/1/2/")
    assert response.status_code == 200
    assert len(response.context["changes"]) == 1
    assert not response.context["new"].is_current


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("starsza=1", "Potrzebne są dwie wersje"),
        ("starsza=abc&nowsza=2", "„abc” to nie numer wersji"),
        ("starsza=%D9%A3&nowsza=2", "to nie numer wersji"),
        (f"starsza={'9' * 5000}&nowsza=2", "to nie numer wersji"),
    ],
)
def test_what_was_wrong_with_the_numbers_is_said(client: Client, page: ContentPage, asked: str, words: str) -> None:
    answer = client.get(f"/zadania/porownaj/?{asked}")
    html = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 400
    assert words in html
    assert 'href="/zadania/historia/"' in html


def test_an_unknown_version_is_no_page(client: Client, page: ContentPage) -> None:
    assert client.get("/zadania/porownaj/1/3/").status_code == 404


def test_it_is_worked_out_once(client: Client, page: ContentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/zadania/porownaj/1/2/").content
    monkeypatch.setattr("history.comparing.compare_versions", lambda *_versions: pytest.fail("compared again"))
    assert client.get("/zadania/porownaj/1/2/").content == first


def test_what_was_masked_is_not_shown_from_the_cache(
    client: Client, page: ContentPage, django_capture_on_commit_callbacks
) -> None:
    assert b"25 24" in client.get("/zadania/porownaj/1/2/").content.replace(b"\xc2\xa0", b" ")
    with django_capture_on_commit_callbacks(execute=True):
        redact(
            versions(page.pk)[0].entries.get(),
            [RedactionScope.CONTENT],
            legal_basis="art. 5",
            decided_by="Dyrektor",
            by=boss(),
        )
    response = client.get("/zadania/porownaj/1/2/")
    assert response.context["fault"]
    assert b"25 24" not in response.content.replace(b"\xc2\xa0", b" ")
    assert not [key for key in getattr(cache, "_cache", {}) if "comparison" in key]
