"""The life of a page in public: its journal entries in order, and from when to when each version was shown.

When a version stopped being shown is stored nowhere: the next event of its page says it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from history.models import ChangeKind, ContentStatus, Event, JournalEntry, ObjectState, TrackedObject

MAKING = {Event.PUBLISH, Event.IMPORT, Event.DRIFT}
"""Events that bring a version, when they name one."""
ENDING = {Event.UNPUBLISH, Event.EXPIRE, Event.DELETE, Event.RESTRICT, Event.DRIFT}
"""Events after which nothing is shown, when they bring no version."""
BURST_GAP = timedelta(minutes=30)
# A restriction lifted from a page whose text changed meanwhile shows the old version for no time at all.
_MOMENT = timedelta(seconds=5)


class Period(NamedTuple):
    """A time in which readers saw a version; it goes on when there is no end."""

    start: datetime
    end: datetime | None


class Row(NamedTuple):
    """An entry of the journal: what is needed of each, however many a page has."""

    entry_id: int
    seq: int
    at: datetime
    event: str
    leaf: str = ""
    version_id: int | None = None
    number: int = 0
    live_from: datetime | None = None
    kind: str = ""
    restores: int | None = None
    commitment: str = ""
    status: str = ""
    person: str = ""
    function: str = ""
    printed_at: str = ""

    @classmethod
    def from_columns(cls, columns: Sequence[Any]) -> "Row":
        """The row of one line of a query for COLUMNS; what an entry without a version has not is empty."""
        return cls(
            *columns[:4], **{name: value for name, value in zip(cls._fields[4:], columns[4:], strict=True) if value}
        )

    @property
    def makes_version(self) -> bool:
        """Whether the entry brought the version that it names."""
        return bool(self.number) and self.event in MAKING

    @property
    def ends(self) -> bool:
        """Whether nothing was shown after it."""
        return self.event in ENDING and not self.makes_version

    @property
    def imported(self) -> bool:
        """Whether the version was taken over from an earlier bulletin."""
        return self.event == Event.IMPORT

    @property
    def moment(self) -> datetime:
        """When it happened; of a version taken over, when the earlier bulletin says so."""
        return self.live_from if self.makes_version and self.live_from else self.at

    @property
    def comparable(self) -> bool:
        """Whether the version's text is there."""
        return self.makes_version and self.status == ContentStatus.FULL

    @property
    def significant(self) -> bool:
        """Whether it matters to a reader: a significant version, or the page coming and going."""
        if self.makes_version:
            return self.kind == ChangeKind.SIGNIFICANT
        return self.ends or self.event in (Event.UNRESTRICT, Event.REDACT)


COLUMNS = (
    "pk",
    "seq",
    "at",
    "event",
    "leaf",
    "version_id",
    "version__number",
    "version__live_from",
    "version__change_kind",
    "version__restores",
    "version__commitment",
    "version__content__status",
    "version__content__published_by",
    "version__content__published_by_function",
    "version__content__printed_at",
)


def rows_of(tracked: TrackedObject) -> list[Row]:
    """All entries of a page, oldest first; one query without any text."""
    values = JournalEntry.objects.filter(object=tracked).order_by("seq").values_list(*COLUMNS)
    return [Row.from_columns(columns) for columns in values]


