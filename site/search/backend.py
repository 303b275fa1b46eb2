"""A search backend as Wagtail has them, which keeps the public index.

Wagtail's signals and `manage.py update_index` fill it, as they fill the backend of the administration. Nobody searches
through it: readers ask `search.finding`, whose question this interface has no words for.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm
from wagtail.models import Page
from wagtail.search.backends.base import BaseIndex, BaseSearchBackend

from search import indexing
from search.models import Entry


class PublicIndex(BaseIndex):
    """The entries of pages that readers may find. Other models, and drafts, are none of its business."""

    progress: Any = None

    def reset(self) -> None:
        indexing.forget_all()

    def add_items(self, model: type, items: Iterable[Any]) -> None:
        pages = [item for item in items if isinstance(item, Page)]
        for start in range(0, len(pages), indexing.AT_ONCE):
            some = pages[start : start + indexing.AT_ONCE]
            indexing.put(some)
            if self.progress is not None:
                self.progress.update(sum(page.live for page in some))

    def delete_item(self, item: Any) -> None:
        if isinstance(item, Page):
            indexing.forget([item.pk])


class Rebuilder:
    """Makes the index anew page by page: readers go on finding what is there meanwhile."""

    def __init__(self, index: PublicIndex) -> None:
        self.index = index

    def start(self) -> PublicIndex:
        """Drop the entries of pages that are gone, and show how far it is where somebody watches."""
        gone = Entry.objects.exclude(pk__in=Page.objects.live().values("pk")).values_list("pk", flat=True)
        indexing.forget(list(gone))
        indexing.forget_digests()
        total = Page.objects.live().filter(depth__gt=1).count()
        self.index.progress = tqdm(total=total, unit=_(" pages"), disable=not sys.stderr.isatty(), file=sys.stderr)
        return self.index

    def finish(self) -> None:
        """Leave the bar as it ended, and no word for guesses that no page holds any more."""
        self.index.progress.close()
        indexing.let_go()


class SearchBackend(BaseSearchBackend):
    """The name under which Wagtail looks for a backend in a module."""

    index_class = PublicIndex
    rebuilder_class = Rebuilder

    def search(self, *args: Any, **kwargs: Any) -> Sequence[Any]:
        """Nothing: see the module."""
        return []

    autocomplete = search

    def delete(self, obj: Any) -> None:
        with transaction.atomic():
            super().delete(obj)
