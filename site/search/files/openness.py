"""Which documents everybody may open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Collection, CollectionViewRestriction


def open_among(documents: Iterable[Any]) -> list[Any]:
    """Those that lie in no collection kept from the public, nor below one; at most two queries."""
    documents = list(documents)
    # Few collections are kept from the public, on a site of any size.
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True)) if documents else ()
    if not closed:
        return documents
    paths = Collection.objects.filter(pk__in={document.collection_id for document in documents})
    hidden = {pk for pk, path in paths.values_list("pk", "path") if path.startswith(closed)}
    return [document for document in documents if document.collection_id not in hidden]


def is_open(document: Any) -> bool:
    """Whether everybody may open one document."""
    return bool(open_among([document]))