class Timeline:
    """The entries of one page, and what follows from their order."""

    def __init__(self, tracked: TrackedObject, rows: Sequence[Row] | None = None) -> None:
        self.tracked = tracked
        self.rows = rows_of(tracked) if rows is None else list(rows)
        self.versions = [row for row in self.rows if row.makes_version]
        self._by_number = {row.number: row for row in self.versions}

    def version(self, number: int) -> Row | None:
        """The version of a number."""
        return self._by_number.get(number)

    def neighbours(self, number: int) -> tuple[Row | None, Row | None]:
        """The versions before and after."""
        return self.version(number - 1), self.version(number + 1)

    @property
    def first(self) -> Row | None:
        """The oldest version."""
        return self.versions[0] if self.versions else None

    @property
    def last(self) -> Row | None:
        """The newest version, shown or not."""
        return self.versions[-1] if self.versions else None

    @property
    def current(self) -> Row | None:
        """The version that readers see now."""
        return self.last if self.tracked.state == ObjectState.SHOWN else None

    @property
    def comparable(self) -> list[Row]:
        """The versions whose text is there, oldest first."""
        return [row for row in self.versions if row.comparable]

    @cached_property
    def periods(self) -> dict[int, list[Period]]:
        """When readers saw each version, by number: more than one period if it was hidden for a while."""
        found: dict[int, list[Period]] = {row.number: [] for row in self.versions}
        shown, start, again = 0, None, False
        last = 0
        for row in self.rows:
            begins = row.makes_version or (row.event == Event.UNRESTRICT and last)
            if shown and start and (begins or row.ends):
                if not (again and row.moment - start < _MOMENT):
                    found[shown].append(Period(start, row.moment))
                shown = 0
            if begins:
                last = row.number if row.makes_version else last
                shown, start, again = last, row.moment, not row.makes_version
        if shown and start:
            found[shown].append(Period(start, None))
        return found

    def ended_by(self, number: int) -> Row | None:
        """The entry after which the version was shown no more; None while it still is."""
        ending: Row | None = None
        made = False
        for row in self.rows:
            if row.makes_version:
                if made:
                    return ending or row
                made = row.number == number
            elif made and row.ends:
                ending = ending or row
            elif made and row.event == Event.UNRESTRICT:
                ending = None
        return ending

    def shown_before(self, moment: datetime) -> Row | None:
        """The version that readers saw right before a moment; None when they saw none."""
        for row in reversed(self.versions):
            if any(
                span.start < moment and (span.end is None or span.end >= moment) for span in self.periods[row.number]
            ):
                return row
        return None


class Line(NamedTuple):
    """What one line of the history says: an entry, or a burst of small ones, newest first."""

    rows: tuple[Row, ...]

    @property
    def newest(self) -> Row:
        """The last entry of the line."""
        return self.rows[0]

    @property
    def oldest(self) -> Row:
        """The first entry of the line."""
        return self.rows[-1]

    @property
    def is_burst(self) -> bool:
        """Whether it stands for several entries."""
        return len(self.rows) > 1

    @property
    def minutes(self) -> int:
        """How many minutes lie between its first and its last entry."""
        return round((self.newest.moment - self.oldest.moment).total_seconds() / 60)


def _joins(newer: Row, older: Row) -> bool:
    """Whether two entries next to one another are part of one burst."""
    return (
        newer.makes_version
        and older.makes_version
        and ChangeKind.SIGNIFICANT not in (newer.kind, older.kind)
        and bool(newer.person)
        and (newer.person, newer.function, newer.event, newer.status)
        == (older.person, older.function, older.event, older.status)
        and abs(newer.moment - older.moment) <= BURST_GAP
    )


def fold(rows: Iterable[Row]) -> list[Line]:
    """Entries, newest first, as lines: small changes that one person made within minutes stand together."""
    lines: list[list[Row]] = []
    for row in rows:
        if lines and _joins(lines[-1][-1], row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [Line(tuple(line)) for line in lines]


@dataclass(frozen=True)
class Overview:
    """What the head of a history says of all its versions."""

    count: int
    since: datetime | None
    until: datetime | None
    imported: list[int]
    redacted: list[int]
    comparable: list[int]


def overview(timeline: Timeline) -> Overview:
    """Counts and numbers over the whole history, whatever part of it is shown."""
    versions = timeline.versions
    gone = timeline.current is None
    return Overview(
        count=len(versions),
        since=versions[0].moment if versions else None,
        until=next((row.at for row in reversed(timeline.rows) if row.ends and gone), None),
        imported=[row.number for row in versions if row.imported],
        redacted=[row.number for row in versions if row.status == ContentStatus.REDACTED],
        comparable=[row.number for row in timeline.comparable],
    )
