"""Whether a text mentions a person, in whatever case of Polish grammar the name stands.

Pure Python. Only a first name next to a surname counts: either alone is mostly somebody else, or no name at all.
"""

from __future__ import annotations

import re
from itertools import pairwise

from search.analysis.folding import fold

_WORD = re.compile(r"[^\W\d_]{2,}")
# Endings change the last two letters or three: Anna, Annie; Kowalska, Kowalskiej; Marek, Markiem.
_ENDING = 2
_STEM = 3
_LONGER = 3
"""By how much a case can be longer than the name: Kowalski, Kowalskiego. Ewelina is no Ewa."""
_VOWELS = "aeiouy"


def mentions(text: str, name: str) -> bool:
    """Whether two neighbouring words of the text are two words of the name."""
    wanted = _WORD.findall(fold(name))
    if len(wanted) < 2:
        return False
    words = _WORD.findall(fold(text))
    return any(
        any(_may_be(first, one) and _may_be(second, other) for one in wanted for other in wanted if one != other)
        for first, second in pairwise(words)
    )


def _may_be(word: str, name: str) -> bool:
    """Whether the word may be a case of the name."""
    return word.startswith(_stem(name)) and len(word) <= len(name) + _LONGER


def _stem(word: str) -> str:
    """The beginning that no ending changes, as good as one can tell without a dictionary."""
    if len(word) > _STEM:
        return word[: max(_STEM, len(word) - _ENDING)]
    return word[:-1] if len(word) == _STEM and word[-1] in _VOWELS else word  # Ewa, Ewy
