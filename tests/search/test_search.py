"""The search page: what it finds, what it must never find, what it survives."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction, Site

from pages.standard.models import ContentPage
from search.views import MAX_WORDS, query_words
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


def page(site: Site, title: str, **fields: object) -> ContentPage:
    return add_page(site.root_page, ContentPage(title=title, **fields))


def found(site: Site, query: str) -> str:
    """What the results list says, without the header that repeats the query."""
    response = reader_of(site).get("/szukaj/", {"q": query})
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def test_a_page_is_found_by_its_title_and_lead(site: Site) -> None:
    page(site, "Zasiłek okresowy", summary="Dla osób bez dochodu")
    assert "Zasiłek okresowy" in found(site, "okresowy")
    assert "Zasiłek okresowy" in found(site, "dochodu")


def test_one_centre_never_finds_anothers_pages(site: Site) -> None:
    other = make_centre("mops.localhost")
    page(other, "Gołoborze")
    assert ">Gołoborze<" not in found(site, "Gołoborze")
    assert "Gołoborze</" in found(other, "Gołoborze")


def test_private_withdrawn_and_draft_pages_are_not_found(site: Site) -> None:
    private = page(site, "Kanarek prywatny")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page(site, "Kanarek wycofany").unpublish()
    site.root_page.add_child(instance=ContentPage(title="Kanarek roboczy", live=False))
    edited = page(site, "Jawny tytuł")
    edited.title = "Kanarek w szkicu"
    edited.save_revision()
    assert "Kanarek" not in found(site, "kanarek").replace("kanarek", "")


def test_an_empty_question_is_no_error(site: Site) -> None:
    for query in ("", " ", '"', "***", "\u200b", "🙂"):
        found(site, query)


def test_too_long_a_question_is_cut() -> None:
    assert len(query_words("słowo " * 1000)) == MAX_WORDS


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=300))
def test_any_text_gets_an_answer(kielce: Client, query: str) -> None:
    assert kielce.get("/szukaj/", {"q": query}).status_code < 500


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.binary(max_size=200))
def test_any_bytes_get_an_answer(kielce: Client, query: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in query)
    assert kielce.get(f"/szukaj/?q={encoded}&strona={encoded}").status_code < 500
