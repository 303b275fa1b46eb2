"""Part B of an asset declaration: the address of the person and of the real estate, known by its printed form."""

from __future__ import annotations

import re
import unicodedata

# The form's introduction speaks of „części B”, which is no part B. Letters of its heading may stand apart.
_HEADING = re.compile(r"\bC\s?Z\s?E\s?S\s?C\s{1,3}B\b")
_HEADING_ALONE = re.compile(r"^\W*czesc\s+b\W*$", re.MULTILINE)
_QUESTIONS = (
    re.compile(r"(?:adres|miejsce)\s+zamieszkania\s+osoby\s+skladajacej\s+oswiadczenie"),
    re.compile(r"miejsce\s+polozenia\s+nieruchomosci\s+wymienionych\s+w"),
)


def has_part_b(text: str) -> bool:
    """Whether the text has the heading of part B or one of its questions, as the printed form words them."""
    plain = _without_diacritics(text)
    lower = plain.casefold()
    return bool(
        _HEADING.search(plain) or _HEADING_ALONE.search(lower) or any(question.search(lower) for question in _QUESTIONS)
    )


def _without_diacritics(text: str) -> str:
    """Recognised text often lacks them."""
    apart = unicodedata.normalize("NFKD", text.translate({ord("ł"): "l", ord("Ł"): "L"}))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
