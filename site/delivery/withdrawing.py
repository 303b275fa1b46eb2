"""What is withdrawn must not come back from the last good answers while the database is gone.

Of a page that is published again, its own last answer goes, since that is what was corrected; the others wait to be
made anew. When something is taken away, all of the site's go: nobody knows which of them named it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from delivery.asking import Asked
from delivery.changes import changed
from delivery.folder import Folder
from delivery.hosts import own_host


def connect() -> None:
    """Listen to what takes something away."""
    page_published.connect(_published, dispatch_uid="delivery.published")
    for signal in (page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_withdrawn, dispatch_uid=f"delivery.withdrawn.{id(signal)}")
    post_delete.connect(_deleted, dispatch_uid="delivery.deleted")
    for signal in (post_save, post_delete):
        # A host that a site no longer has must not go on with what it had.
        signal.connect(_renamed, sender=Site, dispatch_uid=f"delivery.renamed.{id(signal)}")
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid=f"delivery.restricted.{id(signal)}")


def withdraw(site: Site | None) -> None:
    """Forget the last good answers of a site, or of all, when this is committed."""
    transaction.on_commit(lambda: _forget(site), robust=True)


def _forget(site: Site | None) -> None:
    folder = Folder(settings.PAGES_DIR)
    for host in [own_host(site.hostname, site.port)] if site else folder.hosts():
        folder.forget_all_last(host)


def _published(sender: Any, instance: Page, **_: Any) -> None:
    """Also sent for an alias in another centre, which whoever published may have no say in."""
    parts = instance.get_url_parts()
    if parts and (site := instance.get_site()):
        asked = Asked(own_host(site.hostname, site.port), parts[2])
        transaction.on_commit(lambda: Folder(settings.PAGES_DIR).forget_last(asked), robust=True)
        changed([site.pk])


def _withdrawn(sender: Any, instance: Page, **_: Any) -> None:
    site = instance.get_site()
    withdraw(site)
    changed([site.pk] if site else None)


def _renamed(sender: Any, **_: Any) -> None:
    withdraw(None)


def _deleted(sender: Any, instance: Any, **_: Any) -> None:
    if isinstance(instance, Page):
        withdraw(None)


def _restricted(sender: Any, instance: PageViewRestriction, **_: Any) -> None:
    withdraw(instance.page.get_site())
