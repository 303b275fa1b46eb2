"""Quotations that reach over several lines: the new wording that one act gives to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LINES = 200
"""A quotation that is not closed within so many lines is a slip of the typist, not a quotation."""

_MARKS = re.compile("[„”“\"]|''|’’|,,")
_OPENING = {"„", ",,"}


def quoted(lines: Sequence[str]) -> list[bool]:
    """For each line whether it begins inside a quotation that is closed later on.

    Only Polish opening marks („, or two commas) open one: a straight mark says nothing of its direction.
    """
    inside = [False] * len(lines)
    opened = -1
    for index, line in enumerate(lines):
        for mark in _MARKS.findall(line):
            if mark in _OPENING:
                opened = index if opened < 0 else opened
            elif opened >= 0:
                if index - opened <= MAX_LINES:
                    inside[opened + 1 : index + 1] = [True] * (index - opened)
                opened = -1
    return inside
