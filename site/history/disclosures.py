"""What of a journal anyone may open today: lines always, values only of objects that a reader may see."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from history.journal import disclosure_bytes
from history.models import Blob, Disclosure, Journal, JournalEntry, VersionAttachment
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


def _closed_documents() -> list[int]:
    """Documents kept from the public today by their collection."""
    paths = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not paths:
        return []
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    collections = Collection.objects.filter(below)
    return list(get_document_model().objects.filter(collection__in=collections).values_list("pk", flat=True))


def _closed_files(site: Site) -> set[tuple[int, str]]:
    """Claims of files, as version and kind, that stay closed although their page is open."""
    documents = _closed_documents()
    if not documents:
        return set()
    attachments = VersionAttachment.objects.filter(version__object__journal__site=site, document_id__in=documents)
    return {(version, f"{FILE_KIND}{order}") for version, order in attachments.values_list("version_id", "order")}


def open_disclosures(site: Site) -> Iterator[Disclosure]:
    """Values that anyone may read now, in the order of their entries."""
    closed = _closed_files(site)
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
    if disclosure and (disclosure.entry.version_id, disclosure.kind) in _closed_files(site):
        return None
    return disclosure


def open_blob(site: Site, sha256: str) -> Blob | None:
    """The bytes of a file that some open disclosure names."""
    closed = _closed_files(site)
    shown = VersionAttachment.objects.filter(blob=sha256, version__object__in=open_objects(site))
    for attachment in shown.select_related("blob"):
        if (attachment.version_id, f"{FILE_KIND}{attachment.order}") not in closed:
            return attachment.blob
    return None


def public_bytes(disclosure: Disclosure) -> bytes:
    """The disclosure as it is published, without a line break."""
    return disclosure_bytes(
        commitment=disclosure.commitment,
        kind=disclosure.kind,
        salt=bytes(disclosure.salt),
        value=disclosure.value.encode(),
    )
