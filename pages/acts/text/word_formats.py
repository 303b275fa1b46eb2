"""Numbers in the formats of Word's lists (ECMA-376, part 1, § 17.18.59)."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_LETTERS, _MOST_ROMAN = 26 * 4, 3_999


def formatted(number: int, shape: str) -> str:
    """A number in a format; decimal where the format is unknown or has no sign for it."""
    match shape:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" if 0 < number <= _MOST_LETTERS:
            # After z come aa, bb, cc.
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if shape == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < number <= _MOST_ROMAN:
            return _roman(number) if shape == "lowerRoman" else _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}."
        case _:
            return str(number)


def _roman(number: int) -> str:
    result = ""
    for value, sign in _ROMAN:
        result += sign * (number // value)
        number %= value
    return result
