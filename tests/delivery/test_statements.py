"""A statement outside of a transaction is written together with the new state of the sites, or neither is."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from delivery.generations import SITES, TABLE
from portal.database import sqlite_options

ALIAS = "beside"


@pytest.fixture
def beside(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """A database of its own: the tests' is always in a transaction."""
    facts = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3"), "OPTIONS": sqlite_options()}
    connections.databases[ALIAS] = connections.configure_settings({"default": {}, ALIAS: facts})[ALIAS]
    with django_db_blocker.unblock():
        connection = connections[ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {TABLE} (site_id integer PRIMARY KEY, token bigint)")
            cursor.execute("CREATE TABLE shown (id integer PRIMARY KEY, words text)")
            cursor.execute(f"CREATE TABLE {SITES} (id integer PRIMARY KEY)")
            cursor.execute(f"INSERT INTO {SITES} VALUES (1)")  # noqa: S608 -- ours
            cursor.execute(f"INSERT INTO {TABLE} VALUES (1, 1)")  # noqa: S608 -- ours
        yield connection
        connection.close()
    del connections[ALIAS], connections.databases[ALIAS]


@pytest.mark.django_db
@pytest.mark.parametrize("returning", ["", " RETURNING id"])
def test_caches_further_out_are_told_when_it_is_there(
    beside: Any, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, returning: str
) -> None:
    def told(batch: Any) -> None:
        """At that moment a cache may fetch the page again."""
        with sqlite3.connect(tmp_path / "db.sqlite3") as other:
            seen.append(other.execute("SELECT count(*) FROM shown").fetchone()[0])

    seen = list[int]()
    settings.WAGTAILFRONTENDCACHE = {"default": {}}
    settings.PAGES_DIR = tmp_path / "pages"
    monkeypatch.setattr("delivery.purging.PurgeBatch.purge", told)
    with beside.cursor() as cursor:
        cursor.execute(f"INSERT INTO shown (words) VALUES ('Telefon'){returning}")  # noqa: S608 -- ours
        if returning:
            time.sleep(0.3)  # a busy machine
            assert seen == []
            assert cursor.fetchone() == (1,)
    for thread in threading.enumerate():
        if thread.name == "purge":
            thread.join()
    assert seen == [1]


@pytest.mark.parametrize("returning", ["", " RETURNING id"])
def test_what_is_written_by_itself_is_there_with_a_new_state(beside: Any, tmp_path: Path, returning: str) -> None:
    def seen() -> tuple[int, bool]:
        """What another process sees: how much is written, and whether the state is another."""
        with sqlite3.connect(tmp_path / "db.sqlite3") as other:
            number = other.execute("SELECT count(*) FROM shown").fetchone()[0]
            return number, other.execute(f"SELECT token FROM {TABLE}").fetchone()[0] != token  # noqa: S608 -- ours

    token = 1
    with beside.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET token = 1")  # noqa: S608 -- ours
        cursor.execute(f"INSERT INTO shown (words) VALUES ('Telefon'){returning}")  # noqa: S608 -- ours
        if returning:
            assert cursor.fetchone() == (1,)
    assert seen() == (1, True)
