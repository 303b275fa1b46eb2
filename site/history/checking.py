"""Checks a journal against the database that serves it: each line, each disclosure, each file, each checkpoint."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from history.checkpoints import is_signed_well
from history.journal import ZERO, Line, Tree, canonical, commitment, leaf_of, parse_line
from history.models import Blob, Checkpoint, Disclosure, Journal, JournalEntry

CHUNK = 500


def problems_of(journal: Journal) -> Iterator[str]:
    """All that doesn't agree in a journal, in words; the chain is followed to its end, whatever its length."""
    wanted: dict[int, list[Checkpoint]] = {}
    for checkpoint in journal.checkpoints.all():
        wanted.setdefault(checkpoint.size, []).append(checkpoint)
    tree, prev, redacted = Tree(), ZERO, set[str]()
    last_at: datetime | None = None
    entries = journal.entries.order_by("seq").select_related("object", "version")
    for entry in entries.prefetch_related("disclosures").iterator(chunk_size=CHUNK):
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
        prev, last_at = leaf_of(bytes(entry.line)), line.at
        tree.add(prev)
    yield from _checkpoint_problems(tree, wanted.pop(tree.size, []))
    for size in sorted(wanted):
        yield _("A checkpoint saw %(seen)s entries, there are %(size)s.") % {"seen": size, "size": tree.size}
    if (journal.size, journal.leaf) != (tree.size, prev):
        yield _("The head of the journal names another last entry than there is.")
    yield from _redaction_problems(journal, redacted)


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
