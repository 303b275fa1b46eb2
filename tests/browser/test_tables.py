"""What stays of a table on a phone, where it is stacked, and of the axis of time, which shows only numbers and days."""

from playwright.sync_api import Page

from tests.browser.conftest import Demo

HISTORY = "/bip/osrodek/przedmiot-dzialalnosci/historia/?widok=wszystkie"


def roles_of(page: Page) -> list[str]:
    """The roles that the browser itself tells assistive technology."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [node["role"]["value"] for node in tree["nodes"] if not node["ignored"]]


def test_a_stacked_table_keeps_its_roles(demo: Demo, page: Page):
    page.goto(demo.kedzierzyn + HISTORY)
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("() => getComputedStyle(document.querySelector('td')).display") == "block"
    roles = roles_of(page)
    counts = {role: roles.count(role) for role in ("table", "row", "columnheader", "rowheader", "cell")}
    versions = counts["rowheader"]
    assert versions >= 22
    assert counts == {
        "table": 1,
        "row": versions + 1,
        "columnheader": 5,
        "rowheader": versions,
        "cell": 4 * versions,
    }


def test_a_stacked_cell_says_what_it_is_even_to_those_whose_browser_forgets_the_table(demo: Demo, page: Page):
    page.goto(demo.kedzierzyn + HISTORY)
    spoken = "() => getComputedStyle(document.querySelector('[data-label=Data]'), '::before').content"
    assert page.evaluate(spoken) == "none"
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(spoken) == '"Data: "'


def test_what_each_act_on_the_axis_does_is_said_beside_it(demo: Demo, page: Page):
    page.goto(demo.kielce)
    assert page.locator(".time-axis .event").count() == 7
    listed = page.locator(".has-axis .thread > li")
    assert [item.is_visible() for item in listed.all()] == [True] * 7
    assert "nadaje statut" in listed.first.inner_text()
    assert "zmienia statut" in listed.last.inner_text()
