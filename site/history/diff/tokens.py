"""Cuts text into words and punctuation; the spaces between belong to neither.

What a reader takes for one thing is one token: numbers of acts (`XXVII/508/2020`), numbering (`1.2.`), dates
(`23.04.2020`, `2020-04-23`), amounts (`1 234,56 zł`), telephone numbers, addresses, words with a hyphen.
"""

import re
from typing import NamedTuple

_GAP = "[ \u00a0\u202f]"
_TOKEN = re.compile(
    rf"""
      https?://\S*[\w/]                                      # an address of a page
    | \d{{4}}-\d\d-\d\d(?!\w) | \d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\w)  # dates
    | (?:
        \d{{1,3}}(?:{_GAP}\d{{3}})+(?:,\d+)?(?![\w,])          # 1 234,56: thousands apart
        (?![ \u00a0\u202f-]\d\d(?!\w))                            # but no beginning of a telephone number
      | \d+,\d+(?!\w)
      | \d+(?={_GAP}?(?:zł|gr|%|€|PLN|EUR)(?!\w))
      )
      (?:{_GAP}?(?:zł|gr|%|€|PLN|EUR)(?!\w))?                # amounts keep their currency
    | \+?\d{{2,3}}(?:[ \u00a0\u202f-]\d{{2,3}}){{2,}}(?!\w)        # telephone numbers
    | \d+(?:\.\d+)+\.(?!\w)                                  # numbering such as 1.2.
    | [\w\u0300-\u036f]+(?:[./'’@:-][\w\u0300-\u036f]+)*     # words, numbers of acts, clock times
    | \S                                                     # punctuation, a sign at a time
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W_]")
_SENTENCE_END = frozenset(".!?…;")


class Token(NamedTuple):
    """A word or a sign, where it stands, and what it is compared by."""

    start: int
    end: int
    key: str

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return _LETTER.search(self.key) is not None


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order; only white space lies between them."""
    tokens = []
    for found in _TOKEN.finditer(text):
        word = found[0]
        # Only amounts and telephone numbers hold white space, and those are few.
        key = word if word.isalnum() else _SPACES.sub(" ", word)
        tokens.append(Token(found.start(), found.end(), key))
    return tokens


def count_words(text: str) -> int:
    """How many words a text has; signs alone are none."""
    return sum(token.is_word for token in tokens_of(text))


def sentences_of(text: str, tokens: list[Token]) -> list[list[Token]]:
    """The tokens by sentence: a full stop and its like, or a line break, ends one."""
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        previous = sentences[-1][-1] if sentences[-1] else None
        if previous and (previous.key in _SENTENCE_END or "\n" in text[previous.end : token.start]):
            sentences.append([])
        sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]
