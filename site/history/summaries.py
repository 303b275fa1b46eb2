"""What a page says of its own history without opening it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Max, Q, Subquery, When

from history.models import JournalEntry, ObjectState, PublishedVersion, TrackedObject


@dataclass(frozen=True)
class PublishedSummary:
    """The versions that the provenance box names."""

    first: PublishedVersion | None = None
    last: PublishedVersion | None = None
    first_here: PublishedVersion | None = None
    """The first whose text is kept here; another than `first` for a page that came from an earlier bulletin."""

    @property
    def count(self) -> int:
        """How many versions there are: numbers have no gap."""
        return self.last.number if self.last else 0


def published_summary(page_id: int | None) -> PublishedSummary:
    """The first and the last versions of a page, imported ones counted and named as the others.

    One query and at most three rows, however long the history is. A page that was moved between sites has an object in
    each: the one that is shown counts.
    """
    if page_id is None:  # a page being made, in a preview
        return PublishedSummary()
    shown_first = Case(When(state=ObjectState.SHOWN, then=0), default=1)
    tracked = TrackedObject.objects.filter(page_id=page_id).order_by(shown_first, "-pk").values("pk")[:1]
    versions = PublishedVersion.objects.filter(object=Subquery(tracked))
    last = versions.order_by("-number").values("number")[:1]
    here = versions.filter(content__printed_at="").order_by("number").values("number")[:1]
    named = list(
        versions.filter(Q(number=1) | Q(number=Subquery(last)) | Q(number=Subquery(here)))
        .select_related("content")
        .defer("content__fields", "content__html")
        .order_by("number")
    )
    if not named:
        return PublishedSummary()
    own = (version for version in named if not version.content.printed_at)
    return PublishedSummary(named[0], named[-1], next(own, None))


def last_changes(page_ids: Iterable[int]) -> dict[int, datetime]:
    """When the journal last took a new version of each of these pages; one query. Pages without one are left out."""
    entries = JournalEntry.objects.filter(object__page_id__in=page_ids, version__isnull=False)
    found = entries.values_list("object__page_id").annotate(Max("at")).order_by()
    return dict(found)
