"""What breaks around a server; readers go on reading, editors are told what is wrong, nothing answers with 500."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.soak import PUBLISH
from tests.conftest import KIELCE, PORT
from tests.delivery.conftest import PASSWORD
from tests.delivery.servers import ROOT, Server

pytestmark = pytest.mark.django_db  # of which every server here gets a copy

NOTICE = "Trwa przerwa techniczna"
LOCATION = re.compile(r"<loc>http://[^/]+(/[^<]*)</loc>")


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with Server(folder).running() as running:
        yield running


def addresses(server: Server) -> list[str]:
    """All public pages of the site map."""
    found = LOCATION.findall(server.get("/sitemap.xml").body.decode())
    assert len(found) > 50
    return found


def move(folder: Path, away: Path) -> None:
    """The database with what belongs to it."""
    away.mkdir(exist_ok=True)
    for found in folder.glob("db.sqlite3*"):
        found.rename(away / found.name)


def test_every_page_is_read_on_while_the_database_is_gone(server: Server, folder: Path) -> None:
    server.manage("fill_pages")
    pages = addresses(server)
    before = {path: server.get(path) for path in pages}
    assert not [path for path, got in before.items() if got.status != 200 or NOTICE in got.body.decode()]

    move(folder, folder / "away")
    time.sleep(1.1)  # each thread looks once a second whether its file is still there
    for path in pages:
        got = server.get(path)
        assert got.status == 200, path
        assert NOTICE in got.body.decode(), path
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["content-security-policy"] == before[path].headers["content-security-policy"]
    for path in ("/admin/login/", "/nie-ma-takiej/", "/szukaj/?q=zasi%C5%82ek"):
        got = server.get(path)
        assert got.status == 503, path
        assert "Baza danych nie odpowiada" in got.body.decode()
        assert int(got.headers["retry-after"]) > 0
    assert server.get("/healthz").status == 503
    assert not (folder / "db.sqlite3").exists(), "nothing was made in its place"

    move(folder / "away", folder)
    time.sleep(2.1)
    for path in pages[:10]:
        got = server.get(path)
        assert (got.status, got.body) == (200, before[path].body)


def test_a_page_that_was_taken_back_does_not_return_when_the_database_goes(server: Server, folder: Path) -> None:
    path = "/aktualnosci/"
    news = next(found for found in addresses(server) if found.startswith(path) and found != path)
    server.get(news)
    server.manage(
        "shell", "--verbosity=0", "--command",
        f"from news.models import NewsPage; NewsPage.objects.get(slug='{news.strip('/').split('/')[-1]}').unpublish()",
    )  # fmt: skip
    move(folder, folder / "away")
    time.sleep(1.1)
    assert server.get(news).status == 503, server.log.read_text()[-3000:]


@pytest.mark.parametrize(
    ("settings", "said"), [("full", "skończyło się miejsce"), ("read_only", "Niczego nie można teraz zapisać")]
)
def test_what_cannot_be_saved_is_said_and_pages_are_read_on(folder: Path, settings: str, said: str) -> None:
    with Server(folder, f"tests.delivery.settings_{settings}").running() as server:
        for path in addresses(server)[:30]:
            assert server.get(path).status == 200, path
        form = {"Cookie": "csrftoken=" + "a" * 32, "Content-Type": "application/x-www-form-urlencoded"}
        body = "login=ktos&password=" + PASSWORD + "&csrfmiddlewaretoken=" + "a" * 32
        got = server.get("/admin/login/", "POST", body, **form)
        for _time in range(60):  # a few rows find room in pages that are there
            if got.status != 302:
                break
            got = server.get("/admin/login/", "POST", body, **form)
        assert got.status in {503, 507}, got.body.decode()[:500]
        assert said in got.body.decode()
        assert "nie zostało zapisane" in got.body.decode()


def test_without_the_cache_server_the_site_is_slower_not_broken(folder: Path) -> None:
    with Server(folder, "tests.delivery.settings_without_redis").running() as server:
        for path in [*addresses(server)[:15], "/szukaj/?q=zasi%C5%82ek", "/szukaj/?q=qwertz", "/admin/login/"]:
            assert server.get(path).status == 200, path


def test_a_web_server_in_front_finds_only_what_is_right(folder: Path) -> None:
    made = Server(folder)
    made.environment["PAGES_LINKED"] = "on"
    current = folder / "pages" / f"{KIELCE}:{PORT}" / "current"

    def given() -> bytes | None:
        """What a web server would hand out of the home page; None: it asks the application."""
        try:
            return (current / "index.html").read_bytes()
        except OSError:
            return None

    def soon() -> bytes:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            right = server.get("/").body
            if (found := given()) is not None:
                assert found == right
                return found
            time.sleep(0.2)
        raise AssertionError(server.log.read_text())

    with made.running() as server:
        before = soon()
        half = subprocess.Popen(
            [sys.executable, "-c", HALF_A_CHANGE], cwd=ROOT, env=server.environment, stdout=subprocess.PIPE, text=True
        )
        assert half.stdout is not None
        assert half.stdout.readline() == "changed\n"
        assert given() is None, "gone before anything is committed"
        assert server.get("/").body == before, "and nobody else sees it yet"
        assert given() is None
        half.kill()
        half.wait()
        assert soon() == before
        server.manage("shell", "--verbosity=0", "--command", A_CHANGE)
        assert given() in {None, server.get("/").body}
        assert soon() != before


def test_the_first_request_after_a_publication_shows_it_in_every_process(server: Server) -> None:
    editor = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", PUBLISH],
        cwd=ROOT, env=server.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert editor.stdin is not None
    assert editor.stdout is not None
    over, wrong = threading.Event(), list[int]()

    def read_on() -> None:
        """A crowd that keeps both workers making and giving the page, whatever happens to it."""
        while not over.is_set():
            status = server.get(path).status
            if status != 200:
                wrong.append(status)

    crowd = [threading.Thread(target=read_on) for _reader in range(4)]
    try:
        for number in range(1, 13):
            editor.stdin.write(f"{number}\n")
            editor.stdin.flush()
            path = editor.stdout.readline().strip()
            for reader in crowd if number == 1 else ():
                reader.start()
            for _connection in range(6):  # whichever worker takes it
                assert f"Publikacja {number}." in server.get(path).body.decode()
    finally:
        over.set()
        editor.stdin.close()
        editor.wait()
        for reader in crowd:
            if reader.ident:
                reader.join()
    assert wrong == []


A_CHANGE = (
    "from pages.core.models import CentreSettings\n"
    "for facts in CentreSettings.objects.all(): facts.short_name += '!'; facts.save()"
)
HALF_A_CHANGE = f"""
import sys, time
sys.path[:0] = ["site", "."]
import django
django.setup()
from django.db import transaction
with transaction.atomic():
    exec({A_CHANGE!r})
    print("changed", flush=True)
    time.sleep(60)
"""
