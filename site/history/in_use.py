"""What stands in the way of an anonymisation: a text or a file that the site still shows, or would show again.

Only the journal's own site is asked: what another centre keeps is its own matter, and nobody here may learn of it.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection as Folder
from wagtail.models import Page, Revision

from history.diff.blocks import blocks_of
from history.diff.model import Block
from history.forgetting import revisions_of
from history.models import (
    Blob,
    Journal,
    JournalEntry,
    ObjectState,
    PublishedVersion,
    TrackedObject,
    VersionAttachment,
    VersionContent,
)

WORDS_NAMED = 5


class RedactionRefused(Exception):  # noqa: N818 -- a refusal, told to whoever asked
    """What was asked would leave the text in public, or nothing of it is left to mask."""


# -- texts -------------------------------------------------------------------------------------------------------------


def refuse_live_text(entry: JournalEntry, emptied: Collection[str] = ()) -> None:
    """Refuse to mask a text that readers see, that the administration keeps, or that waits to be published.

    `emptied` as `redaction.redact` takes it.
    """
    tracked = entry.object
    if tracked is None:
        return
    last = tracked.versions.order_by("-number").first()
    cleaned = _cleaned_row(tracked, emptied)
    if last and entry.version_id == last.pk:
        if _is_shown(tracked):
            raise RedactionRefused(
                _("Readers see this version now. Publish a text without the personal data first, then mask this one.")
            )
        if cleaned is None and stands(tracked):
            raise RedactionRefused(
                _("Readers don't see the page, but the administration still keeps this text. Delete the page first.")
            )
    if Revision.objects.filter(**revisions_of(tracked), approved_go_live_at__isnull=False).exists():
        raise RedactionRefused(_("A publication of this page is scheduled, perhaps of the same text. Cancel it first."))
    if entry.version_id:
        _refuse_draft(tracked, entry.version_id, last, cleaned)
    else:
        _refuse_live_address(entry, tracked)


def _is_shown(tracked: TrackedObject) -> bool:
    return tracked.state == ObjectState.SHOWN and not tracked.hidden


def _cleaned_row(tracked: TrackedObject, emptied: Collection[str]) -> Any:
    """The row of a page that readers don't see, once all of these fields are empty in it; else None.

    What is taken out of such a page makes no version, so that its last one still says what the row doesn't any more.
    """
    page = Page.objects.filter(pk=tracked.page_id).first() if emptied and not _is_shown(tracked) else None
    row: Any = page and page.specific
    return row if row and not any(getattr(row, name, True) for name in emptied) else None


def _refuse_live_address(entry: JournalEntry, tracked: TrackedObject) -> None:
    address = entry.disclosures.filter(kind="address").first()
    if address and address.parsed["path"] == tracked.path and stands(tracked):
        raise RedactionRefused(_("The page still stands at this address. Give it another one first."))


def stands(tracked: TrackedObject) -> bool:
    """Whether the page is still there, for readers or for editors alone."""
    return Page.objects.filter(pk=tracked.page_id).exists()


def _refuse_draft(tracked: TrackedObject, version_id: int, last: PublishedVersion | None, cleaned: Any) -> None:
    """Refuse while the administration holds the text anew: in the latest draft, or in the row of a page not shown.

    Compared are whole blocks, and of the words those of which personal data is made: with a digit or a capital letter.
    What stands in the page's present text gives nothing away: in its last version, or in the row that is cleaned of
    what is to be masked.
    """
    masked = VersionContent.objects.filter(version=version_id).first()
    page = Page.objects.filter(pk=tracked.page_id).first()
    if masked is None or page is None:
        return
    present = VersionContent.objects.filter(version=last).exclude(version=version_id).first() if last else None
    secret = _telling(masked.title, blocks_of(masked.html))
    secret -= _telling(present.title, blocks_of(present.html)) if present else set()
    secret -= _told_by(cleaned) if cleaned else set()
    found = sorted(
        (secret & set().union(*_kept(page, cleaned))) if secret else set(), key=lambda words: (len(words), words)
    )
    if found:
        raise RedactionRefused(
            _("The draft of the page still holds what is to be masked: “%(words)s”. Take it out of the draft first.")
            % {"words": "”, “".join(found[:WORDS_NAMED])}
        )


def _kept(page: Page, cleaned: Any) -> Iterator[set[str]]:
    """What the administration keeps of a page besides what was published: what editors would go on with.

    Of a page cleaned behind the readers' backs the live revision too: it holds what was published before.
    """
    kept = {page.latest_revision_id, page.live_revision_id} - {None}
    if not cleaned:
        kept -= {page.live_revision_id}
    states: list[Any] = [page.specific, *(one.as_object() for one in Revision.objects.filter(pk__in=kept))]
    for state in states:
        yield _told_by(state)


def _told_by(state: Any) -> set[str]:
    snapshot = state.history_snapshot()
    return _telling(snapshot.title, blocks_of(snapshot.article))


def _telling(title: str, blocks: Iterable[Block]) -> set[str]:
    texts = {title, *(block.visible.strip() for block in blocks)} - {""}
    words = {word for text in texts for word in re.findall(r"\w{2,}", text)}
    return texts | {word for word in words if word[0].isupper() or any(letter.isdigit() for letter in word)}


# -- files -------------------------------------------------------------------------------------------------------------


def refuse_file_in_use(blob: Blob, journal: Journal) -> None:
    """Refuse to mask a file that a page of the site shows or that lies among its uploads."""
    shown = PublishedVersion.objects.filter(attachments__blob=blob, object__journal=journal)
    for version in shown.filter(object__state=ObjectState.SHOWN).select_related("object"):
        if not version.object.versions.filter(number__gt=version.number).exists():
            raise RedactionRefused(
                _("The page “%(page)s” shows the file now. Take it off the page first.")
                % {"page": version.object.title}
            )
    for item in _uploads_of(blob, journal):
        raise RedactionRefused(
            _("The file is still in the collection as “%(title)s”. Delete it there first.") % {"title": item.title}
        )


def _uploads_of(blob: Blob, journal: Journal) -> Iterator[Any]:
    """Documents and pictures of the site's editors that hold the same bytes."""
    try:
        with blob.open() as stream:
            sha1 = hashlib.file_digest(stream, "sha1").hexdigest()
    except OSError:  # the bytes are gone already
        return
    kept = VersionAttachment.objects.filter(blob=blob, version__object__journal=journal, document_id__isnull=False)
    here = Q(collection__in=_collections_of(journal))
    same = Q(file_hash=sha1) & here | Q(pk__in=kept.values("document_id"))
    for document in get_document_model().objects.filter(same):
        if document.get_file_hash() == sha1:
            yield document
    yield from get_image_model().objects.filter(here, file_hash=sha1)


def _collections_of(journal: Journal) -> QuerySet[Folder]:
    """The site's own collections, and the root that belongs to nobody.

    The setting HISTORY_COLLECTION_OF is the dotted path of a callable that takes the site; without it all are its own.
    """
    collection_of = getattr(settings, "HISTORY_COLLECTION_OF", "")
    if not collection_of:
        return Folder.objects.all()
    roots = Folder.objects.filter(depth=1)
    if journal.site is None:
        return roots
    own = import_string(collection_of)(journal.site)
    return roots | Folder.objects.filter(path__startswith=own.path)
