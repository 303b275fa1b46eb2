"""Reads what stands behind the entries that a page of the history shows: few queries, however many entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from history.dates import day_text
from history.models import Disclosure, Event, JournalEntry, Redaction, RedactionScope, VersionContent
from history.timeline import COLUMNS, Row

Claims = dict[str, Any]
MOVING = (Event.MOVE, Event.URL_CHANGE)


@dataclass(frozen=True)
class Correction:
    """A later description of a version; the first one stays beside it."""

    note: str
    at: datetime

    @property
    def text(self) -> str:
        """Poprawiony 5 listopada 2025: „Nowy numer telefonu”."""
        words = {"day": day_text(self.at), "note": self.note or _("description anonymised")}
        return _("Description corrected on %(day)s: %(note)s") % words


def disclosed(entry_ids: Collection[int], kinds: Collection[str] = ()) -> dict[int, Claims]:
    """The disclosed values of entries, by entry and kind; one query."""
    found: dict[int, Claims] = defaultdict(dict)
    disclosures = Disclosure.objects.filter(entry_id__in=entry_ids)
    if kinds:
        disclosures = disclosures.filter(kind__in=kinds)
    for disclosure in disclosures if entry_ids else ():
        found[disclosure.entry_id][disclosure.kind] = disclosure.parsed
    return found


class Details:
    """Notes, persons and maskings of the entries shown.

    `known`, all entries of the page when they have been read already, saves looking for corrections and maskings.
    """

    def __init__(self, rows: Iterable[Row], known: Sequence[Row] | None = None) -> None:
        rows = list(rows)
        made = [row.version_id for row in rows if row.makes_version]
        contents = VersionContent.objects.filter(version_id__in=made).values_list("version_id", "change_note")
        self.notes: dict[int | None, str] = dict(contents) if made else {}
        corrections = _corrections_of(made, known)
        others = [row.entry_id for row in rows if not row.makes_version]
        self.claims = disclosed({*others, *(row.entry_id for row in corrections)})
        self.address_before = _addresses_before(row.entry_id for row in rows if row.event in MOVING)
        """Where a page stood before an entry that moved it, by entry."""
        self.corrections: dict[int | None, list[Correction]] = defaultdict(list)
        for row in corrections:
            self.corrections[row.version_id].append(Correction(self._claimed_note(row), row.at))
        self.masked: dict[int, dict[str, Redaction]] = defaultdict(dict)
        self.masked_files: dict[int, list[Redaction]] = defaultdict(list)
        if known is None or any(row.event == Event.REDACT for row in known):
            for redaction in Redaction.objects.filter(entry_id__in=[row.entry_id for row in rows]).order_by("pk"):
                self.masked[redaction.entry_id][redaction.scope] = redaction
                if redaction.scope == RedactionScope.ATTACHMENT:
                    self.masked_files[redaction.entry_id].append(redaction)

    def note(self, row: Row) -> str:
        """Why: the description of a version, or what was said to an event."""
        return self.notes.get(row.version_id, "") if row.makes_version else self._claimed_note(row)

    def person(self, row: Row) -> tuple[str, str]:
        """Name and function; empty when they were masked."""
        if row.makes_version:
            return row.person, row.function
        claim = self.claims.get(row.entry_id, {}).get("person") or {}
        return str(claim.get("name", "")), str(claim.get("function", ""))

    def _claimed_note(self, row: Row) -> str:
        claim = self.claims.get(row.entry_id, {}).get("note") or {}
        return str(claim.get("note", ""))

    def is_masked(self, row: Row, scope: RedactionScope) -> bool:
        """Whether a part of what the entry published was anonymised."""
        return scope in self.masked.get(row.entry_id, {})


def _addresses_before(entry_ids: Iterable[int]) -> dict[int, str]:
    """The disclosed address that each of the entries took a page away from; one query, none for no entries."""
    wanted = set(entry_ids)
    if not wanted:
        return {}
    objects = JournalEntry.objects.filter(pk__in=wanted).values("object")
    claims = Disclosure.objects.filter(kind="address", entry__object__in=objects).select_related("entry")
    stood: dict[int | None, str] = {}
    found = {}
    for claim in claims.order_by("entry__seq"):
        if claim.entry_id in wanted:
            found[claim.entry_id] = stood.get(claim.entry.object_id, "")
        stood[claim.entry.object_id] = str(claim.parsed.get("path", ""))
    return found


def _corrections_of(version_ids: Collection[int | None], known: Sequence[Row] | None) -> list[Row]:
    """Entries that correct the descriptions of versions, oldest first."""
    if known is None:
        entries = JournalEntry.objects.filter(event=Event.NOTE_CORRECTION, version_id__in=version_ids).order_by("seq")
        known = [Row.from_columns(columns) for columns in entries.values_list(*COLUMNS)] if version_ids else []
    return [row for row in known if row.event == Event.NOTE_CORRECTION and row.version_id in version_ids]
