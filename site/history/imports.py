"""Takes over the register of changes that an earlier bulletin kept: who, when and why, but no texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from wagtail.models import Page, Site

from history.chain import Commitments, append, journal_of, locked
from history.models import (
    ChangeKind,
    ContentStatus,
    Event,
    PublishedVersion,
    TimePrecision,
    TrackedObject,
    VersionContent,
)
from history.printable import printable


@dataclass(frozen=True)
class ImportedRow:
    """A row as the old register printed it; `at` is what its time means. What can't be printed is a space."""

    note: str
    at: datetime
    printed_at: str
    person: str

    def __post_init__(self) -> None:
        for name in ("note", "printed_at", "person"):
            object.__setattr__(self, name, printable(getattr(self, name)))


def imported_rows(site: Site, page_id: int) -> list[ImportedRow]:
    """What was taken over for a page before, in order."""
    contents = VersionContent.objects.filter(
        version__object__journal__site=site, version__object__page_id=page_id
    ).exclude(printed_at="")
    return [
        ImportedRow(row.change_note, row.version.live_from, row.printed_at, row.published_by)
        for row in contents.select_related("version").order_by("version__number")
    ]


def has_own_versions(site: Site, page_id: int) -> bool:
    """Whether the page was published here already: then no older history can come before."""
    return VersionContent.objects.filter(
        version__object__journal__site=site, version__object__page_id=page_id, printed_at=""
    ).exists()


@transaction.atomic
def import_rows(site: Site, page: Page, path: str, rows: Sequence[ImportedRow]) -> int:
    """Add rows after those taken over before, in their order, as versions without a text; returns how many.

    The order numbers them, since several may share a minute. Their own time is a claim; the entry's is now.
    """
    journal = locked(journal_of(site))
    tracked, _created = TrackedObject.objects.get_or_create(
        journal=journal,
        page_id=page.pk,
        defaults={"kind": page.specific_class._meta.label_lower, "title": page.title, "path": path},
    )
    for number, row in enumerate(rows, start=tracked.versions.count() + 1):
        version = PublishedVersion.objects.create(
            object=tracked,
            number=number,
            live_from=row.at,
            precision=TimePrecision.MINUTE,
            change_kind=ChangeKind.UNKNOWN,
        )
        VersionContent.objects.create(
            version=version,
            status=ContentStatus.UNAVAILABLE,
            change_note=row.note,
            published_by=row.person,
            printed_at=row.printed_at,
        )
        claims = {
            "claimed": {
                "at": localtime(row.at).isoformat(timespec="minutes"),
                "precision": TimePrecision.MINUTE.value,
                "printed": row.printed_at,
            },
            "note": {"kind": ChangeKind.UNKNOWN.value, "note": row.note, "restores": 0},
            "person": {"function": "", "name": row.person},
        }
        append(journal, Event.IMPORT, tracked, Commitments(claims), version=version)
    return len(rows)
