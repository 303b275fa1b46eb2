"""What editors come for, from the first click to what readers see: each with a mouse, and with a keyboard alone."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.stories.hands import BOTH, Hands, Keyboard, further, named, settled
from tests.browser.stories.screens import add_block, open_checks
from tests.browser.stories.stage import Stage
from tests.pages.acts.text.word_files import docx, paragraph

PESEL = "44051401359"
# The server has what it was sent long before the form hears of that.
SLOW_LINE = """() => {
    const quick = window.fetch, line = new Promise((done) => { window.answerNow = done; });
    window.fetch = async (...all) => { const answer = await quick(...all); await line; return answer; };
}"""
LATER = "() => { const now = Date.now; Date.now = () => now() + 120_000; }"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REGULATION = docx(
    *map(
        paragraph,
        (
            "Regulamin przyjęć",
            "§ 1.",
            "Regulamin określa zasady przyjmowania stron.",
            "§ 2.",
            "1. Ośrodek jest czynny w dni robocze.",
            "2. W Wigilię Ośrodek jest czynny do 12.00.",
        ),
    )
)


def photograph(colour: str) -> FilePayload:
    """A file as a camera calls it; of two of the same picture the site would say so."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def write(page: Page, hands: Hands, text: str) -> None:
    """Write the text of the page, in its only block."""
    hands.enter(page.locator(".public-DraftEditor-content").first, text)
    # The editor of texts hands what it holds over to the form a moment later.
    expect(page.locator("[name^='body-'][name$='-value']").first).to_have_value(re.compile(re.escape(text)))


@BOTH
def test_a_bulletin_editor_is_stopped_by_a_pesel_mends_it_and_another_approves(stage: Stage, hands: Hands):
    title = f"Dyżur prawnika {named(hands)}"
    page = settled(stage.open("redaktor-bip", "pages/add/bip/biparticlepage/{section}/"))
    hands.enter(page.locator("#id_title"), title)
    hands.enter(page.locator("#id_summary"), "Prawnik przyjmuje w każdy wtorek.")
    hands.enter(page.locator("#id_produced_by"), "Dział świadczeń")
    add_block(page, "Tekst")
    write(page, hands, f"Zapisano osobę o numerze PESEL {PESEL}.")
    further(page, hands, "Wyślij do")
    expect(page.locator("main")).to_contain_text("PESEL zaczynający się od")
    expect(page.locator(".messages")).to_contain_text("Strony nie przekazano do zatwierdzenia")
    write(page, hands, "Zapisy przyjmuje sekretariat.")
    page.wait_for_url("**/edit/")  # a refused text is kept
    number = int(re.search(r"/pages/(\d+)/edit/", page.url)[1])
    further(page, hands, "Wyślij do")
    expect(page.locator(".messages")).to_contain_text("została przekazana do przeglądu")

    page = stage.open("zatwierdzajacy", f"approval/{number}/")
    expect(page.locator("main")).to_contain_text("Zapisy przyjmuje sekretariat.")
    hands.press(page.get_by_role("button", name="Zatwierdź i opublikuj"))
    expect(page.locator(".messages")).to_contain_text("jest zatwierdzona")
    public = stage.read(f"/bip/sprawy/dyzur-prawnika-{named(hands)}/historia/")
    expect(public.locator("main")).to_contain_text("Zatwierdzający")


@BOTH
def test_a_new_editor_publishes_a_news_item_with_a_picture(stage: Stage, hands: Hands):
    page = settled(stage.open("redaktor", "pages/add/news/newspage/{news}/"))
    hands.enter(page.locator("#id_title"), f"Nowy podjazd {named(hands)}")
    hands.enter(page.locator("#id_summary"), "Od dziś do Ośrodka wjedziesz wózkiem od strony podwórza.")
    add_block(page, "Obraz")
    hands.press(page.get_by_role("button", name="Wybierz obraz"))
    dialogue = page.get_by_role("dialog")
    hands.turn_to(dialogue.get_by_role("tab", name="Wgraj"))
    dialogue.locator("input[type=file]").set_input_files(
        photograph("navy" if isinstance(hands, Keyboard) else "olive")
    )  # the system's own window is no page's
    title = dialogue.locator("#id_image-chooser-upload-title")
    expect(title).to_have_value("IMG_2041")  # the site's own proposal
    hands.enter(title, "Podjazd od podwórza")
    hands.press(dialogue.get_by_role("button", name="Wgraj"))
    dialogue.wait_for(state="detached")
    hands.enter(page.locator("[name$='-value-alt']").first, "Szeroki podjazd z poręczą")
    further(page, hands, "Opublikuj")
    page.wait_for_url("**/admin/pages/*/")
    public = stage.read(f"/aktualnosci/nowy-podjazd-{named(hands)}/")
    assert public.locator("main img").get_attribute("alt") == "Szeroki podjazd z poręczą"


