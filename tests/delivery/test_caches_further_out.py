"""Caches further out may keep a page for a while, and are told when anything of its site changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import localtime

from delivery.ends import collected, next_midnight, right_until
from delivery.filling import fill
from tests.delivery.conftest import HOST, Centre
from tests.delivery.test_never_stale import change_the_telephone, close, publish, withdraw
from tests.delivery.workers import Worker, commit

NEWS = "/aktualnosci/dyzur/"


@pytest.fixture
def varnish(settings: Any) -> Any:
    """A cache that notes what it is told to forget."""
    told: list[str] = []

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            told.append(f"{self.headers['Host']}{self.path}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Cache)
    threading.Thread(target=server.serve_forever).start()
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    yield told
    server.shutdown()
    server.server_close()


def test_they_are_told_of_every_kept_page_of_the_site(varnish: list[str], worker: Worker, centre: Centre) -> None:
    for path in ("/", NEWS, "/nie-ma/"):
        worker.get(HOST, path)
    change_the_telephone(centre)
    assert varnish == [], "not before it is committed"
    commit()
    for thread in threading.enumerate():
        if thread.name == "purge":
            thread.join()
    assert sorted(varnish) == [f"{HOST}:8000/", f"{HOST}:8000{NEWS}"]


@pytest.mark.parametrize("change", [publish, withdraw, close], ids=lambda change: change.__name__)
def test_they_are_told_of_what_leaves_the_store_at_that_moment(
    varnish: list[str], worker: Worker, centre: Centre, change: Callable[[Centre], None]
) -> None:
    for path in ("/pomoc/", NEWS):
        worker.get(HOST, path)
    change(centre)
    commit()
    for thread in threading.enumerate():
        if thread.name == "purge":
            thread.join()
    assert {f"{HOST}:8000/pomoc/", f"{HOST}:8000{NEWS}"} <= set(varnish)


def test_they_may_keep_a_page_as_long_as_it_is_surely_right(
    centre: Centre, pages: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PAGES_SHARED_SECONDS = 60
    worker = Worker(pages)
    assert worker.get(HOST, NEWS).headers["cache-control"] == "public, max-age=0, s-maxage=60"
    settings.PAGES_SHARED_SECONDS = 2 * 24 * 60 * 60
    beyond_midnight = Worker(pages)
    assert "s-maxage" not in beyond_midnight.get(HOST, NEWS).headers["cache-control"]


def test_they_may_not_keep_what_they_would_not_be_told_of(centre: Centre, pages: Path, settings: Any) -> None:
    settings.PAGES_SHARED_SECONDS = 60
    worker = Worker(pages)

    def may_keep() -> bool:
        return "s-maxage" in worker.get(HOST, NEWS).headers["cache-control"]

    worker.store.folder.most_entries = 0
    assert not may_keep(), "no room for it among the last good answers"
    assert not may_keep(), "nor from memory"
    worker.store.folder.most_entries = 10_000
    publish(centre)
    assert may_keep()
    assert may_keep()
    commit()
    assert not may_keep(), "forgotten with what was there before"
    fill(worker.store, centre.site)
    assert may_keep()


def test_they_are_told_when_all_pages_are_made_anew(varnish: list[str], worker: Worker, centre: Centre) -> None:
    worker.get(HOST, NEWS)
    call_command("renew_pages")
    commit()
    for thread in threading.enumerate():
        if thread.name == "purge":
            thread.join()
    assert varnish == [f"{HOST}:8000{NEWS}"]


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), 22.5),  # 0.30 of a day of 23 hours
        (datetime(2027, 10, 30, 22, 30, tzinfo=UTC), 24.5),  # 0.30 of a day of 25 hours
        (datetime(2027, 6, 1, 21, 59, tzinfo=UTC), 1 / 60),
    ],
)
def test_a_page_ends_at_polish_midnight_also_when_clocks_change(moment: datetime, hours: float) -> None:
    end = next_midnight(moment)
    assert end.astimezone(UTC) - moment == timedelta(hours=hours)
    assert (localtime(end).hour, localtime(end).minute) == (0, 0)


def test_a_page_ends_when_what_it_says_does() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=5)
    with collected() as ends:
        right_until(soon)
        right_until(datetime.now(UTC) - timedelta(days=1))
    assert min(ends) == min(soon, next_midnight(datetime.now(UTC)))
    right_until(soon)  # where nothing is being made, nothing happens
