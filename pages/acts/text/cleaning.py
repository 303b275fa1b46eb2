"""Pasted text made plain: one kind of space, no invisible characters; every visible one stays."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

MAX_CHARACTERS = 400_000
"""Some 150 printed pages; the Labour Code, one of the longest, has fewer."""

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BROKEN_WORDS = re.compile("\u00ad[^\\S\n]*\n[^\\S\n]*")
_SPACES = re.compile(r"[^\S\n]+")
# Bullets of Word's symbol fonts have no letters of their own in Unicode.
_SYMBOLS = str.maketrans(dict.fromkeys("\uf02d\uf0b7\uf0a7\uf0d8\uf0fc\uf076", "–"))
_MAX_ACCENTS = 8
_INVISIBLE = {"Cc", "Cf", "Cs"}


class UnreadableTextError(ValueError):
    """A text or file that cannot be read; the message says what to do instead."""


def refuse_too_long(length: int) -> None:
    """Raise UnreadableTextError for a text of so many characters when that is too much."""
    if length > MAX_CHARACTERS:
        raise UnreadableTextError(
            _("The text has more than %(limit)s characters. Paste it in parts: chapter after chapter.")
            % {"limit": MAX_CHARACTERS}
        )


def clean(text: str) -> str:
    """Text with line breaks "\\n" and single spaces, in Unicode NFC, without soft hyphens and control characters.

    Raises UnreadableTextError when it is longer than `MAX_CHARACTERS`.
    """
    refuse_too_long(len(text))
    text = _BROKEN_WORDS.sub("", _LINE_BREAKS.sub("\n", text))
    text = _SPACES.sub(" ", text).translate(_SYMBOLS)
    text = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in _INVISIBLE)
    return unicodedata.normalize("NFC", _without_piles(_SPACES.sub(" ", text)))


def clean_line(text: str) -> str:
    """The same of a paragraph, as one line."""
    return " ".join(clean(text).split())


def _without_piles(text: str) -> str:
    """A pile of accents on one letter is no writing, and putting one in order takes the square of its height."""
    if text.isascii():
        return text
    kept, height = [], 0
    for char in text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= _MAX_ACCENTS:
            kept.append(char)
    return "".join(kept)
