"""Lets go of bytes for good: in the storage, in what Wagtail keeps, in the files of the database."""

import json
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry, Revision

from history.models import Blob, Disclosure, ObjectState, TrackedObject, VersionAttachment, VersionContent
from history.models.versions import blob_storage
from history.signals import words_removed

# PostgreSQL keeps deleted rows in its files until these tables are vacuumed.
EMPTIED = ("history_disclosure", "history_versioncontent", "history_versionattachment", "wagtailcore_revision")


def forget_bytes(blob: Blob) -> None:
    """Delete the bytes once no version carries them; another site's versions keep theirs until it decides."""
    locked = Blob.objects.select_for_update().filter(pk=blob.pk).first()  # whoever publishes it just now comes first
    if locked and not VersionAttachment.objects.filter(blob=locked).exists():
        locked.delete()
        facts = {"sha256": blob.sha256, "mime": blob.mime, "size": blob.size, "name": blob.name}

        def delete_bytes() -> None:  # named: Django tells in its log which of these failed
            _delete_bytes(facts)

        transaction.on_commit(delete_bytes, robust=True)


@transaction.atomic
def _delete_bytes(facts: dict[str, Any]) -> None:
    """Unless a publication has named them meanwhile. Bytes that can't be deleted `journal verify` lists.

    A row for the time being makes whoever publishes the file just now wait, or makes this wait.
    """
    stand_in, created = Blob.objects.get_or_create(sha256=facts["sha256"], defaults=facts)
    if created:
        blob_storage().delete(facts["name"])
        stand_in.delete()


def forget_drafts(tracked: TrackedObject, titles: set[str]) -> None:
    """Delete what Wagtail keeps of the text: its revisions but the live and the latest, titles in its log."""
    page = Page.objects.filter(pk=tracked.page_id).first()
    kept = {page.live_revision_id, page.latest_revision_id} if page else set()
    Revision.objects.filter(**revisions_of(tracked)).exclude(pk__in=kept - {None}).delete()
    titles = titles - ({page.title, page.draft_title} if page else set())
    for log in PageLogEntry.objects.filter(page=tracked.page_id) if titles else ():
        told = _as_text(log.data)
        if log.label in titles or any(_as_text(title).strip('"') in told for title in titles):
            # Numbers tell no words, and the second pair of eyes goes by those of a text's authors.
            numbers = {name: value for name, value in log.data.items() if '"' not in _as_text(value)}
            PageLogEntry.objects.filter(pk=log.pk).update(label="", data=numbers)
    _forget_name(tracked, titles)


def _as_text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _forget_name(tracked: TrackedObject, titles: set[str]) -> None:
    """Mask title and address by which a page that is gone is still found, unless other versions show them anyway."""
    if tracked.state == ObjectState.SHOWN:
        return
    others = VersionContent.objects.filter(version__object=tracked)
    if tracked.title in titles and not others.filter(title=tracked.title).exists():
        with override(settings.LANGUAGE_CODE):
            tracked.title = _("Anonymised page")
    told = Disclosure.objects.filter(entry__object=tracked, kind="address")
    if tracked.path not in {disclosure.parsed["path"] for disclosure in told}:
        # Below the same section: whether that is public decides whether this is.
        section = tracked.path.rstrip("/").rpartition("/")[0]
        tracked.path = f"{section}/zanonimizowano-{tracked.uid.hex[:12]}/"
    tracked.save(update_fields=["title", "path"])


def scrub() -> None:
    """Make the database let go of bytes that it no longer shows; its own logs and backups have their own ways."""
    if connection.in_atomic_block:  # neither database can while a transaction is open
        return
    words_removed.send(sender=None)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(EMPTIED)}")


def revisions_of(tracked: TrackedObject) -> dict[str, Any]:
    return {
        "base_content_type": ContentType.objects.get_for_model(Page, for_concrete_model=False),
        "object_id": str(tracked.page_id),
    }
