"""Numbers of acts as Polish councils and offices print them.

Pure Python: no model is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from django.utils.translation import gettext as _

from search.analysis import shapes

# Longer than any printed number; keeps hostile input cheap.
MAX_LENGTH = 60

_SEPARATOR = r" ?[/.] ?"
_TAIL = rf"([0-9]{{1,6}})([a-zA-Z]?){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}})"
_RESOLUTION = re.compile(rf"([IVXLCDM]+){_SEPARATOR}{_TAIL}", re.IGNORECASE | re.ASCII)
_ORDINANCE = re.compile(_TAIL)
# Some offices number ordinances by the case sign of their file plan, e.g. OR.0050.70.2022.
_CASE_SIGN = re.compile(rf"((?:[A-Z]{{1,8}}(?:-[IVX]{{1,5}})?[./])?[0-9]{{4}}(?:\.[0-9]{{1,2}})?)[./]{_TAIL}", re.ASCII)


@total_ordering
@dataclass(frozen=True, eq=False)
class ActNumber:
    """An act's number: `raw` exactly as printed, and its parts.

    `session` is the number of the council's session (a resolution has it, an ordinance does not: None).
    `series` is the case sign before the number, when an office prints one.
    Two spellings of one number are equal, and numbers sort by year, session and running number.
    """

    raw: str
    number: int
    year: int
    session: int | None = None
    suffix: str = ""
    series: str = ""

    @classmethod
    def parse(cls, raw: str) -> ActNumber:
        """Read `X/79/90`, `XXVII/508/2020`, `LX/1197.2022`, `LXVI.1331/2022`, `70/2022` or `OR.0050.70.2022`.

        Raises ValueError when the text has another shape, its Roman numeral is not written by the
        rules (IIII, VX) or the year lies outside 1900–2099.
        """
        text = " ".join(raw.split()) if len(raw) <= MAX_LENGTH else ""
        session, series = None, ""
        if match := _RESOLUTION.fullmatch(text):
            session = roman_to_int(match.group(1))
        elif match := _CASE_SIGN.fullmatch(text):
            series = match.group(1).replace("/", ".")
        elif not (match := _ORDINANCE.fullmatch(text)):
            raise ValueError(
                _("“%(text)s” is not the number of an act; expected e.g. XXVII/508/2020 or 70/2022.")
                % {"text": " ".join(raw[:MAX_LENGTH].split())}
            )
        number, suffix, year = match.groups()[-3:]
        if int(number) == 0:
            raise ValueError(_("“%(text)s”: an act's number starts from 1.") % {"text": text})
        return cls(raw, int(number), full_year(year), session, suffix.lower(), series)

    @property
    def key(self) -> str:
        """The same for every spelling of one number; sorts as text in the order of the acts."""
        parts = [f"{self.year:04d}", f"{self.session or 0:04d}", f"{self.number:06d}{self.suffix}"]
        return "/".join([*parts, self.series] if self.series else parts)

    def __str__(self) -> str:
        return self.raw

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, ActNumber) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.key < other.key if isinstance(other, ActNumber) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)


def full_year(digits: str) -> int:
    """The year that two or four printed digits mean; raises ValueError outside 1900–2099."""
    try:
        return shapes.full_year(digits)
    except ValueError as error:
        raise ValueError(_("“%(year)s” can't be the year of an act.") % {"year": digits}) from error


def roman_to_int(numeral: str) -> int:
    """The value of a Roman numeral written by the rules (1–3999); raises ValueError otherwise."""
    try:
        return shapes.roman_to_int(numeral)
    except ValueError as error:
        raise ValueError(_("“%(text)s” is not a Roman numeral.") % {"text": numeral}) from error
