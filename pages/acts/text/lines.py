"""Lines of a pasted text and what each may be: a part's heading, a provision, or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pages.acts.text.cleaning import clean
from pages.acts.text.labels import NUMBER, split_label
from pages.acts.text.model import PartKind
from pages.acts.text.wrapping import is_open

MIN_WIDTH, MAX_WIDTH = 45, 160
"""Characters in a line of a printed page; a text with longer ones, or with none as long, has a line for each unit."""

HALF_FULL, FULL, QUITE_FULL = 0.4, 0.7, 0.85
"""How much of the widest line a line has to fill before the next can be its continuation: less in the middle of a
sentence, more before a new one."""

MAX_HEADING = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of pasted text, or a paragraph of a document.

    `may_continue`: it may be the continuation of the line before it, broken by the width of a page. Paragraphs of a
    document never are.
    """

    text: str
    may_continue: bool = False


class Heading(NamedTuple):
    """The heading of a part; its title may stand in the next lines."""

    kind: PartKind
    number: str
    title: str


class Opening(NamedTuple):
    """The beginning of a § or an article; `is_sure` when a full stop stands after the number."""

    sign: str
    number: str
    text: str
    is_sure: bool


_ROMAN = r"(?=[IVX])[IVXL]+[a-z]?"
_ORDINAL = (
    r"(?:pierwszy|drugi|trzeci|czwarty|piąty|szósty|siódmy|ósmy|dziewiąty|dziesiąty|"
    r"jedenasty|dwunasty|trzynasty|czternasty|piętnasty)"
)
_HEADING = re.compile(
    rf"(Dział|Rozdział|Oddział|DZIAŁ|ROZDZIAŁ|ODDZIAŁ) ({NUMBER}|{_ROMAN}|{_ORDINAL}|{_ORDINAL.upper()})"
    r"(?: ?([.:–—-])|(?=\s|\Z)) ?(.*)"
)
_OPENING = re.compile(rf"(§|Art\.|ART\.|Artykuł(?= )|ARTYKUŁ(?= )) ?({NUMBER})(?: ?(\.)|(?=\s|\Z)) ?(.*)")
_FALSE_LETTER = re.compile(r"[a-z]*[A-Z]")
# "§ 5. ust. 2 stosuje się" cites although somebody put a full stop.
_CITING = re.compile(
    r"(?:ust|pkt|lit|tiret|oraz|i|lub|albo|zdanie|niniejsz\w*|stosuje|tego|tej|otrzymuj\w*|skreśla|uchyla)\b"
)
_OF_AN_ACT = re.compile(
    r"(?:Regulaminu|Statutu|Uchwały|Zarządzenia|Ustawy|Kodeksu|Konstytucji|Rozporządzenia|Załącznika|Umowy|"
    r"Porozumienia|Instrukcji|Procedury|Zasad|Polityki)\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"Załącznik(?: nr [^\s]{1,8})?(?: do\b.*)?|ZAŁĄCZNIK\b.*", re.IGNORECASE)


def lines_of(text: str) -> list[Line]:
    """The lines of a plain text without blank ones. Raises UnreadableTextError when it is too long."""
    raw = [line.strip() for line in clean(text).split("\n")]
    width = _width([len(line) for line in raw if line])
    lines = []
    for index, line in enumerate(raw):
        if line:
            before = raw[index - 1] if index else ""
            lines.append(Line(line, may_continue=bool(before and width) and _is_full(before, line, width)))
    return lines


def _width(lengths: Sequence[int]) -> int:
    """How many characters a full line has; 0 when lines are not broken by the width of a page."""
    if 20 * sum(length > MAX_WIDTH for length in lengths) > len(lengths):
        return 0
    kept = sorted((length for length in lengths if length <= MAX_WIDTH), reverse=True)
    # A few lines may be wider than the page: a heading typed on its own, an address.
    width = kept[len(kept) // 50] if kept else 0
    return width if width >= MIN_WIDTH else 0


def _is_full(before: str, line: str, width: int) -> bool:
    """Whether the first word of a line had no room left in the line before."""
    filled = len(before) + 1 + len(line.split(" ", 1)[0])
    ends = before[-1] in ".!?"
    if is_open(before) or (not ends and split_label(line).text[:1].islower()):
        return filled > width * HALF_FULL
    return filled > width * (QUITE_FULL if ends and not line[0].islower() else FULL)


def read_heading(text: str) -> Heading | None:
    """The heading of a part that a line is: "Rozdział 2", "DZIAŁ I. Przepisy ogólne"; not "Rozdział 2 stosuje się"."""
    match = _HEADING.fullmatch(text) if len(text) <= MAX_HEADING else None
    if not match:
        return None
    word, number, separator, title = match.groups()
    said_so = word.isupper() or separator or not title
    if not said_so and not (title[0].isupper() and title[-1] not in ".;,:"):
        return None
    if title and (title[0].isdigit() or (separator != "." and title[0].islower())):
        return None
    return Heading(PartKind(word.lower()), number, title)


def read_opening(text: str) -> Opening | None:
    """The provision that a line may begin: "§ 5.", "§ 5", "Art. 5a. 1. …"; not "§ 5 ust. 2 stosuje się odpowiednio"."""
    match = _OPENING.fullmatch(text)
    if not match:
        return None
    sign, number, stop, rest = match.groups()
    if _CITING.match(rest) or (not stop and (_OF_AN_ACT.match(rest) or (rest and not _begins_a_text(rest)))):
        return None
    return Opening("§" if sign == "§" else "Art.", number, rest, is_sure=bool(stop))


def _begins_a_text(rest: str) -> bool:
    return rest[0].isupper() or rest[0] in '„("' or bool(re.match(r"[0-9]{1,3}[a-z]?[.)]", rest))


def is_annex(text: str) -> bool:
    """Whether a line is the heading of an annex; sentences about annexes end with a full stop."""
    return len(text) <= 2 * MAX_HEADING and text[-1:] not in {".", ";", ","} and bool(_ANNEX.fullmatch(text))
