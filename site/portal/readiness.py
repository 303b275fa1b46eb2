"""Whether this process has what it needs to answer: asked when it starts and while an update is rolled out."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache as shared_cache
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

OK, DEGRADED = "ok", "degraded"
STYLES = "css/site.css"
KEY = "readiness"
SECONDS_BETWEEN_LOOKS = 1.0
# A look that takes longer is an answer, too.
PATIENCE = 10.0


class NotReadyError(Exception):
    """What is missing, in a few words that give away neither paths nor addresses."""


@never_cache
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """`/readyz`: 200 when all is there, else 503, with a line for each thing that was looked at.

    It is a second old, or as old as the look before while a new one takes its time. Not for taking machines out of
    service: when the database is gone, all of them are unready, and go on answering from what they keep.
    """
    ready, said = looks.newest()
    return HttpResponse(said, status=200 if ready else 503, content_type="text/plain; charset=utf-8")


def look() -> Look:
    """Ask for everything."""
    states = {name: state_of(check) for name, check in NEEDED.items()}
    ready = set(states.values()) == {OK}
    states["cache"] = state_of(cache_answers)
    if states["cache"] != OK:  # slower, not broken
        states["cache"] = f"{DEGRADED}: {states['cache']}"
    return Look(ready, "".join(f"{name}: {state}\n" for name, state in states.items()))


class Look(NamedTuple):
    """What was there."""

    ready: bool
    said: str


STUCK = Look(False, f"looking: for more than {PATIENCE:.0f} seconds\n")


class Looks:
    """One look a second for everybody in a process: a crowd that asks costs the database no more than a watchman.

    Who comes while somebody looks gets what was found before, so that what doesn't answer holds up one of them only;
    before the first look is done, all wait for it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Look | None = None
        self._good_until, self._began = 0.0, inf

    def newest(self) -> Look:
        """The last look, or a new one."""
        last = self._last
        if last is not None and monotonic() < self._good_until:
            return last
        if last is None:
            self._lock.acquire()
        elif not self._lock.acquire(blocking=False):
            return last if monotonic() < self._began + PATIENCE else STUCK
        try:
            if self._last is None or monotonic() >= self._good_until:
                self._began = monotonic()
                self._last = look()
                self._good_until = monotonic() + SECONDS_BETWEEN_LOOKS
            return self._last
        finally:
            self._began = inf
            self._lock.release()

    def forget(self) -> None:
        """Look again."""
        self._last = None


looks = Looks()


def state_of(check: Callable[[], None]) -> str:
    """`ok`, or what is wrong; of an error that nobody foresaw only its kind, since anybody may ask."""
    try:
        check()
    except NotReadyError as lack:
        return str(lack)
    except Exception as error:  # noqa: BLE001 -- whatever fails, the answer says so
        return f"failed ({type(error).__name__})"
    return OK


def database_answers() -> None:
    """One question, which every database understands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def migrations_are_applied() -> None:
    """The database is as new as the program. Raises NotReadyError."""
    lacking = known_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if lacking:
        raise NotReadyError(f"{len(lacking)} to apply")


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """The newest migrations of the program, which don't change while it runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def styles_are_collected() -> None:
    """The list of collected files knows the one that every page needs. Raises ValueError otherwise."""
    staticfiles_storage.url(STYLES)


def uploads_are_reachable() -> None:
    """The folder of uploads can be written, or the storage on another machine answers. Raises NotReadyError."""
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.exists("readiness")
        return
    location = Path(default_storage.location)
    there = next(folder for folder in [location, *location.parents] if folder.exists())
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        raise NotReadyError("not writable")


def cache_answers() -> None:
    """What is kept can be read again. Raises NotReadyError."""
    shared_cache.set(KEY, OK, 60)
    if shared_cache.get(KEY) != OK:
        raise NotReadyError("keeps nothing")


NEEDED: dict[str, Callable[[], None]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "static files": styles_are_collected,
    "uploads": uploads_are_reachable,
}
