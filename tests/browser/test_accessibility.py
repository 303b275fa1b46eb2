"""Whether everyone can read: axe with contrast on, at both widths, in both schemes; reflow; keyboard; print."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Demo
from tests.browser.samples import Sample, one_of_each

WIDTHS = (1280, 320)
OPTIONS = {
    "resultTypes": ["violations"],
    # Both are off by default: text at 7:1, targets of 24 by 24 pixels.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
# In the dark the style sheet gives other colours and nothing else, so the rules about colours are asked again.
COLOURS = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
OPTIONS_OF = {"light": OPTIONS, "dark": OPTIONS | COLOURS}
RUN_AXE = """async options => (await axe.run(document, options)).violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`
)"""
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
    return wide.slice(-3).map(e => e.outerHTML.slice(0, 120));
}"""
# What a reader may set for themselves without losing anything (WCAG 1.4.12); a sheet made so passes the content policy.
SPREAD_TEXT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(e => {
    const style = getComputedStyle(e), hidden = style.clipPath !== "none" || style.position === "absolute";
    return !hidden && e.checkVisibility() && e.childElementCount === 0 && e.textContent.trim() &&
        ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
}).map(e => e.outerHTML.slice(0, 120))"""
OPEN_EVERYTHING = "() => document.querySelectorAll('details').forEach(details => { details.open = true; })"


def test_axe_is_awake(page: Page):
    """A page with known faults has them found, the two rules that are off by default among them."""
    small = '<button style="height:9px;width:9px;padding:0">a</button>'
    page.set_content(
        '<html lang="pl"><title>Próba</title><main><h1>Próba</h1><img src="data:,">'
        f'<p style="color:#767676">szary tekst</p>{small}{small}'
    )
    page.evaluate(Axe().axe_script)
    found = {violation.split(":")[0] for violation in page.evaluate(RUN_AXE, OPTIONS)}
    assert found >= {"image-alt", "color-contrast-enhanced", "target-size"}
    assert {violation.split(":")[0] for violation in page.evaluate(RUN_AXE, OPTIONS_OF["dark"])} == {
        "color-contrast-enhanced"
    }


def test_axe_finds_nothing_and_nothing_scrolls_sideways(samples: list[Sample], browser: Browser):
    axe, found = Axe(), {}
    for sample in samples:
        context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, locale="pl-PL")
        page = context.new_page()
        page.goto(sample.url)
        page.evaluate(axe.axe_script)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if overflow := page.evaluate(OVERFLOW):
                found[f"{sample} {width}"] = ["scrolls sideways", *overflow]
            page.evaluate(OPEN_EVERYTHING)
            for scheme, options in OPTIONS_OF.items():
                page.emulate_media(color_scheme=scheme)
                if violations := page.evaluate(RUN_AXE, options):
                    found[f"{sample} {width} {scheme}"] = violations
        page.evaluate(SPREAD_TEXT)
        if lost := page.evaluate(OVERFLOW) or page.evaluate(CLIPPED):
            found[f"{sample} with more space between words"] = lost
        context.close()
    assert not found


@pytest.fixture
def home(demo: Demo, page: Page) -> Page:
    """The first centre's home page on a desk."""
    page.goto(demo.kielce + "/")
    return page


FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
    return {
        name: (e.getAttribute("aria-label") || e.textContent || e.name || "").trim().replace(/\\s+/g, " "),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
              && box.left < innerWidth,
        covered: !!top && top !== e && !e.contains(top) && !top.contains(e),
        html: e.outerHTML.slice(0, 140),
    };
}"""
OPERABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && e.type !== "hidden")
    .filter(e => !e.closest("details:not([open]) > :not(summary)"))
    // Of a group of choices Tab stops at one.
    .filter((e, at, all) => e.type !== "radio" || all.findIndex(o => o.type === "radio" && o.name === e.name) === at)
    .length"""


def test_the_first_stop_of_the_keyboard_skips_to_the_content(home: Page):
    home.keyboard.press("Tab")
    first = home.evaluate(FOCUSED)
    assert first["name"] == "Przejdź do treści"
    assert first["seen"]
    home.keyboard.press("Enter")
    home.keyboard.press("Tab")
    assert home.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def stops_of_the_keyboard(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """What Tab goes through from the top of a page, by name, and those stops at which nobody sees the focus."""
    stops, faults = [], []
    for _stop in range(page.evaluate(OPERABLE) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        stops.append(focused["name"])
        if focused["outline"] < 2 or not focused["seen"] or focused["covered"]:
            faults.append(focused)
    return stops, faults


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_can_be_reached_by_keyboard_and_focus_is_always_seen(samples: list[Sample], page: Page, width: int):
    """On a page of every kind; what the browser itself draws inside a film is the browser's."""
    page.set_viewport_size({"width": width, "height": 720})
    found = {}
    for sample in one_of_each(samples):
        page.goto(sample.url)
        stops, faults = stops_of_the_keyboard(page)
        faults = [fault for fault in faults if not fault["html"].startswith("<video")]
        if faults or len(stops) < page.evaluate(OPERABLE):
            found[str(sample)] = faults or [stops]
    assert not found


INK = {"rgb(0, 0, 0)", "rgb(23, 25, 28)"}
PRINTED = """() => ({
    title: document.querySelector("h1").checkVisibility(),
    menus: [...document.querySelectorAll("header nav, main [role=search]")].filter(e => e.checkVisibility()).length,
    ink: getComputedStyle(document.querySelector("main")).color,
})"""


def test_a_page_of_every_kind_prints_without_its_menus(samples: list[Sample], page: Page):
    page.emulate_media(media="print", color_scheme="dark")
    found = {}
    for sample in one_of_each(samples):
        page.goto(sample.url)
        printed = page.evaluate(PRINTED)
        if not printed["title"] or printed["menus"] or printed["ink"] not in INK:
            found[str(sample)] = printed
    assert not found


def test_a_printed_page_keeps_its_structure(demo: Demo, page: Page):
    page.goto(demo.kielce + "/kontakt/")
    printed = page.pdf(format="A4", tagged=True)
    assert printed.startswith(b"%PDF")
    assert b"/StructTreeRoot" in printed
    assert b"/Lang (pl)" in printed
