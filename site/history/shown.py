"""Compares what readers are shown of a version with what its entry in the journal commits to.

Texts are read into blocks again, by today's `blocks_of`: it must go on reading old articles as it did when they were
published, or keep the earlier reading under the earlier `schema_version`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.timezone import localtime

from history.diff.blocks import blocks_of
from history.models import Event, JournalEntry, PublishedVersion, VersionContent

Values = Mapping[str, Any]


def differences(entry: JournalEntry, claims: Mapping[str, str], disclosed: Values) -> Iterator[str]:
    """Kinds of claims that a version's rows don't repeat; what is not disclosed must not be shown either.

    Of an entry that makes a version, read with `version__content` and `version__attachments__blob`.
    """
    version = entry.version
    content: VersionContent | None = getattr(version, "content", None)
    if version is None or content is None:
        yield "version"
        return
    if version.object_id != entry.object_id or (entry.event != Event.IMPORT and version.live_from != entry.at):
        yield "version"
    if version.commitment != claims.get("text", ""):
        yield "commitment"
    for kind, value in _shown(version, content, disclosed).items():
        if value != disclosed.get(kind, _BLANK.get(kind)):
            yield kind
    kept = {f"file-{item.order}" for item in version.attachments.all()}
    yield from sorted(kind for kind in disclosed if kind.startswith("file-") and kind not in kept)


_BLANK: dict[str, Any] = {
    "text": {"blocks": [], "title": ""},
    "address": {"path": ""},
    "note": {"note": ""},
    "person": {"function": "", "name": ""},
    "provenance": {"produced_at": "", "produced_by": "", "responsible_person": ""},
    "claimed": {"printed": ""},
}


def _shown(version: PublishedVersion, content: VersionContent, disclosed: Values) -> dict[str, Any]:
    """Claims as the rows would make them."""
    found: dict[str, Any] = {
        "text": {"blocks": [block.as_json() for block in blocks_of(content.html)], "title": content.title},
        "address": {"path": content.url_at_time},
        "note": {"note": content.change_note},
        "person": {"function": content.published_by_function, "name": content.published_by},
        "provenance": {name: getattr(content, name) for name in _BLANK["provenance"]},
        "claimed": {"printed": content.printed_at},
    }
    if "note" in disclosed:
        found["note"] |= {"kind": version.change_kind, "restores": version.restores or 0}
    if "provenance" in disclosed:  # the body is nowhere but in the claim
        found["provenance"] |= {"body": disclosed["provenance"].get("body", "")}
    if "claimed" in disclosed:
        at = localtime(version.live_from).isoformat(timespec="minutes")
        found["claimed"] |= {"at": at, "precision": version.precision}
    for item in version.attachments.all():
        blob = item.blob
        facts = {"label": item.label, "mime": blob.mime, "name": item.name, "sha256": blob.sha256, "size": blob.size}
        found[f"file-{item.order}"] = facts
    return found
