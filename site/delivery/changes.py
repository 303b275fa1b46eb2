"""Every writing statement makes the pages of its sites anew, unless it is known to show nowhere.

Watching statements and not signals misses nothing: bulk updates, raw SQL and moves in the tree send none. Whoever
forgets to name a new table in `DELIVERY_SILENT_TABLES` gets pages that are made too often, never one out of date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import transaction

from delivery import generations
from delivery.purging import purge

_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
_COLUMNS = re.compile(r'"(\w+)" = ')
_concerned: ContextVar[frozenset[int] | None] = ContextVar("concerned", default=None)


class Renewed:
    """Stands among what waits for the commit, as long as the renewal that it tells of isn't rolled back."""

    def __init__(self, sites: frozenset[int] | None) -> None:
        self.sites = sites

    def covers(self, sites: frozenset[int] | None) -> bool:
        return self.sites is None or (sites is not None and sites <= self.sites)

    def __call__(self) -> None:
        """After the commit, when whoever asks again gets what is new."""
        purge(self.sites)


@contextmanager
def concerning(sites: Iterable[int]) -> Iterator[None]:
    """What is written within can only show on these sites. Without it every site is made anew."""
    token = _concerned.set(frozenset(sites))
    try:
        yield
    finally:
        _concerned.reset(token)


def watch(sender: Any, connection: Any, **_: Any) -> None:
    """Look at the statements of a new connection."""
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not shows(sql) or not generations.table_exists(context["connection"].alias):
        return execute(sql, params, many, context)
    connection, sites = context["connection"], _concerned.get()
    if connection.in_atomic_block:
        result = execute(sql, params, many, context)
        _renew_once(connection, sites)
        return result
    if connection.vendor == "sqlite" and " RETURNING " in sql:
        # SQLite commits it when what it returns has been read, with all that was written until then; not before.
        result = execute(sql, params, many, context)
        generations.renew(sites, connection.alias)
        purge(sites)
        return result
    with transaction.atomic(using=connection.alias):  # one with the other or neither
        result = execute(sql, params, many, context)
        _renew_once(connection, sites)
    return result


def _renew_once(connection: Any, sites: frozenset[int] | None) -> None:
    """Once a transaction; again after the part of it that had it was rolled back."""
    if any(isinstance(waiting[1], Renewed) and waiting[1].covers(sites) for waiting in connection.run_on_commit):
        return
    generations.renew(sites, connection.alias)
    transaction.on_commit(Renewed(sites), using=connection.alias)


def shows(sql: str) -> bool:
    """Whether a statement may change what a reader gets."""
    found = _WRITES.match(sql)
    if found is None:
        return False
    table = found[1].lower()
    if table == generations.TABLE or table in settings.DELIVERY_SILENT_TABLES:
        return False
    silent = settings.DELIVERY_SILENT_COLUMNS.get(table)
    if silent is None or found[0].split(None, 1)[0].upper() != "UPDATE":
        return True
    columns = set(_COLUMNS.findall(sql.partition(" WHERE ")[0]))
    return not columns or not columns <= silent
