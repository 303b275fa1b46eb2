"""What a page hands over to its public history: whitelisted fields, and the article as a reader sees it.

Lists that keep themselves are named, not copied: what they list has a history of its own, and may be withdrawn. The
article is rendered by templates of its own, plain enough to be compared word by word years from now.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.documents import get_document_model
from wagtail.fields import StreamField

from history.snapshots import Snapshot, SnapshotFile
from pages.core.addresses import is_public
from pages.core.templatetags.file_notes import without_file_notes

if TYPE_CHECKING:
    from pages.core.models import BasePage

TEMPLATES = "history/snapshot"
# Where a version keeps what the page drew from elsewhere; no field of a page is called so, and restoring skips it.
DRAWN = "drawn from elsewhere"
# Where texts link to a file through Wagtail's own view.
DOCUMENT_LINK = re.compile(r'href="/documents/(\d+)/[^"]*"')


def snapshot_of(page: BasePage) -> Snapshot:
    """All that a reader can see of the page as its row stands now."""
    files = _Files()
    blocks = [_rendered(block, files) for name in page.history_streams for block in getattr(page, name, [])]
    blocks += [_file(document, label, files) for document, label in page.history_files]
    blocks += [_own_file(file, label, files) for file, label in page.history_own_files]
    article = render_to_string(
        f"{TEMPLATES}/article.html",
        {
            "page": page,
            "facts": [*page.history_facts, *page.drawn_facts],
            "lists": page.history_lists,
            "blocks": blocks,
        },
    )
    return Snapshot(
        title=page.title,
        fields=fields_of(page),
        html=files.link_documents(article),
        files=tuple(files.found),
        body=page.centre.name,
        produced_by=page.produced_by,
        produced_at=page.produced_at.label if page.produced_at else "",
        responsible_person=page.responsible_person,
    )


def fields_of(page: BasePage) -> dict[str, Any]:
    """The whitelisted fields of a page and of its rows in other tables, as JSON without fractions."""
    fields = {name: _value_of(page, name) for name in page.history_fields}
    for relation, names in page.history_children.items():
        # Rows of the same place, or of none, stand as they came: a database returns them in any order.
        rows = sorted(getattr(page, relation).all(), key=_place_of)
        fields[relation] = [{name: _value_of(row, name) for name in names} for row in rows]
    if drawn := [*(value for _label, value in page.drawn_facts), *_drawn_in_blocks(page)]:
        fields[DRAWN] = drawn
    return fields


def _drawn_in_blocks(page: BasePage) -> list[str]:
    """What blocks print that is kept elsewhere: their own value only says where."""
    blocks = [block for name in page.history_streams for block in getattr(page, name, [])]
    return [line for block in blocks if hasattr(block.block, "drawn") for line in block.block.drawn(block.value)]


def _place_of(row: Any) -> tuple[int, bool, int]:
    return (row.sort_order or 0, row.pk is None, row.pk or 0)


def _value_of(row: Any, name: str) -> Any:
    field = row._meta.get_field(name)
    value = field.value_from_object(row)
    if isinstance(field, StreamField):
        return _whole(list(value.raw_data))
    value = field.get_prep_value(value)
    return value if value is None or isinstance(value, str | int) else str(value)


def _whole(value: Any) -> Any:
    """The same JSON with fractions as text: the journal's canonical form knows whole numbers only."""
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(inner) for inner in value]
    return str(value) if isinstance(value, float) else value


