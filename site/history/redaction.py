"""Lawful removal: the bytes go, the fact that something stood there stays.

Lines of the journal carry commitments only, so what they commit to may be deleted and the chain still holds. A `redact`
entry names what is gone, who decided and on which basis (law: `wyłączenie jawności`, u.d.i.p. art. 8 ust. 5).
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from history.chain import append, locked
from history.forgetting import forget_bytes, forget_drafts, scrub
from history.in_use import RedactionRefused, refuse_file_in_use, refuse_live_text, stands
from history.models import (
    Blob,
    ContentStatus,
    Disclosure,
    Event,
    Journal,
    JournalEntry,
    PublishedVersion,
    Redaction,
    RedactionScope,
    VersionAttachment,
    VersionContent,
)
from history.people import Person, person_of

__all__ = ["CLAIMS", "RedactionRefused", "redact"]

CLAIMS: dict[str, tuple[str, ...]] = {
    RedactionScope.CONTENT: ("text", "address"),
    RedactionScope.NOTE: ("note",),
    RedactionScope.PERSON: ("person", "provenance"),
}
MASKS: dict[str, dict[str, Any]] = {
    RedactionScope.CONTENT: {
        "status": ContentStatus.REDACTED,
        "title": "",
        "url_at_time": "",
        "fields": {},
        "html": "",
        "text_digest": "",
    },
    RedactionScope.NOTE: {"change_note": ""},
    RedactionScope.PERSON: {
        "produced_by": "",
        "responsible_person": "",
        "published_by": "",
        "published_by_function": "",
        "published_by_id": None,
    },
}


@transaction.atomic
def redact(
    entry: JournalEntry,
    scopes: Collection[str],
    *,
    legal_basis: str,
    decided_by: str,
    by: Any,
    attachments: Collection[int] = (),
    emptied: Collection[str] = (),
) -> list[JournalEntry]:
    """Mask parts of what an entry published; returns the entries that say so.

    `scopes` are of RedactionScope; with ATTACHMENT, `attachments` are numbers of the version's files. A file goes from
    every version of the site that carries it, a text from every version that has exactly the same, an address from
    every entry about it alone, each with an entry of its own. `by` is the account that does it. `emptied` are the
    page's fields that held what is to be masked: of a page that readers don't see, the last version can be masked once
    they are empty in its row.

    Raises RedactionRefused.
    """
    if not legal_basis.strip() or not decided_by.strip():
        raise RedactionRefused(_("An anonymisation needs its legal basis and who decided it."))
    if not scopes or (RedactionScope.ATTACHMENT in scopes) != bool(attachments):
        raise RedactionRefused(_("Please say what is to be masked."))
    journal = locked(entry.journal)
    twins = _twins(entry, emptied) if RedactionScope.CONTENT in scopes else []
    twins += _moves([entry, *twins]) if RedactionScope.CONTENT in scopes else []
    blobs = _blobs(entry, attachments)
    work = _Work(journal, legal_basis.strip(), decided_by.strip(), person_of(by))
    for carrier, parts in _plan(entry, scopes, twins, _carriers(journal, blobs)):
        work.mask(carrier, parts.scopes, parts.files)
    if RedactionScope.CONTENT in scopes:
        for tracked in {each.object for each in (entry, *twins) if each.object}:
            forget_drafts(tracked, work.titles)
    transaction.on_commit(cache.clear, robust=True)  # comparisons, feeds and pages made before
    transaction.on_commit(scrub, robust=True)
    for blob in blobs:  # last: a storage that fails must not keep the copies above
        forget_bytes(blob)
    return work.entries


class _Parts(NamedTuple):
    """What of one entry is to go."""

    scopes: list[str]
    files: list[int]


def _plan(
    entry: JournalEntry,
    scopes: Collection[str],
    twins: list[JournalEntry],
    carriers: list[tuple[JournalEntry, list[int]]],
) -> list[tuple[JournalEntry, _Parts]]:
    """What goes from which entry; the entry that was asked for first."""
    texts = [scope for scope in scopes if scope != RedactionScope.ATTACHMENT]
    plan = {entry: _Parts(texts, [])}
    for twin in twins:
        plan[twin] = _Parts([RedactionScope.CONTENT], [])
    for carrier, numbers in carriers:
        plan.setdefault(carrier, _Parts([], [])).files.extend(numbers)
    return list(plan.items())


class _Work:
    """One decision, carried out on one entry after another under the lock of their journal."""

    def __init__(self, journal: Journal, legal_basis: str, decided_by: str, person: Person) -> None:
        self.journal = journal
        self.legal_basis = legal_basis
        self.decided_by = decided_by
        self.person = person
        self.entries: list[JournalEntry] = []
        self.titles: set[str] = set()

    def mask(self, entry: JournalEntry, scopes: Collection[str], numbers: Collection[int]) -> None:
        """Say it in the journal, then let the parts go."""
        kinds = [kind for scope in scopes for kind in CLAIMS[scope]] + [f"file-{number}" for number in numbers]
        disclosures = list(Disclosure.objects.filter(entry=entry, kind__in=kinds))
        if not disclosures:
            raise RedactionRefused(_("Nothing of that is left to mask."))
        every = [*scopes, *([RedactionScope.ATTACHMENT] if numbers else [])]
        said = append(
            self.journal,
            Event.REDACT,
            entry.object,
            {
                "basis": {
                    "decided_by": self.decided_by,
                    "legal_basis": self.legal_basis,
                    "scope": ",".join(sorted(str(scope) for scope in every)),
                },
                "person": self.person.claim,
            },
            version=entry.version,
            redacts=[disclosure.commitment for disclosure in disclosures],
        )
        Redaction.objects.bulk_create(
            [self._row(entry, said, scope) for scope in scopes]
            + [self._row(entry, said, RedactionScope.ATTACHMENT, number) for number in numbers]
        )
        Disclosure.objects.filter(pk__in=[disclosure.pk for disclosure in disclosures]).delete()
        if entry.version:
            self._mask_version(entry.version, scopes, numbers)
        self.entries.append(said)

    def _mask_version(self, version: PublishedVersion, scopes: Iterable[str], numbers: Collection[int]) -> None:
        content = VersionContent.objects.get(pk=version.pk)
        self.titles |= {content.title} - {""} if RedactionScope.CONTENT in scopes else set()
        masks = {field: value for scope in scopes for field, value in MASKS[scope].items()}
        if masks:
            VersionContent.objects.filter(pk=version.pk).update(**masks)
        if numbers:
            VersionAttachment.objects.filter(version=version, order__in=numbers).delete()

    def _row(self, entry: JournalEntry, said: JournalEntry, scope: str, attachment: int = 0) -> Redaction:
        return Redaction(
            entry=entry,
            version=entry.version,
            recorded_as=said,
            scope=scope,
            attachment=attachment,
            legal_basis=self.legal_basis,
            decided_by=self.decided_by,
            by_name=self.person.name,
            by_id=self.person.user_id,
            at=said.at,
        )


def _twins(entry: JournalEntry, emptied: Collection[str]) -> list[JournalEntry]:
    """Entries that published exactly the same text: the page as it was restored later, or a copy of it.

    Raises RedactionRefused while readers can see that text, or editors could publish it again.
    """
    refuse_live_text(entry, emptied)
    content = VersionContent.objects.filter(version=entry.version_id).exclude(text_digest="").first()
    if content is None:
        return []
    same = VersionContent.objects.filter(text_digest=content.text_digest).values("version")
    entries = JournalEntry.objects.filter(journal=entry.journal_id, version__in=same, disclosures__kind="text")
    twins = list(entries.exclude(pk=entry.pk).select_related("object", "version").order_by("seq"))
    for twin in twins:
        refuse_live_text(twin, emptied)
    return twins


def _moves(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """Entries that say nothing but that a page came to the address of one of these: its name may be in it.

    Not while the page stands there: then everybody sees the address anyway.
    """
    found: list[JournalEntry] = []
    for entry in entries:
        address = Disclosure.objects.filter(entry=entry, kind="address").first()
        if entry.object is None or address is None:
            continue
        if address.parsed["path"] == entry.object.path and stands(entry.object):
            continue
        same = JournalEntry.objects.filter(
            object=entry.object, version=None, disclosures__kind="address", disclosures__value=address.value
        )
        found += same.exclude(pk=entry.pk).select_related("object", "version").order_by("seq")
    return found


def _blobs(entry: JournalEntry, numbers: Collection[int]) -> list[Blob]:
    """The files with these numbers in the entry's version. Raises RedactionRefused for those in use."""
    if not numbers:
        return []
    found = VersionAttachment.objects.filter(version=entry.version_id, order__in=numbers).select_related("blob")
    attachments = list(found)
    if len(attachments) != len(set(numbers)):
        raise RedactionRefused(_("The version has no such attachment, or it was masked before."))
    for attachment in attachments:
        refuse_file_in_use(attachment.blob, entry.journal)
    return [attachment.blob for attachment in attachments]


def _carriers(journal: Journal, blobs: list[Blob]) -> list[tuple[JournalEntry, list[int]]]:
    """Entries of the journal that published one of the files, each with the numbers it has there."""
    found: dict[int, list[int]] = {}
    attachments = VersionAttachment.objects.filter(blob__in=blobs, version__object__journal=journal)
    for version, order in attachments.order_by("version", "order").values_list("version_id", "order"):
        found.setdefault(version, []).append(order)
    entries = JournalEntry.objects.filter(version__in=found, disclosures__kind__startswith="file-").distinct()
    return [
        (entry, found[entry.version_id])
        for entry in entries.select_related("object", "version").order_by("seq")
        if entry.version_id
    ]
