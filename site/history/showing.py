"""Which pages show a document or a picture, as Wagtail's index of references knows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex


def references_on_pages(files: Sequence[Any]) -> QuerySet[ReferenceIndex]:
    """The places of pages that refer to one of these; other objects do, too, and have the numbers of pages."""
    on_pages = ReferenceIndex.get_references_to_in_bulk(files)
    return on_pages.filter(base_content_type=ContentType.objects.get_for_model(Page))


def pages_showing(file: Any) -> list[int]:
    """The public pages whose content refers to a document or a picture."""
    wanted = set(references_on_pages([file]).values_list("object_id", flat=True))
    return list(Page.objects.filter(pk__in=wanted, live=True).order_by("pk").values_list("pk", flat=True))
