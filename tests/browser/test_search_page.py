"""The search in a browser: suggestions while typing; results by keyboard, on a telephone, without scripts, on paper."""

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Demo
from tests.browser.test_accessibility import OPERABLE, OPTIONS_OF, OVERFLOW, RUN_AXE, stops_of_the_keyboard

FEW = "/szukaj/?q=zmiana+statutu"
MANY = "/szukaj/?q=pomoc"
SUGGESTIONS = "**/szukaj/podpowiedzi.json?**"


@pytest.fixture
def field(demo: Demo, page: Page) -> Locator:
    """The search page's own field, with the suggestions for "stat" below it."""
    page.goto(demo.kielce + "/szukaj/")
    field = page.locator("#search-again")
    field.press_sequentially("stat")
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


def listed(page: Page) -> Locator:
    return page.locator(".suggestions:visible [role=option]")


def chosen(field: Locator) -> str:
    """The title that the keyboard stands on, as a screen reader gets it; empty for the field itself."""
    return field.evaluate(
        "f => document.getElementById(f.getAttribute('aria-activedescendant'))?.firstChild.textContent.trim() ?? ''"
    )


# -- suggestions -----------------------------------------------------------------------------------------------------


def test_titles_are_suggested_while_somebody_types(field: Locator, page: Page):
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-controls") == page.locator(".suggestions:visible").get_attribute("id")
    assert page.get_by_role("listbox", name="Podpowiedzi").is_visible()
    number = listed(page).count()
    assert 1 < number <= 6
    expect(page.locator("form.search-wide [role=status]")).to_have_text(
        f"Podpowiedzi: {number}, wybór strzałkami w górę i w dół"
    )
    assert chosen(field) == ""


def test_arrows_walk_through_the_list_and_back_into_the_field(field: Locator, page: Page):
    titles = [title.strip() for title in listed(page).evaluate_all("all => all.map(o => o.firstChild.textContent)")]
    walked = []
    for _step in range(len(titles) + 1):
        field.press("ArrowDown")
        walked.append(chosen(field))
    assert walked == [*titles, ""]
    field.press("ArrowUp")
    assert chosen(field) == titles[-1]
    assert page.locator("[aria-selected=true]").count() == 1
    expect(field).to_be_focused()
    expect(field).to_have_value("stat")


def test_enter_opens_the_chosen_page(field: Locator, page: Page):
    field.press("ArrowDown")
    title = chosen(field)
    field.press("Enter")
    page.wait_for_url("**/statut-i-akty/**")
    assert page.locator("h1").inner_text().replace("\u00a0", " ") == title


def test_enter_searches_when_nothing_is_chosen(field: Locator, page: Page):
    field.press("Enter")
    page.wait_for_url("**/szukaj/?q=stat")


def test_escape_closes_the_list_first_and_keeps_what_was_typed(field: Locator, page: Page):
    field.press("ArrowDown")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("stat")
    assert listed(page).count() == 0
    assert chosen(field) == ""
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")


def test_home_and_end_move_within_the_text(field: Locator):
    field.press("Home")
    field.press_sequentially("x")
    field.press("End")
    field.press_sequentially("y")
    expect(field).to_have_value("xstaty")


def test_leaving_the_field_closes_the_list(field: Locator, page: Page):
    field.press("Tab")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "no suggestion is a stop of the keyboard"


def test_a_suggestion_is_opened_by_a_click(field: Locator, page: Page):
    address = listed(page).first.get_attribute("href")
    listed(page).first.click()
    page.wait_for_url(address or "")


def test_nothing_found_and_too_little_typed_are_told_apart(field: Locator, page: Page):
    told = page.locator("form.search-wide [role=status]")
    field.fill("kwaczenie")
    expect(told).to_have_text("Brak podpowiedzi")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("k")
    expect(told).to_be_empty()


def test_a_late_answer_never_stands_below_newer_words(demo: Demo, page: Page):
    waiting: list[Route] = []
    page.route(SUGGESTIONS, lambda route: waiting.append(route) if "=pro" in route.request.url else route.continue_())
    page.goto(demo.kielce + "/szukaj/")
    field = page.locator("#search-again")
    field.fill("pro")
    page.wait_for_timeout(500)
    field.fill("statut")
    expect(listed(page).first).to_contain_text("Statut")
    for route in waiting:
        route.fulfill(json=["pro", ["Spóźniona"], [""], ["/"]])
    page.wait_for_timeout(300)
    assert waiting
    assert "Spóźniona" not in page.locator(".suggestions:visible").inner_text()


