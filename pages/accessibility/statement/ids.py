"""The ids that the technical conditions 2.0 give to the parts of a statement, and those that are met in their place."""

from __future__ import annotations

from typing import NamedTuple

BLOCK = frozenset({"section", "div"})
TIME = frozenset({"time"})
LINK = frozenset({"a"})


class Mark(NamedTuple):
    """An id, the elements that may carry it, and whether every statement has it."""

    id: str
    elements: frozenset[str]
    required: bool = True


MARKS = {
    mark.id: mark
    for mark in (
        Mark("a11y-wstep", BLOCK | {"p"}),
        Mark("a11y-podmiot", frozenset({"span"})),
        Mark("a11y-zakres", frozenset({"span"})),
        Mark("a11y-url", LINK),
        Mark("a11y-data-publikacja", TIME),
        Mark("a11y-data-aktualizacja", TIME),
        Mark("a11y-status", BLOCK | {"p"}),
        Mark("a11y-ocena", BLOCK | {"a", "p", "span", "ul", "ol"}, required=False),
        Mark("a11y-data-sporzadzenie", TIME),
        Mark("a11y-data-przeglad", TIME, required=False),
        Mark("a11y-kontakt", BLOCK | {"span", "p"}),
        Mark("a11y-email", frozenset({"span", "a"})),
        Mark("a11y-telefon", frozenset({"span", "a"})),
        Mark("a11y-procedura", BLOCK),
        Mark("a11y-aplikacje", BLOCK, required=False),
        Mark("a11y-architektura", BLOCK),
        Mark("a11y-architektura-url", LINK, required=False),
        Mark("a11y-komunikacja", BLOCK),
    )
}

IN_OPENING = ("a11y-podmiot", "a11y-zakres", "a11y-url")
DATES = ("a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-data-sporzadzenie", "a11y-data-przeglad")

# Met in real statements in place of the right one.
MISTAKEN = {
    "a11y-data-deklaracja-przeglad": "a11y-data-przeglad",
    "a11y-data-deklaracja": "a11y-data-sporzadzenie",
    "a11-podmiot": "a11y-podmiot",
}
# Of the older conditions, or made up by programs that write statements; harmless, but nobody looks for them.
NEEDLESS = frozenset(
    {
        "a11y-osoba",
        "a11y-deklaracja",
        "a11y-audytor",
        "a11y-wykonawca-badania",
        "a11y-tresci-niedostepne",
        "a11y-wylaczenia",
    }
)
