"""Types of pages by the name that is kept of them."""

from __future__ import annotations

from typing import Any

from django.apps import apps


def model_of(kind: str) -> type[Any] | None:
    """The type with a label such as `news.newspage`; None when there is none any more."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None
