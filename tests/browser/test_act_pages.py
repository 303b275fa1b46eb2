"""The statute on a day for everybody: by keyboard, on paper, on a telephone without scripts."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.test_accessibility import OPERABLE, WIDTHS, stops_of_the_keyboard

DAY = "/statut-i-akty/statut/na-dzien/2022-12-15/"
EVENTS = 7
TEXTS = 6
INSIDE = "selector => document.querySelector(selector).contains(document.activeElement)"
TODAY = "() => new Date().toLocaleDateString('sv', {timeZone: 'Europe/Warsaw'})"  # Swedes write days as ISO 8601 does


@pytest.fixture
def on_day(demo: Demo, page: Page) -> Page:
    """The statute of the first centre on a day after its last amendment, on a desk."""
    page.goto(demo.kielce + DAY)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_every_link_can_be_reached_by_keyboard_and_focus_is_always_seen(on_day: Page, width):
    on_day.set_viewport_size({"width": width, "height": 720})
    stops, faults = stops_of_the_keyboard(on_day)
    assert not faults
    assert len(stops) == on_day.evaluate(OPERABLE)
    assert sum("LXIX/1395/2022" in stop for stop in stops) == 3  # the banner, the axis or its list, the composition
    assert sum(stop.startswith("tekst ") for stop in stops) == TEXTS


def test_the_links_of_the_picture_show_that_they_have_the_focus(on_day: Page):
    picture = on_day.locator("svg.time-axis")
    links = picture.locator("a")
    assert links.count() == EVENTS + TEXTS
    on_day.locator(".banner a").last.focus()
    seen = [picture.screenshot()]
    for number in range(EVENTS + TEXTS):
        on_day.keyboard.press("Tab")
        assert links.nth(number).evaluate("link => link === document.activeElement")
        seen.append(picture.screenshot())
    assert len(set(seen)) == len(seen)


def test_the_list_takes_no_focus_before_it_is_asked_for_and_goes_when_it_is_hidden(on_day: Page):
    lists, picture = on_day.locator("#os-czasu"), on_day.locator("svg.time-axis")
    assert picture.is_visible()
    assert not lists.is_visible()
    before = on_day.evaluate(OPERABLE)

    on_day.get_by_role("link", name="Oś czasu jako lista").press("Enter")
    lists.wait_for(state="visible")
    assert on_day.evaluate(OPERABLE) == before + EVENTS + TEXTS + 1  # and the link that hides it
    on_day.keyboard.press("Tab")
    assert on_day.evaluate(INSIDE, "#os-czasu")

    on_day.get_by_role("link", name="Ukryj listę").press("Enter")
    lists.wait_for(state="hidden")
    assert on_day.evaluate(OPERABLE) == before
    on_day.keyboard.press("Tab")
    assert on_day.evaluate(INSIDE, "svg.time-axis")


@pytest.mark.parametrize(
    ("question", "clock"),
    [("", "według wszystkiego, co serwis wie dziś"), ("?wedlug={today}", "według stanu z końca dnia")],
)
def test_on_paper_stand_the_day_the_clock_the_notes_and_the_address(on_day: Page, question, clock):
    address = on_day.url + question.format(today=on_day.evaluate(TODAY))
    on_day.goto(address)
    notes = on_day.locator(".source-note")
    on_day.emulate_media(media="print", color_scheme="dark")
    paper = on_day.locator("main").inner_text().replace("\xa0", " ")
    assert notes.count()
    assert all(note.is_visible() for note in notes.all())
    assert "§ 3 ust. 2 dodany" in paper
    assert "na dzień 15 grudnia 2022 r." in paper
    assert clock in paper
    assert "Ważne: w tym tekście brakuje jednej zmiany" in paper
    assert on_day.locator("svg.time-axis").is_visible()
    for useless in ("#day", ".day-form button", ".law-ways ul", ".law-contents", "#os-czasu", "header nav"):
        assert not on_day.locator(useless).first.is_visible(), useless
    assert on_day.locator(".printed-from").inner_text().endswith(address)
    assert on_day.pdf(format="A4", tagged=True).startswith(b"%PDF")


def test_on_a_telephone_without_scripts_the_list_stands_in_for_the_picture(demo: Demo, scriptless_page: Page):
    page = scriptless_page
    page.goto(demo.kielce + DAY)
    assert not page.locator("svg.time-axis").is_visible()
    titles = page.locator("#os-czasu ol > li .item-title")
    assert [title.is_visible() for title in titles.all()] == [True] * EVENTS
    assert titles.all_inner_texts() == page.locator("svg.time-axis .number").all_text_contents()
    texts = page.locator("#os-czasu .life-text a")
    assert [text.is_visible() for text in texts.all()] == [True] * TEXTS
    assert page.locator("#os-czasu").get_by_text("wybrany dzień: 15 grudnia 2022").is_visible()
    assert not page.get_by_role("link", name="Ukryj listę").is_visible()


def test_a_day_is_asked_for_without_scripts(demo: Demo, scriptless_page: Page):
    page = scriptless_page
    page.goto(f"{demo.kielce}/statut-i-akty/statut/")
    day = page.get_by_label("Pokaż akt na dzień")
    day.fill("31.04.2022")
    day.press("Enter")
    page.wait_for_url("**dzien=31.04.2022**")
    assert page.locator("#day-error").is_visible()
    assert day.input_value() == "31.04.2022"

    day.fill("15.12.2022")
    page.get_by_role("button", name="Pokaż").click()
    page.wait_for_url(f"**{DAY}")
    assert "według wszystkiego, co serwis wie dziś" in page.locator(".clock").inner_text().replace("\xa0", " ")

    page.get_by_text("Zapytaj, co serwis podawał wcześniej").click()
    page.get_by_label("Według tego, co serwis podawał w dniu").fill("1.01.2020")
    page.get_by_role("button", name="Pokaż").click()
    page.wait_for_url("**?wedlug=2020-01-01")
    assert urlsplit(page.url).path == DAY
    assert "W tym dniu tego aktu nie było w serwisie" in page.locator("main").inner_text().replace("\xa0", " ")
