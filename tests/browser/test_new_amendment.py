"""An editor who has never seen the site publishes an eighth resolution; everything readers see is right at once."""

import re
import urllib.request

from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.test_run_demo import accounts, sign_in

STATUTE = "/statut-i-akty/statut/"
NUMBER = "LXXV/1510/2023"
WORDS = "Zespół do spraw cyfrowych odpowiada za ten przepis."
STATUTE_KEY = """
from pages.acts.models import ActPage
print(ActPage.objects.get(url_path__endswith="/statut-i-akty/statut/").pk)
"""


def words_of(page: Page) -> str:
    """What a reader can read in the main part of the page."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def got(address: str) -> str:
    """An answer as text."""
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


def test_an_eighth_resolution_is_published_with_the_wizard(demo: Demo, page: Page):
    complaints: list[str] = []
    page.on("console", lambda said: "Content Security Policy" in said.text and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    site, statute = demo.kielce, f"{demo.kielce}{STATUTE}"

    sign_in(page, site, "redaktor-kielce", accounts(demo)["redaktor-kielce"])
    key = demo.manage("shell", "-v", "0", "-c", STATUTE_KEY).strip()
    page.goto(f"{site}/admin/pages/{key}/edit/")
    page.get_by_role("button", name="Akcje").first.click()
    page.get_by_role("link", name="Nowy akt zmieniający").click()

    # A slip is said at its field, and nothing is lost.
    page.get_by_label("Numer", exact=False).first.fill("LXIX/1395/2022")
    page.get_by_label("Data podjęcia").fill("2.03.2023")
    page.get_by_label("Zmiany obowiązują od").fill("20.03.2023")
    page.get_by_role("button", name="Dalej: zmień tekst").click()
    assert "Ten numer ma już" in page.locator(".error-message").inner_text()
    page.locator("#id_number").fill(NUMBER)
    page.get_by_role("button", name="Dalej: zmień tekst").click()
    page.wait_for_url("**/edit/")
    assert "Proszę zmienić w nim tylko to" in words_of(page)

    # What is typed before the editor has noted the form is no change to it.
    page.wait_for_timeout(3000)
    changed = page.locator("textarea[name^='text-'][name$='-value-text']").nth(2)
    changed.fill(f"{changed.input_value()} {WORDS}")
    page.wait_for_timeout(3000)
    page.evaluate("() => document.querySelector('button.action-save').click()")
    page.wait_for_load_state()
    page.wait_for_timeout(1000)
    page.get_by_role("link", name="Sprawdź i opublikuj").last.click()

    # The difference first: one provision, nothing else.
    assert NUMBER in words_of(page)
    assert "Lista zmian" in words_of(page)
    assert page.locator("ins", has_text="cyfrowych").count()
    assert page.locator(".change-list li").count() == 1
    page.get_by_role("button", name="Opublikuj akt i tekst").click()
    page.wait_for_url("**/edit/")
    assert "Opublikowano" in words_of(page)

    # What readers see the next moment.
    page.goto(statute)
    assert WORDS in words_of(page)
    assert page.locator("main li", has_text=NUMBER).count()
    page.goto(f"{statute}na-dzien/2023-03-19/")
    assert WORDS not in words_of(page)
    page.goto(f"{statute}na-dzien/2023-03-20/")
    assert WORDS in words_of(page)
    page.goto(f"{statute}porownaj-stany/tekst-2022-10-13/tekst-2023-03-20/")
    assert page.locator("ins", has_text="cyfrowych").count()
    page.goto(f"{site}/statut-i-akty/?q={NUMBER}")
    assert NUMBER in words_of(page)
    assert NUMBER in got(f"{site}/statut-i-akty/akty.atom")
    for feed in (f"{site}/bip/rejestr-zmian/atom.xml", f"{statute}tekst-2023-03-20/historia/atom.xml"):
        assert "tekst od 20 marca 2023" in got(feed).replace("\xa0", " ")
    assert not complaints
