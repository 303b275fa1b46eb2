"""Finds the numbers of persons in texts: PESEL, identity cards, bank accounts.

Offices print many numbers that look alike: phones, REGON, KRS, case numbers, amounts in columns. So a number counts
only when its control digits fit and it is written as people write such numbers; in odd groups it counts after the word
that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _


class NumberKind(StrEnum):
    """Whose number it is."""

    PESEL = "pesel"
    ID_CARD = "id-card"
    ACCOUNT = "account"


class Found(NamedTuple):
    """A number of a person in a text."""

    kind: NumberKind
    text: str
    """As it is written there."""
    place: int
    """The index of its first character in the text."""

    @property
    def plain(self) -> str:
        """Only letters and digits; an account always with its country."""
        bare = _bare(self.text)
        if self.kind is NumberKind.ID_CARD:
            return bare[:3] + bare[-6:]  # without the „nr” that may stand between the series and the digits
        return f"PL{bare}" if self.kind is NumberKind.ACCOUNT and bare.isdecimal() else bare

    @property
    def masked(self) -> str:
        """What an editor needs to find it, which tells nobody else whose it is."""
        return masked(self.kind, self.plain[: SHOWN[self.kind]])


SHOWN = {NumberKind.PESEL: 2, NumberKind.ID_CARD: 2, NumberKind.ACCOUNT: 4}
"""How many characters of a number are shown."""


def masked(kind: NumberKind, beginning: str) -> str:
    """A number by its kind and beginning: „PESEL zaczynający się od 44…”."""
    sentence = {
        NumberKind.PESEL: _("a PESEL number beginning with %(beginning)s…"),
        NumberKind.ID_CARD: _("a number of an identity card beginning with %(beginning)s…"),
        NumberKind.ACCOUNT: _("a bank account beginning with %(beginning)s…"),
    }[kind]
    return sentence % {"beginning": beginning}


def personal_numbers(text: str) -> list[Found]:
    """The numbers of persons in a text, in its order, none of them twice in one place."""
    found = [*_accounts(text), *_pesels(text), *_id_cards(text)]
    return sorted(_apart(found), key=lambda one: one.place)


def known_accounts(lines: str) -> frozenset[str]:
    """The accounts that somebody has listed, as `Found.plain` writes them; what else stands there says nothing."""
    return frozenset(one.plain for one in personal_numbers(lines) if one.kind is NumberKind.ACCOUNT)


# What may stand between two digits of one number: a space of any width, a dash, what a program hides in a line.
_GAP = "[ \t\u00a0\u2007\u2009\u202f\u00ad\u200b\u2060\u2010\u2011\u2012\u2013-]"
_BETWEEN = f"{_GAP}?"
# Neither inside of a longer number, a decimal, an address or a code, nor a number that goes on after a gap.
_START = r"(?<![^\W_])(?<!\d[.,/:])(?<!\d" + _GAP + ")"
_END = r"(?![^\W_])(?![.,/:]\d)(?!" + _GAP + r"\d)"

_NOT_ALPHANUMERIC = re.compile(r"[\W_]")


def _bare(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)).upper()


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Those that don't lie within one found before."""
    taken: list[range] = []
    for one in found:
        if not any(one.place in other for other in taken):
            taken.append(range(one.place, one.place + len(one.text)))
            yield one


# -- PESEL -------------------------------------------------------------------------------------------------------------

_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_CENTURIES = {0: 1900, 1: 2000}
_LENGTH = 11

# In one piece it may stand beside other numbers, in groups it may not: columns of amounts look like that.
_PESEL_IN_ONE = re.compile(r"(?<![^\W_])(?<!\d[.,/:])\d{11}(?![^\W_])(?![.,/:]\d)")
_PESEL_IN_GROUPS = re.compile(
    _START
    + "(?:"
    + "|".join(
        _GAP.join(rf"\d{{{size}}}" for size in sizes)
        for sizes in ((6, 5), (2, 2, 2, 5), (2, 2, 2, 2, 3), (6, 4, 1), (6, 3, 2), (1,) * _LENGTH)
    )
    + ")"
    + _END
)
# After the word that names it, it may be written in any way; the word may be glued to it.
_PESEL_NAMED = re.compile(
    rf"pesel\W{{0,5}}(?:(?:nr|numer|no)\W{{0,4}})?((?:\d{_BETWEEN}){{10}}\d)(?!\d)", re.IGNORECASE
)
_PHONE_BEFORE = re.compile(r"(?:\+|\b00|\b(?:tel|fax|faks|telefon|telefonu|kom)\b[.:]{0,2}\s*\+?)\s*\Z", re.IGNORECASE)


