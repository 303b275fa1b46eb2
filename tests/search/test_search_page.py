"""The search page as readers see it: what was found, how to narrow it, what helps when nothing was."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from wagtail.models import Page, Site

from news.models import NewsIndexPage, NewsPage
from pages.bip.models import BipHomePage
from pages.core.dates import PartialDate
from pages.standard.models import ContentPage, SectionPage
from search.words.models import SearchWord
from tests.factories import add_page, make_centre, reader_of
from tests.portal.crawling import Document

HARD = "\u00a0"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre(phone="41 331 25 24")


def content(parent: Page, title: str, **fields: Any) -> Page:
    return add_page(parent, ContentPage(title=title, slug=f"strona-{Page.objects.count()}", **fields))


def news(index: Page, title: str, day: PartialDate, **fields: Any) -> Page:
    return add_page(index, NewsPage(title=title, slug=f"wiesc-{Page.objects.count()}", date=day, **fields))


def ask(site: Site, query: str, **narrowed: str) -> HttpResponse:
    response = reader_of(site).get("/szukaj/", {"q": query, **narrowed})
    assert response.status_code == 200
    return response


def shown(site: Site, query: str, **narrowed: str) -> str:
    """The page's own part, as HTML."""
    return ask(site, query, **narrowed).content.decode().partition("<main")[2].partition("</main>")[0]


def said(site: Site, query: str, **narrowed: str) -> str:
    """The same as text."""
    return Document(f"<main{shown(site, query, **narrowed)}").text


def links(site: Site, query: str, **narrowed: str) -> dict[str, str]:
    """The links of the page's own part: addresses by their words."""
    found = Document(f"<main{shown(site, query, **narrowed)}").links
    return {text: href for href, text in found}


