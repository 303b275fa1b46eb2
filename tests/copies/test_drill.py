"""A drill tries a copy out and touches nothing of the running site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from wagtail.models import Site

from copies.drill import variables
from delivery.hosts import own_host
from tests.copies.places import Place, manage
from tests.deploy.test_deploy import known_variables

LEADING_NOWHERE = {
    "SECRET_KEY", "SECRET_KEY_FALLBACKS", "CONN_MAX_AGE", "PAGES_MEMORY_MB", "PAGES_SHARED_SECONDS", "BEHIND_PROXY",
    "EMAIL_FROM", "ADMIN_BASE_URL", "SECOND_FACTOR", "SESSION_IDLE_MINUTES", "ATTEMPTS_KEPT_DAYS",
    "REVIEWS_KEPT_DAYS", "LOG_LEVEL", "METRICS_TOKEN", "SECURITY_CONTACT", "SECURITY_CONTACT_CONFIRMED",
}  # fmt: skip
"""Variables that a drill may share with the running site: numbers, names, secrets; no place, no address of a server."""


@contextmanager
def cache_in_front() -> Iterator[tuple[str, list[str]]]:
    """The address of a cache, and what it was told to let go of."""
    told: list[str] = []

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            told.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Not a word."""

    server = HTTPServer(("127.0.0.1", 0), Cache)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", told
    finally:
        server.shutdown()
        server.server_close()


def test_the_running_sites_kept_pages_and_the_cache_in_front_of_it_stay_as_they_are(
    demo: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    with demo.entered(), cache_in_front() as (cache, told):
        hosts = [own_host(site.hostname, site.port) for site in Site.objects.all()]
        for host in hosts:
            for kind, name in (("pages", "index.html"), ("facts", "index.html.json")):
                kept = pages / host / "last" / kind / name
                kept.parent.mkdir(parents=True)
                kept.write_text("{}")
            (pages / host / "current").symlink_to("last/pages")
        before = sorted(pages.rglob("*"))
        running = {**demo.environment, "PAGES_DIR": str(pages), "PAGES_LINKED": "on", "FRONTEND_CACHE_URL": cache}
        for name, value in running.items():
            monkeypatch.setenv(name, value)
        manage("backup")
        assert "Kopia jest dobra" in manage("restore_drill")
        assert sorted(pages.rglob("*")) == before, "their last good answers are all they have without the database"
        assert told == []
    assert len(hosts) == 2


def test_a_drill_has_an_answer_of_its_own_for_whatever_leads_somewhere(tmp_path: Path) -> None:
    own = variables(tmp_path, "sqlite://")
    assert known_variables() == own.keys() | LEADING_NOWHERE
    assert not own.keys() & LEADING_NOWHERE
    places = {name: value for name, value in own.items() if name.endswith("_DIR")}
    assert all(value.startswith(str(tmp_path)) for value in places.values()), places
