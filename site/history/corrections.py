"""A description of a change that was wrong is corrected by saying so: the first one stays beside it."""

from typing import Any

from django.db import transaction

from history.chain import append, locked
from history.models import ChangeKind, Event, JournalEntry, PublishedVersion
from history.notes import check_note
from history.people import person_of
from history.printable import printable


@transaction.atomic
def correct_note(version: PublishedVersion, note: str, *, by: Any) -> JournalEntry:
    """Add a better description to a version; `by` is the account that does it.

    Raises ValidationError, keyed `change_note`, for one that says nothing.
    """
    known = version.change_kind if version.change_kind != ChangeKind.UNKNOWN else ChangeKind.MINOR
    note = printable(note).strip()
    check_note(note, known)
    claims = {
        "note": {"kind": str(version.change_kind), "note": note, "restores": version.restores or 0},
        "person": person_of(by).claim,
    }
    journal = locked(version.object.journal)
    return append(journal, Event.NOTE_CORRECTION, version.object, claims, version=version)
