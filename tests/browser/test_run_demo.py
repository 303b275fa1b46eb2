"""What `make run` promises besides the pages: accounts, a second start, a busy port."""

import re
import stat
import subprocess
import sys

from playwright.sync_api import Page, expect

from portal.models import Role
from tests.browser.conftest import ROOT, Demo, free_port, stop

NEWS_INDEX = """
from wagtail.models import Site
from news.models import NewsIndexPage
print(NewsIndexPage.objects.descendant_of(Site.objects.get(hostname__startswith="kedzierzyn").root_page).get().pk)
"""


def accounts(demo: Demo) -> dict[str, str]:
    """Names and passwords of the demonstration accounts."""
    lines = demo.accounts.read_text(encoding="utf-8").splitlines()
    return {words[0]: words[1] for words in map(str.split, lines) if len(words) >= 3 and words[1].count("-") == 3}


def sign_in(page: Page, site: str, name: str, password: str) -> None:
    """Sign in as a person does."""
    page.goto(f"{site}/admin/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(f"{site}/admin/")


def test_the_command_says_where_the_centres_are_and_who_may_edit_them(demo: Demo):
    for address in (*demo.sites, f"{demo.kielce}/admin/"):
        assert address in demo.output
    names = accounts(demo)
    assert len(names) == 1 + 2 * len(Role)
    assert {"administrator", "redaktor-kielce", "zatwierdzajacy-kielce", "redaktor-kedzierzyn-kozle"} < set(names)
    for name, password in names.items():
        assert name in demo.output
        assert password in demo.output
    assert stat.S_IMODE(demo.accounts.stat().st_mode) == 0o600


def test_an_editor_signs_in_with_the_printed_password(demo: Demo, page: Page):
    sign_in(page, demo.kielce, "redaktor-kielce", accounts(demo)["redaktor-kielce"])
    assert page.locator("h1").first.is_visible()


def test_a_busy_port_is_said_in_a_sentence(demo: Demo):
    done = subprocess.run(
        [sys.executable, "manage.py", "run_demo", "--port", str(demo.port)],
        cwd=ROOT,
        env=demo.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"Port {demo.port} zajmuje inny program." in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_the_second_start_repeats_nothing_and_keeps_what_was_there(demo: Demo):
    again = Demo(free_port(), demo.folder)
    again.environment = demo.environment
    again.log = demo.folder / "second-output.txt"
    process = again.start()
    try:
        for step in ("Przygotowuję", "Ładuję"):
            assert step in demo.output
            assert step not in again.output
        assert f"{again.kedzierzyn}/" in again.output
        assert accounts(again) == accounts(demo)
    finally:
        stop(process)
        # The sites' port follows the last start; later tests read addresses of the first one.
        demo.manage("shell", "-v", "0", "-c", f"from wagtail.models import Site; Site.objects.update(port={demo.port})")


def test_an_editor_publishes_news_in_the_real_editor(demo: Demo, page: Page):
    """The administration's own scripts run under its policy: no complaint, and the block that was typed goes live."""
    complaints: list[str] = []
    page.on("console", lambda said: "Content Security Policy" in said.text and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, demo.kedzierzyn, "redaktor-kedzierzyn-kozle", accounts(demo)["redaktor-kedzierzyn-kozle"])
    index = demo.manage("shell", "-v", "0", "-c", NEWS_INDEX).strip()
    page.goto(f"{demo.kedzierzyn}/admin/pages/add/news/newspage/{index}/")
    # What is typed before the editor has noted the empty form is no change to it.
    page.wait_for_timeout(3000)
    page.fill("#id_title", "Zmiana godzin w grudniu")
    page.fill("#id_date", "15.12.2025")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Tekst", exact=True).first.click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("W grudniu pracujemy krócej.")
    # The editor of texts hands what it holds over to the form a moment later.
    expect(page.locator("[name^='body-'][name$='-value']").first).to_have_value(re.compile("krócej"))
    page.evaluate("() => document.querySelector('[name=action-publish]').click()")
    page.wait_for_url(f"**/admin/pages/{index}/")
    page.goto(f"{demo.kedzierzyn}/aktualnosci/zmiana-godzin-w-grudniu/")
    assert "W grudniu pracujemy krócej." in page.locator("main").inner_text().replace("\xa0", " ")
    assert not complaints
