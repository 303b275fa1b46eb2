"""A reason for every change, in words that say something."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from history.models.versions import ChangeKind
from history.printable import printable

SHORTEST: dict[str, int] = {ChangeKind.MINOR: 5, ChangeKind.TECHNICAL: 5}
SHORTEST_SIGNIFICANT = 15

# Words of which notes are made that tell a reader nothing; a note of these alone is refused. Months are among them:
# a date says when, which the history says anyway, and not what.
HOLLOW = frozenset(
    """
    a aktualizacja aktualizacje aktualizacji artykul artykule artykulu artykuly blad bledow bledy byla bylo czerwca
    dane danych dnia dniu do dokumencie dokument dokumentu dokumenty drobna drobne drobny drobnych edycja edytowano
    grudnia i informacja informacje informacji inne korekta kosmetyczna kosmetyczne kosmetycznych kwietnia lipca
    listopada lutego maja marca modyfikacja na nastapila nowa nowe o ok oraz pazdziernika poprawa poprawek
    poprawienie poprawione poprawiono poprawka poprawki porzadkowe r redakcyjna redakcyjne redakcyjny redakcyjnych
    roku sierpnia strona strone stronie strony stycznia techniczna techniczne technicznych tekscie tekst tekstu
    teksty test tresc tresci tresciach uaktualnienie uaktualniono w wpis wpisie wpisu wprowadzono wrzesnia z
    zaktualizowano zapis zapisano zawartosc zawartosci ze zmian zmiana zmianach zmianie zmiany zmieniona zmieniono
    zmieniony zmodyfikowano zostal zostala zostalo
    """.split()  # noqa: SIM905 -- a list of words is easier to read and to add to as text
)
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


def _says_something(note: str) -> bool:
    """Whether there is a word that could tell a reader what changed: no number, no letter again and again."""
    plain = unicodedata.normalize("NFC", note).casefold().translate(_PLAIN)
    return any(len(set(word)) > 1 and word not in HOLLOW for word in re.findall(r"[^\W\d_]+", plain))


def check_note(note: str, kind: str) -> None:
    """Refuse a note that is missing or says nothing, and a missing kind; errors are keyed `change_note`, `change_kind`.

    Raises ValidationError.
    """
    errors = {}
    note = printable(note).strip()  # as it will be recorded
    if not note:
        errors["change_note"] = _("Say in a sentence what changed and why; readers see it in the page's history.")
    elif not _says_something(note):
        errors["change_note"] = _(
            "“%(note)s” doesn't tell a reader anything. Better, for example: “New phone number of the family team.”"
        ) % {"note": note}
    elif len(note) < SHORTEST.get(kind, SHORTEST_SIGNIFICANT):
        errors["change_note"] = _("That is too short. Name what changed: a date, a phone number, a paragraph.")
    if kind not in ChangeKind.values or kind == ChangeKind.UNKNOWN:
        errors["change_kind"] = _("Choose how much the change matters.")
    if errors:
        raise ValidationError(errors)
