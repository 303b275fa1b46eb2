"""The files of a centre that not everybody can read: for its declaration, its staff and its board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from wagtail.documents import get_document_model
from wagtail.models import Site

from history.showing import references_on_pages
from pages.core.addresses import public_among
from search.files.openness import open_among


class InaccessibleDocument(NamedTuple):
    """A file with the public pages that offer it."""

    document: Any
    pages: list[Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.document.title

    @property
    def barriers(self) -> str:
        """What keeps readers from it: „skan bez warstwy tekstowej, brak tytułu”."""
        return ", ".join(self.document.barriers)


def inaccessible_documents(site: Site) -> list[InaccessibleDocument]:
    """Those that public pages of the centre offer, by title; four queries, however many there are."""
    flagged = get_document_model().objects.exclude(findings=[]).order_by("title", "pk")
    documents = open_among(document for document in flagged if document.is_inaccessible)
    own = public_among(apps.get_model("core.BasePage").objects.descendant_of(site.root_page, inclusive=True))
    shown = pages_offering(documents, own)
    return [InaccessibleDocument(document, shown[document.pk]) for document in documents if document.pk in shown]


def pages_offering(documents: Sequence[Any], pages: Any) -> Mapping[int, list[Any]]:
    """The pages of a query that refer to each document, by its key; two queries."""
    pairs = set(references_on_pages(documents).values_list("to_object_id", "object_id"))
    known = pages.in_bulk({int(page) for _document, page in pairs})
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for document, page in sorted(pairs, key=lambda pair: int(pair[1])):
        if int(page) in known:
            found[int(document)].append(known[int(page)])
    return found
