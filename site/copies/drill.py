"""A drill: the very commands that would put a copy back, run in a scratch place with settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from copies.restoring import opened
from copies.signals import copy_proved

STEPS = (
    ["restore"],
    ["migrate", "--verbosity=0"],
    ["journal", "verify", "--dry-run"],
    ["ask_pages"],
)


class DrillFailedError(Exception):
    """What a step said."""


def drill(copy: str) -> list[str]:
    """Put a copy back somewhere else and try it; what the steps said.

    Raises FileNotFoundError, DrillFailedError, DatabaseRefusedError, OSError.
    """
    with TemporaryDirectory(prefix="jawny-osrodek-drill-") as folder, _scratch_database(Path(folder)) as url:
        archive = _fetched(copy, Path(folder))
        lines = []
        for step in STEPS:
            arguments = [*step, str(archive)] if step == ["restore"] else step
            place = {
                "DATABASE_URL": url,
                "VAR_DIR": str(Path(folder) / "var"),
                "STATIC_ROOT": str(settings.STATIC_ROOT),
            }
            lines += _run(arguments, place)
    copy_proved.send(sender=None, at=now())
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


def _run(arguments: list[str], env: dict[str, str]) -> list[str]:
    done = subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        env={**os.environ, **env, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DrillFailedError(f"{' '.join(arguments)}: {(done.stderr or done.stdout).strip()[-2_000:]}")
    return done.stdout.strip().splitlines()


@contextmanager
def _scratch_database(folder: Path) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    facts = connection.settings_dict
    name = f"{facts['NAME']}_drill"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        password = f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
        login = f"{quote(facts['USER'], safe='')}{password}@" if facts["USER"] else ""
        # A socket is written where a host would stand, with a slash before its path.
        host = f"/{facts['HOST']}" if facts["HOST"].startswith("/") else facts["HOST"]
        port = f":{facts['PORT']}" if facts["PORT"] else ""
        yield f"postgres://{login}{host}{port}/{quote(name, safe='')}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
