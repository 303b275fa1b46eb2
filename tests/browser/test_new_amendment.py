"""An editor who has never seen the site publishes an eighth resolution; everything readers see is right at once."""

import csv
import io
import json
import re
import urllib.request
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Demo, stop
from tests.browser.test_run_demo import accounts, sign_in

REGISTER = "/statut-i-akty/"
STATUTE = f"{REGISTER}statut/"
ACT = f"{REGISTER}uchwala-lxxv-1510-2023/"
NUMBER = "LXXV/1510/2023"
STILL_PENDING = "LXIX/1395/2022"
WORDS = "Zespół do spraw cyfrowych odpowiada za ten przepis."
# Only what is typed after the editor has noted the form as it was opened is a change to it. It says so, maybe more than
# once while its parts come to life: it has settled when it says no more.
NOTE_THAT_IT_WATCHES = """let settling;
document.addEventListener("w-unsaved:watch-edits", () => {
    clearTimeout(settling);
    settling = setTimeout(() => { document.documentElement.dataset.watches = "edits"; }, 1000);
});"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


class Written(NamedTuple):
    """A demonstration in which the eighth resolution is published, and what its editor was told on the way."""

    kielce: str
    slip: str
    advice: str
    check: str
    changed: list[str]
    done: str
    complaints: list[str]


def words(text: str) -> str:
    """A text with common single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def seen(part: Locator) -> str:
    """What a person can read there."""
    return words(part.inner_text())


def got(address: str) -> str:
    """An answer as text."""
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


def page_at(address: str) -> html.HtmlElement:
    """A page as a reader's browser gets it."""
    return html.fromstring(got(address).encode())


def said(page: html.HtmlElement, query: str) -> list[str]:
    """The words of the parts of a page that a query finds."""
    return [words(part.text_content()) for part in page.xpath(query)]


