"""What comes in from a Word file, what goes into the bin and out of it, and who is let in to do so."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.browser.stories.hands import BOTH, Hands, Keyboard, named
from tests.browser.stories.stage import WINDOW, Stage
from tests.editing.word_made import document, heading, paragraph, run

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLOURED = run("od 7.30 do 15.30", '<w:color w:val="FF0000"/>')
NOW, NEXT = 1, 2  # after what it showed before
PASSWORD = "cztery zielone rowery na moście"
PLACES = "document.documentElement.scrollWidth <= innerWidth && {0}.scrollHeight <= {0}.clientHeight + 1"


@BOTH
def test_a_word_file_becomes_the_draft_of_a_new_page_after_a_look_at_what_was_not_taken(stage: Stage, hands: Hands):
    title = f"Godziny kasy {named(hands)}"
    page = stage.open("redaktor", "importing/{news}/new/")
    file = document(heading(1, title), paragraph(run("Kasa jest czynna ") + COLOURED), heading(2, "Jak dojechać"))
    page.locator("input[type=file]").set_input_files({"name": "kasa.docx", "mimeType": WORD, "buffer": file})
    hands.press(page.get_by_role("button", name="Wczytaj plik"))
    main = page.locator("main")
    expect(main).to_contain_text("Niczego jeszcze nie zapisano")
    expect(main).to_contain_text("Pominęliśmy kolory i wyróżnienia")
    expect(main.locator(".rich-text")).to_have_text("Kasa jest czynna od 7.30 do 15.30")
    hands.press(page.get_by_role("button", name="Utwórz z tego wersję roboczą strony"))
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_title")).to_have_value(title)
    slug = page.locator("#id_slug").input_value()
    assert slug.startswith("godziny-kasy")
    assert "Nie ma takiej strony" in stage.read(f"/aktualnosci/{slug}/").locator("h1").inner_text()


@BOTH
def test_a_page_that_was_deleted_says_why_and_comes_back_from_the_bin(stage: Stage, hands: Hands):
    which = int(isinstance(hands, Keyboard))
    number, title, path = stage.props["passing"][which], f"Zajęcia {which + 1}", f"/aktualnosci/zajecia-{which + 1}/"
    page = stage.open("redaktor", f"pages/{number}/delete/")
    page.locator("#id_departure_reason").select_option("outdated")
    hands.enter(page.locator("#id_departure_words"), "zajęcia się skończyły")
    hands.press(page.get_by_role("button", name="Tak, usuń"))
    expect(page.locator(".messages")).to_contain_text("przez 30 dni")
    assert "zajęcia się skończyły" in stage.read(path).locator("main .banner").inner_text()

    page = stage.open("redaktor", "bin/")
    hands.press(page.locator("tr", has_text=title).get_by_role("link"))
    hands.enter(page.locator("#id_change_note"), "Zajęcia odbędą się jeszcze raz.")
    hands.press(page.get_by_role("button", name="Przywróć i opublikuj"))
    expect(page.locator(".messages")).to_contain_text("wróciła i jest publiczna")
    assert "Warto przyjść." in stage.read(path).locator("main").inner_text()


@BOTH
def test_somebody_who_is_invited_sets_a_password_and_a_second_factor_and_is_at_home(stage: Stage, hands: Hands):
    page = stage.open("kierownik", "invitations/add/")
    hands.enter(page.locator("#id_name"), f"Ewa {named(hands).capitalize()}")
    hands.enter(page.locator("#id_email"), f"{named(hands)}@example.org")
    page.get_by_label("Redaktor portalu").check()
    hands.press(page.get_by_role("button", name="Zaproś"))
    kept = page.locator(".link-to-copy")
    link = kept.input_value()
    page.set_viewport_size({"width": 320, "height": 640})
    seen = kept.evaluate(f"it => {PLACES.format('it')}")
    page.set_viewport_size(WINDOW)
    assert seen, "The link is cut off on a telephone."

    page = stage.stranger()
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        hands.enter(field, PASSWORD)
    name = page.locator("input[name=username]").input_value()
    hands.press(page.get_by_role("button", name="Przyjmij zaproszenie"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{stage.demo.kielce}/admin/account/security/")
    hands.press(page.get_by_role("link", name="Ustaw aplikację"))
    secret = page.locator(".account-secret").inner_text().replace(" ", "")
    hands.enter(page.locator("input[name=code]"), code(secret, NOW))
    hands.press(page.get_by_role("button", name="Ustaw"))
    expect(page.locator(".account-codes")).to_be_visible()
    page.context.clear_cookies()

    page.goto(f"{stage.demo.kielce}/admin/")
    hands.enter(page.locator("input[name=login]"), name)
    hands.enter(page.locator("input[name=password]"), PASSWORD)
    hands.press(page.get_by_role("button", name="Zaloguj się", exact=True))
    hands.enter(page.locator("input[name=code]"), code(secret, NEXT))
    hands.press(page.locator("main button[type=submit]").first)
    page.wait_for_url(f"{stage.demo.kielce}/admin/")
    expect(page.locator("main")).to_contain_text("Co na Ciebie czeka")


def code(secret: str, step: int) -> str:
    """What the application on the telephone shows now, or will show next: none is taken twice."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))
