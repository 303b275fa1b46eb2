"""How the site reads: without scripts, without strangers, without weight."""

import gzip
import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Demo
from tests.browser.samples import LIST_KINDS, REDIRECTED, Sample, one_of_each

KB = 1024
MOST_HTML, MOST_CSS, MOST_SCRIPT, MOST_TEXT_PAGE, MOST_HOME, MOST_FONTS = (
    size * KB for size in (20, 15, 6, 45, 120, 70)
)
MOST_REQUESTS = 4
TEXT_PAGES = {"ContentPage", "SectionPage", "NewsPage", "BipArticlePage", "ActPage", "UnitPage", "ProgrammePage"}


class Loaded:
    """Everything that a browser fetched and said while it loaded a page with nothing cached."""

    def __init__(self, browser: Browser, sample: Sample) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="pl-PL")
        page = context.new_page()
        responses: list[Response] = []
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 -- it takes no built-in method
        page.on(
            "console", lambda message: message.type in {"error", "warning"} and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(sample.url)
        page.evaluate("() => document.fonts.ready.then(() => true)")
        self.cookies = context.cookies()
        self.stored = page.evaluate("() => localStorage.length + sessionStorage.length")
        self.sizes = [(response.request.resource_type, compressed(response.body())) for response in responses]
        context.close()

    def weight(self, *kinds: str) -> int:
        """Bytes of the given kinds of resource, compressed."""
        return sum(size for kind, size in self.sizes if kind in kinds)

    def weight_besides(self, *kinds: str) -> int:
        """Bytes of every other kind of resource, compressed."""
        return sum(size for kind, size in self.sizes if kind not in kinds)


def compressed(body: bytes) -> int:
    """What a body weighs on its way; pictures and fonts are compressed already."""
    return min(len(body), len(gzip.compress(body, 6)))


def faults(sample: Sample, loaded: Loaded) -> list[str]:
    """Every promise that a page breaks."""
    expected_complaint = sample.name == "missing page"  # the browser itself says that it got a 404
    limit = MOST_HOME if sample.name == "HomePage" else MOST_TEXT_PAGE if sample.name in TEXT_PAGES else None
    requests = sum(kind != "font" for kind, _size in loaded.sizes)
    checks = {
        f"asks other hosts: {loaded.hosts}": loaded.hosts != {urlsplit(sample.url).hostname},
        f"sets cookies: {loaded.cookies}": bool(loaded.cookies),
        "stores something in the browser": bool(loaded.stored),
        f"console: {loaded.complaints}": bool(loaded.complaints) and not expected_complaint,
        f"HTML {loaded.weight('document')} B": loaded.weight("document") > MOST_HTML,
        f"CSS {loaded.weight('stylesheet')} B": loaded.weight("stylesheet") > MOST_CSS,
        f"scripts {loaded.weight('script')} B": loaded.weight("script") > MOST_SCRIPT,
        f"fonts {loaded.weight('font')} B": loaded.weight("font") > MOST_FONTS,
        f"in all {loaded.weight_besides('font')} B": bool(limit) and loaded.weight_besides("font") > (limit or 0),
        f"{requests} requests": sample.name in TEXT_PAGES and requests > MOST_REQUESTS,
    }
    return [fault for fault, broken in checks.items() if broken]


def test_every_kind_of_page_is_light_and_keeps_to_itself(samples: list[Sample], browser: Browser):
    found = {str(sample): broken for sample in samples if (broken := faults(sample, Loaded(browser, sample)))}
    assert not found


def test_every_kind_of_page_is_among_the_samples(demo: Demo, samples: list[Sample]):
    kinds = set(json.loads(demo.manage("shell", "-v", "0", "-c", LIST_KINDS)))
    assert kinds - REDIRECTED <= {sample.name for sample in samples}


def test_without_scripts_a_page_of_every_kind_says_the_same(samples: list[Sample], page: Page, scriptless_page: Page):
    scriptless_page.set_viewport_size({"width": 1280, "height": 900})
    page.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for sample in one_of_each(samples):
        told = []
        for reader in (page, scriptless_page):
            reader.goto(sample.url)
            told.append(reader.locator("main").inner_text().split())
        if told[0] != told[1]:
            found.append(str(sample))
    assert not found


@pytest.mark.parametrize("centre", ["kielce", "kedzierzyn"])
def test_the_menu_opens_without_scripts(demo: Demo, scriptless_page: Page, centre):
    page = scriptless_page
    page.goto(getattr(demo, centre) + "/")
    menu = page.locator("header details")
    link = menu.locator("a").first
    assert not link.is_visible()
    menu.locator("summary").click()
    assert link.is_visible()
    target = link.get_attribute("href")
    link.click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path == target
    assert page.locator("h1").count() == 1


def test_the_search_works_without_scripts(demo: Demo, scriptless_page: Page):
    page = scriptless_page
    page.goto(demo.kielce + "/")
    field = page.locator("main input[type=search], .home-band input[type=search]").first
    field.fill("statut")
    field.press("Enter")
    page.wait_for_load_state()
    assert urlsplit(page.url).path == "/szukaj/"
    results = page.locator("main").inner_text()
    assert "XXVII/508/2020" in results


def test_the_telephone_number_is_one_tap_away(demo: Demo, scriptless_page: Page):
    page = scriptless_page
    page.goto(demo.kielce + "/")
    telephone = page.locator("header a[href^='tel:']:visible").first
    assert telephone.get_attribute("href") == "tel:+48413312524"
    box = telephone.bounding_box()
    assert box
    assert box["y"] + box["height"] < 720
    assert box["height"] >= 44
