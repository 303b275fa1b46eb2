"""Passwords that whoever knows the office would try first."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

# What offices like these call themselves, their systems and their people.
WORDS = (
    *("mops", "mopr", "gops", "ops", "mgops", "cus", "pcpr", "dps", "bip", "biuletyn", "osrodek", "pomoc", "pomocy"),
    *("spoleczna", "spolecznej", "miejski", "gminny", "urzad", "gmina", "miasto", "powiat", "administrator", "admin"),
    *("redaktor", "redakcja", "kierownik", "dyrektor", "sekretariat", "haslo", "password", "wagtail", "jawny"),
)
# Letters that have to be left when all of these are taken out.
OWN_LETTERS = 8


class OfficeWordsValidator:
    """Refuses a password of nothing but such words, the site's own names, years and signs: “MOPR-Kielce-2026!”."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when too little is left."""
        text = _plain(password)
        if not re.search(r"[a-z]", text):
            return
        found = False
        for word in sorted(_office_words(), key=len, reverse=True):
            found |= word in text
            text = text.replace(word, " ")
        if found and len(re.sub(r"[^a-z]", "", text)) < OWN_LETTERS:
            raise ValidationError(self.get_help_text(), code="password_of_office_words")

    def get_help_text(self) -> str:
        """What is asked, in a sentence."""
        return _("Your password can’t consist of the office’s name and words like “password” or “admin” alone.")


def _office_words() -> set[str]:
    """The words everywhere, and those of this installation's names and addresses."""
    names = " ".join(f"{name} {host}" for name, host in Site.objects.values_list("site_name", "hostname"))
    return set(WORDS) | {word for word in re.split(r"[^a-z]+", _plain(names)) if len(word) > 3}


def _plain(text: str) -> str:
    """Small letters without their marks; ł has none to take off."""
    folded = unicodedata.normalize("NFKD", text.casefold()).replace("ł", "l")
    return "".join(char for char in folded if not unicodedata.combining(char))
