"""Writes one published version: what a reader can see, the claims that commit to it, the files it shows."""

from collections.abc import Sequence
from typing import Any

from history.chain import Commitments, append, next_moment
from history.diff.blocks import blocks_of
from history.files import keep, plain_name
from history.models import (
    Blob,
    Event,
    Journal,
    JournalEntry,
    PublishedVersion,
    TrackedObject,
    VersionAttachment,
    VersionContent,
)
from history.people import Person
from history.reasons import Reason
from history.snapshots import Snapshot


def last_version(tracked: TrackedObject) -> PublishedVersion | None:
    """The newest version of an object, imported ones too."""
    found = tracked.versions.select_related("content").defer("content__html", "content__fields")
    return found.order_by("-number").first()


def restored_by(tracked: TrackedObject, snapshot: Snapshot) -> int | None:
    """The latest version that showed the same, whoever meant to restore it."""
    same = tracked.versions.filter(content__text_digest=snapshot.digest).order_by("-number")
    return same.values_list("number", flat=True).first()


def claims_of(
    snapshot: Snapshot, path: str, reason: Reason, person: Person, restores: int | None, blobs: Sequence[Blob]
) -> dict[str, Any]:
    """What the journal commits to, by kind of claim."""
    claims: dict[str, Any] = {
        "address": {"path": path},
        "note": {"kind": str(reason.kind), "note": reason.note, "restores": restores or 0},
        "person": person.claim,
        "provenance": {
            "body": snapshot.body,
            "produced_at": snapshot.produced_at,
            "produced_by": snapshot.produced_by,
            "responsible_person": snapshot.responsible_person,
        },
        "text": {"blocks": [block.as_json() for block in blocks_of(snapshot.article)], "title": snapshot.title},
    }
    for order, (file, blob) in enumerate(zip(snapshot.files, blobs, strict=True), start=1):
        claims[f"file-{order}"] = {
            "label": file.label,
            "mime": blob.mime,
            "name": plain_name(file.name),
            "sha256": blob.sha256,
            "size": blob.size,
        }
    return claims


def write_version(
    tracked: TrackedObject,
    journal: Journal,
    snapshot: Snapshot,
    path: str,
    reason: Reason,
    person: Person,
    *,
    last: PublishedVersion | None,
    event: Event,
    revision_id: int | None,
) -> JournalEntry:
    """Add the version after `last` and its entry; the journal must be locked."""
    blobs = [keep(file) for file in snapshot.files]
    restores = restored_by(tracked, snapshot) if last else None
    commitments = Commitments(claims_of(snapshot, path, reason, person, restores, blobs))
    at = next_moment(journal)
    version = PublishedVersion.objects.create(
        object=tracked,
        number=last.number + 1 if last else 1,
        live_from=at,
        revision_id=revision_id,
        restores=restores,
        change_kind=reason.kind,
        commitment=commitments.by_kind["text"],
    )
    _keep_content(version, snapshot, path, reason, person)
    _keep_files(version, snapshot, blobs)
    return append(journal, event, tracked, commitments, version=version, at=at)


def _keep_content(version: PublishedVersion, snapshot: Snapshot, path: str, reason: Reason, person: Person) -> None:
    VersionContent.objects.create(
        version=version,
        title=snapshot.title,
        url_at_time=path,
        fields=snapshot.fields,
        html=snapshot.article,
        text_digest=snapshot.digest,
        change_note=reason.note,
        produced_by=snapshot.produced_by,
        produced_at=snapshot.produced_at,
        responsible_person=snapshot.responsible_person,
        published_by=person.name,
        published_by_function=person.function,
        published_by_id=person.user_id,
    )


def _keep_files(version: PublishedVersion, snapshot: Snapshot, blobs: Sequence[Blob]) -> None:
    VersionAttachment.objects.bulk_create(
        VersionAttachment(
            version=version,
            order=order,
            label=file.label,
            name=plain_name(file.name),
            blob=blob,
            document_id=file.document_id,
        )
        for order, (file, blob) in enumerate(zip(snapshot.files, blobs, strict=True), start=1)
    )
