"""The page of statistics, its data, and the number in a page's provenance box."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from pages.bip.models import BipHomePage
from pages.core.models import BasePage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from visits.models import PageVisits

ADDRESS = "/bip/statystyka/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 2, 10, 12, tzinfo=UTC))


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="=Zadania Ośrodka", slug="zadania"))


def seen(page: BasePage, site: Site, day: str, number: int) -> None:
    """Visits as they were written."""
    PageVisits.objects.create(site_id=site.pk, page_id=page.pk, day=date.fromisoformat(day), count=number)


def rows_of(html: str) -> list[list[str]]:
    """The rows of all tables, cells as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).replace("\xa0", " ").strip() for cell in row] for row in cells]


def asked(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    return answer.content.decode()


def test_without_visits_it_says_so(site: Site) -> None:
    html = asked(reader_of(site))
    assert "<table" not in html
    assert "Nie policzono jeszcze żadnej odsłony." in html
    assert "plików cookie" in html


def test_months_of_the_newest_year_and_of_the_one_asked_for(site: Site, page: ContentPage) -> None:
    for day, number in {"2026-11-28": 1200, "2026-11-30": 4, "2027-01-02": 30, "2027-02-01": 60}.items():
        seen(page, site, day, number)
    newest = asked(reader_of(site))
    assert rows_of(newest)[:3] == [["Miesiąc", "Odsłony"], ["styczeń 2027", "30"], ["luty 2027", "60"]]
    assert re.findall(r'<rect width="(\d+)" height="10"', newest) == ["500", "1000"]
    assert "1 294 odsłony od 28 listopada 2026." in newest.replace("\xa0", " ")
    older = asked(reader_of(site), f"{ADDRESS}?rok=2026")
    assert rows_of(older)[1:3] == [["listopad 2026", "1 204"], ["grudzień 2026", "0"]]
    assert ["=Zadania Ośrodka", "1 204"] in rows_of(older)


@pytest.mark.parametrize("year", ["1999", "abc", "20261", "٢٠٢٦"])
def test_a_year_without_numbers_is_refused_in_words(site: Site, page: ContentPage, year: str) -> None:
    seen(page, site, "2026-11-28", 3)
    html = asked(reader_of(site), f"{ADDRESS}?rok={year}")
    assert "errorlist" in html
    assert ["styczeń 2027", "0"] in rows_of(html)
    for name in ("odslony.csv", "odslony.json"):
        assert reader_of(site).get(f"{ADDRESS}{name}?rok={year}").status_code == 404


def test_only_pages_that_anyone_may_open_are_named(site: Site, page: ContentPage) -> None:
    gone = add_page(site.root_page, ContentPage(title="Wycofana", slug="wycofana"))
    secret = add_page(site.root_page, ContentPage(title="Dla wybranych", slug="wybrani"))
    below = add_page(secret, ContentPage(title="Pod nią", slug="pod-nia"))
    other = make_centre("obcy.localhost")
    foreign = add_page(other.root_page, ContentPage(title="Cudza", slug="cudza"))
    for shown in (page, gone, secret, below):
        seen(shown, site, "2027-01-05", 5)
    seen(foreign, other, "2027-01-05", 70)
    seen(foreign, site, "2027-01-06", 7)  # it stood here before it moved
    gone.unpublish()
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    client = reader_of(site)
    html, data = asked(client), client.get(f"{ADDRESS}odslony.json").json()
    named = [row[0] for row in rows_of(html)[4:]]
    assert named == ["=Zadania Ośrodka"]
    assert [entry["title"] for entry in data["pages"]] == named
    assert "70" not in [row[-1] for row in rows_of(html)]
    assert ["styczeń 2027", "27"] in rows_of(html)
    assert "Cudza" in asked(reader_of(other))


def test_data_hold_the_same_numbers(site: Site, page: ContentPage) -> None:
    seen(page, site, "2026-12-31", 2)
    seen(page, site, "2027-01-01", 3)
    client = reader_of(site)
    assert client.get(f"{ADDRESS}odslony.json").json() == {
        "counted_since": "2026-12-31",
        "months": [
            {"month": "2026-12", "views": 2},
            {"month": "2027-01", "views": 3},
            {"month": "2027-02", "views": 0},
        ],
        "pages": [
            {"title": "=Zadania Ośrodka", "url": f"http://{site.hostname}:{site.port}/zadania/", "views": 5},
        ],
    }
    assert client.get(f"{ADDRESS}odslony.json?rok=2026").json()["pages"][0]["views"] == 2
    text = client.get(f"{ADDRESS}odslony.csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1:] == [
        ["2026-12", "2"],
        ["2027-01", "3"],
        ["2027-02", "0"],
    ]


def test_the_cost_does_not_grow_with_pages_and_days(site: Site, page: ContentPage) -> None:
    client = reader_of(site)
    seen(page, site, "2027-01-05", 1)
    asked(client)
    with CaptureQueriesContext(connection) as few:
        asked(client)
    for number in range(5):
        another = add_page(site.root_page, ContentPage(title=f"Strona {number}", slug=f"strona-{number}"))
        for day in range(1, 10):
            seen(another, site, f"2027-01-{day:02}", 1)
    asked(client)
    with CaptureQueriesContext(connection) as many:
        asked(client)
    assert len(many) == len(few)


def test_the_bulletins_menu_leads_there(site: Site) -> None:
    add_page(site.root_page, BipHomePage(title="Biuletyn Informacji Publicznej", slug="bip"))
    html = asked(reader_of(site))
    assert f'<a href="{ADDRESS}" aria-current="page">Statystyka</a>' in html


def test_the_provenance_box_says_how_often_and_since_when(site: Site, page: ContentPage) -> None:
    seen(page, site, "2020-11-28", 1200)
    seen(page, site, (timezone.localdate() - timedelta(days=1)).isoformat(), 4)
    seen(page, site, timezone.localdate().isoformat(), 50)
    html = asked(reader_of(site), "/zadania/").replace("\xa0", " ")
    assert re.search(r"<dt>Liczba odsłon</dt>\s*<dd[^>]*>1 204 od 28 listopada 2020 do wczoraj</dd>", html)
