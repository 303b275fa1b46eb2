"""The way down to a page: found at once, and the same page as Wagtail would find."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def reader(site: Site) -> Client:
    return reader_of(site)


@pytest.fixture
def deep(site: Site) -> list[ContentPage]:
    """Five pages, each below the one before."""
    pages = [add_page(site.root_page, ContentPage(title="Sprawa", slug="sprawa"))]
    for number in range(2, 6):
        pages.append(add_page(pages[-1], ContentPage(title=f"Część {number}", slug=f"czesc-{number}")))
    return pages


def test_a_page_deep_down_costs_no_more_queries_than_one_at_the_top(
    site: Site, reader: Client, deep: list[ContentPage], django_assert_max_num_queries: Any
) -> None:
    add_page(site.root_page, ContentPage(title="Kontakt", slug="kontakt"))
    reader.get("/kontakt/")  # what a process asks once
    with django_assert_max_num_queries(12) as top:
        assert reader.get("/kontakt/").status_code == 200
    with django_assert_max_num_queries(len(top)):
        answer = reader.get("/sprawa/czesc-2/czesc-3/czesc-4/czesc-5/")
    assert answer.status_code == 200
    assert [item.title for item in answer.context["navigation"].breadcrumbs][1:] == [page.title for page in deep[:-1]]


@pytest.mark.parametrize("path", ["/sprawa/czesc-3/", "/sprawa/czesc-2/czesc-2/", "/czesc-2/", "/sprawa/Czesc-2/"])
def test_each_part_names_a_child_of_the_page_before(reader: Client, deep: list[ContentPage], path: str) -> None:
    assert reader.get(path).status_code == 404


def test_very_long_addresses_name_nothing(reader: Client, deep: list[ContentPage]) -> None:
    assert reader.get("/sprawa/" + "czesc-2/" * 400).status_code == 404


def test_a_page_below_one_that_readers_do_not_see_is_still_found(reader: Client, deep: list[ContentPage]) -> None:
    deep[1].unpublish()
    assert reader.get("/sprawa/czesc-2/").status_code == 410
    answer = reader.get("/sprawa/czesc-2/czesc-3/")
    assert answer.status_code == 200
    assert "Część 2" not in answer.content.decode()


def test_the_pages_of_another_centre_stay_its_own(reader: Client, deep: list[ContentPage]) -> None:
    other = make_centre("drugi.localhost")
    add_page(
        add_page(other.root_page, ContentPage(title="Sprawa", slug="sprawa")), ContentPage(title="Ich", slug="ich")
    )
    assert reader_of(other).get("/sprawa/ich/").status_code == 200
    assert reader_of(other).get("/sprawa/czesc-2/").status_code == 404
    assert reader.get("/sprawa/ich/").status_code == 404
