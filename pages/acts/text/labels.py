"""Numbers of units as they are printed at the beginning of a line, and their order."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pages.acts.text.model import Level

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMBER = rf"[0-9]{{1,4}}[a-zA-Z]{{0,3}}[{SUPERSCRIPTS}]{{0,3}}[a-z]{{0,2}}"
"""The number of a provision: 5, 5a, 12¹, 5ab."""

_UNIT_NUMBER = rf"[0-9]{{1,3}}[a-z]{{0,3}}[{SUPERSCRIPTS}]{{0,3}}"
_LETTERS = rf"[a-ząćęłńóśźż]{{1,2}}[{SUPERSCRIPTS}]{{0,2}}"
# A full stop with a capital or a quotation mark right behind it is a slip of the typist, with a digit it is a date or
# an amount.
_SUBSECTION = re.compile(rf"({_UNIT_NUMBER})\.(?=\s|\Z|[A-ZĄĆĘŁŃÓŚŹŻ„(])")
_POINT = re.compile(rf"({_UNIT_NUMBER})\)(?=\s|\Z|[\w„(])")
_LETTER = re.compile(rf"({_LETTERS})\)(?=\s|\Z|[\w„(])")
_INDENT = re.compile(r"([–—−‒‑•▪●◦■‣·-])(?=\s|\Z|[^\W\d_])")
_NUMBERED = ((Level.SUBSECTION, _SUBSECTION), (Level.POINT, _POINT), (Level.LETTER, _LETTER))

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_OFTEN_LEFT_OUT = set("ąćęłńóqśvxźż")
_POLISH = {"ł": "l", "Ł": "l"}
_PARTS_OF_NUMBER = re.compile(rf"([0-9]{{0,9}})([^0-9{SUPERSCRIPTS}]*)([{SUPERSCRIPTS}]*)(.*)", re.DOTALL)


class Labelled(NamedTuple):
    """A line taken apart: `label` as printed ("3.", "2)", "a)", "–"), `number` without punctuation, and the words."""

    level: Level
    number: str
    label: str
    text: str


def split_label(line: str) -> Labelled:
    """Take the number off a line; a line without one is Level.TEXT."""
    for level, pattern in _NUMBERED:
        if match := pattern.match(line):
            return Labelled(level, match[1], match[0], line[match.end() :].strip())
    if match := _INDENT.match(line):
        return Labelled(Level.INDENT, "", match[0], line[match.end() :].strip())
    return Labelled(Level.TEXT, "", "", line.strip())


def slug(number: str) -> str:
    """A number as it stands in an eId, of [a-z0-9_] only: "5A" is "5a", "12¹" is "12_1", "ł" is "l_pl".

    Numbers of one slug are one number; a hyphen never occurs, so that it can mark a number that stands twice.
    """
    number = "".join(number.split())
    raised = re.sub(rf"[{SUPERSCRIPTS}]+", lambda match: f"_{_plain_digits(match[0])}", number)
    folded = "".join(_POLISH.get(char, char) for char in unicodedata.normalize("NFKD", raised))
    ascii_only = re.sub(r"[\u0300-\u036f]", "", folded).lower()
    result = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")
    if len(number) == 1 and number.lower() in _ALPHABET and number.lower() != result:
        # A letter that only Polish has: "ź" and "ż" differ as the rest of the alphabet does.
        return f"{result}_kr" if number in "źŹ" else f"{result}_pl"
    return result


def unslug(text: str) -> str:
    """The number that a slug stands for, as printed in lower case."""
    if match := re.fullmatch(r"([acelnosz])_(pl|kr)", text):
        return {"z_kr": "ź"}.get(text, dict(zip("acelnosz", "ąćęłńósż", strict=True))[match[1]])
    return re.sub(r"_([0-9]+)", lambda match: "".join(SUPERSCRIPTS[int(digit)] for digit in match[1]), text)


def follows(before: str, number: str) -> bool:
    """Whether a number may come right after another: 2a after 2, 3 after 2a, b after a, za after z."""
    digits, letters, raised, rest = _taken_apart(before)
    next_digits, next_letters, next_raised, next_rest = _taken_apart(number)
    if not digits and not next_digits:
        return _letters_follow(letters, next_letters) and not next_raised
    if rest or next_rest or not digits or not next_digits:
        return False
    if int(next_digits) == int(digits) + 1:
        return not next_letters and not next_raised
    if int(next_digits) != int(digits):
        return False
    if next_letters == letters:
        return _value(next_raised) == _value(raised) + 1
    return not next_raised and (_letters_follow(letters, next_letters) if letters else next_letters == "a")


def is_first(number: str) -> bool:
    """Whether an enumeration may begin with this number."""
    return number in {"1", "a", "A"}


def _taken_apart(number: str) -> tuple[str, str, str, str]:
    match = _PARTS_OF_NUMBER.fullmatch(number)
    digits, letters, raised, rest = match.groups() if match else ("", number, "", "")
    return digits, letters.lower(), raised[:9], rest


def _letters_follow(before: str, after: str) -> bool:
    if not before or not after:
        return False
    if after in {before + "a", "a" * (len(before) + 1) if set(before) <= {"z", "ż"} else ""}:
        return True
    if len(before) == len(after) and before[:-1] == after[:-1]:
        return _next_letter(before[-1], after[-1])
    return len(before) == len(after) + 1 and _letters_follow(before[:-1], after)


def _next_letter(before: str, after: str) -> bool:
    start, end = _ALPHABET.find(before), _ALPHABET.find(after)
    return 0 <= start < end and set(_ALPHABET[start + 1 : end]) <= _OFTEN_LEFT_OUT


def _plain_digits(raised: str) -> str:
    return "".join(str(SUPERSCRIPTS.index(char)) for char in raised)


def _value(raised: str) -> int:
    return int(_plain_digits(raised) or "0")
