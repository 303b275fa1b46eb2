"""The text of an act with a note beside each piece that some act changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pages.acts.dossier import Dossier, Text
from pages.acts.in_time import Answer, PlacedState
from pages.acts.naming import ActRef
from pages.acts.sources import Deed, Origins, SourceNote, gone_provisions, notes_for, origins_of
from pages.acts.text.citations import citation
from pages.acts.text.model import Part, Passage, Piece, Provision
from pages.acts.text.structure import Group, contents


@dataclass(frozen=True)
class NoteView:
    """A source note, and where the words before and after can be compared; empty when one of them isn't here."""

    note: SourceNote
    compare_url: str

    @property
    def words(self) -> str:
        """The unit and what became of it."""
        return self.note.words

    @property
    def anchor(self) -> str:
        """The eId of a unit that is gone: links to it lead to the note that says so. Empty for one that is there."""
        return self.note.eid if self.note.origin.deed == Deed.REMOVED else ""

    @property
    def place(self) -> str:
        """The unit."""
        return citation(self.note.eid)

    @property
    def acts(self) -> tuple[ActRef, ...]:
        """The acts that may have done it."""
        return self.note.origin.acts


@dataclass(frozen=True)
class PieceView:
    """A heading, a provision with its notes, or a passage."""

    piece: Piece
    notes: Sequence[NoteView] = ()

    @property
    def kind(self) -> str:
        """Which template prints it."""
        return {Part: "part", Provision: "provision", Passage: "passage"}[type(self.piece)]


class MarkedText:
    """The part of a reading that is about the text itself."""

    dossier: Dossier

    @property
    def answer(self) -> Answer:
        """What the act said on the day."""
        raise NotImplementedError

    @property
    def text(self) -> Text | None:
        """The text that is shown."""
        raise NotImplementedError

    @property
    def has_parts(self) -> bool:
        """Whether provisions stand under headings."""
        return any(isinstance(view.piece, Part) for view in self.pieces)

    @cached_property
    def _origins(self) -> tuple[Origins, Origins]:
        placed = self.answer.placed
        return origins_of(self.dossier, placed) if placed else ({}, {})

    @cached_property
    def pieces(self) -> list[PieceView]:
        """The text with a note beside each provision that some act changed."""
        origins, gone = self._origins
        return [
            PieceView(piece, () if isinstance(piece, Passage) else self._views(notes_for(piece, origins, gone)))
            for piece in (self.text.pieces if self.text else [])
        ]

    @property
    def gone(self) -> list[NoteView]:
        """Whole provisions that are no longer in the text."""
        return self._views(gone_provisions(self._origins[1]))

    def _views(self, notes: list[SourceNote]) -> list[NoteView]:
        return [NoteView(note, self.compare_url(note.origin.before, note.origin.after)) for note in notes]

    def compare_url(self, before: PlacedState, after: PlacedState) -> str:
        """Where two texts are compared; empty when one of them can't be opened today."""
        texts = [self.dossier.text_of(placed) for placed in (before, after)]
        if not self.dossier.act.url or not all(text.url for text in texts):
            return ""
        return f"{self.dossier.act.url}porownaj-stany/{texts[0].slug}/{texts[1].slug}/"

    @cached_property
    def contents(self) -> list[Group]:
        """The table of contents."""
        return contents(self.text.pieces) if self.text else []
