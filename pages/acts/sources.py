"""Which act last changed each unit of a text: found by comparing the text with those before it, unit by unit.

Headings count as units: an act may change the title of a chapter. What stands outside headings and provisions (a
preamble, a signature) has only a turn, no number, and so no origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import pgettext

from pages.acts.dossier import Dossier, Effect
from pages.acts.in_time import PlacedState
from pages.acts.naming import ActRef
from pages.acts.text.citations import citation
from pages.acts.text.comparing import REPEALED
from pages.acts.text.model import PART_STEPS, Level, Part, Piece, Provision

# A provision changed in more places by one act is called changed as a whole.
MOST_NOTES = 3


class Deed(StrEnum):
    """What became of a unit."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Origin:
    """Where the present words of a unit come from.

    `acts` has several when the texts don't tell which of them it was, and none when the text takes in no act that the
    one before lacks: somebody corrected it.
    """

    deed: Deed
    acts: tuple[ActRef, ...]
    before: PlacedState
    after: PlacedState


@dataclass(frozen=True)
class SourceNote:
    """A note beside a provision: "§ 5 ust. 3 zmieniony", by which acts, and the states to compare."""

    eid: str
    origin: Origin

    @property
    def words(self) -> str:
        """The unit and what became of it, in the gender of the unit."""
        place, level = citation(self.eid), self.eid.rsplit("__", 1)[-1].split("_")[0]
        words = {
            (Deed.ADDED, "lit"): pgettext("feminine", "%(place)s added"),
            (Deed.CHANGED, "lit"): pgettext("feminine", "%(place)s changed"),
            (Deed.REMOVED, "lit"): pgettext("feminine", "%(place)s removed"),
            (Deed.ADDED, "tir"): pgettext("neuter", "%(place)s added"),
            (Deed.CHANGED, "tir"): pgettext("neuter", "%(place)s changed"),
            (Deed.REMOVED, "tir"): pgettext("neuter", "%(place)s removed"),
            (Deed.ADDED, ""): pgettext("masculine", "%(place)s added"),
            (Deed.CHANGED, ""): pgettext("masculine", "%(place)s changed"),
            (Deed.REMOVED, ""): pgettext("masculine", "%(place)s removed"),
        }
        kind = level if level in (Level.LETTER, Level.INDENT) else ""
        return words[self.origin.deed, kind] % {"place": place}


Origins = dict[str, Origin]


class Written(NamedTuple):
    """A unit as a text has it: its words without its number, and the eId of the heading it stands under."""

    words: str
    part: str


class Step(NamedTuple):
    """From one text to the next one, and what the acts did that only the later one takes in."""

    before: PlacedState
    after: PlacedState
    effects: list[Effect]


def origins_of(dossier: Dossier, placed: PlacedState) -> tuple[Origins, Origins]:
    """Origins of the units of a state that some act changed, and of those that are no longer in it, by eId.

    A text that isn't written down here is passed over: what its acts changed shows in the next one.
    """
    origins: Origins = {}
    gone: Origins = {}
    before: PlacedState | None = None
    old: Mapping[str, Written] = {}
    for state in dossier.life.states:
        new = words_of(dossier.text_of(state).pieces)
        if before is not None and new:
            changes = [change for change in dossier.life.changes if change in state.done - before.done]
            step = Step(before, state, [dossier.effect_of(change) for change in changes])
            _note(step, old, new, origins, gone)
        if new:
            before, old = state, new
        if state == placed:
            break
    return origins, gone


def _note(step: Step, old: Mapping[str, Written], new: Mapping[str, Written], origins: Origins, gone: Origins) -> None:
    """Note what became of each unit in one step."""
    for eid, written in new.items():
        if eid not in old:
            origins[eid] = _origin(step, Deed.ADDED, eid, written)
            for lost in [lost for lost in gone if f"{lost}__".startswith(f"{eid}__")]:
                del gone[lost]
        elif old[eid].words != written.words:
            deed = Deed.REMOVED if REPEALED.fullmatch(written.words) else Deed.CHANGED
            origins[eid] = _origin(step, deed, eid, written)
    for eid, written in old.items():
        if eid not in new:
            origins.pop(eid, None)
            gone[eid] = _origin(step, Deed.REMOVED, eid, written)