@pytest.fixture(scope="module")
def own_demo(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A copy of the demonstration: what is published in it reaches no other test."""
    copy = demo.copy(tmp_path_factory.mktemp("amended"))
    process = copy.start()
    yield copy
    stop(process)


@pytest.fixture(scope="module")
def written(own_demo: Demo, browser: Browser) -> Written:
    """The editor's way from the first page of the administration to the published resolution."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="pl-PL")
    context.add_init_script(NOTE_THAT_IT_WATCHES)
    page, complaints = context.new_page(), []
    page.on("console", lambda line: "Content Security Policy" in line.text and complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, own_demo.kielce, "kierownik-kielce", accounts(own_demo)["kierownik-kielce"])
    find_the_wizard(page)
    slip = fill_in_the_wizard(page)
    advice = seen(page.locator(".messages"))
    change_a_provision(page)
    check, changed = seen(page.locator("main")), page.locator(".change-list li").all_inner_texts()
    page.get_by_role("button", name="Opublikuj akt i tekst").click()
    page.wait_for_url("**/edit/")
    done = seen(page.locator(".messages"))
    context.close()
    return Written(own_demo.kielce, slip, advice, check, [words(line) for line in changed], done, complaints)


def find_the_wizard(page: Page) -> None:
    """From the list of pages to the statute, and to what can be done with it."""
    page.get_by_role("button", name="Strony").click()
    page.get_by_role("link", name="Akty prawne Ośrodka", exact=True).click()
    page.locator("main").get_by_role("link", name="Statut Miejskiego Ośrodka").first.click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Akcje").first.click()
    page.get_by_role("link", name="Nowy akt zmieniający").click()


def fill_in_the_wizard(page: Page) -> str:
    """First with the number of another act; gives back what is said of it at its field."""
    number = page.get_by_label("Numer", exact=False).first
    number.fill(STILL_PENDING)
    page.get_by_label("Data podjęcia").fill("2.03.2023")
    page.get_by_label("Zmiany obowiązują od").fill("20.03.2023")
    page.get_by_role("button", name="Dalej: zmień tekst").click()
    slip = page.locator(".error-message")
    slip.wait_for()
    told = seen(slip)
    number.fill(NUMBER)
    page.get_by_role("button", name="Dalej: zmień tekst").click()
    page.wait_for_url("**/edit/")
    return told


def change_a_provision(page: Page) -> None:
    """Add a sentence to § 3, save, and go on to the difference."""
    page.locator("html[data-watches]").wait_for()
    provision = page.locator("textarea[name^='text-'][name$='-value-text']").nth(2)
    provision.fill(f"{provision.input_value()} {WORDS}")
    # A click in the middle of the editor's own saving would be a conflict of it with itself.
    page.locator("#w-autosave-indicator").get_by_text("Zapisano").wait_for()
    page.get_by_role("button", name="Zapisz szkic").locator("visible=true").click()
    page.locator(".messages").get_by_text("została zaktualizowana").wait_for()
    page.get_by_role("link", name="Sprawdź i opublikuj").locator("visible=true").first.click()
    page.get_by_role("button", name="Opublikuj akt i tekst").wait_for()


def test_the_editor_is_led_through_and_sees_the_difference_before_publishing(written: Written):
    assert "Ten numer ma już" in written.slip
    assert "Proszę zmienić w nim tylko to" in written.advice
    assert f"Razem z tekstem: Uchwała nr {NUMBER} z 2 marca 2023 r." in written.check
    assert len(written.changed) == 1
    assert f"§ 3 ust. 2: dopisano „{WORDS}”" in written.changed[0]
    assert "Ten tekst nadal nie zawiera zmian" in written.check
    assert STILL_PENDING in written.check
    assert "Opublikowano" in written.done
    assert not written.complaints


def test_the_statute_says_it_and_names_the_change_that_it_still_lacks(demo: Demo, written: Written):
    before, after = page_at(f"{demo.kielce}{STATUTE}"), page_at(f"{written.kielce}{STATUTE}")
    assert WORDS not in before.text_content()
    assert WORDS in said(after, "//*[contains(@class, 'law-row')][contains(@id, 'par_3')]")[0]
    notes = [note for note in said(after, "//p[@class='source-note']") if NUMBER in note]
    assert notes == [f"§ 3 ust. 2 zmieniony uchwałą nr {NUMBER} z 2 marca 2023 r. Porównaj brzmienia § 3 ust. 2"]
    for page in (before, after):
        assert said(page, "//main//*[contains(@class, 'banner-important')]/p") == [
            "Ważne: w tym tekście brakuje jednej zmiany",
            f"Uchwała nr {STILL_PENDING} z 1 grudnia 2022 r.: tej zmiany jeszcze nie wprowadzono do tekstu.",
            "Prosimy czytać ją razem z poniższym tekstem.",
        ]


def told_events(page: html.HtmlElement) -> list[tuple[str, str, bool]]:
    """The events of the list: number, day, whether it is pending."""
    items = page.get_element_by_id("os-czasu").xpath(".//ol/li[*[contains(@class, 'item-title')]]")
    return [
        (said(item, "*[contains(@class, 'item-title')]")[0], item.xpath("string(.//time/@datetime)"), is_pending(item))
        for item in items
    ]


def drawn_events(page: html.HtmlElement) -> list[tuple[str, str, bool]]:
    """The events of the picture."""
    labels = page.xpath("//*[name()='svg'][contains(@class, 'time-axis')]//*[contains(@class, 'event')]")
    return [
        (said(label, "*[@class='number']")[0], iso(said(label, "*[@class='date']")[0]), is_pending(label))
        for label in labels
    ]


def is_pending(part: html.HtmlElement) -> bool:
    return "pending" in part.get("class", "").split()


def iso(digits: str) -> str:
    day, month, year = digits.partition(" ")[0].split(".")
    return f"{year}-{int(month):02}-{int(day):02}"


def test_the_timeline_has_it_at_its_end_in_the_list_and_in_the_picture(demo: Demo, written: Written):
    before, after = page_at(f"{demo.kielce}{STATUTE}"), page_at(f"{written.kielce}{STATUTE}")
    assert len(told_events(before)) == 7
    assert told_events(after) == [*told_events(before), (NUMBER, "2023-03-20", False)]
    assert drawn_events(after) == told_events(after)
    assert [number for number, _day, pending in told_events(after) if pending] == [STILL_PENDING]
    last_item = after.get_element_by_id("os-czasu").xpath(".//ol/li")[-1]
    assert words(last_item.text_content()) == (
        f"{NUMBER} 20 marca 2023 (dzień wejścia w życie; podjęcie: 2 marca 2023) · zmienia statut "
        "tekst 7: od 20 marca 2023 r. · tekst na dziś"
    )
    bars = after.xpath("//*[name()='svg']//*[contains(@class, 'text ')]")
    assert [(bar.get("href"), bar.get("aria-label")) for bar in bars][-2:] == [
        (f"{STATUTE}tekst-2022-10-13/", "tekst 6: od 13 października 2022 r. do 19 marca 2023 r."),
        (f"{STATUTE}tekst-2023-03-20/", "tekst 7: od 20 marca 2023 r."),
    ]
    assert len(bars) == 7


def test_a_reader_sees_it_in_the_picture_and_asks_for_the_list(written: Written, page: Page):
    page.goto(f"{written.kielce}{STATUTE}")
    assert page.locator("svg.time-axis .number").get_by_text(NUMBER).is_visible()
    page.get_by_role("link", name="Oś czasu jako lista").click()
    page.locator("#os-czasu ol").get_by_role("link", name=NUMBER).click()
    page.wait_for_url(f"**{ACT}")
    assert f"Uchwała nr {NUMBER} z 2 marca 2023 r." in seen(page.locator("main"))


@pytest.mark.parametrize(
    ("day", "holds", "lead"),
    [
        ("2023-03-01", False, "w brzmieniu od 13 października 2022 r. do 19 marca 2023 r."),
        ("2023-03-19", False, "w brzmieniu od 13 października 2022 r. do 19 marca 2023 r."),
        ("2023-03-20", True, "w brzmieniu od 20 marca 2023 r."),
        ("2030-01-01", True, "w brzmieniu od 20 marca 2023 r."),
    ],
)
def test_a_day_before_it_has_the_old_words_and_its_day_the_new_ones(written: Written, day, holds, lead):
    page = page_at(f"{written.kielce}{STATUTE}na-dzien/{day}/")
    main = words(page.xpath("//main")[0].text_content())
    assert (WORDS in main) == holds
    assert lead in main
    missing = said(page, "//main//*[contains(@class, 'banner-important')]/p[2]")
    assert [STILL_PENDING in line for line in missing] == [True]


def test_the_comparison_shows_the_one_change(written: Written, page: Page):
    page.goto(f"{written.kielce}{STATUTE}porownaj-stany/tekst-2022-10-13/tekst-2023-03-20/")
    assert page.locator("main ins").get_by_text(WORDS).is_visible()
    changes = page.locator(".change-list li")
    assert changes.count() == 1
    assert f"§ 3 ust. 2: dopisano „{WORDS}”" in seen(changes)


def test_the_register_has_it_in_its_list_and_in_its_files(demo: Demo, written: Written, page: Page):
    register = f"{written.kielce}{REGISTER}"
    page.goto(f"{register}?q={NUMBER}")
    rows = page.locator(".acts > li")
    assert rows.count() == 1
    assert NUMBER in seen(rows)
    assert "zmienia statut" in seen(rows)
    assert "obowiązuje od 20 marca 2023 r." in seen(rows)

    acts = {act["number"]: act for act in json.loads(got(f"{register}akty.json"))["acts"]}
    known = {act["number"] for act in json.loads(got(f"{demo.kielce}{REGISTER}akty.json"))["acts"]}
    assert acts.keys() - known == {NUMBER}
    new = acts[NUMBER]
    assert (new["kind"], new["adopted_on"], new["in_force_from"]) == ("resolution", "2023-03-02", "2023-03-20")
    assert (new["url"], new["status"]) == (f"{written.kielce}{ACT}", "in_force")
    (amends,) = new["relations"]
    assert (amends["kind"], amends["target_url"]) == ("amends", f"{written.kielce}{STATUTE}")
    assert (amends["effective_from"], amends["missing_from_text"]) == ("2023-03-20", False)
    assert [one["missing_from_text"] for one in acts[STILL_PENDING]["relations"]] == [True]

    table = csv.DictReader(io.StringIO(got(f"{register}akty.csv").removeprefix("\ufeff")), delimiter=";")
    by_number = {row["Numer"]: row for row in table}
    row = by_number[NUMBER]
    assert row["Akt"] == f"uchwała nr {NUMBER} z 2 marca 2023 r."
    assert (row["Data podjęcia"], row["Obowiązuje od"], row["Stan"]) == ("2023-03-02", "2023-03-20", "obowiązuje")
    assert (row["Skutki dla innych aktów"], row["Adres strony"]) == ("zmienia statut", f"{written.kielce}{ACT}")
    assert by_number[STILL_PENDING]["Skutki dla innych aktów"] == "zmienia statut; jeszcze niewprowadzona"


def entries(address: str) -> list[tuple[str, str]]:
    """Titles and addresses of a feed's entries."""
    feed = etree.fromstring(got(address).encode())
    found = feed.xpath("//a:entry", namespaces=ATOM)
    return [
        (words(entry.findtext("a:title", namespaces=ATOM)), entry.find("a:link", ATOM).get("href")) for entry in found
    ]


def test_the_feeds_begin_with_it(written: Written):
    site = written.kielce
    title, address = entries(f"{site}{REGISTER}akty.atom")[0]
    assert title.startswith(f"uchwała nr {NUMBER} z 2 marca 2023 r. – Zmiany w Statucie")
    assert address == f"{site}{ACT}"
    latest = [title for title, _address in entries(f"{site}/bip/rejestr-zmian/atom.xml")[:2]]
    assert any("tekst od 20 marca 2023 r." in title for title in latest), latest
    assert any("Zmiany w Statucie" in title for title in latest), latest
    (only,) = entries(f"{site}{STATUTE}tekst-2023-03-20/historia/atom.xml")
    assert "tekst od 20 marca 2023 r." in only[0]
