"""`manage.py check_declaration`: our own statements, files, addresses, standard input."""

import io
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Site

from pages.accessibility.checking import fetching
from tests.pages.accessibility.statements import FULL, TODAY, centre, full_rows, html_of, statement, travel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    travel(monkeypatch, TODAY)


@pytest.fixture
def html() -> str:
    site = centre()
    statement(site, full_rows(), **FULL)
    return html_of(site)


def run(*sources: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_declaration", *sources, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_file_without_faults_and_one_with_them(html: str, tmp_path: Path):
    good, bad = tmp_path / "dobra.html", tmp_path / "zła.html"
    good.write_text(html, encoding="utf-8")
    bad.write_text(html.replace('id="a11y-status"', ""), encoding="utf-8")
    assert run(str(good))[0] == 0
    status, out, _ = run(str(good), str(bad))
    assert status == 1
    assert "a11y-status" in out
    assert "[id-missing]" in out
    assert any(line.startswith(f"{bad}:") for line in out.splitlines())


def test_standard_input_is_read(html: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(html.replace("7 dni", "3 dni").encode())))
    assert run("-")[0] == 0


def test_what_can_not_be_read_is_said_and_the_rest_is_checked(html: str, tmp_path: Path):
    good = tmp_path / "dobra.html"
    good.write_text(html, encoding="utf-8")
    sources = (
        str(tmp_path / "brak.html"),
        str(tmp_path),
        "ftp://example.pl/",
        "file:///etc/passwd",
        "http://[",
        "http://",
    )
    status, out, err = run(*sources, str(good))
    assert status == 2
    assert len(err.strip().splitlines()) == len(sources)
    assert str(good) in out


def test_without_an_argument_every_centre_is_checked(html: str):
    for site in Site.objects.exclude(hostname="gops.localhost"):
        site.delete()
    status, out, _ = run()
    assert (status, "gops.localhost" in out) == (0, True)
    centre("bez.localhost")
    status, out, _ = run()
    assert (status, "bez.localhost" in out) == (1, True)


@pytest.fixture
def server(html: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of pages that a stranger may run."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(fetching, "TIMEOUT", 1)
    polish = html.replace('charset="utf-8"', 'charset="us-ascii"').encode("iso-8859-2", "xmlcharrefreplace")

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            to = {"/petla": "/petla", "/plik": "file:///etc/passwd", "/dalej": "/strona", "/zle": "http://["}
            if self.path in to:
                self.send_response(302)
                self.send_header("Location", to[self.path])
                self.end_headers()
            elif self.path in {"/strona", "/d%C5%82uga", "/urwana"}:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=iso-8859-2")
                if self.path == "/urwana":
                    self.send_header("Content-Length", str(len(polish) + 5))
                self.end_headers()
                self.wfile.write(polish if self.path != "/d%C5%82uga" else b"x" * (fetching.MAX_BYTES + 1))
            elif self.path == "/milczy":
                self.connection.recv(1)
            else:
                self.send_error(404)

        def log_message(self, *args: Any) -> None:
            """Nothing: a test keeps quiet."""

    with HTTPServer(("127.0.0.1", 0), Pages) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_page_is_fetched_in_its_alphabet_and_through_a_redirect(server: str):
    assert run(f"{server}/strona")[0] == 0
    assert run(f"{server}/dalej")[0] == 0


@pytest.mark.parametrize("path", ["/petla", "/plik", "/zle", "/długa", "/milczy", "/brak", "/urwana"])
def test_a_server_that_misleads_is_unusable_and_nothing_fails(server: str, path: str):
    status, _, err = run(f"{server}{path}")
    assert status == 2, err
    assert err.strip()
    assert "root:" not in err
