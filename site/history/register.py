"""The register of changes of a whole site: every public event, whatever page it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from wagtail.models import Site

from history.claims import Details
from history.dates import time_text
from history.models import (
    ContentStatus,
    Event,
    JournalEntry,
    ObjectState,
    PublishedVersion,
    RedactionScope,
    TrackedObject,
)
from history.timeline import COLUMNS, Row
from history.visibility import GONE, open_objects
from history.wording import (
    basis_text,
    event_text,
    kind_text,
    masked_note,
    masked_person,
    missing_text,
    person_text,
    what_text,
)


def public_entries(site: Site) -> QuerySet[JournalEntry]:
    """The entries of a site that anyone may read now, newest first.

    Versions taken over from elsewhere stand at the time that the earlier bulletin gave them.
    """
    moment = Case(When(event=Event.IMPORT, then=F("version__live_from")), default=F("at"))
    entries = JournalEntry.objects.filter(journal__site=site)
    entries = entries.filter(Q(object__in=open_objects(site)) | Q(object__isnull=True))
    return entries.annotate(moment=moment).order_by("-moment", "-seq")


@dataclass(frozen=True)
class RegisterLine:
    """An entry as the register prints it."""

    row: Row
    notes: Sequence[str]
    meta: str
    moment: datetime
    time: str
    person: str
    name: str
    function: str
    title: str
    what: str
    """In a word or two, for the headings of a feed."""
    page_url: str
    history_url: str
    version_url: str
    compare_url: str
    missing: str
    """Why there is nothing to compare; empty for events."""
    is_first: bool
    is_gone: bool


def lines_of(site: Site, entries: Any) -> list[RegisterLine]:
    """Entries in words; the same few queries, however many there are."""
    found = list(entries.values_list(*COLUMNS, "object_id"))
    rows = [(Row.from_columns(columns), object_id) for *columns, object_id in found]
    objects = TrackedObject.objects.in_bulk({object_id for _row, object_id in rows if object_id})
    details = Details(row for row, _object_id in rows)
    before = _texts_before(rows)
    taken = _taken(site, objects.values())
    return [_line(row, objects.get(object_id), details, before, taken) for row, object_id in rows]


def _texts_before(rows: Sequence[tuple[Row, int | None]]) -> set[tuple[int, int]]:
    """Which versions right before those of the entries have a text, as object and number; one query."""
    numbers = {row.number - 1 for row, _object_id in rows if row.comparable}
    versions = PublishedVersion.objects.filter(
        object_id__in={object_id for _row, object_id in rows}, number__in=numbers, content__status=ContentStatus.FULL
    )
    return set(versions.values_list("object_id", "number")) if numbers else set()


def _taken(site: Site, objects: Iterable[TrackedObject]) -> set[int]:
    """Objects that are gone and whose address leads to another one now; at most one query."""
    gone = {item.pk: item.path for item in objects if item.state in GONE}
    if not gone:
        return set()
    at_address = open_objects(site).filter(path__in=gone.values()).values_list("pk", "path", "state")
    holders = {path: pk for pk, path, _state in sorted(at_address, key=_shown_last)}
    return {pk for pk, path in gone.items() if holders.get(path) != pk}


def _shown_last(holder: tuple[int, str, str]) -> tuple[bool, int]:
    return holder[2] == ObjectState.SHOWN, holder[0]


def _line(
    row: Row,
    tracked: TrackedObject | None,
    details: Details,
    before: set[tuple[int, int]],
    taken: set[int],
) -> RegisterLine:
    path = "" if tracked is None else tracked.own_address if tracked.pk in taken else tracked.path
    gone = tracked is not None and tracked.state in GONE
    has_before = tracked is not None and row.comparable and (tracked.pk, row.number - 1) in before
    hidden = details.is_masked(row, RedactionScope.PERSON)
    name, function = ("", "") if hidden else details.person(row)
    return RegisterLine(
        row=row,
        notes=_notes(row, details),
        meta="" if row.imported else kind_text(row.kind) if row.makes_version else "",
        moment=row.moment,
        time=time_text(row.moment),
        person=masked_person() if hidden else person_text(name, function),
        name=name,
        function=function,
        title=tracked.title if tracked else "",
        what=what_text(row),
        page_url="" if gone else path,
        history_url=f"{path}historia/" if path else "",
        version_url=f"{path}wersje/{row.number}/" if path and row.comparable else "",
        compare_url=f"{path}porownaj/{row.number - 1}/{row.number}/" if path and has_before else "",
        missing=missing_text(row.status) if row.makes_version and not row.comparable else "",
        is_first=row.makes_version and row.number == 1,
        is_gone=gone,
    )


def _notes(row: Row, details: Details) -> list[str]:
    """What happened and why."""
    claims = details.claims.get(row.entry_id, {})
    basis = claims.get("basis") or {}
    notes = [
        "" if row.makes_version else event_text(row, claims, details.address_before.get(row.entry_id, "")),
        masked_note() if details.is_masked(row, RedactionScope.NOTE) else details.note(row),
        basis_text(str(basis.get("legal_basis", "")), str(basis.get("decided_by", ""))),
    ]
    notes += [correction.text for correction in details.corrections[row.version_id] if row.makes_version]
    return [note for note in notes if note]
