"""What readers may not see is not found: in no state, in no way of asking, right after it has changed."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, Site

from pages.standard.models import ContentPage, SectionPage
from search.models import Entry
from tests.factories import add_page
from tests.search import hiding
from tests.search.asking import answer, found_titles
from tests.search.canaries import SECRETS, TITLE, canary, found, leaks, restrict
from tests.search.hiding import GIVEN_BACK, HIDING, NEVER_SEEN, OTHER, Change, name_of


@pytest.mark.parametrize("happens", HIDING, ids=name_of)
def test_what_readers_may_no_longer_see_is_not_found(site: Site, page: ContentPage, happens: Change) -> None:
    assert found(site) == list(SECRETS), "the test can see"
    happens(site, page)
    assert leaks(site) == []


def test_nothing_of_a_private_centre_is_found(site: Site, page: ContentPage) -> None:
    restrict(site.root_page)
    assert leaks(site, public=0) == []


@pytest.mark.parametrize("happens", NEVER_SEEN, ids=name_of)
def test_what_readers_never_saw_is_not_found(site: Site, section: SectionPage, happens: Change) -> None:
    happens(site, section)
    assert leaks(site) == []


def test_making_the_index_anew_brings_nothing_of_it_back(site: Site, section: SectionPage) -> None:
    """All of it at once, each in a section of its own."""
    for number, hide in enumerate(
        [
            hiding.withdrawn,
            hiding.private,
            hiding.put_off,
            hiding.expired,
            hiding.moved_out_of_all_centres,
            hiding.redacted,
        ]
    ):
        part = add_page(site.root_page, SectionPage(title=f"Część {number}", slug=f"czesc-{number}"))
        page = canary(part, slug=f"kanarek-{number}")
        hide(site, page)
    for number, never in enumerate(
        [hiding.never_published, hiding.a_draft_of_a_public_page, hiding.an_alias_of_a_withdrawn_page]
    ):
        never(site, add_page(site.root_page, SectionPage(title=f"Dalsza {number}", slug=f"dalsza-{number}")))
    call_command("update_index", backend_name="public", verbosity=0)
    assert leaks(site) == []
    canary(section)
    call_command("update_index", backend_name="public", verbosity=0)
    assert found(site) == list(SECRETS), "the test can see"


@pytest.mark.parametrize(
    "happens",
    [
        hiding.withdrawn,
        hiding.deleted,
        hiding.deleted_with_its_section,
        hiding.put_off,
        hiding.expired_and_withdrawn_by_the_command,
    ],
    ids=name_of,
)
def test_the_words_of_what_was_withdrawn_are_not_even_kept(site: Site, page: ContentPage, happens: Change) -> None:
    pk = page.pk
    assert rows_of(pk) == [1, 1], "the test can see"
    happens(site, page)
    assert rows_of(pk) == [0, 0]


def test_the_words_of_a_draft_are_not_even_kept(site: Site, section: SectionPage) -> None:
    hiding.never_published(site, section)
    assert rows_of(Page.objects.get(slug="kanarek").pk) == [0, 0]


def rows_of(page_id: int) -> list[int]:
    """How many rows the index has of a page: in the list of pages, and in the table of words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_words WHERE rowid = %s", [page_id])
        return [Entry.objects.filter(pk=page_id).count(), cursor.fetchone()[0]]


@pytest.mark.parametrize("happens", GIVEN_BACK, ids=name_of)
def test_what_readers_may_see_again_is_found_again(site: Site, page: ContentPage, happens: Change) -> None:
    happens(site, page)
    assert found(site) == list(SECRETS)


def test_a_page_that_was_moved_is_found_where_it_is_now(site: Site, page: ContentPage) -> None:
    hiding.moved_to_another_centre(site, page)
    other = Site.objects.get(hostname=OTHER)
    assert [result["url"] for result in answer(other, TITLE)["results"]] == ["http://mops.localhost:8000/kanarek/"]
    assert found_titles(site, TITLE) == []


def test_saving_a_page_without_its_type_leaves_it_findable(site: Site, page: ContentPage) -> None:
    Page.objects.get(pk=page.pk).save()
    assert found(site) == list(SECRETS)
