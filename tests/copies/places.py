"""Installations of their own for tests that copy, restore or compete: the demonstration, or nothing at all.

Commands run in this process, with its connection and its storages led to such a place; the tests' own database is one
transaction, which can't be copied from outside and which no rival sees.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import override_settings

from tests.history.scratch import scratch_database

FILES = "django.core.files.storage.FileSystemStorage"


@dataclass
class Place:
    """A database with its folders."""

    folder: Path
    url: str

    def storages(self) -> dict[str, Any]:
        folders = {alias: self.folder / alias for alias in ("history", "copies")}
        own = {alias: {"BACKEND": FILES, "OPTIONS": {"location": str(path)}} for alias, path in folders.items()}
        return {**settings.STORAGES, **own}

    @property
    def environment(self) -> dict[str, str]:
        """For a process of its own: not the tests' settings, whose uploads lie elsewhere."""
        return {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "SECRET_KEY": "for tests only",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "CACHE_URL": "locmemcache://",
            "LOG_LEVEL": "ERROR",
        }

    @contextmanager
    def entered(self, **changes: Any) -> Iterator[None]:
        """Every connection and storage of this process leads here."""
        before, known = connections["default"], connections.settings["default"]
        there = {**known, "TEST": {**known["TEST"]}, **environ.Env.db_url_config(self.url)}
        connections.settings["default"] = there
        connections["default"] = connections.create_connection("default")
        changed = {"STORAGES": self.storages(), "MEDIA_ROOT": str(self.folder / "media"), **changes}
        try:
            with override_settings(**changed):
                cache.clear()
                yield
        finally:
            connections["default"].close()
            connections.settings["default"], connections["default"] = known, before
            cache.clear()

    @property
    def archives(self) -> list[Path]:
        return sorted((self.folder / "copies").glob("*.tar"))


@contextmanager
def doubled(folder: Path) -> Iterator[str]:
    """The tests' own database once more: its file, or its name on the server."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        file = folder / "db.sqlite3"
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
        yield str(file)
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    with scratch_database(template=name) as url:
        yield url.rpartition("/")[2]


@contextmanager
def demonstration(folder: Path, double: str) -> Iterator[Place]:
    """Both centres as the tests know them, with all their files."""
    folder.mkdir()
    for source, name in (
        (settings.MEDIA_ROOT, "media"),
        (settings.STORAGES["history"]["OPTIONS"]["location"], "history"),
    ):
        if Path(source).exists():
            shutil.copytree(source, folder / name)
    if connection.vendor == "sqlite":
        shutil.copy(double, folder / "db.sqlite3")
        yield Place(folder, f"sqlite:///{folder / 'db.sqlite3'}")
        return
    with scratch_database(template=double) as url:
        yield Place(folder, url)


@contextmanager
def empty(folder: Path) -> Iterator[Place]:
    """Where nothing is yet."""
    folder.mkdir()
    if connection.vendor == "sqlite":
        yield Place(folder, f"sqlite:///{folder / 'db.sqlite3'}")
        return
    with scratch_database() as url:
        yield Place(folder, url)


def manage(*arguments: str) -> str:
    """A command in the place that was entered; what it prints."""
    output = StringIO()
    call_command(*arguments, stdout=output, stderr=output)
    return output.getvalue()


def refused(*arguments: str) -> str:
    """What a command says that fails without a fault of the program."""
    output = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments, stdout=output, stderr=output)
    assert refusal.value.returncode in {1, 2}
    return f"{output.getvalue()}{refusal.value}"


def variables(place: Place) -> dict[str, str]:
    """The whole environment of a process there."""
    return {**os.environ, **place.environment}
