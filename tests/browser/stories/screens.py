"""The screens that the guide shows: how each is reached, and which part of it is the picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.browser.stories.stage import WINDOW, Stage

PICTURES = ROOT / "static" / "guide"
WIDTH = 900


def screen_of_news(stage: Stage) -> Page:
    page = stage.open("redaktor", "pages/add/news/newspage/{news}/")
    page.fill("#id_title", "W Wigilię pracujemy do 12.00")
    page.fill("#id_summary", "24 grudnia kasa i biuro podawcze są czynne od 7.30 do 12.00.")
    page.fill("#id_date", "28.11.2026")
    page.fill("#id_expires", "24.12.2026")
    return page


def screen_of_checks(stage: Stage) -> Page:
    page = stage.open("kierownik", "pages/add/news/newspage/{news}/")  # the panel stays open for whoever opened it
    page.locator("html[data-watches]").wait_for()
    open_checks(page)
    return page


def open_checks(page: Page) -> None:
    """Open the side panel, unless it is open from the last time, and wait for the first answer."""
    if not page.locator("[data-proofing]").is_visible():
        page.locator("[data-side-panel-toggle='checks']").first.click()
    expect(page.locator("[data-proofing-told]")).not_to_have_text("Sprawdzam…")


def screen_of_change_note(stage: Stage) -> Page:
    page = stage.open("redaktor", "pages/{programme}/edit/")
    page.fill("#id_change_note", "Nowy numer telefonu zespołu do spraw rodziny.")
    bring(page, "#id_change_note")
    return page


def screen_of_approval(stage: Stage) -> Page:
    page = stage.open("zatwierdzajacy", "approval/{waiting}/")
    bring(page, "#remark")
    return page


def screen_of_picture(stage: Stage) -> Page:
    page = stage.open("redaktor", "pages/add/news/newspage/{news}/")
    page.locator("html[data-watches]").wait_for()
    add_block(page, "Obraz")
    bring(page, "[data-streamfield-child]")
    return page


def screen_of_import(stage: Stage) -> Page:
    page = stage.open("kierownik", "acts/import/{text}/")
    bring(page, "input[type=file]")
    return page


def add_block(page: Page, kind: str) -> None:
    """Add a block to an empty text."""
    bring(page, ".c-sf-add-button")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name=kind, exact=True).first.click()


def bring(page: Page, part: str) -> None:
    """Put a part of the page into the middle of the window."""
    page.locator(part).first.evaluate("it => it.scrollIntoView({block: 'center', behavior: 'instant'})")


def screen_of_preview(stage: Stage) -> Page:
    page = stage.open("redaktor", "previews/{programme}/")
    if not page.get_by_text("Linki do podglądu tej strony").count():
        page.get_by_role("button", name="Utwórz link").click()
        page.get_by_text("Linki do podglądu tej strony").wait_for()
    return page


def at(person: str, address: str) -> Callable[[Stage], Page]:
    """A screen that an address leads to."""
    return lambda stage: stage.open(person, address)


SCREENS: dict[str, Callable[[Stage], Page]] = {
    "wpis": screen_of_news,
    "zdjecie": screen_of_picture,
    "sprawdzanie": screen_of_checks,
    "poprawka": screen_of_change_note,
    "zatwierdzanie": screen_of_approval,
    "nabor": at("redaktor-bip", "pages/add/bip/recruitmentpage/{recruitments}/"),
    "akt": screen_of_import,
    "plik": at("redaktor", "documents/add/"),
    "prosty": at("dostepnosc", "pages/{easy}/edit/"),
    "deklaracja": at("dostepnosc", "pages/{statement}/edit/"),
    "kosz": at("redaktor", "bin/"),
    "podglad": screen_of_preview,
    "haslo": at("redaktor", "account/security/"),
    "role": at("redaktor", "roles/"),
}


def picture_of(page: Page) -> bytes:
    """What is seen beside the menu, as WebP and small."""
    page.add_style_tag(content=".messages { display: none !important } * { caret-color: transparent }")
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # what slides in has come
    left = page.evaluate("() => document.querySelector('.sidebar')?.getBoundingClientRect().right || 0")
    width, height = WINDOW["width"] - left, WINDOW["height"]
    shot = page.screenshot(clip={"x": left, "y": 0, "width": width, "height": height})
    picture, kept = Image.open(io.BytesIO(shot)).convert("RGB"), io.BytesIO()
    picture.resize((WIDTH, round(height * WIDTH / width))).save(kept, "WEBP", quality=70, method=6)
    return kept.getvalue()


def write(name: str, page: Page) -> Path:
    """Keep the picture of a screen for the guide."""
    path = PICTURES / f"{name}.webp"
    path.write_bytes(picture_of(page))
    return path
