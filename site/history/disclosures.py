"""What of a journal anyone may open today: lines always, values only of objects that a reader may see."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from wagtail.models import Site

from history.journal import disclosure_bytes
from history.models import Blob, Disclosure, Journal, JournalEntry, VersionAttachment
from history.open_files import closed_files, open_files
from history.visibility import open_objects

CHUNK = 500
FILE_KIND = "file-"


def line_chunks(journal: Journal) -> Iterator[list[bytes]]:
    """The stored bytes of all entries, some hundred at a time: no cursor stays open while a slow reader takes them."""
    last = 0
    entries = journal.entries.order_by("seq").values_list("seq", "line")
    while rows := list(entries.filter(seq__gt=last)[:CHUNK]):
        last = rows[-1][0]
        yield [bytes(line) for _seq, line in rows]


def _open_entries(site: Site) -> QuerySet[JournalEntry]:
    """Entries whose values may be read: of open objects, and those that concern no object."""
    entries = JournalEntry.objects.filter(journal__site=site)
    return entries.filter(Q(object__isnull=True) | Q(object__in=open_objects(site)))


def _closed_claims(site: Site) -> set[tuple[int, str]]:
    """Claims of files, as version and kind, that stay closed although their page is open."""
    attachments = closed_files(VersionAttachment.objects.filter(version__object__journal__site=site))
    return {(version, f"{FILE_KIND}{order}") for version, order in attachments.values_list("version_id", "order")}


def open_disclosures(site: Site) -> Iterator[Disclosure]:
    """Values that anyone may read now, in the order of their entries."""
    closed = _closed_claims(site)
    last = 0
    entries = _open_entries(site).order_by("seq").only("seq", "version_id").prefetch_related("disclosures")
    while rows := list(entries.filter(seq__gt=last)[:CHUNK]):
        last = rows[-1].seq
        for entry in rows:
            for disclosure in sorted(entry.disclosures.all(), key=lambda row: row.kind):
                if (entry.version_id, disclosure.kind) not in closed:
                    yield disclosure


def open_disclosure(site: Site, commitment: str) -> Disclosure | None:
    """The value behind one commitment, if anyone may read it now."""
    found = Disclosure.objects.filter(commitment=commitment, entry__in=_open_entries(site))
    disclosure = found.select_related("entry").first()
    if disclosure and (disclosure.entry.version_id, disclosure.kind) in _closed_claims(site):
        return None
    return disclosure


def open_blob(site: Site, sha256: str) -> Blob | None:
    """The bytes of a file that some open disclosure names."""
    shown = VersionAttachment.objects.filter(blob=sha256, version__object__in=open_objects(site))
    attachment = open_files(shown).select_related("blob").first()
    return attachment.blob if attachment else None


def public_bytes(disclosure: Disclosure) -> bytes:
    """The disclosure as it is published, without a line break."""
    return disclosure_bytes(
        commitment=disclosure.commitment,
        kind=disclosure.kind,
        salt=bytes(disclosure.salt),
        value=disclosure.value.encode(),
    )