def test_a_server_that_fails_leaves_a_plain_form(demo: Demo, page: Page):
    page.route(SUGGESTIONS, lambda route: route.fulfill(status=503, body="zajęty"))
    page.goto(demo.kielce + "/szukaj/")
    field = page.locator("#search-again")
    with page.expect_response(SUGGESTIONS):
        field.fill("statut")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")
    page.wait_for_url("**/szukaj/?q=statut")


@pytest.mark.parametrize(
    ("path", "name", "width"),
    [
        ("/", "#search-home", 1280),
        ("/", "#search-home", 320),
        ("/szukaj/", "#search-again", 1280),
        ("/szukaj/", "#search-again", 320),
        (FEW, "#search-top", 1280),
    ],
)
def test_an_open_list_is_readable_in_every_way(demo: Demo, page: Page, path: str, name: str, width: int):
    page.goto(demo.kielce + path)
    page.set_viewport_size({"width": width, "height": 900})
    field = page.locator(name)
    field.press_sequentially("stat")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    assert page.evaluate(OVERFLOW) is None
    assert min(listed(page).evaluate_all("all => all.map(o => o.getBoundingClientRect().height)")) >= 44
    page.evaluate(Axe().axe_script)
    for scheme, options in OPTIONS_OF.items():
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(RUN_AXE, options) == [], scheme
    page.emulate_media(forced_colors="active")
    ground = "o => getComputedStyle(o).backgroundColor"
    assert listed(page).first.evaluate(ground) != listed(page).nth(1).evaluate(ground)


def test_text_pages_do_without_the_script(demo: Demo, page: Page):
    page.goto(demo.kielce + "/kontakt/")
    assert page.locator("script[type=module]").count() == 0
    assert page.locator("#search-top").get_attribute("role") is None


# -- results ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 320])
def test_results_and_the_ways_to_narrow_them_are_reached_by_keyboard(demo: Demo, page: Page, width: int):
    page.goto(demo.kielce + MANY)
    page.set_viewport_size({"width": width, "height": 720})
    stops, faults = stops_of_the_keyboard(page)
    assert not faults
    assert len(stops) == page.evaluate(OPERABLE)
    places = [[stop[:4] for stop in stops].index(name) for name in ("Wszy", "od n", "Nast")]
    assert places == sorted(places), "the order of the eye"


def test_a_marked_word_in_a_link_stays_readable_in_focus(demo: Demo, page: Page):
    page.goto(demo.kielce + FEW)
    page.keyboard.press("Tab")  # so that focus counts as the keyboard's
    page.locator(".results a").first.focus()
    mark = page.locator(".results a mark").first.evaluate(
        "m => [getComputedStyle(m).backgroundColor, getComputedStyle(m).color]"
    )
    assert mark == ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]


def narrow(page: Page, name: str) -> None:
    page.locator(".facet a", has_text=name).first.click()
    page.wait_for_load_state()


def test_results_are_narrowed_on_a_telephone_without_scripts(demo: Demo, scriptless_page: Page):
    page = scriptless_page
    page.goto(demo.kielce + MANY)
    years = page.locator("#facet-rok")
    assert not years.is_visible()
    page.get_by_role("link", name="Więcej sposobów zawężenia").click()
    assert years.is_visible()
    narrow(page, "2017")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["pomoc"], "rok": ["2017"]}
    assert years.is_visible(), "what is in use shows"
    assert page.locator(".facet [aria-current=true]", has_text="2017").count() == 1
    narrow(page, "Aktualności")
    assert page.locator(".results > li").count() >= 1
    page.get_by_role("link", name="Pokaż wszystkie wyniki").click()
    page.wait_for_load_state()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["pomoc"]}


def test_a_desk_shows_every_way_to_narrow(demo: Demo, page: Page):
    page.goto(demo.kielce + MANY)
    assert page.locator("#facet-rok").is_visible()
    assert not page.locator(".facets-way").is_visible()


@pytest.mark.parametrize("long", ["x" * 200, "najdłuższesłowo" * 13, "w " * 100])
def test_the_longest_question_fits_a_telephone(demo: Demo, page: Page, long: str):
    page.set_viewport_size({"width": 320, "height": 720})
    page.goto(f"{demo.kielce}/szukaj/?q={long}")
    assert page.evaluate(OVERFLOW) is None


def test_paper_gets_the_results_alone(demo: Demo, page: Page):
    page.goto(demo.kielce + MANY)
    page.emulate_media(media="print")
    assert page.locator(".results").is_visible()
    for name in (".facets", ".orders", "form.search-wide", ".pager"):
        assert not page.locator(name).is_visible(), name
