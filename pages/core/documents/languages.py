"""Languages that a centre's files are written in, and how a link says so."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT = "pl"


class DocumentLanguage(models.TextChoices):
    """Polish, the languages of minorities and newcomers, and those that offices write to."""

    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    RUSSIAN = "ru", _("Russian")
    BELARUSIAN = "be", _("Belarusian")
    CZECH = "cs", _("Czech")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    ROMANI = "rom", _("Romani")
    SILESIAN = "szl", _("Silesian")
    GEORGIAN = "ka", _("Georgian")
    VIETNAMESE = "vi", _("Vietnamese")
    ARABIC = "ar", _("Arabic")


# As a link says it: „po ukraińsku”.
IN_LANGUAGE: dict[str, Any] = {
    DocumentLanguage.UKRAINIAN: _("in Ukrainian"),
    DocumentLanguage.ENGLISH: _("in English"),
    DocumentLanguage.GERMAN: _("in German"),
    DocumentLanguage.RUSSIAN: _("in Russian"),
    DocumentLanguage.BELARUSIAN: _("in Belarusian"),
    DocumentLanguage.CZECH: _("in Czech"),
    DocumentLanguage.FRENCH: _("in French"),
    DocumentLanguage.SPANISH: _("in Spanish"),
    DocumentLanguage.ROMANI: _("in Romani"),
    DocumentLanguage.SILESIAN: _("in Silesian"),
    DocumentLanguage.GEORGIAN: _("in Georgian"),
    DocumentLanguage.VIETNAMESE: _("in Vietnamese"),
    DocumentLanguage.ARABIC: _("in Arabic"),
}


def in_language(code: str) -> str:
    """„po ukraińsku”; empty for Polish, which goes without saying, and for what is not known."""
    return str(IN_LANGUAGE.get(code, ""))


# Codes of three letters that some programs write.
_LONG = {"pol": "pl", "ukr": "uk", "eng": "en", "deu": "de", "ger": "de", "rus": "ru", "ces": "cs", "cze": "cs"}


def same_language(tag: str, code: str) -> bool:
    """Whether what a file says of itself (pl-PL, pol, PL) is the language of this code."""
    primary = tag.replace("_", "-").split("-")[0].strip().lower()
    return _LONG.get(primary, primary) == code
