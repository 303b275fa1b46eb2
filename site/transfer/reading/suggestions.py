"""Guesses at what a misspelt word was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from django.utils.translation import gettext as _


def closest(word: str, known: Iterable[str]) -> str:
    """“ (did you mean “…”?)” for the known word that is most alike, else an empty text."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.7)
    return _(" (did you mean “%(name)s”?)") % {"name": names[found[0]]} if found else ""
