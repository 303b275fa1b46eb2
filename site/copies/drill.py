"""A drill: a copy is put back by the command that would do it in need, in a scratch place with settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connection

from copies.archive import check
from copies.databases import DatabaseRefusedError
from copies.restoring import opened
from copies.signals import copy_proved
from copies.storages import workplace


class DrillFailedError(Exception):
    """What a step said."""


def drill(copy: str) -> list[str]:
    """Put a copy back somewhere else and try it; what the steps said.

    Raises FileNotFoundError, BadCopyError, DrillFailedError, DatabaseRefusedError, OSError.
    """
    with workplace() as folder:
        archive = _fetched(copy, folder)
        with archive.open("rb") as file:
            manifest = check(file)
        with _scratch_database(folder) as url:
            lines = _try_out(archive, variables(folder, url))
    copy_proved.send(sender=None, at=manifest.moment)
    return lines


def _fetched(copy: str, folder: Path) -> Path:
    """The archive as a file, wherever it is kept."""
    if Path(copy).is_file():
        return Path(copy).resolve()
    place = folder / "copy.tar"
    with opened(copy) as source, place.open("wb") as file:
        while data := source.read(1 << 20):
            file.write(data)
    return place


def variables(folder: Path, database: str) -> dict[str, str]:
    """What leads a process away from the running site, whatever that has in its environment and in `.env`.

    All that it writes goes below the folder, and into the database of that address.
    """
    return {
        "STATIC_ROOT": str(settings.STATIC_ROOT),  # read only: names of files in the pages that are asked for
        **settings.COPIES_DRILL_ENVIRONMENT,
        "DATABASE_URL": database,
        "VAR_DIR": str(folder / "var"),
        "PAGES_DIR": str(folder / "pages"),
        "COPIES_DIR": str(folder / "copies"),
    }


def _try_out(archive: Path, away: dict[str, str]) -> list[str]:
    """Run the steps in a process of its own."""
    done = subprocess.run(  # noqa: S603 -- our own module
        [sys.executable, "-m", "copies.trial", str(archive)],
        cwd=settings.BASE_DIR,
        env={**os.environ, **away},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DrillFailedError((done.stderr or done.stdout).strip()[-2_000:])
    return done.stdout.strip().splitlines()


@contextmanager
def _scratch_database(folder: Path) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards. Raises DatabaseRefusedError."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_drill"
    try:
        _statements(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)", f"CREATE DATABASE {_quoted(name)}")
    except DatabaseError as error:  # most often: without the right to make one
        raise DatabaseRefusedError(str(error).strip()) from error
    try:
        yield _address_of(name)
    finally:
        _statements(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def _statements(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _address_of(name: str) -> str:
    """Another database of the same server, as DATABASE_URL writes it."""
    facts = connection.settings_dict
    password = f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
    login = f"{quote(facts['USER'], safe='')}{password}@" if facts["USER"] else ""
    # A socket is written where a host would stand, with a slash before its path.
    host = f"/{facts['HOST']}" if facts["HOST"].startswith("/") else facts["HOST"]
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgres://{login}{host}{port}/{quote(name, safe='')}"