class _Files:
    """The files that an article shows, numbered as they come."""

    def __init__(self) -> None:
        self.found: list[SnapshotFile] = []
        self._numbers: dict[tuple[str, int], int] = {}

    def document(self, document: Any, label: str = "") -> int:
        """The number of a document; 0 for one that readers can't open."""
        if document is None or document.collection.get_view_restrictions().exists():
            return 0
        return self._number(document, label or document.title, document.pk)

    def picture(self, image: Any, label: str) -> int:
        """The number of a picture; 0 for one that is gone."""
        return self._number(image, label, None) if image is not None else 0

    def _number(self, item: Any, label: str, document_id: int | None) -> int:
        return self._number_of((f"{item._meta.label}:{label}", item.pk), item.file, label, document_id)

    def own(self, file: Any, label: str) -> int:
        """The number of a file that the page keeps in a field of its own; 0 when there is none."""
        return self._number_of((f"own:{label}", 0), file, label, None) if file else 0

    def _number_of(self, key: tuple[str, int], kept: Any, label: str, document_id: int | None) -> int:
        if key not in self._numbers:
            storage, name = kept.storage, kept.name
            if not storage.exists(name):
                return 0  # lost in the storage: a reader can't open it either
            file = SnapshotFile(label, PurePosixPath(name).name, partial(storage.open, name), document_id)
            self.found.append(file)
            self._numbers[key] = len(self.found)
        return self._numbers[key]

    def link_documents(self, html: str) -> str:
        """The article with links in texts to documents turned into links to the version's files, which say no more.

        What a link says of its file (size, barriers) is no part of a version: it may be found out later.
        """
        wanted = {int(number) for number in DOCUMENT_LINK.findall(html)}
        documents = get_document_model().objects.select_related("collection").in_bulk(wanted)

        def link(match: re.Match[str]) -> str:
            number = self.document(documents.get(int(match[1])))
            return f'href="attachment:{number}"' if number else ""

        return DOCUMENT_LINK.sub(link, without_file_notes(html))


def _rendered(block: Any, files: _Files) -> str:
    """One block of the body by the template of its kind; lists that keep themselves share one."""
    prepare = PREPARED.get(block.block_type)
    if prepare is None:
        return mark_safe(render_to_string(f"{TEMPLATES}/list_by_itself.html", {"label": block.block.label}))  # noqa: S308 -- our own template
    context = {"value": block.value, **prepare(block.value, files)}
    return mark_safe(render_to_string(f"{TEMPLATES}/{block.block_type}.html", context))  # noqa: S308 -- our own template


def _file(document: Any, label: str, files: _Files) -> str:
    """A document that a page shows in a field of its own."""
    return _documents_html([{"number": number, "label": label}] if (number := files.document(document, label)) else [])


def _own_file(kept: Any, label: str, files: _Files) -> str:
    """The same for a file that is no document."""
    return _documents_html([{"number": number, "label": label}] if (number := files.own(kept, label)) else [])


def _documents_html(items: list[dict[str, Any]]) -> str:
    return mark_safe(render_to_string(f"{TEMPLATES}/documents.html", {"items": items}))  # noqa: S308 -- our own template


def _as_it_is(value: Any, files: _Files) -> dict[str, Any]:
    return {}


def _links(value: Any, files: _Files) -> dict[str, Any]:
    return {"links": [link for link in value if link.url]}


def _documents(value: Any, files: _Files) -> dict[str, Any]:
    items = [(files.document(item["document"], item["title"]), item) for item in value]
    return {"items": [{"number": number, "label": item.text} for number, item in items if number]}


def _image(value: Any, files: _Files) -> dict[str, Any]:
    return {"number": files.picture(value["image"], value["alt"] or value.get("caption", ""))}


PREPARED: dict[str, Callable[[Any, _Files], dict[str, Any]]] = {
    "heading": _as_it_is,
    "text": _as_it_is,
    "steps": _as_it_is,
    "facts": _as_it_is,
    "amounts": _as_it_is,
    "table": _as_it_is,
    "callout": _as_it_is,
    "links": _links,
    "documents": _documents,
    "image": _image,
    "pictured": _image,
    "contact": _as_it_is,
    "contact_card": _as_it_is,
    "quote": _as_it_is,
    "part": _as_it_is,
    "provision": _as_it_is,
    "passage": _as_it_is,
}


def public_title(page: BasePage | None) -> str:
    """The title of a page that readers can open, empty otherwise: history names nothing that is hidden."""
    return page.title if page is not None and is_public(page) else ""
