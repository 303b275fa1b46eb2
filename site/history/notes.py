"""A reason for every change, in words that say something."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from history.models.versions import ChangeKind
from history.printable import printable

SHORTEST: dict[str, int] = {ChangeKind.MINOR: 5, ChangeKind.TECHNICAL: 5}
SHORTEST_SIGNIFICANT = 15

# Words of which notes are made that tell a reader nothing; a note of these alone is refused.
HOLLOW = frozenset(
    """
    a aktualizacja aktualizacje aktualizacji artykul artykulu byla bylo edycja edytowano i informacji inne korekta
    kosmetyczne modyfikacja na nastapila nowa nowe o poprawa poprawka poprawki poprawiono porzadkowe w wpis wpisu
    wprowadzono zaktualizowano zapis zapisano zmian zmiana zmiany zmieniono zmieniony zmieniona zmodyfikowano zostal
    zostala zostalo dane danych dokument dokumentu strona strony tekst tekstu tresc tresci test ok
    """.split()  # noqa: SIM905 -- a list of words is easier to read and to add to as text
)
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


def check_note(note: str, kind: str) -> None:
    """Refuse a note that is missing or says nothing, and a missing kind; errors are keyed `change_note`, `change_kind`.

    Raises ValidationError.
    """
    errors = {}
    note = printable(note).strip()  # as it will be recorded
    words = re.findall(r"\w+", note.casefold().translate(_PLAIN))
    if not note:
        errors["change_note"] = _("Say in a sentence what changed and why; readers see it in the page's history.")
    elif all(word in HOLLOW for word in words):
        errors["change_note"] = _(
            "“%(note)s” doesn't tell a reader anything. Better, for example: “New phone number of the family team.”"
        ) % {"note": note}
    elif len(note) < SHORTEST.get(kind, SHORTEST_SIGNIFICANT):
        errors["change_note"] = _("That is too short. Name what changed: a date, a phone number, a paragraph.")
    if kind not in ChangeKind.values or kind == ChangeKind.UNKNOWN:
        errors["change_kind"] = _("Choose how much the change matters.")
    if errors:
        raise ValidationError(errors)
