"""Which lines of a hard-wrapped text continue the line before them.

Text copied from a PDF has a line for each line of the page, and a sentence may be broken just before a number:
"… z dnia / 12. marca", "… o których mowa w ust. / 2. Dyrektor …". The line before decides, and the order of numbers.
"""

from __future__ import annotations

import re

from pages.acts.text.labels import Labelled
from pages.acts.text.model import Level

# Words that are followed by a number or a name, never by the end of a unit.
_OPEN = re.compile(
    r"(?:^|[\s(„])(?:ust\.?|pkt|art\.?|lit\.?|tiret|nr|Nr|NR|poz\.|str\.|Dz\.|U\.|§{1,2}|dnia|dniu|w|z|ze|we|o|do|od|na|"
    r"za|po|przez|przy|dla|pod|nad|ul\.|tel\.|rozdziale|rozdziału|dziale|działu|"
    r"(?:ust\.|pkt|art\.|lit\.|§{1,2}) ?[0-9a-z]{1,5}(?:(?:, ?|[–-])[0-9a-z]{1,5})* ?(?:i|oraz|lub|albo|do|–|-))$"
)
_TAIL = 60
_ENDS = frozenset('.;:!?”"»)')


def is_open(before: str) -> bool:
    """Whether a line stops where something must follow: "… w ust.", "… z dnia", "§ 3 ust. 1 i"."""
    return bool(_OPEN.search(before[-_TAIL:]))


def is_ended(before: str) -> bool:
    """Whether a line stops at the end of a sentence, or of something that is said for itself."""
    return before[-1:] in _ENDS


def continues(before: str, line: Labelled, *, is_expected: bool, in_brackets: bool, in_list: bool) -> bool:
    """Whether a line that has the room for it continues the line before.

    is_expected: its number is the next one; in_brackets: a bracket opened before is not closed yet; in_list: its
    neighbours begin with a dash too.
    """
    last = before[-1:]
    if is_open(before):
        return True
    match line.level:
        case Level.TEXT:
            return last not in {":", ";"}
        case Level.SUBSECTION:
            return not is_ended(before) and (line.text[:1].islower() or not is_expected)
        case Level.INDENT:
            return last not in ".;:," and not in_list
        case _:
            return (in_brackets and not is_expected) or (last not in ".;:,!?" and not is_expected)
