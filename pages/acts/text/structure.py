"""From the stored blocks of a text to its parts, provisions and units, each with an eId and a citation.

Units nest by level: ustęp, punkt, litera, tiret. Lines without a number:

- the first one after the number of a § is the text of the § itself, further ones before a numbered unit are TEXT units;
- a line after an enumeration („część wspólna”) is a TEXT unit of the nearest ustęp, or of the § when it has none; so is
  a lone line with a dash after points or letters;
- lines inside a quotation that reaches over several lines („§ 5. … ”) are TEXT: they are units of another act.

The eId of a unit depends on nothing but its own number and those it stands in. Only a number that stands twice gets its
turn as a suffix (`par_5-2`), and a § whose number stands in more than one part is named with its part (`roz_2__par_1`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pages.acts.text.citations import citation
from pages.acts.text.labels import Labelled, is_first, slug, split_label
from pages.acts.text.model import Level, Part, PartKind, Passage, Piece, Provision, RawBlock, Unit
from pages.acts.text.quotations import quoted

NUMBERLESS = "nn"
"""What an eId says where an editor left the number blank (as Akoma Ntoso does)."""

_STEPS = {PartKind.DIVISION: "dzi", PartKind.CHAPTER: "roz", PartKind.SECTION: "odd"}
_RANKS = {Level.SUBSECTION: 1, Level.POINT: 2, Level.LETTER: 3, Level.INDENT: 4}


class Group(NamedTuple):
    """A line of the table of contents: a part, or None before the first one, with the provisions right under it."""

    part: Part | None
    provisions: list[Provision]


def structure(blocks: Sequence[RawBlock]) -> list[Piece]:
    """The pieces of a text in their order; never raises, whatever an editor typed. Blocks of other types are passed."""
    pieces: list[Piece | None] = []
    parts = _Parts()
    found: list[tuple[int, str, str, Mapping[str, object]]] = []
    passages = 0
    for block in blocks:
        value = value_of(block)
        match block.get("type"):
            case "part":
                pieces.append(parts.enter(value))
            case "provision":
                found.append((len(pieces), parts.eid, _own_step(value), value))
                pieces.append(None)
            case "passage":
                passages += 1
                pieces.append(Passage(text_of(value, "text"), f"tekst_{passages}"))
    places: defaultdict[str, set[str]] = defaultdict(set)
    for _index, part, step, _value in found:
        places[step].add(part)
    names = _Names()
    for index, part, step, value in found:
        inside = f"{part}__" if part and len(places[step]) > 1 else ""
        pieces[index] = _provision(value, names.unique(inside + step))
    return [piece for piece in pieces if piece is not None]


def contents(pieces: Sequence[Piece]) -> list[Group]:
    """The table of contents: parts in their order (`Part.depth` says how deep), each with its provisions."""
    groups: list[Group] = [Group(None, [])]
    for piece in pieces:
        if isinstance(piece, Part):
            groups.append(Group(piece, []))
        elif isinstance(piece, Provision):
            groups[-1].provisions.append(piece)
    return groups if groups[0].provisions else groups[1:]


def read_back(blocks: Sequence[RawBlock]) -> str:
    """The whole text as printed, line by line.

    White space apart it is what was pasted; numbers of provisions always have a full stop, headings of
    parts none and one spelling, and "Artykuł" is "Art."
    """
    lines: list[str] = []
    for block in blocks:
        value = value_of(block)
        text = text_of(value, "text")
        match block.get("type"):
            case "part":
                part = Part(part_kind(value), text_of(value, "number"), text_of(value, "title"), "")
                lines += [part.label, part.title]
            case "provision":
                label = Provision(text_of(value, "sign"), text_of(value, "number"), "", ()).label
                lines.append(f"{label} {text}".strip())
            case "passage":
                lines.append(text)
    return "\n".join(line for line in lines if line)


# -- reading what editors typed --------------------------------------------------------------------------------------


def value_of(block: RawBlock) -> Mapping[str, object]:
    """The fields of a block; none when it was stored in another shape."""
    value = block.get("value")
    return value if isinstance(value, Mapping) else {}


def text_of(value: Mapping[str, object], key: str) -> str:
    """A field as text, trimmed."""
    text = value.get(key)
    return text.strip() if isinstance(text, str) else ""


def part_kind(value: Mapping[str, object]) -> PartKind:
    """The kind of a part; a chapter when it is unknown."""
    kind = text_of(value, "kind").lower()
    return PartKind(kind) if kind in set(PartKind) else PartKind.CHAPTER


def level_of(sign: str) -> Level:
    """Whether a sign is that of an article or of a §."""
    return Level.ARTICLE if sign.lower().startswith("art") else Level.PARAGRAPH


def _own_step(value: Mapping[str, object]) -> str:
    return f"{level_of(text_of(value, 'sign'))}_{slug(text_of(value, 'number')) or NUMBERLESS}"


# -- building --------------------------------------------------------------------------------------------------------


@dataclass
class _Names:
    """eIds given so far: the second of a kind gets the suffix -2. A slug has no hyphen, so none can be met twice."""

    given: Counter[str] = field(default_factory=Counter)

    def unique(self, eid: str) -> str:
        self.given[eid] += 1
        return eid if self.given[eid] == 1 else f"{eid}-{self.given[eid]}"


@dataclass
class _Parts:
    """The parts that are open while a text is read."""

    names: _Names = field(default_factory=_Names)
    open: list[tuple[int, str]] = field(default_factory=list)

    @property
    def eid(self) -> str:
        return self.open[-1][1] if self.open else ""

    def enter(self, value: Mapping[str, object]) -> Part:
        kind, number = part_kind(value), text_of(value, "number")
        rank = list(PartKind).index(kind)
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        inside = f"{self.eid}__" if self.open else ""
        eid = self.names.unique(f"{inside}{_STEPS[kind]}_{slug(number) or NUMBERLESS}")
        self.open.append((rank, eid))
        return Part(kind, number, text_of(value, "title"), eid)


def _provision(value: Mapping[str, object], eid: str) -> Provision:
    sign, number, name = (text_of(value, key) for key in ("sign", "number", "name"))
    lines = [line for line in (" ".join(line.split()) for line in text_of(value, "text").splitlines()) if line]
    label = Provision(sign, number, name, ()).label
    taken = take_apart(lines)
    own = taken.pop(0).text if taken and taken[0].level is Level.TEXT and not taken[0].label else ""
    units = [Unit(level_of(sign), number, label, own, eid, citation(eid))]
    nest = _Nest(eid)
    units += [nest.unit(line) for line in taken]
    return Provision(sign, number, name, tuple(units))


def take_apart(lines: Sequence[str]) -> list[Labelled]:
    """The lines of a provision with their levels."""
    inside = quoted(lines)
    result = [
        Labelled(Level.TEXT, "", "", line) if is_quoted else split_label(line)
        for line, is_quoted in zip(lines, inside, strict=True)
    ]
    for index, line in enumerate(result):
        if line.level is Level.INDENT and _is_common_ending(result, index):
            result[index] = line._replace(level=Level.TEXT)
    return result


def _is_common_ending(lines: Sequence[Labelled], index: int) -> bool:
    """Whether a lone line with a dash is the common ending of the points or letters above it."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    return (
        before is not None
        and before.level in {Level.POINT, Level.LETTER}
        and not is_first(before.number)
        and not before.text.endswith(":")
        and (after is None or after.level is not Level.INDENT)
    )


@dataclass
class _Nest:
    """The units that are open while a provision is read."""

    eid: str
    names: _Names = field(default_factory=_Names)
    open: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def unit(self, line: Labelled) -> Unit:
        """Put a line in its place."""
        rank = _RANKS.get(line.level, 0)
        while self.open and self.open[-1][0] >= (rank or 2):
            self.open.pop()
        parent = self.open[-1][1] if self.open else self.eid
        number = line.number
        if line.level in {Level.INDENT, Level.TEXT}:
            self.counts[f"{parent}__{line.level}"] += 1
            number = str(self.counts[f"{parent}__{line.level}"])
        eid = self.names.unique(f"{parent}__{line.level}_{slug(number) or NUMBERLESS}")
        if rank:
            self.open.append((rank, eid))
        shown = "" if line.level is Level.TEXT else number
        return Unit(line.level, shown, line.label, line.text, eid, citation(eid))
