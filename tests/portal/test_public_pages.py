"""Every public page of both demo centres, met as a visitor meets it: by following links from the home page."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urldefrag, urlencode, urlsplit

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from tests.conftest import KEDZIERZYN, KIELCE, PORT, reader
from tests.portal.crawling import Crawl, ask, crawl, lost_fragments

# Said for every test: the database is made only when a test asks for one, and the sites are read once for all.
pytestmark = pytest.mark.django_db

MOST_QUERIES = 25
MOST_CLICKS = 4
# What shows when a value was printed that was never meant for a reader.
DUMPS = re.compile(r"Array \(|object at 0x|\bNone\b|\bnan\b|\{\{|\{%|&lt;(?:p|ul|div|a)\b|<Query|\[<")
# What was public before is no page of the map, and neither is what changed since, or what a page reckons of a year.
HISTORY = re.compile(
    r"/(?:historia|wersje/\d+|porownaj/\d+/\d+|porownaj-stany(?:/[\w-]+/[\w-]+)?|zbiorcza-informacja/\d{4})/$"
)
EMPTY_WORDS = {"tutaj", "tu", "więcej", "czytaj więcej", "link", "kliknij", "kliknij tutaj", "zobacz", "pobierz"}


@pytest.fixture(scope="module", params=[KIELCE, KEDZIERZYN])
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Iterator[Crawl]:
    """A whole site, read once."""
    with django_db_blocker.unblock():
        yield crawl(request.param)


def test_the_site_is_there(site: Crawl):
    assert len(site.pages) > 20, sorted(site.pages)


def test_every_link_leads_somewhere(site: Crawl):
    assert not site.broken
    assert not lost_fragments(site)


def test_every_page_is_in_the_sitemap_and_every_address_of_the_sitemap_can_be_browsed_to(site: Crawl, db):
    answer = reader(site.hostname).get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    addresses = re.findall(r"<loc>([^<]+)</loc>", answer.content.decode())
    assert addresses
    assert {urlsplit(address).netloc for address in addresses} == {f"{site.hostname}:{PORT}"}
    listed = {urlsplit(address).path for address in addresses}
    beside = {"/szukaj/", "/mapa-serwisu/", "/bip/rejestr-zmian/", "/bip/dziennik/", "/bip/statystyka/"}
    browsed = {url for url in site.pages if "?" not in url and not HISTORY.search(url)} - beside
    assert listed == browsed


def test_everything_is_near_the_home_page(site: Crawl):
    assert not site.where(lambda page: page.clicks > MOST_CLICKS and page.clicks)


def test_no_page_costs_more_queries_than_allowed(site: Crawl):
    assert not site.where(lambda page: page.queries > MOST_QUERIES and page.queries)


def test_no_page_sets_a_cookie_or_depends_on_one(site: Crawl):
    assert not site.where(lambda page: page.response.cookies)
    assert not site.where(lambda page: "cookie" in page.response.headers.get("Vary", "").lower())


def test_no_page_loads_anything_from_elsewhere(site: Crawl):
    def foreign(page):
        return [url for url in page.document.resources if not url.startswith("/") or url.startswith("//")]

    assert not site.where(foreign)


def test_everything_that_a_page_loads_is_there(site: Crawl):
    client = reader(site.hostname)

    def there(url: str) -> bool:
        path = urldefrag(url).url
        if path.startswith("/static/"):
            return bool(find(path.removeprefix("/static/")))
        response = client.get(path)
        response.close()
        return response.status_code == 200

    known = {url: there(url) for page in site.pages.values() for url in page.document.resources}
    assert not [url for url, found in known.items() if not found]


def test_no_page_prints_what_only_a_programmer_reads(site: Crawl):
    assert not site.where(
        lambda page: (
            DUMPS.findall(f"{page.document.title} {page.document.text}")
            + re.findall(r'="None"|=""?undefined', page.html)
        )
    )


def test_every_page_has_one_title_and_headings_in_order(site: Crawl):
    def faults(page):
        levels = [level for level, _text in page.document.headings]
        skipped = [f"h{one}–h{two}" for one, two in pairwise(levels) if two > one + 1]
        empty = [f"empty h{level}" for level, text in page.document.headings if not text]
        return skipped + empty + ([] if levels.count(1) == 1 else [f"{levels.count(1)} h1"])

    assert not site.where(faults)


def test_every_page_has_a_title_of_its_own_and_says_its_language(site: Crawl):
    titles = Counter(page.document.title for url, page in site.pages.items() if "?" not in url)
    assert not {title for title, count in titles.items() if count > 1 or not title}
    said = {url: page.response.headers.get("Content-Language", "pl") for url, page in site.pages.items()}
    assert {url for url, language in said.items() if language != "pl"} == {"/ukrainska/"}
    assert not site.where(lambda page: page.document.language != said[page.url])


def test_no_page_uses_an_id_twice(site: Crawl):
    assert not site.where(lambda page: [name for name, count in Counter(page.document.ids).items() if count > 1])


def test_link_words_name_the_target(site: Crawl):
    own = f"http://{site.hostname}:{PORT}/"

    def faults(page):
        return [
            f"{text!r} → {href}"
            for href, text in page.document.links
            if not href or not text or text.strip(" .…→").lower() in EMPTY_WORDS or re.match(r"https?://", text)
            if href != own  # the statement of accessibility has to print the site's address
        ]

    assert not site.where(faults)


def test_no_page_holds_inline_style_or_script(site: Crawl):
    assert not site.where(
        lambda page: re.findall(
            r"<style|<script(?![^>]* (?:src=|type=.application/ld\+json))|\son[a-z]+=|\sstyle=", page.html
        )
    )


def test_every_page_says_that_it_is_a_demonstration_and_asks_search_engines_to_stay_away(site: Crawl):
    assert not site.where(lambda page: 'name="robots" content="noindex' not in page.html)


def test_no_page_leads_to_the_other_centre(site: Crawl):
    other = {KIELCE: "kedzierzyn-kozle", KEDZIERZYN: "mopr.kielce"}[site.hostname]
    assert not site.where(lambda page: other in page.html)


@pytest.mark.parametrize("hostname", [KIELCE, KEDZIERZYN])
def test_a_missing_page_helps_the_reader_on(db, hostname):
    response, queries = ask(reader(hostname), "/nie-ma-takiej-strony/")
    html = response.content.decode()
    assert response.status_code == 404
    assert queries <= MOST_QUERIES
    assert not response.cookies
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_robots_are_told_where_the_sitemap_is(kielce: Client):
    response = kielce.get("/robots.txt")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain")


def test_the_browser_gets_its_icon(kielce: Client):
    response = kielce.get("/favicon.ico")
    assert response.status_code == 302
    assert find(response.headers["Location"].removeprefix("/static/"))


def test_each_centre_finds_its_own_pages_only(kielce: Client, kedzierzyn: Client):
    found = kielce.get("/szukaj/", {"q": "statut"}).content.decode()
    assert "XXVII/508/2020" in found
    assert "XXVII/508/2020" not in kedzierzyn.get("/szukaj/", {"q": "508"}).content.decode()


@pytest.mark.parametrize(
    "query", ["", " ", '"', 'a"b', "\U0001f600", "%", "a" * 5000, "słowo " * 600, "*", "' OR 1=1 --", "\u0301"]
)
def test_the_search_takes_any_text(kielce: Client, query):
    response, queries = ask(kielce, f"/szukaj/?{urlencode({'q': query})}")
    assert response.status_code == 200
    assert not response.cookies
    assert queries <= MOST_QUERIES
