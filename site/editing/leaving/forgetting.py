"""Lets go of what the bin holds: after thirty days, and at once what a page may not keep any more.

A copy of a page is never masked in part. As soon as anything that the page published is masked, or the time of personal
data in it is over, the copy goes as a whole: its versions in the public history, masked as they are, stay.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from editing.models import BinnedPage
from history.models import Event, JournalEntry, Redaction
from pages.accessibility.films.keeping import let_go, names_in
from pages.accessibility.models import SignFilmPage
from pages.bip.models import ENTRY_TYPES


@transaction.atomic
def forget(rows: Any) -> int:
    """Delete these copies, and the films that only they kept; returns how many."""
    found = list(rows)
    for row in found:
        if row.kind == SignFilmPage._meta.label_lower:
            let_go(names_in(row.content) | names_in(row.draft))
    BinnedPage.objects.filter(pk__in=[row.pk for row in found]).delete()
    return len(found)


def masked() -> Any:
    """Copies of pages of which something was masked after they were deleted."""
    since = Redaction.objects.filter(
        entry__object__page_id=OuterRef("page_id"), recorded_as__at__gte=OuterRef("deleted_at")
    )
    return BinnedPage.objects.filter(Exists(since))


def with_data_over() -> list[BinnedPage]:
    """Copies that hold personal data whose time is over."""
    kinds = {model._meta.label_lower: model.personal_fields for model in ENTRY_TYPES.values() if model.personal_fields}
    today = localdate().isoformat()
    return [
        row
        for row in BinnedPage.objects.filter(kind__in=kinds)
        if any(
            "" < (content.get("mask_on") or "") <= today and any(content.get(name) for name in kinds[row.kind])
            for content in (row.content, row.draft)
        )
    ]


def entry_was_written(instance: JournalEntry, created: bool = False, **_signal: Any) -> None:
    """A masking takes the copy of the page with it, in its own transaction."""
    if created and instance.event == Event.REDACT and instance.object is not None:
        forget(BinnedPage.objects.filter(page_id=instance.object.page_id))


def words_were_removed(**_signal: Any) -> None:
    """Sent after the commit. What the database has deleted it still holds in its files, until they are vacuumed."""
    forget(masked())
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {BinnedPage._meta.db_table}")


def film_is_kept(name: str, **_signal: Any) -> bool:
    """Whether a page in the bin needs a file of its own when it comes back."""
    films = BinnedPage.objects.filter(kind=SignFilmPage._meta.label_lower)
    parts = Q()
    for part in ("content", "draft"):
        for key in ("film", "captions"):
            parts |= Q(**{f"{part}__{key}": name})
    return films.filter(parts).exists()
