"""The database's part of a copy: how it is taken while others write, and how it is put back, by kind of database."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

NAMES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}
"""Of the file in an archive, by kind of database."""

Said = TypeVar("Said")


class DatabaseRefusedError(Exception):
    """Why a database can't be copied, or nothing can be put into it; a sentence of the tool or of ours."""


def name_for(vendor: str) -> str:
    """Of the database's file in an archive. Raises DatabaseRefusedError for another kind."""
    if vendor not in NAMES:
        raise DatabaseRefusedError(vendor)
    return NAMES[vendor]


def dump(target: Path, ask: Callable[[], Said]) -> Said:
    """Write a consistent copy of the database, whoever writes meanwhile, and ask it something in the very same state.

    Raises DatabaseRefusedError.
    """
    take = _dump_sqlite if connection.vendor == "sqlite" else _dump_postgresql
    return take(target, ask)


def load(source: Path, before: str) -> list[str]:
    """Put a copy in the place of what is there, all of it or nothing.

    Returns the paths at which what was there stays, with `before` at the end of their names; a server keeps nothing.
    Raises DatabaseRefusedError, OSError.
    """
    put = _load_sqlite if connection.vendor == "sqlite" else _load_postgresql
    return put(source, before)


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


# -- SQLite ------------------------------------------------------------------------------------------------------------


def _dump_sqlite(target: Path, ask: Callable[[], Said]) -> Said:
    """By the backup API: a plain copy of the file would lack what is still in the write-ahead log."""
    plain = target.with_suffix("")
    try:
        with _one_state(), closing(sqlite3.connect(plain)) as copy:
            said = ask()  # the first reading fixes the state
            connection.connection.backup(copy)
        with closing(sqlite3.connect(plain)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")
            [state] = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:  # a full disk, a damaged file
        raise DatabaseRefusedError(str(error)) from error
    if state != "ok":
        raise DatabaseRefusedError(state)
    with plain.open("rb") as source, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(source, packed)
    plain.unlink()
    return said


@contextmanager
def _one_state() -> Iterator[None]:
    """Read the database as of one moment. Not by `atomic`, which would keep everybody from writing meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _load_sqlite(source: Path, before: str) -> list[str]:
    """Written beside the database and put in its place by one step, after that of the old one.

    Who is killed between the two leaves no database in its place, and both beside it: `….restored`, whole, and
    `….before-` with the time. Restoring once more does it all again; renaming the second (with its `-wal`, if there is
    one) brings back what was.
    """
    place = Path(str(connection.settings_dict["NAME"]))
    fresh, old = place.with_name(f"{place.name}.restored"), place.with_name(place.name + before)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with gzip.open(source) as packed, fresh.open("wb") as plain:
            if place.exists():
                shutil.copymode(place, fresh)
            shutil.copyfileobj(packed, plain)
            plain.flush()
            os.fsync(plain.fileno())
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    worth_keeping = _holds_something()
    connection.close()
    # The logs of the old database would be played back into the new one. The file itself goes first: a server that
    # still runs opens what is there and makes none, so that nobody writes new logs between the steps.
    for suffix in ("", "-wal", "-shm"):
        part = place.with_name(place.name + suffix)
        if part.exists() and worth_keeping:
            part.replace(old.with_name(old.name + suffix))
        part.unlink(missing_ok=True)
    fresh.replace(place)
    return [str(old)] if old.exists() else []


def _holds_something() -> bool:
    """Whether there are tables, or what can't be read any more; asking alone makes an empty file."""
    try:
        return bool(connection.introspection.table_names())
    except DatabaseError:
        return True


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


def _dump_postgresql(target: Path, ask: Callable[[], Said]) -> Said:
    """The question is asked in the very snapshot that is written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        said = ask()
        arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        _run("pg_dump", arguments)
        return said


def _load_postgresql(source: Path, _before: str) -> list[str]:
    """By one transaction, which first drops every table: also those that a newer program has tied to the copy's own."""
    tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    script = source.with_suffix(".sql")
    arguments = ["--clean", "--if-exists", "--no-owner", "--no-privileges", f"--file={script}", str(source)]
    _run("pg_restore", arguments, connects=False)
    connection.close()
    drop = [f"--command=DROP TABLE {tables} CASCADE"] if tables else []
    _run("psql", ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *drop, f"--file={script}"])
    return []


def _run(tool: str, arguments: list[str], *, connects: bool = True) -> None:
    """Call a tool of PostgreSQL, by default for this database. Raises DatabaseRefusedError with what it says."""
    login, env = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    name = connection.settings_dict["NAME"]  # the last of Django's arguments; its user may be called the same
    login = [*login[1:-1], f"--dbname={name}"] if connects else []
    try:
        done = subprocess.run(  # noqa: S603 -- a tool by its name, arguments of our own
            [tool, *login, *arguments],
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise DatabaseRefusedError(f"{tool}: not installed") from error
    if done.returncode:
        raise DatabaseRefusedError(done.stderr.strip()[-2_000:])
