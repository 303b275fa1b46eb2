"""Long and odd histories for tests, written straight into the tables."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F
from wagtail.models import Page

from history.models import (
    ContentStatus,
    Event,
    Journal,
    JournalEntry,
    ObjectState,
    PublishedVersion,
    TrackedObject,
    VersionContent,
)
from tests.history.journals import START


class Told(NamedTuple):
    """What a version, or an event without one, says of itself."""

    minute: int
    person: str = "Anna Nowak"
    kind: str = "minor"
    note: str = "Poprawiono literówkę."
    event: str = Event.PUBLISH
    status: str = ContentStatus.FULL


def tracked(page: Page) -> TrackedObject:
    """The object that stands for a page."""
    return TrackedObject.objects.get(page_id=page.pk)


def add_history(page: Page, told: Sequence[Told], *, start: datetime = START) -> TrackedObject:
    """Add entries after those that a page has; those of MAKING events get a version."""
    item = tracked(page)
    seq, number = item.journal.size, item.versions.count()
    entries, versions, contents = [], [], []
    for one in told:
        seq += 1
        at = start + timedelta(minutes=one.minute)
        version = None
        if one.event in (Event.PUBLISH, Event.IMPORT):
            number += 1
            version = PublishedVersion(
                object=item, number=number, live_from=at, change_kind=one.kind, commitment=f"{seq:064x}"
            )
            versions.append(version)
            contents.append((version, one))
        entries.append(
            JournalEntry(
                journal=item.journal, seq=seq, at=at, event=one.event, object=item, version=version, leaf=f"{seq:064x}"
            )
        )
    PublishedVersion.objects.bulk_create(versions)
    VersionContent.objects.bulk_create(
        VersionContent(
            version=version,
            status=one.status,
            title=page.title,
            html=f"<p>Wersja {version.number}.</p>",
            change_note=one.note,
            published_by=one.person,
        )
        for version, one in contents
    )
    for entry in entries:
        entry.version_id = entry.version.pk if entry.version else None
        entry.line = b"{}"
    JournalEntry.objects.bulk_create(entries)
    Journal.objects.filter(pk=item.journal_id).update(size=F("size") + len(entries))
    item.journal.refresh_from_db()
    return item


def gone(item: TrackedObject, state: str = ObjectState.WITHDRAWN) -> None:
    """Say that the page can't be opened any more."""
    TrackedObject.objects.filter(pk=item.pk).update(state=state)
