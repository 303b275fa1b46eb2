"""Polish dates, phone numbers and hard spaces for templates."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime

from pages.core.dates import PartialDate
from search.snippets import Piece

register = template.Library()

NBSP = "\u00a0"
_MONTH = r"(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paździer|listopad|grud)\w*"
# A one-letter word, "nr", "ul." or "§" never ends a line; a date keeps together with its "r.". Line breaks stay.
_STICKY = re.compile(
    r"(?<![^\W_])([aiouwzAIOUWZ]|nr|ul\.|al\.|pl\.|tel\.|ust\.|pkt|art\.|poz\.|§) +(?=\S)"
    rf"|(?<=\d) +(?=r\.|zł|%|{_MONTH})"
    rf"|(?<![^\W_])({_MONTH}) +(?=\d{{4}}(?!\d))"
)
# A phone number of two, three, two and two digits, or of three threes, with or without "+48".
_PHONE = re.compile(r"(?<![\d/.,-])(?:\+\d{2} )?(?:\(?\d{2}\)? \d{3} \d{2} \d{2}|\d{3} \d{3} \d{3})(?!\d)")
_TAG = re.compile(r"(<[^>]*>)")


def _glue(text: str) -> str:
    text = _STICKY.sub(lambda match: f"{match[1] or match[2] or ''}{NBSP}", text)
    return _PHONE.sub(lambda match: phone(match[0]), text)


@register.filter
def nbsp(value: object) -> SafeString:
    """Text or safe HTML with hard spaces where Polish typography never breaks a line; tags stay as they are."""
    html = conditional_escape(value)  # type: ignore[arg-type] # it takes anything that has a text
    parts = _TAG.split(html)
    return mark_safe("".join(part if part.startswith("<") else _glue(part) for part in parts))  # noqa: S308 -- escaped above


@register.filter
def nbsp_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """A text in pieces, some of them marked, with the hard spaces that it would have as a whole."""
    whole = _glue("".join(piece.text for piece in pieces))
    ends = list(accumulate(len(piece.text) for piece in pieces))
    if not ends or ends[-1] != len(whole):  # runs of spaces became one
        return list(pieces)
    return [piece._replace(text=whole[end - len(piece.text) : end]) for piece, end in zip(pieces, ends, strict=True)]


@register.filter
def polish_date(value: object) -> str:
    """A date, a moment (in Polish time) or a partial date: "8 kwietnia 2018"."""
    if isinstance(value, PartialDate):
        return value.label
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return date_format(value, "j E Y") if isinstance(value, date) else ""


@register.filter
def polish_datetime(value: object) -> str:
    """A moment in Polish time: "8 kwietnia 2018, 17:40"."""
    if not isinstance(value, datetime):
        return ""
    return date_format(localtime(value) if is_aware(value) else value, "j E Y, G:i")


@register.filter
def phone(value: object) -> str:
    """A phone number that never breaks across lines."""
    return str(value or "").replace(" ", NBSP)


@register.filter
def phone_href(value: object) -> str:
    """The address that dials the number; Polish numbers get their country code."""
    digits = re.sub(r"[^\d+]", "", str(value or ""))
    return f"tel:{digits}" if digits.startswith("+") else f"tel:+48{digits}"