def _origin(step: Step, deed: Deed, eid: str, written: Written) -> Origin:
    """The acts that may have changed a unit: those that name it, or else those that name nothing; maybe none."""
    naming = [effect for effect in step.effects if any(_bears_on(named, eid, written.part) for named in effect.named)]
    silent = [effect for effect in step.effects if not effect.named]
    acts = dict.fromkeys(effect.act for effect in naming or silent)
    return Origin(deed, tuple(acts), step.before, step.after)


def _bears_on(named: str, eid: str, part: str) -> bool:
    """Whether an act that names a provision or a part may mean the unit, one around it or one inside it."""
    (named_part, named_unit), (_part, unit) = _halves(named), _halves(eid)
    if named_part and f"__{named_part}__" not in f"__{part}__":
        return False
    if not named_unit:
        return True
    return bool(unit) and (f"{unit}__".startswith(f"{named_unit}__") or f"{named_unit}__".startswith(f"{unit}__"))


def _halves(eid: str) -> tuple[str, str]:
    """The steps of an eId that name parts, and those of a provision."""
    steps = eid.split("__")
    parts = [step for step in steps if step.startswith(PART_STEPS)]
    return "__".join(parts), "__".join(steps[len(parts) :])


def words_of(pieces: Iterable[Piece]) -> dict[str, Written]:
    """The headings and units of a text by their eIds, without the white space of typing."""
    found: dict[str, Written] = {}
    part = ""
    for piece in pieces:
        if isinstance(piece, Part):
            part = piece.eid
            found[part] = Written(_spaced(piece.title), part)
        elif isinstance(piece, Provision):
            found |= {unit.eid: Written(_spaced(unit.text), part) for unit in piece.units}
    return found


def _spaced(text: str) -> str:
    return " ".join(text.split())


def notes_for(piece: Part | Provision, origins: Origins, gone: Origins) -> list[SourceNote]:
    """The notes of a heading or a provision, in the order of its units; what is gone from it comes last."""
    own = piece.eid
    found = {eid: origins[eid] for eid in _eids(piece) if eid in origins}
    if isinstance(piece, Provision):
        found |= {eid: origin for eid, origin in gone.items() if eid.startswith(f"{own}__")}
    first = found.get(own)
    if first is None or first.deed != Deed.ADDED:
        return list(_gathered(own, _outermost(found)))
    later = {eid: origin for eid, origin in found.items() if origin != first}
    return [SourceNote(own, first), *_gathered(own, _outermost(later))]


def gone_provisions(gone: Origins) -> list[SourceNote]:
    """The notes of whole provisions and headings that are no longer in the text: nothing is left to put them beside."""
    whole = ("par_", "art_", *PART_STEPS)
    return [SourceNote(eid, origin) for eid, origin in gone.items() if eid.rsplit("__", 1)[-1].startswith(whole)]


def _eids(piece: Part | Provision) -> list[str]:
    return [piece.eid] if isinstance(piece, Part) else [unit.eid for unit in piece.units]


def _outermost(origins: Origins) -> list[SourceNote]:
    """One note for a unit that came or went with all that is in it, by the same acts."""
    notes: dict[str, SourceNote] = {}
    for eid, origin in sorted(origins.items(), key=lambda item: item[0].count("__")):
        inside = origin.deed != Deed.CHANGED and any(
            eid.startswith(f"{note.eid}__") and note.origin == origin for note in notes.values()
        )
        if not inside:
            notes[eid] = SourceNote(eid, origin)
    return [notes[eid] for eid in origins if eid in notes]


def _gathered(eid: str, notes: list[SourceNote]) -> Iterator[SourceNote]:
    """Many notes of one step say no more than one of the whole provision."""
    steps: dict[tuple[PlacedState, tuple[ActRef, ...]], list[SourceNote]] = {}
    for note in notes:
        steps.setdefault((note.origin.after, note.origin.acts), []).append(note)
    for group in steps.values():
        if len(group) <= MOST_NOTES:
            yield from group
        else:
            origin = group[0].origin
            yield SourceNote(eid, Origin(Deed.CHANGED, origin.acts, origin.before, origin.after))
