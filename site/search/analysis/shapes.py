"""Numbers of acts, days and phone numbers, each in one spelling whatever way it is written.

XXVII/508/2020 · xxvii.508.2020      s27n508y2020 n508y2020
70/2022 · 70.2022 · 70/22            n70y2022
23 kwietnia 2020 · 23.04.2020        d20200423
23 IV 2020 · 2020-04-23
41 331 25 24 · (41) 331-25-24        t413312524 t3312524
+48 413312524 · 0-41/331-25-24
331 25 24                            t3312524
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from search.analysis.folding import fold

# Two-digit years follow the POSIX rule: 69–99 are 1969–1999, 00–68 are 2000–2068.
CENTURY_PIVOT = 69
MIN_YEAR, MAX_YEAR = 1900, 2099

_ROMAN_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN = re.compile(r"(?=.)M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")

_MONTHS = (
    ("styczen", "stycznia"), ("luty", "lutego"), ("marzec", "marca"), ("kwiecien", "kwietnia"), ("maj", "maja"),
    ("czerwiec", "czerwca"), ("lipiec", "lipca"), ("sierpien", "sierpnia"), ("wrzesien", "wrzesnia"),
    ("pazdziernik", "pazdziernika"), ("listopad", "listopada"), ("grudzien", "grudnia"),
)  # fmt: skip
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH_NUMBERS |= {name: number for number, name in enumerate(_ROMAN_MONTHS, 1)}

_DAY_IN_WORDS = re.compile(r"(?<![\w/.])(\d{1,2})(?:\s+|\. ?)([^\W\d_]{1,12})(?:\s+|\. ?)(\d{4})(?!\d)")
_DAY_IN_DIGITS = re.compile(r"(?<![\w/.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_OF_COMPUTERS = re.compile(r"(?<![\w/.])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ACT = re.compile(
    r"(?<!\w)(?:([IVXLCDM]{1,9}) ?[/.] ?)?([0-9]{1,6})([a-z]?) ?[/.] ?([0-9]{4}|[0-9]{2})(?![\w])", re.IGNORECASE
)
# As Polish phones are printed; then nine digits however they are grouped, the old way with a stroke after the area,
# and the short number within a town, which is no part of a longer one. Digits of other scripts dial nothing.
_GAP = r"[ \u00a0-]"
_IN_TOWN = rf"[0-9]{{3}}{_GAP}?[0-9]{{2}}{_GAP}?[0-9]{{2}}"
_PHONE = re.compile(
    rf"(?<![\w/])(?:(?:\+|00)?48{_GAP}?)?(?:[0-9]{{2}}({_GAP})[0-9]{{3}}\1[0-9]{{2}}\1[0-9]{{2}}"
    rf"|[0-9]{{3}}({_GAP})[0-9]{{3}}\2[0-9]{{3}})(?![\w/])"
)
_PHONE_IN_GROUPS = re.compile(r"(?<![\w/])\+?[(0-9](?:[ ()\u00a0-]{0,2}[0-9]){8,14}(?![\w/])")
_PHONE_AFTER_STROKE = re.compile(rf"(?<![\w/])\(?(?:0-?)?[0-9]{{2}}\)? ?/ ?{_IN_TOWN}(?![\w/])")
_PHONE_IN_TOWN = re.compile(rf"(?<![\w/])(?<![0-9]{_GAP}){_IN_TOWN}(?!{_GAP}?[0-9])(?![\w/])")
# "0" is how long-distance calls began until 2005.
_BEFORE_PHONES = ("0048", "48", "0")
_PHONE_DIGITS, _DIGITS_IN_TOWN = 9, 7


class Span(Protocol):
    """A part of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


More = TypeVar("More", bound=Span)


class Shape(NamedTuple):
    """A number that means more than its digits, and where in the text it stands."""

    tokens: tuple[str, ...]
    start: int
    end: int


def shapes(text: str) -> list[Shape]:
    """The days, numbers of acts and phone numbers of a text, in its order; none lies in another."""
    found: list[Shape] = []
    for pattern, read in _KINDS:
        more = (Shape(tokens, *match.span()) for match in pattern.finditer(text) if (tokens := read(match)))
        found = sorted([*found, *beside(found, more)], key=lambda shape: shape.start)
    return found


def beside(taken: Sequence[Span], more: Iterable[More]) -> Iterator[More]:
    """Those that touch none of the parts of a text that are taken; both in its order, in one walk through it."""
    place = 0
    for one in more:
        while place < len(taken) and taken[place].end <= one.start:
            place += 1
        if place == len(taken) or one.end <= taken[place].start:
            yield one


def _day_in_words(match: re.Match[str]) -> tuple[str, ...]:
    name = match[2]
    return _day(match[3], _MONTH_NUMBERS.get(name) or _MONTH_NUMBERS.get(fold(name), 0), match[1])


def _day_in_digits(match: re.Match[str]) -> tuple[str, ...]:
    return _day(match[4], int(match[3]), match[1])


def _day_of_computers(match: re.Match[str]) -> tuple[str, ...]:
    return _day(match[1], int(match[2]), match[3])


def _day(year: str, month: int, day: str) -> tuple[str, ...]:
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return ()
    return (f"d{int(year):04d}{month:02d}{int(day):02d}",)


def _act(match: re.Match[str]) -> tuple[str, ...]:
    session, number, suffix, digits = match.groups()
    try:
        plain = f"n{int(number)}{suffix.lower()}y{full_year(digits)}"
        return (f"s{roman_to_int(session)}{plain}", plain) if session else (plain,)
    except ValueError:
        return ()


def _phone(match: re.Match[str]) -> tuple[str, ...]:
    digits = "".join(char for char in match[0] if char.isdigit())
    for before in _BEFORE_PHONES:
        if len(digits) == _PHONE_DIGITS + len(before):
            digits = digits.removeprefix(before)
    if len(digits) == _DIGITS_IN_TOWN:
        return (f"t{digits}",)
    return (f"t{digits}", f"t{digits[-_DIGITS_IN_TOWN:]}") if len(digits) == _PHONE_DIGITS else ()


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, ...]]], ...] = (
    (_DAY_IN_WORDS, _day_in_words),
    (_DAY_IN_DIGITS, _day_in_digits),
    (_DAY_OF_COMPUTERS, _day_of_computers),
    (_ACT, _act),
    (_PHONE, _phone),
    (_PHONE_IN_GROUPS, _phone),
    (_PHONE_AFTER_STROKE, _phone),
    (_PHONE_IN_TOWN, _phone),
)


def full_year(digits: str) -> int:
    """The year that two or four printed digits mean; raises ValueError outside 1900–2099."""
    year = int(digits)
    if len(digits) == 2:
        return year + (1900 if year >= CENTURY_PIVOT else 2000)
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise ValueError(digits)
    return year


def roman_to_int(numeral: str) -> int:
    """The value of a Roman numeral written by the rules (1–3999); raises ValueError otherwise."""
    upper = numeral.upper()
    if not _ROMAN.fullmatch(upper):
        raise ValueError(numeral)
    total, rest = 0, upper
    for value, sign in _ROMAN_VALUES:
        while rest.startswith(sign):
            total += value
            rest = rest[len(sign) :]
    return total
