"""Where in the trees of pages the public bulletins (BIP) are, drafts of them too."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page


@cache
def bulletin_models() -> frozenset[type[Page]]:
    """The kinds of pages that a bulletin begins with."""
    return frozenset(model for model in apps.get_models() if getattr(model, "starts_bulletin", False))


def bulletin_paths() -> tuple[str, ...]:
    """Tree paths of the homes of all bulletins; whatever begins with one stands in it."""
    types = ContentType.objects.get_for_models(*bulletin_models()).values()
    return tuple(Page.objects.filter(content_type__in=types).order_by("path").values_list("path", flat=True))


def stands_in_bulletin(page: Page) -> bool:
    """Whether a page is the home of a bulletin or stands below it."""
    return bool(page.path) and page.path.startswith(bulletin_paths())
