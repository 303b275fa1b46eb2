"""An act in time as readers see it, on the demonstration's statute: today, on a day, by what the site said then."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from pages.acts.models import ActPage, ExpressionPage

STATUTE = "/statut-i-akty/statut/"
# The days of adoption of the resolutions, and the text that holds from each.
STATES = {
    "2020-04-23": "tekst-2020-04-23",
    "2020-10-15": "tekst-2020-10-15",
    "2022-01-13": "tekst-2022-01-13",
    "2022-04-21": "tekst-2022-04-21",
    "2022-06-09": "tekst-2022-06-09",
    "2022-10-13": "tekst-2022-10-13",
}
MISSING = "w tym tekście brakuje jednej zmiany"


def text_of(html: str) -> str:
    """The words of a page, hard spaces as spaces."""
    html = re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)
    words = unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ")
    return re.sub(r" (?=[:,;.)])", "", " ".join(words.split()))


def read(client: Client, path: str, status: int = 200) -> str:
    """The words of a page."""
    response = client.get(path)
    assert response.status_code == status
    return text_of(response.content.decode())


def shown_text(client: Client, day: str) -> str:
    """The slug of the text that the page of a day shows."""
    html = client.get(f"{STATUTE}na-dzien/{day}/").content.decode()
    found = re.search(rf'href="{STATUTE}(tekst-[\d-]+)/akoma-ntoso\.xml"', html)
    return found[1] if found else ""


def test_the_statutes_page_says_what_it_says_today_and_what_is_missing_from_it(kielce):
    words = read(kielce, STATUTE)
    assert "w brzmieniu od 13 października 2022 r." in words
    assert MISSING in words
    assert "Uchwała nr LXIX/1395/2022 z 1 grudnia 2022 r.: tej zmiany jeszcze nie wprowadzono do tekstu." in words
    assert "Treść przykładowa" in words


@pytest.mark.parametrize(("day", "slug"), STATES.items())
def test_each_text_holds_from_its_day_and_not_the_day_before(kielce, day, slug):
    assert shown_text(kielce, day) == slug
    before = date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
    earlier = [text for first, text in STATES.items() if first < day]
    assert shown_text(kielce, before) == (earlier[-1] if earlier else "")


@pytest.mark.parametrize(("day", "missing"), [("2022-11-30", False), ("2022-12-01", True), ("2022-12-02", True)])
def test_an_amendment_that_is_not_worked_in_is_announced_from_its_day(kielce, day, missing):
    assert (MISSING in read(kielce, f"{STATUTE}na-dzien/{day}/")) is missing


def test_before_its_adoption_the_statute_has_no_text_and_the_page_says_why(kielce):
    words = read(kielce, f"{STATUTE}na-dzien/2020-04-22/")
    assert "Na ten dzień nie ma tu tekstu aktu" in words
    assert "nie był jeszcze podjęty" in words


@pytest.mark.parametrize("path", [STATUTE, f"{STATUTE}na-dzien/2022-04-21/", f"{STATUTE}tekst-2022-04-21/"])
def test_every_page_that_rests_on_days_of_adoption_says_so(kielce, path):
    words = read(kielce, path)
    assert "Według dat podjęcia; daty wejścia w życie nieustalone." in words
    assert "obowiązuje, od" not in words


def test_a_page_of_a_day_says_which_of_the_two_questions_it_answers(kielce):
    today = date.today().isoformat()  # noqa: DTZ011 -- only a day on which the demonstration is loaded
    now = read(kielce, f"{STATUTE}na-dzien/2022-12-15/")
    then = read(kielce, f"{STATUTE}na-dzien/2022-12-15/?wedlug={today}")
    assert "według wszystkiego, co serwis wie dziś" in now
    assert "co serwis podawał o dniu 15 grudnia 2022 r." in then
    assert "w brzmieniu od 13 października 2022 r." in then


def test_before_it_was_on_the_site_the_site_said_nothing_of_it(kielce):
    words = read(kielce, f"{STATUTE}na-dzien/2022-12-15/?wedlug=2023-01-01")
    assert "W tym dniu tego aktu nie było w serwisie." in words
    assert "Kielce" in words


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?dzien=31.04.2022", "Kwiecień ma 30 dni"),
        ("?dzien=wczoraj", "Błąd:"),
        ("?dzien=15.12.2022&wedlug=31.04.2022", "Kwiecień ma 30 dni"),
        ("?dzien=&wedlug=", "Pokaż akt na dzień"),
    ],
)
def test_a_day_that_there_is_not_is_named_beside_what_was_typed(kielce, query, said):
    assert said in read(kielce, f"{STATUTE}na-dzien/{query}")


def test_a_day_typed_as_people_type_it_leads_to_its_own_address(kielce):
    response = kielce.get(f"{STATUTE}na-dzien/?dzien=15.12.2022&wedlug=1.02.2023")
    assert response.url == f"{STATUTE}na-dzien/2022-12-15/?wedlug=2023-02-01"
    assert kielce.get(f"{STATUTE}na-dzien/?dzien=15.12.2022").url == f"{STATUTE}na-dzien/2022-12-15/"


def test_a_day_of_the_calendar_that_there_is_not_is_missing(kielce):
    assert "Kwiecień ma 30 dni" in read(kielce, f"{STATUTE}na-dzien/2022-04-31/", 404)


def test_each_changed_provision_says_which_act_changed_it(kielce):
    html = kielce.get(STATUTE).content.decode()
    changed = r'<div class="law-row is-changed" id="(par_\d)">(.*?)(?=<div class="law-row|$)'
    provisions = dict(re.findall(changed, html, re.DOTALL))
    notes = {eid: text_of(part) for eid, part in provisions.items()}
    assert "§ 3 ust. 2 dodany uchwałą nr XXXIV/682/2020" in notes["par_3"]
    assert "§ 4 ust. 2 zmieniony uchwałą nr LVI/1114/2022" in notes["par_4"]
    assert "§ 5 ust. 3 zmieniony uchwałą nr LX/1197.2022" in notes["par_5"]
    assert "§ 6 zmieniony uchwałą nr LXII/1242.2022" in notes["par_6"]
    assert "uchwałą nr LXVI.1331/2022" in notes["par_7"]
    assert set(notes) == {"par_3", "par_4", "par_5", "par_6", "par_7"}


def test_anchors_are_the_same_in_every_state(kielce):
    anchors = {
        slug: set(re.findall(r'id="(par_\w+)"', kielce.get(f"{STATUTE}{slug}/").content.decode()))
        for slug in STATES.values()
    }
    first, last = anchors["tekst-2020-04-23"], anchors["tekst-2022-10-13"]
    assert len(first) > 8
    assert first <= last  # a unit that is gone leads to the note that says so
    assert last - first == {"par_3__ust_2"}


def test_the_table_of_contents_names_every_provision_and_leads_to_it(kielce):
    html = kielce.get(STATUTE).content.decode()
    contents = html[html.index('class="law-contents"') : html.index('class="law-text"')]
    targets = re.findall(r'href="#([^"]+)"', contents)
    assert [target for target in targets if target.startswith("par_")] == [f"par_{number}" for number in range(1, 9)]
    assert [target for target in targets if target.startswith("roz_")] == [f"roz_{number}" for number in range(1, 5)]
    assert all(f'id="{target}"' in html for target in targets)


def test_two_states_are_compared_provision_by_provision(kielce):
    address = f"{STATUTE}porownaj-stany/tekst-2022-01-13/tekst-2022-04-21/"
    words = read(kielce, address)
    assert "§ 5 ust. 3" in words
    assert "różni się 1 przepis" in words
    assert "Treść przykładowa" in words
    backwards = read(kielce, f"{STATUTE}porownaj-stany/tekst-2022-04-21/tekst-2022-01-13/")
    assert "różni się 1 przepis" in backwards


def test_states_to_compare_are_chosen_in_a_plain_form(kielce):
    form = kielce.get(f"{STATUTE}porownaj-stany/").content.decode()
    assert form.count("<option") == 2 * len(STATES)
    chosen = kielce.get(f"{STATUTE}porownaj-stany/?starszy=tekst-2020-04-23&nowszy=tekst-2022-10-13")
    assert chosen.url == f"{STATUTE}porownaj-stany/tekst-2020-04-23/tekst-2022-10-13/"
    same = kielce.get(f"{STATUTE}porownaj-stany/?starszy=tekst-2020-04-23&nowszy=tekst-2020-04-23")
    assert same.status_code == 400
    assert "Proszę wybrać dwa różne teksty." in text_of(same.content.decode())


@pytest.mark.parametrize("rest", ["a/b/", "tekst-2020-04-23/tekst-2020-04-23/", "tekst-2020-04-23/brak/"])
def test_a_comparison_of_what_is_not_there_is_missing(kielce, rest):
    assert kielce.get(f"{STATUTE}porownaj-stany/{rest}").status_code == 404


def test_one_file_holds_the_whole_text_and_needs_nothing_from_the_site(kielce):
    response = kielce.get(f"{STATUTE}tekst-2022-10-13/jeden-plik.html")
    html = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="statut-tekst-2022-10-13.html"'
    assert "Wersja archiwalna" not in html
    assert not re.findall(r'(?:src|href)="/(?:static|media)', html)
    assert "<link" not in html
    words = text_of(html[html.index("<body") :])
    assert "Miejski Ośrodek Pomocy Rodzinie w Kielcach" in words
    assert "§ 8." in words
    # Links lead to the site itself, wherever the file is opened.
    assert all(link.startswith(("http", "#")) for link in re.findall(r'href="([^"]+)"', html))


def test_an_act_without_texts_and_effects_is_a_page_of_facts(kielce):
    words = read(kielce, "/statut-i-akty/uchwala-x-79-90/")
    assert "Treści tego aktu nie ma w serwisie." in words
    assert "Wejście w życie data wejścia w życie nieustalona" in words
    assert "Spis treści" not in words


def test_a_draft_text_is_nowhere(kielce):
    statute = ActPage.objects.get(url_path__endswith="/statut-i-akty/statut/")
    draft = ExpressionPage(title="TAJNE", slug="tekst-2026-01-01", legal_value="informal", live=False)
    draft.text = [("passage", {"text": "TAJNE słowa"})]
    statute.add_child(instance=draft)
    draft.save_revision()
    for path in (STATUTE, f"{STATUTE}na-dzien/2026-02-01/", f"{STATUTE}porownaj-stany/", "/statut-i-akty/"):
        assert "TAJNE" not in kielce.get(path).content.decode()
    assert kielce.get(f"{STATUTE}tekst-2026-01-01/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        STATUTE,
        f"{STATUTE}na-dzien/2022-12-15/",
        f"{STATUTE}na-dzien/2022-12-15/?wedlug=2026-11-28",
        f"{STATUTE}tekst-2022-10-13/",
        f"{STATUTE}porownaj-stany/tekst-2020-04-23/tekst-2022-10-13/",
    ],
)
def test_pages_of_an_act_ask_few_queries(kielce, path):
    kielce.get("/")  # what every page shares is in the cache
    with CaptureQueriesContext(connection) as queries:
        assert kielce.get(path).status_code == 200
    assert len(queries) <= 25


def test_every_address_leads_on_when_the_act_moves(kielce, django_capture_on_commit_callbacks):
    statute = ActPage.objects.get(url_path__endswith="/statut-i-akty/statut/")
    statute.slug = "statut-osrodka"
    statute.change_note, statute.change_kind = "Nowy adres statutu.", "minor"
    with django_capture_on_commit_callbacks(execute=True):
        statute.save_revision().publish()
    new = "/statut-i-akty/statut-osrodka/"
    for rest in (
        "",
        "na-dzien/2022-12-15/",
        "porownaj-stany/tekst-2020-04-23/tekst-2022-10-13/",
        "tekst-2022-10-13/",
        "tekst-2022-10-13/akoma-ntoso.xml",
        "tekst-2022-10-13/jeden-plik.html",
        "historia/",
    ):
        moved = kielce.get(f"{STATUTE}{rest}")
        assert moved.status_code == 301, rest
        assert moved.url.endswith(f"{new}{rest}"), rest
        assert kielce.get(f"{new}{rest}").status_code == 200


def test_the_pages_of_a_text_stay_below_their_act():
    assert ExpressionPage.allowed_parent_page_models() == [ActPage]
    assert Page not in ExpressionPage.allowed_subpage_models()


def test_an_amending_acts_page_leads_to_what_it_changed(kielce):
    html = kielce.get("/statut-i-akty/uchwala-lx-1197-2022/").content.decode()
    assert f'href="{STATUTE}porownaj-stany/tekst-2022-01-13/tekst-2022-04-21/"' in html
    missing = kielce.get("/statut-i-akty/uchwala-lxix-1395-2022/").content.decode()
    assert "porownaj-stany" not in missing


def test_a_past_wording_says_that_it_is_past_and_leads_to_todays(kielce):
    for path in (f"{STATUTE}na-dzien/2022-04-20/", f"{STATUTE}tekst-2022-06-09/"):
        html = kielce.get(path).content.decode()
        assert "To dawne brzmienie. Dzisiejsze:" in text_of(html)
        assert f'<a href="{STATUTE}">' in html
    assert "To dawne brzmienie" not in read(kielce, STATUTE)
    assert "To dawne brzmienie" not in read(kielce, f"{STATUTE}tekst-2022-10-13/")


def test_a_day_may_be_typed_as_the_site_prints_it(kielce):
    assert kielce.get(f"{STATUTE}na-dzien/?dzien=21 kwietnia 2022 r.").url == f"{STATUTE}na-dzien/2022-04-21/"
