"""What was public, when, and by whom.

Versions and journal entries are only ever added: triggers of the database refuse to change or delete them. What may
have to go one day, by law, stands apart in `VersionContent`, `VersionAttachment` and `Disclosure`, which give way to a
`Redaction` and to nothing else.
"""

from history.models.journal import Checkpoint, Disclosure, Event, Journal, JournalEntry
from history.models.objects import ObjectState, TrackedObject
from history.models.redactions import Redaction, RedactionScope
from history.models.versions import (
    Blob,
    ChangeKind,
    ClosedDocument,
    ContentStatus,
    PublishedVersion,
    TimePrecision,
    VersionAttachment,
    VersionContent,
)

__all__ = [
    "Blob",
    "ChangeKind",
    "Checkpoint",
    "ClosedDocument",
    "ContentStatus",
    "Disclosure",
    "Event",
    "Journal",
    "JournalEntry",
    "ObjectState",
    "PublishedVersion",
    "Redaction",
    "RedactionScope",
    "TimePrecision",
    "TrackedObject",
    "VersionAttachment",
    "VersionContent",
]
