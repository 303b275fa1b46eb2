"""The lines of a history, ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from history.claims import Correction, Details
from history.dates import time_text
from history.models import Event, RedactionScope
from history.timeline import Line, Row
from history.views.subject import Subject
from history.wording import (
    basis_text,
    burst_text,
    event_text,
    kind_text,
    masked_note,
    masked_person,
    missing_text,
    person_text,
    shown_text,
)

MOST_NOTES = 3


@dataclass(frozen=True)
class LineView:
    """A line of the table; `dot` is its sign on the thread."""

    number: int
    label: str
    anchor: str
    dot: str
    own: bool
    now: bool
    """Whether readers see its version today."""
    url: str
    notes: Sequence[str]
    corrections: Sequence[Correction]
    meta: str
    burst: str
    unfold_url: str
    compare_url: str
    moment: datetime
    time: str
    person: str
    missing: str
    """Why it can't be compared; empty for what can, and for events."""
    comparable: bool
    older: bool
    newer: bool
    """Which of the two choices is made beforehand."""


class Printer:
    """Turns the lines of one page of the history into words."""

    def __init__(self, subject: Subject, lines: Sequence[Line], unfold: dict[int, str]) -> None:
        self.subject = subject
        self.timeline = subject.timeline
        self.lines = lines
        self.unfold = unfold
        """Addresses at which a burst is unfolded, by the number of its newest version."""
        self.details = Details((row for line in lines for row in line.rows), self.timeline.rows)
        self.chosen = self._chosen([line.newest.number for line in lines if line.newest.comparable])

    def _chosen(self, offered: Sequence[int]) -> tuple[int, int]:
        """The older and the newer version to compare unless the reader chooses others: the newest two there are."""
        return (offered[1], offered[0]) if len(offered) > 1 else (0, 0)

    @property
    def can_compare(self) -> bool:
        """Whether there are two versions to choose."""
        return self.chosen != (0, 0)

    def views(self) -> list[LineView]:
        """All lines."""
        return [self._view(line) for line in self.lines]

    def _view(self, line: Line) -> LineView:
        row = line.newest
        name, function = self.details.person(row)
        number = row.number if row.makes_version else 0
        current = self.timeline.current
        return LineView(
            number=number,
            label=self._label(line),
            anchor=f"wersja-{number}" if number else f"zapis-{row.seq}",
            dot=self._dot(line),
            own=not row.imported,
            now=bool(current and number == current.number),
            url=self.subject.version_url(number) if number and not line.is_burst and row.comparable else "",
            notes=self._notes(line),
            corrections=[] if line.is_burst else self.details.corrections[row.version_id],
            meta=self._meta(line),
            burst=burst_text(line) if line.is_burst else "",
            unfold_url=self.unfold.get(number, "") if line.is_burst else "",
            compare_url=self._before_and_after(line),
            moment=row.moment,
            time=self._time(line),
            person=self._person(row, name, function),
            missing=self._missing(row),
            comparable=row.comparable,
            older=number == self.chosen[0],
            newer=number == self.chosen[1],
        )

    def _label(self, line: Line) -> str:
        if not line.newest.makes_version:
            return ""
        return f"{line.oldest.number}–{line.newest.number}" if line.is_burst else str(line.newest.number)

    def _dot(self, line: Line) -> str:
        row = line.newest
        if not row.makes_version:
            return "event"
        if line.is_burst:
            return "burst"
        current = self.timeline.current
        if current and row.number == current.number:
            return "current"
        return "imported" if row.imported else "own"

    def _time(self, line: Line) -> str:
        first, last = time_text(line.oldest.moment), time_text(line.newest.moment)
        return last if first == last else f"{first}–{last}"

    def _person(self, row: Row, name: str, function: str) -> str:
        if self.details.is_masked(row, RedactionScope.PERSON):
            return masked_person()
        return person_text(name, function)

    def _notes(self, line: Line) -> list[str]:
        """Why; what happened comes first for an event."""
        row = line.newest
        if not row.makes_version:
            claims = self.details.claims.get(row.entry_id, {})
            masked = self.details.is_masked(row, RedactionScope.NOTE)
            happened = event_text(row, claims, self.details.address_before.get(row.entry_id, ""))
            notes = [happened, masked_note() if masked else self.details.note(row)]
            basis = claims.get("basis") or {}
            notes.append(basis_text(str(basis.get("legal_basis", "")), str(basis.get("decided_by", ""))))
            return [note for note in notes if note]
        if self.details.is_masked(row, RedactionScope.NOTE):
            return [masked_note()]
        notes = list(dict.fromkeys(filter(None, (self.details.note(row) for row in line.rows))))
        return [*notes[:MOST_NOTES], "…"] if len(notes) > MOST_NOTES else notes

    def _meta(self, line: Line) -> str:
        row = line.newest
        if not row.makes_version or row.imported:
            return ""
        if line.is_burst:
            return kind_text(row.kind) if len({row.kind for row in line.rows}) == 1 else ""
        found = _("Change found by itself") if row.event == Event.DRIFT else ""
        restored = _("the same text as in version %(number)s") % {"number": row.restores} if row.restores else ""
        parts = [found, kind_text(row.kind), restored, shown_text(self.timeline.periods[row.number])]
        return " · ".join(filter(None, parts))

    def _missing(self, row: Row) -> str:
        if not row.makes_version or row.comparable:
            return ""
        return missing_text(row.status)

    def _before_and_after(self, line: Line) -> str:
        """Where a burst is compared as a whole: the version before it with its last one."""
        before = self.timeline.version(line.oldest.number - 1)
        if not line.is_burst or not line.newest.comparable or before is None or not before.comparable:
            return ""
        return self.subject.comparison_url(before.number, line.newest.number)
