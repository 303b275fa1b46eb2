"""`HOST/current`: where a web server in front finds the pages that are right now, as plain files.

A web server can't ask the database, so the link must never lead to what is out of date, whoever is killed when: it is
removed before a change is committed, while the row of the site's state is locked, and made only while that row is
locked and says the same. Where it is missing the web server asks the application, which is slower and right.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import Error, connections, transaction
from wagtail.models import Site

from delivery.hosts import own_host
from delivery.models import Generation

logger = logging.getLogger(__name__)

CURRENT = "current"
SECONDS_BETWEEN_TRIES = 1.0


def remove(site_ids: Iterable[int] | None) -> None:
    """Take the links of sites, or of all, away; within the transaction that changes them, after it locked their rows.

    Raises OSError: what a web server would go on showing must not be changed behind its back.
    """
    if not settings.PAGES_LINKED:
        return
    if site_ids is None:  # with those of hosts that a site had until now
        links = _all(settings.PAGES_DIR)
    else:
        hosts = Site.objects.filter(pk__in=list(site_ids)).values_list("hostname", "port")
        links = [settings.PAGES_DIR / own_host(name, port) / CURRENT for name, port in hosts]
    for link in links:
        link.unlink(missing_ok=True)


def remove_left(place: Path) -> None:
    """Take away what was made before `PAGES_LINKED` was switched off: no change would do that any more."""
    try:
        for link in _all(place):
            link.unlink(missing_ok=True)
    except OSError:
        logger.exception("A web server may go on with old pages: %s in folders of %s can't be deleted.", CURRENT, place)


def _all(place: Path) -> list[Path]:
    """Where links may be; `glob` would pass over those that lead to a folder which is yet to come."""
    return [found / CURRENT for found in place.iterdir() if found.is_dir()] if place.is_dir() else []


class Linker:
    """Makes the links again, in a thread of its own: whoever asks for a page doesn't wait for those who write."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._not_before: dict[str, float] = {}

    def ensure(self, host: str, site_id: int, token: int, state: str) -> None:
        """See to it that the link of a host leads to this state, if it is still the site's."""
        link = self.place / host / CURRENT
        with suppress(OSError):
            if str(link.readlink()) == f"{state}/pages":
                return
        if time.monotonic() < self._not_before.get(host, 0.0):
            return
        self._not_before[host] = time.monotonic() + SECONDS_BETWEEN_TRIES
        threading.Thread(target=self._link, args=(link, site_id, token, state), name="link").start()

    def _link(self, link: Path, site_id: int, token: int, state: str) -> None:
        try:
            with transaction.atomic():
                # On SQLite the transaction itself is the lock.
                row = Generation.objects.select_for_update().get(pk=site_id)
                if row.token == token:
                    link.parent.mkdir(parents=True, exist_ok=True)
                    aside = link.with_name(f"{CURRENT}.{token_hex(4)}.tmp")
                    aside.symlink_to(f"{state}/pages")
                    aside.replace(link)
        except (Error, OSError, Generation.DoesNotExist) as error:
            logger.warning("The pages of a site could not be given to the web server: %s", type(error).__name__)
        finally:
            connections.close_all()
