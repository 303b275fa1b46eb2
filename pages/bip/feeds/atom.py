"""The entries of a list as an Atom feed: the hundred newest. An entry keeps its id wherever its page stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.timezone import get_default_timezone

from history.feeds import PlainAtomFeed
from history.printable import printable
from history.summaries import last_changes
from pages.bip.feeds.naming import tag_of
from pages.core.models import CentreSettings

if TYPE_CHECKING:
    from pages.bip.models import BipListPage
    from pages.bip.models.entries.base import BipEntryPage

ATOM = "application/atom+xml; charset=utf-8"
ENTRIES_PER_FEED = 100


def entries_as_atom(request: HttpRequest, page: BipListPage, entries: Sequence[BipEntryPage], query: str) -> str:
    """The newest entries; `query` is what was asked of the list: another question, another feed."""
    here = request.build_absolute_uri
    newest = sorted(entries, key=lambda entry: (entry.listed_by, entry.pk), reverse=True)[:ENTRIES_PER_FEED]
    changes = last_changes([entry.pk for entry in newest])
    feed = PlainAtomFeed(
        title=printable(page.title),
        link=here(page.local_url + query),
        description="",
        language="pl",
        author_name=printable(CentreSettings.of_request(request).name),
        feed_url=here(),
        feed_guid=tag_of(request, f"bip/{page.pk}{query}"),
    )
    for entry in newest:
        state = entry.state
        day = datetime.combine(entry.listed_by, time.min, get_default_timezone())
        said = [str(state.label) if state else "", *(f"{label}: {value}" for label, value in entry.listing_facts)]
        feed.add_item(
            title=printable(entry.title),
            link=here(entry.local_url),
            description=printable(" · ".join(filter(None, [entry.summary, *said]))),
            unique_id=tag_of(request, f"bip/{entry.pk}"),
            author_name=printable(entry.produced_by) or None,
            categories=[state.key] if state else [],
            pubdate=day,
            updateddate=changes.get(entry.pk) or day,
        )
    return feed.writeString("utf-8")
