"""A text cut into what it is found by."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis.morphology import tokens_of
from search.analysis.shapes import shapes

# Longer runs are digests and junk of broken files, which nobody looks for.
MAX_WORD = 60

# `\w` keeps the underscore, which joins words in file names. Marks that don't join with the letter before them
# (a decomposed letter the text's normal form has no sign for) are left out.
_WORD = re.compile(r"[^\W_]+")
_PLUS = re.compile(r"(?<=\d)\+")
# Soft hyphens and zero-width signs, pasted with a text, cut words where nobody sees it.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


class Found(NamedTuple):
    """A word of a text and where it stands."""

    word: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text as it is cut into words: one form of each letter, nothing invisible, "500+" as "500 plus"."""
    return _PLUS.sub(" plus", unicodedata.normalize("NFC", text).translate(_INVISIBLE))


def words(text: str) -> Iterator[Found]:
    """The words of a tidied text, junk left out."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() <= MAX_WORD:
            yield Found(match[0].lower(), *match.span())


def index_tokens(text: str) -> Iterator[str]:
    """What a page is found by: for each word itself and its dictionary forms, and numbers in their one spelling."""
    text = tidy(text)
    for found in words(text):
        yield from tokens_of(found.word)
    for shape in shapes(text):
        yield from shape.tokens
