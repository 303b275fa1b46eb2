"""Checks a journal against the database that serves it: lines, disclosures, what readers see, files, checkpoints."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from history.checkpoints import is_signed_well
from history.journal import ZERO, Line, Tree, canonical, commitment, leaf_of, parse_line
from history.models import (
    Blob,
    Checkpoint,
    Disclosure,
    Journal,
    JournalEntry,
    PublishedVersion,
    VersionAttachment,
)
from history.models.versions import blob_storage
from history.shown import differences
from history.timeline import MAKING

CHUNK = 500


def problems_of(journal: Journal) -> Iterator[str]:
    """All that doesn't agree in a journal, in words; the chain is followed to its end, whatever its length."""
    wanted: dict[int, list[Checkpoint]] = {}
    for checkpoint in journal.checkpoints.all():
        wanted.setdefault(checkpoint.size, []).append(checkpoint)
    tree, prev, redacted = Tree(), ZERO, set[str]()
    last_at: datetime | None = None
    withheld: dict[str, str] = {}
    for entry in _entries(journal):
        yield from _checkpoint_problems(tree, wanted.pop(tree.size, []))
        try:
            line = parse_line(bytes(entry.line))
        except ValueError:
            yield _("Entry %(number)s: the line does not have its form.") % {"number": entry.seq}
            return
        fault = _broken_link(entry, line, tree.size + 1, prev, last_at)
        if fault:
            yield fault
        redacted.update(line.redacts)
        yield from _disclosure_problems(entry, line)
        yield from _shown_problems(entry, line)
        withheld |= _withheld(entry, line)
        for code in line.redacts:
            withheld.pop(code, None)
        prev, last_at = leaf_of(bytes(entry.line)), line.at
        tree.add(prev)
    yield from _checkpoint_problems(tree, wanted.pop(tree.size, []))
    for size in sorted(wanted):
        yield _("A checkpoint saw %(seen)s entries, there are %(size)s.") % {"seen": size, "size": tree.size}
    if (journal.size, journal.leaf) != (tree.size, prev):
        yield _("The head of the journal names another last entry than there is.")
    yield from _redaction_problems(journal, redacted)
    yield from withheld.values()
    yield from _versions_without_entry(journal)


def _entries(journal: Journal) -> Iterator[JournalEntry]:
    """The entries with all that is compared with them, some hundred at a time."""
    files = Prefetch("version__attachments", VersionAttachment.objects.select_related("blob"))
    entries = journal.entries.order_by("seq").select_related("object", "version__content")
    return entries.prefetch_related("disclosures", files).iterator(chunk_size=CHUNK)


def _broken_link(entry: JournalEntry, line: Line, seq: int, prev: str, last_at: datetime | None) -> str:
    """What is wrong with an entry's place in the chain, or with the columns that find it; "" for nothing."""
    if (line.seq, entry.seq) != (seq, seq):
        return _("Entry %(number)s: the number is not the next one.") % {"number": entry.seq}
    if line.prev != prev or entry.prev != prev or entry.leaf != leaf_of(bytes(entry.line)):
        return _("Entry %(number)s: the digest of the entry before does not fit.") % {"number": entry.seq}
    if last_at and line.at < last_at:
        return _("Entry %(number)s: the time runs back.") % {"number": entry.seq}
    uid = str(entry.object.uid) if entry.object else ""
    number = entry.version.number if entry.version else 0
    if (line.at, line.event, line.object_uid, line.version) != (entry.at, entry.event, uid, number):
        return _("Entry %(number)s: the row says something else than the line.") % {"number": entry.seq}
    return ""


def _disclosure_problems(entry: JournalEntry, line: Line) -> Iterator[str]:
    for disclosure in entry.disclosures.all():
        salt, value = bytes(disclosure.salt), disclosure.value.encode()
        fits = (
            line.claims.get(disclosure.kind) == disclosure.commitment
            and commitment(disclosure.kind, salt, value) == disclosure.commitment
            and canonical(disclosure.parsed) == value
        )
        if not fits:
            yield _("Entry %(number)s: “%(kind)s” is not what the line commits to.") % {
                "number": entry.seq,
                "kind": disclosure.kind,
            }


def _shown_problems(entry: JournalEntry, line: Line) -> Iterator[str]:
    """What a reader of the version is shown and the entry never said."""
    if not line.version or entry.event not in MAKING:
        return
    disclosed = {disclosure.kind: disclosure.parsed for disclosure in entry.disclosures.all()}
    for kind in differences(entry, line.claims, disclosed):
        yield _("Entry %(number)s: readers are shown another “%(kind)s” than was published.") % {
            "number": entry.seq,
            "kind": kind,
        }


def _withheld(entry: JournalEntry, line: Line) -> dict[str, str]:
    """Claims that nothing discloses, by commitment: they need an entry that anonymises them."""
    disclosed = {disclosure.commitment for disclosure in entry.disclosures.all()}
    return {
        code: _("Entry %(number)s: “%(kind)s” is neither disclosed nor anonymised.")
        % {"number": entry.seq, "kind": kind}
        for kind, code in line.claims.items()
        if code not in disclosed
    }


def _versions_without_entry(journal: Journal) -> Iterator[str]:
    versions = PublishedVersion.objects.filter(object__journal=journal).select_related("object")
    for version in versions.exclude(entries__event__in=MAKING).iterator(chunk_size=CHUNK):
        yield _("Version %(number)s of “%(page)s” stands in no entry.") % {
            "number": version.number,
            "page": version.object.title,
        }


def _checkpoint_problems(tree: Tree, checkpoints: list[Checkpoint]) -> Iterator[str]:
    for checkpoint in checkpoints:
        if checkpoint.root != tree.root():
            yield _("The checkpoint of %(at)s knows other entries 1–%(size)s.") % {
                "at": checkpoint.at,
                "size": checkpoint.size,
            }
        if checkpoint.signature and not is_signed_well(checkpoint):
            yield _("The signature of the checkpoint of %(at)s is wrong.") % {"at": checkpoint.at}


def _redaction_problems(journal: Journal, redacted: set[str]) -> Iterator[str]:
    """Entries that say something is gone which is still there, as after an older backup was restored."""
    kept = Disclosure.objects.filter(entry__journal=journal, commitment__in=redacted).select_related("entry")
    for disclosure in kept:
        yield _("Entry %(number)s: “%(kind)s” was anonymised, yet it is still there.") % {
            "number": disclosure.entry.seq,
            "kind": disclosure.kind,
        }


def file_problems() -> Iterator[str]:
    """Files of versions whose bytes are lost or are no longer what their name says."""
    for blob in Blob.objects.order_by("pk").iterator(chunk_size=CHUNK):
        try:
            with blob.open() as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            digest = ""
        if digest != blob.sha256:
            yield _("The file %(name)s is lost or was changed.") % {"name": blob.sha256}


def orphans() -> Iterator[str]:
    """Bytes in the storage that no version names, as a publication that failed leaves them; by their names there."""
    storage = blob_storage()
    for folder in _listed(storage, "")[0]:
        names = {f"{folder}/{name}" for name in _listed(storage, folder)[1]}
        known = Blob.objects.filter(name__startswith=f"{folder}/").values_list("name", flat=True)
        yield from sorted(names - set(known))


def _listed(storage: Any, folder: str) -> tuple[list[str], list[str]]:
    """Names of folders and of files; none where nothing was ever kept."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return sorted(folders), files
