"""Links within a centre's texts to pages and documents that no reader can open, from Wagtail's index of references.

The index knows the links of what is public, not those of drafts, so nothing has to be fetched or kept. It forgets the
links to what is deleted, too: those to a page or a document that was deleted are not found here, only those to a page
that was withdrawn or made private.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from pages.core.addresses import public_among
from pages.core.models import BasePage


def dead_links(pages: Sequence[BasePage]) -> dict[int, list[str]]:
    """What is wrong with the links in the articles of pages, by page; pages whose links all work are left out."""
    streams = {str(page.pk): (page.cached_content_type.model_class() or BasePage).history_streams for page in pages}
    page_type = ContentType.objects.get_for_model(Page)
    file_type = ContentType.objects.get_for_model(get_document_model())
    found = ReferenceIndex.objects.filter(
        base_content_type=page_type, object_id__in=list(streams), to_content_type__in=[page_type, file_type]
    ).order_by("pk")
    rows = [
        (int(row["object_id"]), row["to_content_type"] == page_type.pk, int(row["to_object_id"]))
        for row in found.values("object_id", "to_content_type", "to_object_id", "model_path")
        if row["model_path"].split(".")[0] in streams[row["object_id"]]
    ]
    titles = _titles({target for _from, to_page, target in rows if to_page})
    public = set(public_among(Page.objects.filter(pk__in=titles)).values_list("pk", flat=True))
    files = {target for _from, to_page, target in rows if not to_page}
    kept_files = set(get_document_model()._default_manager.filter(pk__in=files).values_list("pk", flat=True))
    wrong: dict[int, list[str]] = defaultdict(list)
    for origin, to_page, target in dict.fromkeys(rows):
        if to_page and target not in public:
            wrong[origin].append(_page_is_gone(titles.get(target)))
        elif not to_page and target not in kept_files:
            wrong[origin].append(_("a document that was deleted: remove the link or choose another document"))
    return dict(wrong)


def _titles(ids: set[int]) -> dict[int, str]:
    values: Any = Page.objects.filter(pk__in=ids).values_list("pk", "title")
    return dict(values)


def _page_is_gone(title: str | None) -> str:
    if title is None:
        return _("a page that was deleted: remove the link or choose another page")
    return _("“%(title)s”, which readers can’t open: publish it or choose another page") % {"title": title}