@BOTH
@pytest.mark.parametrize("later", [False, True], ids=["at once", "two minutes later"])
def test_what_is_pressed_is_what_happens_whenever_it_is_pressed(stage: Stage, hands: Hands, later: bool):
    """The form may be saving itself; after a while it asks first whether the session still lasts."""
    title = f"Nowe godziny {named(hands)} {int(later)}"
    page = settled(stage.open("redaktor", "pages/add/news/newspage/{news}/"))
    page.evaluate(SLOW_LINE)
    hands.enter(page.locator("#id_title"), title)
    hands.enter(page.locator("#id_summary"), "Przyjmujemy od 7.00.")
    if later:
        page.evaluate(LATER)
    else:
        page.locator("#w-autosave-indicator[data-w-autosave-state-value=saving]").wait_for()
    further(page, hands, "Opublikuj")
    page.locator("footer").get_by_role("button", name="Zapisz szkic").click()  # too late: one thing was pressed before
    with page.expect_request(lambda asked: asked.method == "POST" and asked.is_navigation_request()) as sent:
        page.evaluate("answerNow()")
    assert later or "own_draft" in (sent.value.post_data or "")  # or an hour's reading would make it somebody else's
    page.wait_for_url("**/admin/pages/*/")
    expect(page.locator(".messages")).to_contain_text("opublikowana")
    expect(page.locator("table a", has_text=title)).to_have_count(1)


@BOTH
def test_the_second_of_two_editors_sees_the_difference_and_decides(stage: Stage, hands: Hands):
    address = f"pages/{stage.props['plans'][isinstance(hands, Keyboard)]}/edit/"
    second, first = settled(stage.open("redaktor", address)), settled(stage.open("kierownik", address))
    hands.enter(first.locator("#id_summary"), "Zajęcia zaczynają się o 9.00.")
    further(first, hands, "Opublikuj")
    first.wait_for_url("**/admin/pages/*/")
    hands.enter(second.locator("#id_summary"), "Zajęcia zaczynają się o 10.00.")
    further(second, hands, "Opublikuj")
    # Wagtail asks first whether it is meant, when it has already heard of the other version.
    told, asked = second.locator(".conflict"), second.get_by_role("dialog").get_by_role("button", name="Opublikuj")
    expect(told.or_(asked).first).to_be_visible()
    if asked.is_visible():
        hands.press(asked)
    expect(told.locator("del")).to_contain_text(["9.00"])
    expect(told.locator("ins")).to_contain_text(["10.00"])
    assert second.locator("#id_summary").input_value() == "Zajęcia zaczynają się o 10.00."


@BOTH
def test_a_text_in_a_word_file_becomes_the_draft_of_an_act(stage: Stage, hands: Hands):
    number = stage.props["texts"][isinstance(hands, Keyboard)]
    page = stage.open("kierownik", f"acts/import/{number}/")
    page.locator("input[type=file]").set_input_files({"name": "regulamin.docx", "mimeType": WORD, "buffer": REGULATION})
    hands.press(page.get_by_role("button", name="Rozpoznaj"))
    expect(page.locator("main")).to_contain_text("§ 2 ust. 1")
    hands.press(page.get_by_role("button", name="Wstaw do wersji roboczej"))
    page.wait_for_url("**/edit/")
    provision = page.locator("textarea[name^='text-'][name$='-value-text']").last
    expect(provision).to_have_value(re.compile("Ośrodek jest czynny w dni robocze"))


@BOTH
def test_an_owner_confirms_a_page_by_the_link_of_a_letter(stage: Stage, hands: Hands):
    links = re.findall(r"Nadal aktualne: (\S+)", stage.letter)
    page = stage.reader()
    page.goto(links[isinstance(hands, Keyboard)])
    hands.press(page.get_by_role("button", name="Potwierdzam: nadal aktualne"))
    expect(page.locator("h1")).to_have_text("Dziękujemy, odpowiedź zapisana")


@BOTH
def test_a_finding_comes_while_one_writes_and_goes_when_it_is_mended(stage: Stage, hands: Hands):
    page = settled(stage.open("kierownik", "pages/add/news/newspage/{news}/"))
    open_checks(page)
    findings = page.locator("[data-proofing-list]")
    hands.enter(page.locator("#id_summary"), "UWAGA! ZMIANA GODZIN PRZYJĘĆ INTERESANTÓW!")
    expect(findings).to_contain_text("wielkimi literami")
    hands.press(findings.get_by_role("button").first)
    assert page.locator("#id_summary").evaluate("it => it === document.activeElement")
    hands.enter(page.locator("#id_summary"), "Od marca przyjmujemy o godzinę dłużej.")
    expect(findings).not_to_contain_text("wielkimi literami")
