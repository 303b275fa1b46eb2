"""Accessibility statements for tests: the least that may be published, and one with everything in it."""

from datetime import date
from typing import Any

from wagtail.models import Site

from pages.accessibility.models import (
    AccessibilityProblem,
    AccessibilityStatementPage,
    StatementApp,
    StatementBuilding,
    StatementReview,
)
from tests.factories import add_page, make_centre, reader_of

# A day of the year on which the facts below are true.
TODAY = date(2026, 5, 20)
ADDRESS = "/deklaracja-dostepnosci/"
CENTRE = {
    "name": "Gminny Ośrodek Pomocy Społecznej w Nowej Wsi",
    "street": "ul. Długa 1",
    "postcode": "25-544",
    "city": "Kielce",
    "phone": "41 331 25 24",
    "email": "gops@nowawies.example.pl",
}
LEAST = {
    "published_on": date(2020, 2, 5),
    "updated_on": date(2024, 9, 1),
    "made_on": date(2024, 9, 23),
    "contact_name": "Sekretariat",
    "sign_interpreter": "no",
}
CHECKED = {"basis": "self", "checked_on": date(2026, 3, 2)}


def building(**fields: Any) -> StatementBuilding:
    return StatementBuilding(**{"name": "Siedziba", "address": "ul. Długa 1, Nowa Wieś", **fields})


def review(day: date = date(2026, 3, 2), **fields: Any) -> StatementReview:
    return StatementReview(day=day, **{"by": "Informatyk", "done": "Sprawdzono wszystkie strony.", **fields})


def problem(what: str = "Brak napisów w filmie o pomocy.", **fields: Any) -> AccessibilityProblem:
    return AccessibilityProblem(what=what, **{"where": "Strona o pomocy", "since": date(2025, 1, 2), **fields})


def unpublished(rows: dict[str, list[Any]] | None = None, **facts: Any) -> AccessibilityStatementPage:
    """A statement with facts and rows, in no place yet."""
    page = AccessibilityStatementPage(**{**LEAST, **facts})
    rows = {"buildings": [building()], "reviews": [review()], **(rows or {})}
    for relation, items in rows.items():
        getattr(page, relation).set(items)
    return page


def statement(site: Site, rows: dict[str, list[Any]] | None = None, **facts: Any) -> AccessibilityStatementPage:
    """A public statement, published as an editor would."""
    return add_page(site.root_page, unpublished(rows, **facts))


def full_rows() -> dict[str, list[Any]]:
    """Rows of every kind."""
    return {
        "buildings": [
            building(entrance="yes", lift="no", lift_note="jedno piętro", toilet="yes", assistance_dog="yes"),
            building(
                name="Filia", address="ul. Krótka 2, Nowa Wieś", more="Wejście od podwórza.\n\nDzwonek przy furtce."
            ),
        ],
        "reviews": [review(date(2025, 2, 20), done="Sprawdzono wzory pism."), review()],
        "problems": [
            problem(way_round="Treść filmu opowiemy przez telefon.", planned_fix=date(2026, 12, 31)),
            problem("Mapa dojazdu jest obrazem.", kind="not_covered", reason="Mapy; adres podano też słowami."),
            problem("Naprawione.", fixed_on=date(2025, 6, 1)),
        ],
        "mobile_apps": [
            StatementApp(
                name="GOPS w telefonie",
                download_url="https://apps.example.pl/gops",
                statement_url="https://apps.example.pl/gops/deklaracja",
            )
        ],
    }


FULL: dict[str, Any] = {
    "basis": "audit",
    "checked_on": date(2026, 3, 2),
    "checked_by": "Fundacja Przykładowa",
    "basis_url": "https://example.pl/raport.html",
    "contact_email": "dostepnosc@nowawies.example.pl",
    "contact_phone": "500 600 700",
    "architecture_url": "https://nowawies.example.pl/budynki",
    "sign_interpreter": "yes",
    "sign_interpreter_how": "Wideorozmowa w dni robocze.",
    "communication": "SMS: 500 600 700.\n\nFaks: 41 331 25 25.",
    "shortcuts": "Alt + 1: przejście do treści.",
    "facilities": "Ciemny motyw według ustawień urządzenia.",
}


def centre(hostname: str = "gops.localhost", **facts: Any) -> Site:
    return make_centre(hostname, **{**CENTRE, **facts})


def html_of(site: Site, address: str = ADDRESS) -> str:
    """A page as a reader of the centre gets it."""
    answer = reader_of(site).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def travel(monkeypatch: Any, day: date) -> None:
    """Make it another day for statements."""
    for module in ("models.statement", "models.problems", "models.reviews", "checking.validator"):
        monkeypatch.setattr(f"pages.accessibility.{module}.localdate", lambda: day)
