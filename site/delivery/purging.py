"""Caches further out, such as Varnish or a CDN, are told when a site has changed; through Wagtail's `frontend_cache`.

They may keep a page for `PAGES_SHARED_SECONDS` without asking. Wagtail itself would tell them of the published page
alone; its title stands in menus, lists and feeds, too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress

from django.conf import settings
from django.db import Error, connections, transaction
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Site

from delivery.folder import Folder
from delivery.hosts import own_host


def purge(site_ids: Iterable[int] | None, after: str = "") -> None:
    """Let go of every address of sites, or of all, that was ever kept; without making the editor wait for the caches.

    The addresses are gathered at once, 8 ms for a thousand: what is withdrawn takes its own away next. `after` is a
    SQLite database that has yet to commit the change: told before, a cache could fetch what is out of date once more.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return
    sites = Site.objects.all() if site_ids is None else Site.objects.filter(pk__in=list(site_ids))
    folder, batch = Folder(settings.PAGES_DIR), PurgeBatch()
    for site in sites:
        host = own_host(site.hostname, site.port)
        batch.add_urls([f"{site.root_url}{path}" for path in folder.paths(host)])
    threading.Thread(target=_tell, args=(batch, after), name="purge").start()


def _tell(batch: PurgeBatch, after: str) -> None:
    """A cache that doesn't answer is logged by Wagtail, and forgets by itself in time."""
    try:
        if after:
            with suppress(Error), transaction.atomic(using=after):
                pass  # nobody begins one before whoever writes has ended
        batch.purge()
    finally:
        connections.close_all()
