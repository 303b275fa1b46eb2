"""What the board says of three centres, item by item; the one place to edit when the demonstration's content changes.

`+` met, `-` not met, `0` not applicable; the columns are MOPR Kielce, MOPS Kędzierzyn-Koźle, a centre just made.
"""

from datetime import datetime

from pages.core.dates import WARSAW

# Confirmations and the statements of the demonstration are of November 2026; a year later they count no more.
ON = datetime(2026, 11, 30, 12, tzinfo=WARSAW)

STATUS = {"+": "met", "-": "not_met", "0": "not_applicable"}

TABLE = """
    L1   + + +
    L2   + - -
    L3   + + +
    L4   - - -
    L5   + + +
    L6   + + +
    L7   + + -
    L8   + + +
    L9   - - -
    L10  + + +
    L11  - - -
    L12  - - -
    L13  + + +
    L14  - - -
    L15  + + +
    L16  - - -
    L17  - - -
    L18  - - -
    L19  + + +
    L20  - - -
    L21  - - -
    L22  - - -
    L23  + + +
    L24  - - -
    L25  - - -
    L26  - - -
    L27  - - -
    L28  + + +
    L29  + + +
    L30  + - 0
"""


def expected(column: int) -> dict[str, str]:
    """The states of one centre by the number of the item."""
    rows = [line.split() for line in TABLE.strip().splitlines()]
    return {code: STATUS[states[column]] for code, *states in rows}
