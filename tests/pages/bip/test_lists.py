"""Lists of the bulletin: what is current first, filters by address, a thousand entries for the price of ten."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from pages.bip.models import BipListPage, RecruitmentPage
from tests.factories import add_page, publish_again, reader_of
from tests.pages.bip.making import Travel, add_list, day, fresh, procurement, recruitment

MOST_QUERIES = 16


@pytest.fixture
def postings(site: Site, travel: Travel) -> BipListPage:
    travel("2030-03-01")
    return add_list(site, "recruitment", slug="nabory")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ")


def add_three(postings: BipListPage, travel: Travel) -> None:
    """One of last year, cancelled; one open for long, one announced after it."""
    travel("2029-05-05")
    old = add_page(postings, recruitment(title="Nabór: kierowca", slug="kierowca"))
    old.outcome, old.result_on, old.reasons = "cancelled", day("2029-05-05"), "Zmiana planu."
    publish_again(old)
    travel("2030-03-01")
    add_page(postings, recruitment(title="Nabór: księgowa", slug="ksiegowa", deadline_on=day("2030-12-31")))
    travel("2030-03-02")
    add_page(postings, recruitment(title="Nabór: psycholog", slug="psycholog"))


def test_what_is_current_stands_first_then_the_archive_by_years(
    site: Site, postings: BipListPage, travel: Travel
) -> None:
    add_three(postings, travel)
    shown = text(reader_of(site), postings.local_url)
    order = [
        shown.index(words)
        for words in ("Nabór: psycholog", "Nabór: księgowa", '<h2 class="year">2029', "Nabór: kierowca")
    ]
    assert order == sorted(order)
    assert "status-open" in shown
    assert "status-cancelled" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?state=open", {"psycholog", "ksiegowa"}),
        ("?state=cancelled", {"kierowca"}),
        ("?year=2029", {"kierowca"}),
        ("?q=KSIEGOWA", {"ksiegowa"}),
        ("?q=nabor+psych", {"psycholog"}),
        ("?q=31+grudnia&state=open", {"ksiegowa"}),
        ("?q=żadna", set()),
        ("?q=*", set()),
        ("?year=abc", {"psycholog", "ksiegowa", "kierowca"}),
    ],
)
def test_the_address_says_what_is_wanted(
    site: Site, postings: BipListPage, travel: Travel, asked: str, found: set[str]
) -> None:
    add_three(postings, travel)
    reader = reader_of(site)
    shown = text(reader, f"{postings.local_url}{asked}")
    assert {slug for slug in ("psycholog", "ksiegowa", "kierowca") if f'nabory/{slug}/"' in shown} == found
    answer = reader.get(f"{postings.local_url}wpisy.json{asked}")
    if "abc" in asked:
        assert answer.status_code == 400
        assert "errorlist" in shown
    else:
        assert {entry["url"].split("/")[-2] for entry in answer.json()["entries"]} == found
    assert ("banner" in shown) == (not found)


def test_an_empty_list_says_that_there_is_nothing_with_a_day_and_a_person(site: Site, postings: BipListPage) -> None:
    reader = reader_of(site)
    assert "filters" not in text(reader, postings.local_url)
    postings.nothing, postings.nothing_confirmed_on = "none", day("2030-02-28")
    postings.nothing_confirmed_by = "Kierownik kadr"
    publish_again(postings)
    shown = text(reader, postings.local_url)
    assert "28 lutego 2030" in shown
    assert "Kierownik kadr" in shown
    told = json.loads(text(reader, f"{postings.local_url}wpisy.json"))
    assert (told["nothing"]["confirmed_on"], told["entries"]) == ("2030-02-28", [])


def test_drafts_and_private_entries_are_in_no_list(site: Site, postings: BipListPage) -> None:
    page = recruitment(title="TAJNE", live=False)
    postings.add_child(instance=page)
    page.save_revision()
    for name in ("", "wpisy.atom", "wpisy.json", "terminy.ics"):
        assert "TAJNE" not in text(reader_of(site), f"{postings.local_url}{name}")


def test_an_entry_stands_only_in_a_list_of_its_kind(postings: BipListPage) -> None:
    assert RecruitmentPage.can_create_at(postings)
    assert not type(procurement()).can_create_at(postings)


def test_a_list_with_entries_stays_of_its_kind(postings: BipListPage) -> None:
    add_page(postings, recruitment())
    postings.holds = "petition"
    with pytest.raises(ValidationError) as refused:
        postings.full_clean()
    assert set(refused.value.error_dict) == {"holds"}


def plant(postings: BipListPage, number: int) -> None:
    """Entries as if published one a day, written at once."""
    first = timezone.now() - timedelta(days=number)
    for index in range(number):
        page = recruitment(title=f"Nabór {index}", slug=f"nabor-{index}", deadline_on=day("2030-12-31"))
        page.first_published_at = page.last_published_at = first + timedelta(days=index)
        page.set_url_path(postings)
        page.path = Page._get_path(postings.path, postings.depth + 1, index + 1)
        page.depth, page.numchild, page.draft_title = postings.depth + 1, 0, page.title
        page.save(clean=False)
    Page.objects.filter(pk=postings.pk).update(numchild=number)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_many_entries_cost_as_many_queries_as_few(site: Site, postings: BipListPage) -> None:
    few = add_list(site, "recruitment", slug="malo")
    plant(few, 3)
    plant(postings, 300)
    reader = reader_of(site)
    for asked in ("", "?strona=2", "?q=nabor+7", "?state=open", "wpisy.atom", "wpisy.json", "terminy.ics"):
        most = queries(reader, f"{postings.local_url}{asked}")
        assert most <= MOST_QUERIES, asked
        if asked != "?strona=2":
            assert most <= queries(reader, f"{few.local_url}{asked}"), asked
    assert text(reader, f"{postings.local_url}?strona=6").count("item-title") == 50
    assert reader.get(f"{postings.local_url}?strona=7").status_code == 404
    assert fresh(postings).has_content
