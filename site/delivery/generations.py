"""Reading and changing the state of a site; the database holds it, so that it is right whatever dies in between."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.db import DEFAULT_DB_ALIAS, DatabaseError, Error, connection, connections
from wagtail.models import Site

from delivery import links
from delivery.models import Generation, new_token

# Silent as soon as it is written, see `delivery.changes`.
TABLE, SITES = Generation._meta.db_table, Site._meta.db_table
SECONDS_BETWEEN_LOOKS = 1.0


def read(site_id: int) -> int | None:
    """The state of a site as committed; None for a site that has none yet. Raises DatabaseError.

    Asked for at every request, hence past Django's cursors and proxies: 6 µs instead of 60 on SQLite.
    """
    wrapper = _thread.wrapper
    if wrapper is None:
        wrapper = _thread.wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.connection is None:
        wrapper.ensure_connection()
        _thread.file = _file(wrapper)
    elif time.monotonic() > _thread.look_again_at:
        _thread.look_again_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
        if _file(wrapper) != _thread.file and not wrapper.in_atomic_block:
            wrapper.close()  # somebody has put another file there, or taken it away
            return read(site_id)
    try:
        row = wrapper.connection.execute(f"SELECT token FROM {TABLE} WHERE site_id = {int(site_id)}").fetchone()  # noqa: S608 -- a number
    except wrapper.Database.Error as error:
        raise DatabaseError(str(error)) from error
    return row[0] if row else None


class _Thread(threading.local):
    """Of a thread: Django's connection, which stays the same object for as long as the thread lives."""

    wrapper: Any = None
    file: tuple[int, int] | None = None
    look_again_at = 0.0


_thread = _Thread()


def _file(wrapper: Any) -> tuple[int, int] | None:
    """Which file a SQLite database is: an open connection goes on reading one that was moved away or replaced."""
    if wrapper.vendor != "sqlite":
        return None
    name = str(wrapper.settings_dict["NAME"]).removeprefix("file:").partition("?")[0]
    try:
        found = os.stat(unquote(name))  # noqa: PTH116 -- every second, in each thread
    except OSError:
        return None
    return found.st_dev, found.st_ino


def give_up_connection() -> None:
    """The connection failed; the next request that asks opens another."""
    try:
        connection.close()
    except Error:
        connection.connection = None


def of(site_id: int) -> int:
    """The state of a site, which gets one now if it has none. Raises DatabaseError."""
    try:
        token = read(site_id)
    except DatabaseError:  # the server of the database may have closed a connection that nobody used
        give_up_connection()
        token = read(site_id)
    return Generation.objects.get_or_create(site_id=site_id)[0].token if token is None else token


def renew(site_ids: Iterable[int] | None, using: str = DEFAULT_DB_ALIAS) -> None:
    """Give sites, or all, another state: nothing that was kept of them is shown any more.

    In one order, so that two who write don't wait for each other.
    """
    these = "TRUE" if site_ids is None else f"id IN ({', '.join(str(int(pk)) for pk in sorted(site_ids)) or 'NULL'})"
    with connections[using].cursor() as cursor:
        # One token for all sites will do: it names a state of each.
        cursor.execute(
            f"INSERT INTO {TABLE} (site_id, token) SELECT id, %s FROM {SITES} WHERE {these} ORDER BY id "  # noqa: S608 -- numbers
            "ON CONFLICT (site_id) DO UPDATE SET token = excluded.token",
            [new_token()],
        )
    links.remove(site_ids)


_existing: set[str] = set()


def table_exists(using: str) -> bool:
    """Whether the migrations have come that far; asked until they have."""
    if using not in _existing and TABLE in connections[using].introspection.table_names():
        _existing.add(using)
    return using in _existing
