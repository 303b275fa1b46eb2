"""What the previews of blocks show before anything is written: invented, and marked as such wherever it is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.blocks import StructValue

from pages.core.contact_cards import ContactCard

HEADING = "Kto może dostać zasiłek"
TEXT = (
    "<p>Zasiłek celowy to pomoc na <b>konkretny wydatek</b>, na przykład na:</p>"
    "<ul><li>leki i leczenie,</li><li>opał,</li><li>drobny remont.</li></ul>"
    "<h3>Gdzie złożyć wniosek</h3><p>W pokoju 12 albo pocztą.</p>"
)
STEPS = [
    {"title": "Zadzwoń i umów rozmowę", "text": "<p>Pracownik socjalny odwiedzi Cię w domu.</p>"},
    {"title": "Przygotuj dowód osobisty", "text": ""},
    {"title": "Podpisz wniosek", "text": "<p>Pomożemy go wypełnić.</p>"},
]
FACTS = [
    {"term": "Dla kogo", "description": "<p>osoby po 60. roku życia</p>"},
    {"term": "Gdzie", "description": "<p>Klub Seniora, ul. Lipowa 1</p>"},
]
AMOUNTS = [
    {
        "label": "Obiad w stołówce",
        "value": Decimal("12.50"),
        "unit": "zł",
        "since": "from",
        "day": date(2026, 1, 1),
        "basis": "",
    },
    {
        "label": "Godzina usług opiekuńczych",
        "value": Decimal(40),
        "unit": "zł",
        "since": "as_of",
        "day": date(2026, 3, 1),
        "basis": "",
    },
]
TABLE = {
    "caption": "Godziny przyjęć",
    "columns": [{"type": "text", "heading": "Dzień"}, {"type": "text", "heading": "Godziny"}],
    "rows": [{"values": ["poniedziałek", "8:00–17:00"]}, {"values": ["od wtorku do piątku", "7:30–15:30"]}],
}
CALLOUT = {
    "kind": "important",
    "title": "W piątek pracujemy krócej",
    "text": "<p>Do godziny 13:00. Sprawy pilne przyjmie dyżurny, tel. 41 300 00 00.</p>",
}
QUOTE = {
    "text": "Nie wiedziałam, że mogę o to prosić. Wystarczył jeden telefon.",
    "source": "uczestniczka spotkania w Klubie Seniora",
}
PICTURE = {
    "image": None,
    "alt": "Budynek z podjazdem dla wózków, który prowadzi do drzwi",
    "decorative": False,
    "caption": "Wejście od ul. Lipowej",
}
PICTURED = {
    "image": None,
    "alt": "Drzwi z podjazdem",
    "decorative": False,
    "text": "<p>Wejście jest od podwórza.</p><p>Przed drzwiami jest podjazd.</p>",
}
WHOM_TO_ASK = {"who": "Pracownik socjalny", "phone": "41 300 00 00", "place": "ul. Lipowa 1", "hours": "od 8 do 15"}
_CARD = ContactCard(
    "Dział Świadczeń",
    "#",
    phone="41 300 00 00",
    email="swiadczenia@osrodek.example",
    address="ul. Lipowa 1, pokój 12",
    opening_hours="poniedziałek 8:00–17:00\nod wtorku do piątku 7:30–15:30",
)


class _Leading(StructValue):
    """What leads somewhere: in a preview to the preview itself, since there is neither a page nor a file."""

    @property
    def url(self) -> str:
        return "#"


def links(value_class: type[StructValue]) -> list[Any]:
    """Links as a reader sees them."""
    kind = type("ExampleLink", (_Leading, value_class), {})
    return [
        kind(None, {"page": None, "title": "Zasiłek okresowy", "note": "Gdy dochód jest niski przez kilka miesięcy"}),
        kind(None, {"page": None, "title": "Dodatek mieszkaniowy", "note": ""}),
    ]


def documents(value_class: type[StructValue]) -> list[Any]:
    """Files as a reader sees them, each with its note."""
    kind = type("ExampleDocument", (_Leading, value_class), {"note": "PDF, 120 kB, 2 strony"})
    return [kind(None, {"document": None, "title": "Wniosek o zasiłek celowy"})]


def card(value_class: type[StructValue]) -> Any:
    """A contact card as a reader sees it."""
    kind = type("ExampleCard", (value_class,), {"card": _CARD})
    return kind(None, {"page": None})
