"""The database's part of a copy: how it is taken while others write, and how it is put back, by kind of database."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

NAMES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}
"""Of the file in an archive, by kind of database."""


class DatabaseRefusedError(Exception):
    """Why a database can't be copied, or nothing can be put into it; a sentence of the tool or of ours."""


def dump(target: Path) -> dict[str, int]:
    """Write a consistent copy of the database, whoever writes meanwhile; the rows of each table in it.

    Raises DatabaseRefusedError.
    """
    return _by_vendor(_dump_sqlite, _dump_postgresql)(target)


def load(source: Path, *, replace: bool) -> None:
    """Put a copy back, all of it or nothing; `replace` what is there, else the database has to be empty.

    Raises DatabaseRefusedError.
    """
    if not replace and connection.introspection.table_names():
        raise DatabaseRefusedError("not empty")
    _by_vendor(_load_sqlite, _load_postgresql)(source)


def migrations() -> dict[str, str]:
    """The newest migration of each app that the database has."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {app: max(name for other, name in applied if other == app) for app in sorted({app for app, _ in applied})}


def rows() -> dict[str, int]:
    """How many rows each table has, as this connection sees it now."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- its own
            found[table] = int(cursor.fetchone()[0])
    return found


def _by_vendor(sqlite: Callable[..., Any], postgresql: Callable[..., Any]) -> Callable[..., Any]:
    if connection.vendor not in NAMES:
        raise DatabaseRefusedError(connection.vendor)
    return sqlite if connection.vendor == "sqlite" else postgresql


# -- SQLite ------------------------------------------------------------------------------------------------------------


def _dump_sqlite(target: Path) -> dict[str, int]:
    """By the backup API: a plain copy of the file would lack what is still in the write-ahead log."""
    connection.ensure_connection()
    plain = target.with_suffix("")
    with sqlite3.connect(plain) as copy:
        connection.connection.backup(copy)  # at one go: readers of a write-ahead log keep no writer waiting
        copy.execute("PRAGMA journal_mode=DELETE")
        [said] = copy.execute("PRAGMA integrity_check").fetchone()
        tables = [name for (name,) in copy.execute(_TABLES)]
        found = {name: copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 -- names from the database itself
    copy.close()
    if said != "ok":
        raise DatabaseRefusedError(said)
    with plain.open("rb") as source, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(source, packed)
    plain.unlink()
    return {name: int(count) for name, count in sorted(found.items())}


# What Django's introspection lists as well.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name"


def _load_sqlite(source: Path) -> None:
    """Written beside the database and put in its place by one step; the old one stays under another name."""
    place = Path(str(connection.settings_dict["NAME"]))
    fresh = place.with_name(f"{place.name}.restored")
    place.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(source) as packed, fresh.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
        plain.flush()
        os.fsync(plain.fileno())
    connection.close()
    for suffix in ("-wal", "-shm"):  # of the old database; into the new one they would be played back
        log = place.with_name(place.name + suffix)
        if log.exists():
            log.replace(place.with_name(f"{place.name}.before{suffix}"))
    if place.exists():
        place.replace(place.with_name(f"{place.name}.before"))
    fresh.replace(place)


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


def _dump_postgresql(target: Path) -> dict[str, int]:
    """The rows are counted in the very snapshot that is written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        _run("pg_dump", arguments)
        return rows()


def _load_postgresql(source: Path) -> None:
    connection.close()
    _run("pg_restore", ["--single-transaction", "--clean", "--if-exists", "--no-owner", "--no-privileges", str(source)])


def _run(tool: str, arguments: list[str]) -> None:
    """Call a tool of PostgreSQL for this database. Raises DatabaseRefusedError with what it says."""
    login, env = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    name = connection.settings_dict["NAME"]
    login = [part for part in login[1:] if part != name]
    try:
        done = subprocess.run(  # noqa: S603 -- a tool by its name, arguments of our own
            [tool, *login, f"--dbname={name}", *arguments],
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise DatabaseRefusedError(f"{tool}: not installed") from error
    if done.returncode:
        raise DatabaseRefusedError(done.stderr.strip()[-2_000:])
