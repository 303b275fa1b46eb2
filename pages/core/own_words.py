"""A page's own words, for the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText

from search.content import Attached, Content

# Headings and documents are told apart from the text. Links name other pages, and stand on the page only as long as
# readers may open those.
NOT_TEXT = frozenset({"heading", "documents", "links"})
LIST = re.compile(r"</?(?:ul|ol|li)\b")


def content_of(page: Any) -> Content | None:
    """The page's own words; titles of pages that it names or lists belong to those pages."""
    if page.leads_elsewhere:
        return None
    dated = page.search_dated
    blocks = [block for name in page.history_streams for block in getattr(page, name, [])]
    return Content(
        kind=page.search_kind.key,
        title=page.title,
        names=[part.strip() for name in page.search_names for part in name.split(",") if part.strip()],
        prior=page.search_prior,
        label=page.eyebrow or capfirst(str(page._meta.verbose_name)),
        lead=page.summary,
        headings=[block.value for block in blocks if block.block_type == "heading"],
        text=[*_texts(blocks), *(f"{label}: {value}" for label, value in page.search_facts if value)],
        files=list(_files(page, blocks)),
        dated=dated.first if dated else None,
        dated_as=str(dated or ""),
        states=page.search_states,
    )


def _files(page: Any, blocks: list[Any]) -> Iterator[Attached]:
    """The documents that the page offers, each once, under the name that readers see first."""
    labels = {
        item["document"].pk: item.text
        for block in blocks
        if block.block_type == "documents"
        for item in block.value
        if item["document"]
    }
    wanted = {*labels, *_documents_linked(page)}
    documents = get_document_model().objects.select_related("collection").in_bulk(wanted) if wanted else {}
    found = [Attached(labels.get(pk) or document.title, document) for pk, document in documents.items()]
    found += [Attached(str(label), document) for document, label in page.history_files]
    yield from {one.document.pk: one for one in reversed(found)}.values()


def _texts(blocks: list[Any]) -> Iterator[str]:
    for block in blocks:
        if block.block_type not in NOT_TEXT:
            yield from (str(text) for text in block.block.get_searchable_content(_spaced(block)))


def _spaced(block: Any) -> Any:
    """The value of a block; items of lists within lists apart, which Wagtail would join into one word."""
    return RichText(LIST.sub(r" \g<0>", block.value.source)) if block.block_type == "text" else block.value


def _documents_linked(page: Any) -> set[int]:
    """The documents that the page's blocks link to or choose."""
    model = get_document_model()
    found = set()
    for name in page.history_streams:
        value = getattr(page, name, None)
        if value is not None:
            references = value.stream_block.extract_references(value)
            found |= {int(pk) for kind, pk, _model_path, _content_path in references if kind is model}
    return found
