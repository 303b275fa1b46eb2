"""What counts as a visit, and that nothing about the reader is needed for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from visits.counting import count, waiting, write
from visits.models import PageVisits
from visits.readers import is_program

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
BROWSERS = [
    FIREFOX,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36",
    "Lynx/2.9.2 libwww-FM/2.14",
]
PROGRAMS = [
    "",
    " ",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "DuckDuckBot/1.1; (+https://duckduckgo.com/duckduckbot)",
    "Mozilla/5.0 (compatible; YandexBot/3.0)",
    "facebookexternalhit/1.1",
    "curl/8.14.1",
    "Wget/1.25.0",
    "python-requests/2.32",
    "Go-http-client/2.0",
    "Java/21.0.1",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0 Safari/537.36",
]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="Zadania", slug="zadania"))


@pytest.fixture
def browser(site: Site) -> Client:
    return reader_of(site)


def counted() -> dict[int, int]:
    """Visits by page, once they are written."""
    write()
    return dict(PageVisits.objects.values_list("page_id", "count"))


def test_each_opening_counts_for_its_page_and_day(browser: Client, page: ContentPage, site: Site) -> None:
    for _again in range(3):
        assert browser.get("/zadania/", headers={"user-agent": FIREFOX}).status_code == 200
    browser.get("/", headers={"user-agent": FIREFOX})
    assert counted() == {page.pk: 3, site.root_page.pk: 1}


def test_counting_adds_to_what_was_written_before(browser: Client, page: ContentPage) -> None:
    for _again in range(2):
        browser.get("/zadania/", headers={"user-agent": FIREFOX})
        write()
    assert counted() == {page.pk: 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"user-agent": "Googlebot/2.1"},
        {"user-agent": ""},
        {"cookie": f"{settings.SESSION_COOKIE_NAME}=cokolwiek"},
    ],
)
def test_who_does_not_read_is_not_counted(browser: Client, page: ContentPage, headers: dict[str, str]) -> None:
    assert browser.get("/zadania/", headers={"user-agent": FIREFOX} | headers).status_code == 200
    assert not waiting


def test_only_pages_that_are_shown_count(browser: Client, page: ContentPage) -> None:
    firefox = {"user-agent": FIREFOX}
    assert browser.head("/zadania/", headers=firefox).status_code == 200
    for path, status in {"/nie-ma/": 404, "/zadania": 301, "/robots.txt": 200, "/szukaj/": 200}.items():
        assert browser.get(path, headers=firefox).status_code == status
    page.unpublish()
    assert browser.get("/zadania/", headers=firefox).status_code == 410
    assert not waiting


def test_an_editor_and_a_preview_do_not_count(browser: Client, page: ContentPage, admin_user: Any) -> None:
    looking = RequestFactory(headers={"user-agent": FIREFOX}).get("/admin/")
    assert page.make_preview_request(looking, preview_mode="").status_code == 200
    browser.force_login(admin_user)
    assert browser.get("/zadania/", headers={"user-agent": FIREFOX}).status_code == 200
    assert not waiting


def test_the_reader_gets_no_cookie_and_nothing_about_him_is_kept(browser: Client, page: ContentPage) -> None:
    answer = browser.get("/zadania/", headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.7")
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    write()
    columns = {field.column for field in PageVisits._meta.get_fields()}
    assert columns == {"id", "site_id", "page_id", "day", "count"}


def test_no_query_is_asked_to_count(page: ContentPage, django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        count(RequestFactory(headers={"user-agent": FIREFOX}).get("/zadania/"), 1, page.pk)
    assert len(waiting) == 1


def test_they_are_written_after_an_answer_and_then_not_for_a_while(
    browser: Client, page: ContentPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visits.counting._not_before", 0.0)
    settings.VISITS_WRITE_SECONDS = 600
    browser.get("/zadania/", headers={"user-agent": FIREFOX})
    assert dict(PageVisits.objects.values_list("page_id", "count")) == {page.pk: 1}
    browser.get("/zadania/", headers={"user-agent": FIREFOX})
    assert len(waiting) == 1
    assert counted() == {page.pk: 2}


def test_a_page_is_served_when_visits_cannot_be_written(
    browser: Client, page: ContentPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visits.counting._not_before", 0.0)
    settings.VISITS_WRITE_SECONDS = 600
    monkeypatch.setattr("visits.counting.ADD", "INSERT INTO nothing VALUES (%s, %s, %s, %s)")
    for _again in range(2):
        assert browser.get("/zadania/", headers={"user-agent": FIREFOX}).status_code == 200
    monkeypatch.undo()
    assert counted() == {page.pk: 2}


@pytest.mark.parametrize("agent", BROWSERS)
def test_a_browser_is_no_program(agent: str) -> None:
    assert not is_program(agent)


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_that_say_so_are_known(agent: str) -> None:
    assert is_program(agent)


@given(st.text(max_size=300))
def test_any_name_of_a_browser_can_be_read(agent: str) -> None:
    assert is_program(agent) in (True, False)
