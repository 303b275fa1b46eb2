"""The pages that show a document, whose entries follow from it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex


def pages_showing(documents: Any) -> list[int]:
    """The public pages whose content refers to one of these, a list or a query set of documents."""
    references = ReferenceIndex.get_references_to_in_bulk(documents)
    of_pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    wanted = set(of_pages.values_list("object_id", flat=True))
    return list(Page.objects.filter(pk__in=wanted, live=True).order_by("pk").values_list("pk", flat=True))
