"""After a backup was put back: says in public what was lost, and removes again what had been removed by law.

The measure is an archive of the journal (`paczka.zip`, unpacked) that somebody kept from a later day than the backup.
"""

import json
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from history.chain import append, locked
from history.journal import Line, leaf_of, parse_line
from history.models import Disclosure, Event, Journal, JournalEntry, RedactionScope
from history.people import person_of
from history.redaction import CLAIMS, RedactionRefused, redact


class NotThisJournal(Exception):  # noqa: N818 -- an answer, not a fault
    """The archive isn't of any journal that is here."""


class Recovery(NamedTuple):
    """What came of it."""

    lost: int
    redacted: list[JournalEntry]
    refused: list[str]


def read_lines(folder: Path) -> list[tuple[bytes, Line]]:
    """The archive's lines. Raises OSError, ValueError."""
    return [(data, parse_line(data)) for data in (folder / "dziennik.jsonl").read_bytes().splitlines()]


def journal_of_lines(lines: list[tuple[bytes, Line]]) -> Journal:
    """The journal that begins with the same line; random identifiers make that line unique."""
    leaf = leaf_of(lines[0][0]) if lines else ""
    first = JournalEntry.objects.filter(seq=1, leaf=leaf).select_related("journal").first()
    if first is None:
        raise NotThisJournal(_("No journal of this installation begins like this one."))
    return first.journal


def read_bases(folder: Path) -> dict[str, dict[str, str]]:
    """Legal bases that the archive discloses, by their commitments. Raises OSError, ValueError."""
    with (folder / "ujawnienia.jsonl").open("rb") as file:
        rows = [json.loads(line) for line in file if b'"kind":"basis"' in line]
    return {row["commitment"]: row["value"] for row in rows}


@transaction.atomic
def recover(folder: Path, *, by: Any) -> Recovery:
    """Compare the database with a later archive, record what is lost, and redo its redactions.

    Publications made since the backup was put back don't hinder: all that the archive has after the last common entry
    is lost.

    Raises NotThisJournal, OSError, ValueError.
    """
    lines = read_lines(folder)
    journal = locked(journal_of_lines(lines))
    kept = journal.entries.order_by("seq").values_list("line", flat=True).iterator()
    same = sum(1 for _pair in takewhile(lambda pair: pair[0][0] == bytes(pair[1]), zip(lines, kept, strict=False)))
    lost = [line for _data, line in lines[same:]]
    redacted, refused = _redact_again(lines, read_bases(folder), by)
    if lost:
        journal = locked(journal)
        with override(settings.LANGUAGE_CODE):
            note = _("Put back from a backup. Entries %(first)s–%(last)s of the earlier journal are lost.") % {
                "first": lost[0].seq,
                "last": lost[-1].seq,
            }
        claims = {"note": {"kind": "", "note": note, "restores": 0}, "person": person_of(by).claim}
        append(journal, Event.RECOVERY, None, claims)
    return Recovery(len(lost), redacted, refused)


def _redact_again(
    lines: list[tuple[bytes, Line]], bases: dict[str, dict[str, str]], by: Any
) -> tuple[list[JournalEntry], list[str]]:
    """Mask everything that some line of the archive masks and that is still there, on the same basis."""
    gone = {code: line.claims.get("basis", "") for _data, line in lines for code in line.redacts}
    redacted: list[JournalEntry] = []
    refused: list[str] = []
    for entry, claims in _still_there(set(gone)):
        kinds = set(claims)
        files = [int(kind.removeprefix("file-")) for kind in kinds if kind.startswith("file-")]
        scopes = [scope for scope, masked in CLAIMS.items() if kinds & set(masked)]
        scopes += [RedactionScope.ATTACHMENT] if files else []
        basis = bases.get(gone[next(iter(claims.values()))], {})
        with override(settings.LANGUAGE_CODE):
            unknown = _("as before the backup was put back")
        given = {name: basis.get(name) or unknown for name in ("legal_basis", "decided_by")}
        try:
            redacted += redact(entry, scopes, attachments=files, by=by, **given)
        except RedactionRefused as error:
            refused.append(f"{entry.seq}: {error}")
    return redacted, refused


def _still_there(codes: set[str]) -> Iterator[tuple[JournalEntry, dict[str, str]]]:
    """Entries of which something is disclosed that should not be: its commitments by kind."""
    found: dict[int, dict[str, str]] = {}
    kept = Disclosure.objects.filter(commitment__in=codes)
    for entry_id, kind, code in kept.values_list("entry_id", "kind", "commitment"):
        found.setdefault(entry_id, {})[kind] = code
    for entry in (
        JournalEntry.objects.filter(pk__in=found).select_related("object", "version", "journal").order_by("pk")
    ):
        left = {kind: code for kind, code in found[entry.pk].items() if kept.filter(pk=code).exists()}
        if left:  # files go from several entries at once
            yield entry, left