def _pesels(text: str) -> Iterator[Found]:
    for match in _PESEL_NAMED.finditer(text):
        if is_pesel(_bare(match[1])):
            yield Found(NumberKind.PESEL, match[1], match.start(1))
    for pattern in (_PESEL_IN_ONE, _PESEL_IN_GROUPS):
        for match in pattern.finditer(text):
            phone = _PHONE_BEFORE.search(text, max(0, match.start() - 12), match.start())
            if not phone and is_pesel(_bare(match[0])):
                yield Found(NumberKind.PESEL, match[0], match.start())


def is_pesel(digits: str) -> bool:
    """Whether eleven digits are the number of somebody born since 1900: a day that has been, and the control digit."""
    if len(digits) != _LENGTH or not digits.isdecimal():
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century = _CENTURIES.get(month // 20)
    if century is None:
        return False
    try:
        born = date(century + year, month % 20, day)
    except ValueError:
        return False
    control = -sum(weight * int(digit) for weight, digit in zip(_PESEL_WEIGHTS, digits, strict=False)) % 10
    return born <= localdate() and control == int(digits[10])


# -- identity cards ----------------------------------------------------------------------------------------------------

_ID_WEIGHTS = (7, 3, 1, 0, 7, 3, 1, 7, 3)
# Amounts and marks of offices in the same shape. The letters O and Q are on no card.
_NOT_ID = {"BIP", "BZP", "CHF", "CPV", "CZK", "DPS", "EUR", "GBP", "GUS", "ISO", "KRS", "MRP", "NIP", "PIT", "PLN"}
_NOT_ID |= {"RIP", "UAH", "USD", "VAT", "WNP", "ZUS"}
_ID_IN_ONE = re.compile(r"(?<![\w/.-])[A-NPR-Z]{3}\d{6}(?![\w/])(?![.,-]\d)")
_ID_NAMED = re.compile(
    r"\b(?:dow[oó]d\w*|dow\.|tożsamości|seri[aięą]\w*|legitym\w+)[^\n]{0,40}?"
    rf"(?<!\w)([A-NPR-Z]{{3}}{_BETWEEN}(?:nr\W{{0,3}})?\d{{3}}{_BETWEEN}\d{{3}})(?!\w)",
    re.IGNORECASE,
)


def _id_cards(text: str) -> Iterator[Found]:
    named = ((match[1], match.start(1)) for match in _ID_NAMED.finditer(text))
    for written, place in (*named, *((match[0], match.start()) for match in _ID_IN_ONE.finditer(text))):
        found = Found(NumberKind.ID_CARD, written, place)
        if is_id_card(found.plain):
            yield found


def is_id_card(number: str) -> bool:
    """Whether three letters and six digits are the number of a Polish identity card."""
    if not re.fullmatch(r"[A-NPR-Z]{3}[0-9]{6}", number) or number[:3] in _NOT_ID:
        return False
    values = [int(sign, 36) for sign in number]
    return sum(weight * value for weight, value in zip(_ID_WEIGHTS, values, strict=True)) % 10 == values[3]


# -- bank accounts -----------------------------------------------------------------------------------------------------

# Lengths of account numbers (IBAN registry) in the countries that people here have accounts in.
_IBAN_LENGTHS = {
    "AT": 20,
    "BE": 16,
    "CH": 21,
    "CZ": 24,
    "DE": 22,
    "ES": 24,
    "FR": 27,
    "GB": 22,
    "IE": 22,
    "IT": 27,
    "LT": 20,
    "LV": 21,
    "NL": 18,
    "NO": 15,
    "PL": 28,
    "SE": 24,
    "SK": 24,
    "UA": 29,
}
_IBAN = re.compile(rf"(?<!\w)([A-Z]{{2}}){_BETWEEN}\d{_BETWEEN}\d(?:{_BETWEEN}[A-Z0-9]){{11,25}}", re.IGNORECASE)
_ACCOUNT = re.compile(
    _START
    + "(?:"
    + "|".join(
        _GAP.join(rf"\d{{{size}}}" for size in sizes)
        for sizes in ((26,), (2, *(4,) * 6), (2, 8, 16), (2, 8, *(4,) * 4))
    )
    + ")"
    + _END
)


def _accounts(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[1].upper(), 0)
        written = _first(match[0], length) if length else ""
        if written and is_iban(_bare(written)):
            yield Found(NumberKind.ACCOUNT, written, match.start())
    for match in _ACCOUNT.finditer(text):
        if is_iban(f"PL{_bare(match[0])}"):
            yield Found(NumberKind.ACCOUNT, match[0], match.start())


def _first(written: str, length: int) -> str:
    """The beginning with so many letters and digits; empty when there are fewer."""
    count = 0
    for index, sign in enumerate(written):
        count += sign.isalnum()
        if count == length:
            return written[: index + 1]
    return ""


def is_iban(number: str) -> bool:
    """Whether letters and digits are an account number by its length and control digits (ISO 13616, mod 97)."""
    if _IBAN_LENGTHS.get(number[:2]) != len(number) or not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", number):
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1
