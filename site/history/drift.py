"""What became of pages without anybody publishing: asked every night, and put into the public record."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from wagtail.models import Page

from history.models import JournalEntry, ObjectState, TrackedObject
from history.recording import reconcile, record_deletion


class Drift(NamedTuple):
    """Entries that a page was missing, or the error that kept it from being looked at."""

    page_id: int
    title: str
    entries: list[JournalEntry]
    error: Exception | None = None


def check(*, dry_run: bool = False) -> Iterator[Drift]:
    """Compare every page that is or should be public with its history, and record what differs.

    A page, a transaction: a page that can't be looked at keeps no other from its check. With `dry_run` nothing stays.
    """
    shown = TrackedObject.objects.filter(state=ObjectState.SHOWN)
    titles = dict(shown.values_list("page_id", "title")) | dict(
        Page.objects.filter(live=True, depth__gt=1).values_list("pk", "title")
    )
    existing = set(Page.objects.filter(pk__in=titles).values_list("pk", flat=True)) if titles else set()
    for page_id in sorted(titles):
        try:
            with transaction.atomic():
                entries = reconcile(page_id) if page_id in existing else record_deletion(page_id)
                if dry_run:
                    transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 -- told with its page; the others must still be looked at
            yield Drift(page_id, titles[page_id], [], error)
            continue
        if entries:
            yield Drift(page_id, titles[page_id], entries)
