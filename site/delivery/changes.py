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
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from delivery import generations
from delivery.purging import purge

# A statement that may write, and to what; with a comment before it, in several lines, after common table expressions.
_WRITES = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE(?:\s+TABLE)?)"
    r"\s+(?:ONLY\s+)?\"?(\w+)\"?",
    re.IGNORECASE | re.DOTALL,
)
_WRITES_AFTER_WITH = re.compile(r"\s*WITH\b.*\b(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE | re.DOTALL)
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
    connection = context["connection"]
    sites = None if is_shared(sql) else _concerned.get()
    if connection.in_atomic_block:
        # First the row of the state, then the others: in one order, nobody waits for whom they keep waiting.
        _renew_once(connection, sites)
        return execute(sql, params, many, context)
    if connection.vendor == "sqlite" and " RETURNING " in sql:
        # SQLite commits it when what it returns has been read, with all that was written until then; not before.
        result = execute(sql, params, many, context)
        generations.renew(sites, connection.alias)
        purge(sites, after=connection.alias)
        return result
    with transaction.atomic(using=connection.alias):  # one with the other or neither
        _renew_once(connection, sites)
        return execute(sql, params, many, context)


def changed(sites: Iterable[int] | None) -> None:
    """Make the pages of these sites, or of all, anew, whatever the one who writes has to do with them."""
    with transaction.atomic():
        _renew_once(connections[DEFAULT_DB_ALIAS], None if sites is None else frozenset(sites))


def _renew_once(connection: Any, sites: frozenset[int] | None) -> None:
    """Once a transaction; again after the part of it that had it was rolled back."""
    if any(isinstance(waiting[1], Renewed) and waiting[1].covers(sites) for waiting in connection.run_on_commit):
        return
    generations.renew(sites, connection.alias)
    transaction.on_commit(Renewed(sites), using=connection.alias, robust=True)


def is_shared(sql: str) -> bool:
    """Whether it writes to what several centres may show, whoever it belongs to: pictures, files, their folders."""
    found = _WRITES.match(sql)
    return found is None or found[1].lower() in settings.DELIVERY_SHARED_TABLES


def shows(sql: str) -> bool:
    """Whether a statement may change what a reader gets."""
    found = _WRITES.match(sql)
    if found is None:
        return bool(_WRITES_AFTER_WITH.match(sql))
    table, inserts = found[1].lower(), "INSERT" in found[0].upper()
    if table == generations.TABLE or table in settings.DELIVERY_SILENT_TABLES:
        return False
    if inserts and table in settings.DELIVERY_SILENT_INSERTS:
        return False
    silent = settings.DELIVERY_SILENT_COLUMNS.get(table)
    # With a question or a text inside, the first WHERE may not be the end of what is set.
    if silent is None or "UPDATE" not in found[0].upper() or "(SELECT" in sql.upper() or "'" in sql:
        return True
    assigned = sql.partition(" WHERE ")[0]
    columns = _COLUMNS.findall(assigned)
    # Written by hand, names may stand without quotes.
    return not columns or len(columns) != assigned.count("=") or not silent.issuperset(columns)