def asked_by(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


# -- what was found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "words"), [(1, "1 wynik."), (2, "2 wyniki."), (5, "5 wyników.")])
def test_the_page_says_how_many_there_are(site: Site, number: int, words: str) -> None:
    for which in range(number):
        content(site.root_page, f"Kolonia {which}")
    html = shown(site, "kolonie")
    assert words in Document(f"<main{html}").text
    assert 'role="status"' in html
    assert "Wyniki dla „kolonie”" in said(site, "kolonie")


def test_what_was_looked_for_is_marked_in_the_form_in_which_it_stands(site: Site) -> None:
    content(site.root_page, "Zmiany w Statucie", summary="Co się zmieniło w statucie?")
    html = shown(site, "zmiana statutu")
    assert f"<mark>Zmiany</mark> w{HARD}<mark>Statucie</mark></a>" in html.replace("\n", "")
    assert f"w{HARD}<mark>statucie</mark>?" in html


def test_forms_that_were_found_are_named_but_not_the_one_that_was_typed(site: Site) -> None:
    content(site.root_page, "Zasiłki", summary="Zasiłek 500 plus, zasiłku nie ma")
    content(site.root_page, "O zasiłkach")
    assert "Szukamy też odmian: zasiłek, zasiłku, zasiłkach." in said(site, "zasilki")


def test_words_of_the_register_are_named_as_other_words(site: Site) -> None:
    content(site.root_page, "Jednorazowa zapomoga")
    SearchWord.objects.create(site=site, term="becikowe", means="jednorazowa zapomoga")
    assert "Szukamy też słów: jednorazowa, zapomoga." in said(site, "becikowe")


def test_a_page_that_editors_put_first_says_so(site: Site) -> None:
    page = content(site.root_page, "Świadczenia")
    SearchWord.objects.create(site=site, term="becikowe", page=page)
    text = said(site, "becikowe")
    assert "1 wynik." in text
    assert "wybór redakcji" in text


def test_a_result_tells_its_kind_place_and_day(site: Site) -> None:
    index = add_page(site.root_page, NewsIndexPage(title="Wieści"))
    news(index, "Zbiórka odzieży", PartialDate(2025, 11, 3))
    html, text = shown(site, "zbiórka"), said(site, "zbiórka")
    assert "Aktualności Zbiórka odzieży" in text
    assert "Wieści · 3 listopada 2025" in text
    assert '<time datetime="2025-11-03">' in html
    assert "ostatnia zmiana" not in text


@pytest.mark.parametrize(
    ("day", "iso", "words"), [(PartialDate(2017), "2017", "2017"), (PartialDate(2017, 5), "2017-05", "maj 2017")]
)
def test_a_day_that_nobody_knows_is_not_made_up(site: Site, day: PartialDate, iso: str, words: str) -> None:
    news(add_page(site.root_page, NewsIndexPage(title="Wieści")), "Zbiórka odzieży", day)
    assert f'<time datetime="{iso}">{words.replace(" ", HARD)}</time>' in shown(site, "zbiórka")


def test_a_page_without_a_day_of_its_own_tells_when_it_changed(site: Site) -> None:
    content(site.root_page, "Dyżur")
    assert "ostatnia zmiana" in said(site, "dyżur")


def test_what_is_over_says_so(site: Site) -> None:
    index = add_page(site.root_page, NewsIndexPage(title="Wieści"))
    news(index, "Zbiórka odzieży", PartialDate(2017), expires=PartialDate(2017))
    assert "<strong>archiwalne</strong>" in shown(site, "zbiórka")


def test_titles_and_questions_are_never_markup(site: Site) -> None:
    content(site.root_page, '<script>alert("dyżur")</script>', summary="<b>dyżur</b>")
    for query in ("dyżur", '"><script>dyżur</script>'):
        html = ask(site, query).content.decode()
        assert "<script>" not in html
        assert "<b>" not in html
        assert "&quot;<mark>dyżur</mark>&quot;" in html


# -- narrowing, order, pages -----------------------------------------------------------------------------------------


@pytest.fixture
def varied(site: Site) -> Site:
    """Three pages on one word: of two kinds, in two places, of three years."""
    section = add_page(site.root_page, SectionPage(title="O nas"))
    content(section, "Zbiórka zabawek")
    index = add_page(site.root_page, NewsIndexPage(title="Wieści"))
    news(index, "Zbiórka odzieży", PartialDate(2019, 3, 4))
    news(index, "Zbiórka książek", PartialDate(2018), expires=PartialDate(2018))
    return site


def test_each_way_to_narrow_tells_how_much_it_leaves_and_keeps_the_question(varied: Site) -> None:
    found = links(varied, "zbiórka")
    assert {"Aktualności 2", "Wieści 2", "O nas 1", "2018 1", "2019 1", "archiwalne 1"} <= found.keys()
    assert asked_by(found["Aktualności 2"]) == {"q": "zbiórka", "rodzaj": "news"}
    narrowed = links(varied, "zbiórka", rodzaj="news", uloz="data")
    assert asked_by(narrowed["2018 1"]) == {"q": "zbiórka", "rodzaj": "news", "rok": "2018", "uloz": "data"}
    assert "2 wyniki." in said(varied, "zbiórka", rodzaj="news")


def test_what_results_are_narrowed_to_is_said_in_words_too(varied: Site) -> None:
    html = shown(varied, "zbiórka", rodzaj="news")
    current = re.findall(r'aria-current="true"><span>([^<]+)</span>', html)
    assert current == ["Aktualności", "Wszystko", "Wszystko"]


def test_everything_counts_what_says_nothing_of_it_too(varied: Site) -> None:
    html = shown(varied, "zbiórka")
    state = html.partition('id="facet-stan"')[2]
    assert re.findall(r'<span class="number">(\d+)</span>', state) == ["3", "1"]


def test_a_choice_that_leaves_nothing_shows_the_way_back(varied: Site) -> None:
    html = shown(varied, "zbiórka", rodzaj="news", rok="1999")
    text = Document(f"<main{html}").text
    assert "0 wyników." in text
    assert "Po tym zawężeniu nic nie zostaje." in text
    found = links(varied, "zbiórka", rodzaj="news", rok="1999")
    assert asked_by(found["Pokaż wszystkie wyniki (3)"]) == {"q": "zbiórka"}
    assert '<span>1999</span> <span class="number">0</span>' in html


def test_an_address_made_up_names_no_page_of_another_centre(varied: Site) -> None:
    other = make_centre("mops.localhost")
    secret = content(other.root_page, "Gołoborze")
    assert "Gołoborze" not in said(varied, "zbiórka", dzial=secret.path)
    draft = content(varied.root_page, "Niejawne")
    draft.unpublish()
    assert "Niejawne" not in said(varied, "zbiórka", dzial=draft.path)


def test_the_order_is_chosen_by_a_link(varied: Site) -> None:
    found = links(varied, "zbiórka", rodzaj="news")
    assert asked_by(found["od najnowszych"]) == {"q": "zbiórka", "rodzaj": "news", "uloz": "data"}
    assert "od najnowszych" not in links(varied, "zabawki"), "one result has no order"


def test_pages_of_results_keep_the_question_and_what_it_is_narrowed_to(site: Site) -> None:
    for which in range(11):
        content(site.root_page, f"Kolonia {which}")
    found = links(site, "kolonie", rodzaj="page")
    assert asked_by(found["Następna strona"]) == {"q": "kolonie", "rodzaj": "page", "strona": "2"}
    second = links(site, "kolonie", rodzaj="page", strona="2")
    assert asked_by(second["Poprzednia strona"]) == {"q": "kolonie", "rodzaj": "page", "strona": "1"}
    assert '<ol class="results" start="11">' in shown(site, "kolonie", strona="2")


# -- what helps ------------------------------------------------------------------------------------------------------


def test_a_misspelt_word_is_told_and_results_are_shown_for_the_near_one(site: Site) -> None:
    content(site.root_page, "Statut")
    text = said(site, "statutt")
    assert "Wyniki dla „statut”" in text
    assert "Żadna strona nie zawiera słowa „statutt”. Szukamy „statut”." in text
    assert 'value="statutt"' in shown(site, "statutt"), "the field keeps what was typed"


def test_pages_that_lack_a_word_are_not_passed_off_as_what_was_asked_for(site: Site) -> None:
    content(site.root_page, "Statut")
    content(site.root_page, "Dyżur")
    assert "Żadna strona nie zawiera wszystkich tych słów." in said(site, "statut dyżur")


def test_nothing_found_leads_on(site: Site) -> None:
    add_page(site.root_page, SectionPage(title="O nas", show_in_menus=True))
    add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    text, found = said(site, "kwaczenie"), links(site, "kwaczenie")
    assert "Nie ma wyników dla „kwaczenie”" in text
    assert "jedno słowo" in text
    assert found["41 331 25 24"] == "tel:+48413312524"
    assert {"O nas", "Biuletyn Informacji Publicznej", "Mapa serwisu"} <= found.keys()


def test_a_centre_without_a_phone_points_to_the_site_map(db: None) -> None:
    assert "Wszystkie strony są na mapie serwisu." in said(make_centre(), "kwaczenie")


@pytest.mark.parametrize("query", ["", " ", "\u200b"])
def test_nothing_asked_is_no_error(site: Site, query: str) -> None:
    add_page(site.root_page, SectionPage(title="O nas", show_in_menus=True))
    html = shown(site, query)
    assert "<h1>Szukaj</h1>" in html
    assert "O nas" in links(site, query)
    assert "wynik" not in html


@pytest.mark.parametrize("query", ['"', "***", "🙂"])
def test_a_question_without_a_word_is_told_why_it_finds_nothing(site: Site, query: str) -> None:
    assert "to ani słowo, ani liczba, więc nie ma czego szukać." in said(site, query)


# -- for machines ----------------------------------------------------------------------------------------------------


def test_search_engines_leave_results_alone(site: Site) -> None:
    assert '<meta name="robots" content="noindex">' in ask(site, "statut").content.decode()


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "9" * 30])
def test_a_page_of_results_that_there_is_not_is_missing_for_people_and_programs(site: Site, page: str) -> None:
    content(site.root_page, "Statut")
    reader = reader_of(site)
    html = reader.get("/szukaj/", {"q": "statut", "strona": page})
    assert html.status_code == 404
    assert "Nie ma takiej strony" in html.content.decode()
    answer = reader.get("/szukaj.json", {"q": "statut", "strona": page})
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("Nie ma strony")
    assert all("Accept," in f"{response.headers['Vary']}," for response in (html, answer))


