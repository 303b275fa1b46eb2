"""Readiness: what a process needs before it is asked anything."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal.readiness import PATIENCE, SECONDS_BETWEEN_LOOKS, Look, looks


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Seconds; each question of these tests comes later than the one before, unless a test says otherwise."""
    time = [0.0, 10.0]

    def monotonic() -> float:
        time[0] += time[1]
        return time[0]

    looks.forget()
    monkeypatch.setattr("portal.readiness.monotonic", monotonic)
    yield time
    looks.forget()


def asked(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    lines = answer.content.decode().splitlines()
    return answer.status_code, dict(line.split(": ", 1) for line in lines)


def test_everything_is_there(kielce: Client, django_assert_max_num_queries):
    asked(kielce)
    with django_assert_max_num_queries(3):
        status, states = asked(kielce)
    assert (status, set(states.values())) == (200, {"ok"})
    assert states.keys() == {"database", "migrations", "static files", "uploads", "cache"}


def test_a_migration_that_was_not_run(kielce: Client):
    newest = MigrationRecorder.Migration.objects.filter(app="history").latest("pk")
    newest.delete()
    status, states = asked(kielce)
    assert (status, states["migrations"], states["database"]) == (503, "1 to apply", "ok")


def test_a_database_that_is_gone(kielce: Client, monkeypatch: pytest.MonkeyPatch):
    def gone(*_args: object) -> None:
        raise DatabaseError("could not connect to host=db.internal user=portal")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        status, states = asked(kielce)
    assert (status, states["database"], states["static files"]) == (503, "failed (DatabaseError)", "ok")
    assert "internal" not in str(states)


def test_static_files_that_were_not_collected(kielce: Client, settings, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    status, states = asked(kielce)
    assert (status, states["static files"]) == (503, "failed (ValueError)")


def test_uploads_behind_something_that_is_no_folder(kielce: Client, settings, tmp_path: Path):
    (tmp_path / "file").touch(mode=0o400)
    settings.MEDIA_ROOT = tmp_path / "file"
    status, states = asked(kielce)
    assert (status, states["uploads"]) == (503, "not writable")


def test_without_its_cache_it_is_slower_and_ready(kielce: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "get", lambda *_given: None)
    assert asked(kielce)[0] == 200
    assert asked(kielce)[1]["cache"] == "degraded: keeps nothing"


def test_a_crowd_asks_the_database_no_more_than_one_who_watches(
    kielce: Client, clock: list[float], django_assert_num_queries, django_assert_max_num_queries
):
    clock[1] = 0.0
    with django_assert_max_num_queries(3):
        answers = [asked(kielce) for _time in range(20)]
    assert all(answer == answers[0] for answer in answers)
    MigrationRecorder.Migration.objects.filter(app="history").latest("pk").delete()
    with django_assert_num_queries(0):
        assert asked(kielce)[0] == 200
    clock[0] += SECONDS_BETWEEN_LOOKS
    assert asked(kielce)[0] == 503, "never longer than that"


def test_what_does_not_answer_holds_up_one_of_a_crowd(kielce: Client, clock: list[float], monkeypatch):
    assert asked(kielce)[0] == 200
    clock[0] += SECONDS_BETWEEN_LOOKS
    clock[1] = 0.0
    begun, over = Event(), Event()

    def hang() -> Look:
        begun.set()
        over.wait(10)
        return Look(False, "database: gone\n")

    monkeypatch.setattr("portal.readiness.look", hang)
    with ThreadPoolExecutor() as pool:
        held_up = pool.submit(looks.newest)
        begun.wait(10)
        assert asked(kielce)[0] == 200, "what was found before"
        clock[0] += PATIENCE
        assert asked(kielce) == (503, {"looking": "for more than 10 seconds"})
        over.set()
        assert not held_up.result().ready
    assert asked(kielce) == (503, {"database": "gone"})
