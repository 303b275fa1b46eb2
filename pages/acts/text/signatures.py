"""Where the last provision ends and the signatures begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LINES, MAX_LENGTH = 8, 90

_SIGNING = re.compile(
    r"(?:Przewodnicząc[yaą]|Wiceprzewodnicząc[yaą]|Dyrektor(?:ka)?|Zastępca|Prezydent|Burmistrz|Wójt|Starosta|Kierownik|"
    r"Marszałek|Wicedyrektor|Sekretarz|Skarbnik|z up\.|Z up\.|w z\.|/-/|\(-\)|\(podpis|Podpis)",
    re.IGNORECASE,
)


def signature_at(units: Sequence[str]) -> int:
    """The index of the first line of the signatures under a provision; how many units there are when there are none.

    Signatures are the last lines, few and short, none a sentence, the first of them an office or the sign of a
    signature, below a sentence that ended.
    """
    start = len(units)
    while start > 1 and len(units) - start < MAX_LINES and _is_short(units[start - 1]):
        start -= 1
    for index in range(start, len(units)):
        if _SIGNING.match(units[index]) and units[index - 1].endswith("."):
            return index
    return len(units)


def _is_short(line: str) -> bool:
    return len(line) <= MAX_LENGTH and line[-1] not in ".;:,"
