"""Reads what stands behind the entries that a page of the history shows: few queries, however many entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from history.dates import day_text
from history.models import Disclosure, Event, JournalEntry, Redaction, RedactionScope, VersionContent
from history.timeline import Row

Claims = dict[str, Any]


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
    """Notes, persons and maskings of the entries shown."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        made = [row.version_id for row in rows if row.makes_version]
        self.notes: dict[int | None, str] = dict(
            VersionContent.objects.filter(version_id__in=made).values_list("version_id", "change_note")
        )
        corrections = list(
            JournalEntry.objects.filter(event=Event.NOTE_CORRECTION, version_id__in=made)
            .order_by("seq")
            .values_list("pk", "version_id", "at")
        )
        others = [row.entry_id for row in rows if not row.makes_version]
        self.claims = disclosed({*others, *(entry_id for entry_id, _version, _at in corrections)})
        self.corrections: dict[int | None, list[Correction]] = defaultdict(list)
        for entry_id, version_id, at in corrections:
            note = (self.claims[entry_id].get("note") or {}).get("note", "") if entry_id in self.claims else ""
            self.corrections[version_id].append(Correction(note, at))
        self.masked: dict[int, dict[str, Redaction]] = defaultdict(dict)
        for redaction in Redaction.objects.filter(entry_id__in=[row.entry_id for row in rows]):
            self.masked[redaction.entry_id][redaction.scope] = redaction

    def note(self, row: Row) -> str:
        """Why: the description of a version, or what was said to an event."""
        if row.makes_version:
            return self.notes.get(row.version_id, "")
        return str((self.claims[row.entry_id].get("note") or {}).get("note", "")) if row.entry_id in self.claims else ""

    def person(self, row: Row) -> tuple[str, str]:
        """Name and function; empty when they were masked."""
        if row.makes_version:
            return row.person, row.function
        claim = (self.claims[row.entry_id].get("person") or {}) if row.entry_id in self.claims else {}
        return str(claim.get("name", "")), str(claim.get("function", ""))

    def is_masked(self, row: Row, scope: RedactionScope) -> bool:
        """Whether a part of what the entry published was anonymised."""
        return scope in self.masked.get(row.entry_id, {})
