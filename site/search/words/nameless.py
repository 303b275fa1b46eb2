"""Which questions may be kept: those that name nobody.

What people look for may hold their own name, their number, the file of their case. A question is kept only if
everything in it is known to be harmless; what can't be told is dropped. Some harmless questions are lost that way.
A surname that is a common word, too ("wilk"), passes when it stands alone or beside words that are no names.
"""

import re
import unicodedata

from search.analysis.names import Naming, has_dictionary, naming
from search.words.models import LONGEST_QUERY

MOST_WORDS = 6

# What people type around words, and inside numbers of acts and "800+".
_STRANGE = re.compile(r"[^\w\s./+§-]|_|[.]{2}|//")
_AROUND = ".,;:?!'\"„”()"
_ACT = re.compile(r"(?:[ivxlcdm]+[/.])?\d{1,4}[a-z]?[/.](?:19|20)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"\d{2,4}(?:\+|plus)")
_SHORT = re.compile(r"\d{1,4}")
_ROMAN = re.compile(r"[ivxlcdm]+")
_BEFORE_NUMBER = frozenset({"art", "artykuł", "artykul", "§", "paragraf", "par", "ust", "pkt", "rozdział", "rozdzial"})
_SINGLE_LETTERS = frozenset("aiouwz§")
_NAMES = frozenset({Naming.FIRST, Naming.LAST})


def normalised(query: str) -> str:
    """Questions that differ in nothing but capitals, spaces and signs around words are one."""
    words = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", query).lower()).split()
    return " ".join(word for word in (word.lstrip(f"{_AROUND}+-/").rstrip(_AROUND) for word in words) if word)


def may_be_kept(query: str) -> bool:
    """Whether a normalised question holds nothing that may tell of a person.

    Without the dictionary names can't be told from other words, and nothing may be kept.
    """
    words = query.split()
    acts = [word for word in words if _ACT.fullmatch(word)]
    if not words or len(query) > LONGEST_QUERY or len(words) > MOST_WORDS or _STRANGE.search(query):
        return False
    if any("." in word for word in words if word not in acts):
        return False  # an address of the web, the mark of a file
    if not has_dictionary() or not all(_is_harmless_number(words, place) for place in range(len(words))):
        return False
    plain = [part for word in words for part in re.split(r"[^\w§]+", word) if part and not re.search(r"\d", word)]
    if any(len(part) == 1 and part not in _SINGLE_LETTERS for part in plain):
        return False  # initials, and the division of a court
    telling = [part for part in plain if part not in _BEFORE_NUMBER and not (acts and _ROMAN.fullmatch(part))]
    return _names_nobody([naming(part) for part in telling], bool(acts))


def _is_harmless_number(words: list[str], place: int) -> bool:
    """Whether the digits of a word, if any, are an act's number, a year, an amount as in "800 plus", a provision's."""
    word = words[place]
    if not re.search(r"\d", word) or _ACT.fullmatch(word) or _YEAR.fullmatch(word) or _AMOUNT.fullmatch(word):
        return True
    before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
    return bool(_SHORT.fullmatch(word)) and (after in ("plus", "+") or before in _BEFORE_NUMBER)


def _names_nobody(found: list[Naming], has_act: bool) -> bool:
    """Whether words, by what they tell of persons, can't be somebody's name."""
    if Naming.NAME in found:
        return False
    unknown, names = found.count(Naming.UNKNOWN), sum(one in _NAMES for one in found)
    if unknown > 1 or (unknown and (names or has_act)):
        return False  # a foreign name, a name misspelt, the mark of a court's file
    # A first name and a surname, though both mean something else, too.
    return not (Naming.FIRST in found and names > 1)
