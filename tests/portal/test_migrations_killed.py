"""An update that is killed half-way goes on where it was, and ends with the same database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.delivery.servers import ROOT

# Within the migration that follows each. Not within the recording of a squashed one of Wagtail's, which Django writes
# row by row: whoever is killed there has a database without content, and begins anew.
KILLED_AFTER = (
    ("contenttypes", "0001_initial"),
    ("wagtailcore", "0016_change_page_url_path_to_text_field"),
    ("core", "0001_initial"),
    ("history", "0001_initial"),
)
SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
ROWS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@pytest.mark.django_db
def test_migrations_that_are_killed_again_and_again_end_with_the_same_schema(tmp_path: Path) -> None:
    place = tmp_path / "db.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{place}",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    for last in KILLED_AFTER:
        running = subprocess.Popen(command, cwd=ROOT, env=environment)
        while running.poll() is None and last not in applied(place):
            time.sleep(0.01)
        assert running.poll() is None, "it was not killed, it ended"
        running.kill()
        running.wait()
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(place) as made, connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        assert made.execute(SCHEMA).fetchall() == cursor.fetchall()
        cursor.execute(ROWS)
        assert made.execute(ROWS).fetchall() == cursor.fetchall()


def applied(place: Path) -> set[tuple[str, str]]:
    """The migrations that are through; others may be writing."""
    try:
        with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as made:
            return set(made.execute(ROWS))
    except sqlite3.Error:
        return set()
