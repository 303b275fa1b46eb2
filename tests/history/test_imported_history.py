"""The register that an older system kept, as readers see it here."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from history.models import ImportedChange
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania"))
    for number in (1, 2):
        ImportedChange.objects.create(
            page_id=page.pk,
            number=number,
            note="Artykuł został zmieniony.",
            at=datetime(2021, 3, 24, 21, 25, tzinfo=UTC),
            printed_at="środa, 24 marzec 2021 22:25",
            person="Redakcja",
        )
    return page


def test_rows_of_one_minute_keep_their_order_newest_first(site: Site, page: ContentPage) -> None:
    entries = reader_of(site).get("/zadania/historia/").context["entries"]
    assert [entry.number for entry in entries] == [2, 1]


def test_the_provenance_box_leads_to_the_history(site: Site, page: ContentPage) -> None:
    answer = reader_of(site).get("/zadania/").content.decode()
    assert 'href="/zadania/historia/"' in answer
    assert "24 marca 2021, 22:25" in answer.replace("\u00a0", " ")


def test_a_page_without_an_imported_register_has_no_history_yet(site: Site) -> None:
    add_page(site.root_page, ContentPage(title="Nowa", slug="nowa"))
    assert reader_of(site).get("/nowa/historia/").status_code == 404


def test_history_follows_the_page_out_of_sight(site: Site, page: ContentPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert reader_of(site).get("/zadania/historia/").status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert reader_of(site).get("/zadania/historia/").status_code == 404


def test_another_centre_does_not_show_it(page: ContentPage) -> None:
    assert reader_of(make_centre("mops.localhost")).get("/zadania/historia/").status_code == 404


@pytest.mark.parametrize("path", ["/a//historia/", "/%00/historia/", "/historia/", "/" + "a/" * 300 + "historia/"])
def test_odd_addresses_are_answered(kielce: Client, path: str) -> None:
    assert kielce.get(path).status_code in (301, 400, 404)
