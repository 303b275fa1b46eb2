"""Counting visits: how often each page of a site is opened, and nothing about by whom.

A visit is a number added in memory. Numbers are written when an answer has left for its reader, at most once in
`VISITS_WRITE_SECONDS`, and when the process ends. What waits here is the only state a process keeps: killed, it loses
the visits of those seconds; while the database is locked, read-only or gone, they wait, `MOST_WAITING` rows at most,
and pages are served as ever. Processes don't meet: each adds its numbers to the rows of all.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.db import Error, connections, router, transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from visits.models import PageVisits
from visits.readers import asks_as_reader, is_reader

logger = logging.getLogger(__name__)

Key = tuple[int, int, date]
MOST_WAITING = 20_000
# How long to wait for somebody who writes, in milliseconds.
PATIENCE = 50
# Adding in the database itself loses nothing to another process; SQLite and PostgreSQL share the words.
ADD = (
    "INSERT INTO visits_pagevisits (site_id, page_id, day, count) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (site_id, page_id, day) DO UPDATE SET count = visits_pagevisits.count + excluded.count"
)


class Waiting:
    """Visits of this process that are not written yet."""

    def __init__(self) -> None:
        self._visits: Counter[Key] = Counter()
        self._lock = threading.Lock()

    def add(self, visits: Counter[Key]) -> None:
        """Add visits; beyond the bound only to rows that wait already."""
        with self._lock:
            for key, number in visits.items():
                if key in self._visits or len(self._visits) < MOST_WAITING:
                    self._visits[key] += number

    def add_one(self, key: Key) -> None:
        """Add a visit."""
        with self._lock:
            if key in self._visits or len(self._visits) < MOST_WAITING:
                self._visits[key] += 1

    def take(self) -> Counter[Key]:
        """All that waits, which then waits no more."""
        with self._lock:
            taken, self._visits = self._visits, Counter()
        return taken

    def __len__(self) -> int:
        return len(self._visits)


waiting = Waiting()
_one_writer = threading.Lock()
_not_before = 0.0


def count(request: HttpRequest, site_id: int, page_id: int) -> None:
    """Count a page that was served, if a reader asked for it. Touches no database.

    To be called for whole pages (HTML, status 200, or 304 for a page that the reader's browser has kept), wherever
    they come from.
    """
    if is_reader(request):
        waiting.add_one((site_id, page_id, localdate()))


def count_again(environ: Mapping[str, Any], site_id: int, page_id: int) -> None:
    """Count a page that was served without Django, as `count` would."""
    if asks_as_reader(environ):
        waiting.add_one((site_id, page_id, localdate()))


def is_due() -> bool:
    """Whether visits have waited long enough."""
    return settings.VISITS_WRITE_SECONDS is not None and bool(waiting) and time.monotonic() >= _not_before


def write_when_due(**_: Any) -> None:
    """Write once in a while; called when an answer has left."""
    global _not_before  # noqa: PLW0603 -- the clock of this process
    pause = settings.VISITS_WRITE_SECONDS
    if pause is None or not is_due():
        return
    _not_before = time.monotonic() + pause  # also after a failure: who can't write doesn't try at each answer
    write()


def write_at_exit() -> None:
    """Write what is left when the process ends in order."""
    if settings.VISITS_WRITE_SECONDS is not None and waiting:
        write()


def write() -> None:
    """Add what waits to the rows of the database. Raises nothing that the database does: it waits on, then."""
    if not _one_writer.acquire(blocking=False):
        return
    taken, written = waiting.take(), False
    try:
        _store(taken)
        written = True
    except Error as error:
        logger.warning("Visits could not be written and wait: %s", type(error).__name__)
    finally:
        if not written:
            waiting.add(taken)
        _one_writer.release()


def _store(visits: Counter[Key]) -> None:
    if not visits:
        return
    connection = connections[router.db_for_write(PageVisits)]
    # In one order everywhere, so that no two processes wait for each other.
    rows = [(*key, number) for key, number in sorted(visits.items())]
    try:
        with _impatient(connection), connection.cursor() as cursor:
            cursor.executemany(ADD, rows)
    finally:
        # The request's own connection was given up before; one that somebody is using isn't ours to close.
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


@contextmanager
def _impatient(connection: Any) -> Iterator[None]:
    """A transaction that gives up soon when somebody else writes."""
    if connection.vendor != "sqlite":
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        with transaction.atomic(using=connection.alias):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
