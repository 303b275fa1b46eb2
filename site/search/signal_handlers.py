"""What else than Wagtail's own signals changes what readers find."""

from typing import Any

from wagtail.search import index
from wagtail.signals import page_published

from search.files import signal_handlers as of_files


def page_was_published(instance: Any, **_signal: Any) -> None:
    """Index the page once more: rows of its other tables were saved after the page itself, whose signal came before."""
    index.insert_or_update_object(instance)


def register() -> None:
    """Called once, when all apps are there."""
    page_published.connect(page_was_published, dispatch_uid="search.page_was_published")
    of_files.register()
