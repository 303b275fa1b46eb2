"""What the text of an act is made of, once its structure is recognised.

Pure Python: no model is imported here. A text is kept as a list of raw blocks, the JSON of the field that editors see
(`TextBlock` in `pages.acts.blocks`), in the order of the text:

- `{"type": "part", "value": {"kind": "rozdział", "number": "2", "title": "Zadania"}}`, a chapter's heading;
- `{"type": "provision", "value": {"sign": "§", "number": "5", "name": "Formy pomocy", "text": "1. …\\n2. …\\n1) …"}}`,
  a § or an article with its units, one a line as they are printed; `name` is only for the table of contents;
- `{"type": "passage", "value": {"text": "…"}}`, text outside any § (a preamble, a signature).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

RawBlock = dict[str, Any]
"""A block as it is kept; keys besides `type` and `value` (Wagtail's `id`) are left alone."""


class PartKind(StrEnum):
    """Kinds of headings that gather provisions, from the widest."""

    DIVISION = "dział"
    CHAPTER = "rozdział"
    SECTION = "oddział"


PART_STEPS = ("dzi_", "roz_", "odd_")
"""How the steps of an eId begin that name parts: those of a § have them only where its number stands in more parts."""


class Level(StrEnum):
    """Levels of units, as an eId names them."""

    PARAGRAPH = "par"
    ARTICLE = "art"
    SUBSECTION = "ust"
    POINT = "pkt"
    LETTER = "lit"
    INDENT = "tir"
    TEXT = "tekst"
    """A line without a number: what is said before, between or after numbered ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading: `Rozdział 2` with its title; either may be blank, not both."""

    kind: PartKind
    number: str
    title: str
    eid: str

    @property
    def label(self) -> str:
        """The first line of the heading as printed: "Rozdział 2"."""
        return f"{self.kind.value.capitalize()} {self.number}".strip() if self.number else ""

    @property
    def depth(self) -> int:
        """How many parts it stands in: 1 for a chapter of a division."""
        return self.eid.count("__")


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit, or a line without a number, with its own words only: those of units inside it stand in them.

    `label` is the number as printed ("3.", "2)", "a)", "–", blank); `eid` names the unit for good
    (`par_5__ust_3__pkt_2`), `citation` as a lawyer would ("§ 5 ust. 3 pkt 2").
    """

    level: Level
    number: str
    label: str
    text: str
    eid: str
    citation: str

    @property
    def depth(self) -> int:
        """How many units it stands in: 0 for the § itself."""
        return sum(not step.startswith(PART_STEPS) for step in self.eid.split("__")) - 1

    @property
    def line(self) -> str:
        """The unit as it is printed."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Provision:
    """A § or an article. `units[0]` is the provision itself, with the words before its first numbered unit."""

    sign: str
    number: str
    name: str
    units: tuple[Unit, ...]

    @property
    def eid(self) -> str:
        """The anchor of the provision."""
        return self.units[0].eid

    @property
    def label(self) -> str:
        """The number as printed: "§ 5." or "Art. 5."."""
        return f"{self.sign} {self.number}.".strip() if self.number else self.sign


@dataclass(frozen=True, slots=True)
class Passage:
    """Text outside any provision."""

    text: str
    eid: str


Piece = Part | Provision | Passage