def test_the_same_address_answers_programs_with_data(site: Site) -> None:
    for which in range(21):
        content(site.root_page, f"Kolonia {which}")
    reader = reader_of(site)
    asked = {"q": "kolonie", "strona": "2", "rodzaj": "page"}
    answer = reader.get("/szukaj/", asked, headers={"accept": "application/json"})
    assert answer.headers["Content-Type"] == "application/json"
    assert "Accept," in f"{answer.headers['Vary']},"
    data = answer.json()
    assert data == reader.get("/szukaj.json", asked).json()
    assert (data["total"], data["page"], data["pages"], len(data["results"])) == (21, 2, 3, 10)
    assert reader.get(data["next"]).json()["next"] is None
    assert reader.get(data["previous"]).json()["previous"] is None
    assert all(reader.get(result["url"]).status_code == 200 for result in data["results"][:2])
    assert "Kolonia" in reader.get(data["html"]).content.decode()
    assert reader.get("/szukaj/", asked, headers={"accept": "text/html, */*;q=0.1"}).content.startswith(b"<!DOCTYPE")


def test_the_page_names_its_data(site: Site) -> None:
    content(site.root_page, "Statut")
    html = ask(site, "statut", rodzaj="page").content.decode()
    [address] = re.findall(r'<link rel="alternate" type="application/json" href="([^"]+)">', html)
    assert reader_of(site).get(address.replace("&amp;", "&")).json()["total"] == 1


def test_the_data_say_what_the_page_says(site: Site) -> None:
    index = add_page(site.root_page, NewsIndexPage(title="Wieści"))
    news(index, "Zbiórka odzieży", PartialDate(2017), expires=PartialDate(2017), summary="Dla rodzin")
    data = reader_of(site).get("/szukaj.json", {"q": "zbiorkaa odzież"}).json()
    assert data["corrected"] == [{"from": "zbiorkaa", "to": "zbiórka"}]
    [result] = data["results"]
    assert urlsplit(result.pop("url")).path.startswith("/")
    assert result == {
        "title": "Zbiórka odzieży",
        "kind": "Aktualności",
        "text": "Dla rodzin",
        "file": "",
        "file_url": "",
        "place": "Wieści",
        "date": "2017",
        "date_is_its_own": True,
        "state": "archiwalne",
        "is_over": True,
    }
