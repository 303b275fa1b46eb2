"""What a new page of a kind begins with: parts that readers look for, each with a place to fill in.

These are texts of pages, so they are Polish. Every place is one that the rules of publication refuse while it is empty.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.rich_text import RichText

Part = tuple[str, str]
"""A heading, empty for none, and what is to be written below it."""

SUMMARIES = {
    "news.newspage": "co się stanie, dla kogo i kiedy",
    "programmes.programmepage": "komu i w czym pomaga program",
    "standard.contentpage": "o czym jest strona i komu się przyda",
    "bip.biparticlepage": "jakiej sprawy dotyczy informacja",
}
PARTS: dict[str, tuple[Part, ...]] = {
    "news.newspage": (
        ("", "najważniejsza wiadomość, np. „We wtorek nie przyjmujemy”"),
        ("Kogo to dotyczy", "kto skorzysta lub komu zmieni to plany"),
        ("Kiedy i gdzie", "dzień, godzina, adres, pokój"),
        ("Gdzie zapytać", "komórka, telefon i godziny"),
    ),
    "programmes.programmepage": (
        ("Dla kogo", "kto może wziąć udział"),
        ("Co daje program", "rodzaj pomocy, bez urzędowych słów"),
        ("Jak się zgłosić", "co zrobić po kolei, dokąd i do kiedy"),
        ("Gdzie zapytać", "komórka, telefon i godziny"),
    ),
    "standard.contentpage": (
        ("Dla kogo", "kogo dotyczy ta sprawa"),
        ("Co przygotować", "dokumenty, które trzeba mieć"),
        ("Jak załatwić sprawę", "co zrobić po kolei"),
        ("Gdzie zapytać", "komórka, telefon i godziny"),
    ),
    "bip.recruitmentpage": (("Informacje dla kandydatów", "czego nie ma w polach powyżej"),),
    "bip.procurementpage": (("Informacje dla wykonawców", "czego nie ma w polach powyżej"),),
    "bip.inspectionpage": (("Przebieg kontroli", "co sprawdzano, bez danych osób"),),
    "bip.biparticlepage": (
        ("", "treść informacji publicznej"),
        ("Gdzie zapytać", "komórka, telefon i godziny"),
    ),
}


def place_for(hint: str) -> str:
    """Where something is to be written."""
    return f"[uzupełnij: {hint}]"


def begin(page: Page) -> None:
    """Fill a page that nobody has written yet."""
    kind = page._meta.label_lower
    if hint := SUMMARIES.get(kind):
        setattr(page, "summary", place_for(hint))  # noqa: B010 -- only pages of the listed kinds have it
    blocks: list[Any] = []
    for heading, below in PARTS.get(kind, ()):
        blocks += [("heading", heading)] if heading else []
        blocks.append(("text", RichText(f"<p>{place_for(below)}</p>")))
    if blocks:
        setattr(page, "body", blocks)  # noqa: B010 -- the same
