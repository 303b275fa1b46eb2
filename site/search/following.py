"""Keeps the indexes in step with pages that change without being saved."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from wagtail.models import Page
from wagtail.search import index

# Pages held at once: a collection's documents may stand on thousands.
AT_ONCE = 100


def index_pages(page_ids: Iterable[int]) -> None:
    """Put the live ones of these pages into every index that follows the site, as they are now."""
    left = iter(dict.fromkeys(page_ids))
    while some := list(islice(left, AT_ONCE)):
        for page in Page.objects.filter(pk__in=some, live=True).specific():
            index.insert_or_update_object(page)
