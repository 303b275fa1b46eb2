"""Links to other sites are asked about slowly, as robots may, and never behind the wall of the own network."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

import pytest
from django.utils import timezone

from pages.core.visiting import UnreachableError, Visitor
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from upkeep.checking import check_links
from upkeep.models import LinkCheck, LinkFault
from upkeep.outside import USER_AGENT, Outside

HERE = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """Somebody else's site: what it answers by path, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HERE, 0), Handler)
        self.answers: dict[str, int] = {}
        self.onward: dict[str, str] = {}
        self.patience: dict[str, str] = {}
        self.robots: str | None = None
        self.asked: list[tuple[str, str, str]] = []

    def at(self, path: str, host: str = HERE) -> str:
        return f"http://{host}:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        body = (self.server.robots or "").encode() if self.path == "/robots.txt" else b"x"
        known = self.server.answers.get(f"{self.command} {self.path}", self.server.answers.get(self.path, 200))
        self.send_response(404 if self.path == "/robots.txt" and self.server.robots is None else known)
        if self.path in self.server.onward:
            self.send_header("Location", self.server.onward[self.path])
        if self.path in self.server.patience:
            self.send_header("Retry-After", self.server.patience[self.path])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_GET = do_HEAD  # noqa: N815 -- the server asks for this name

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _outside(pauses: list[float] | None = None) -> Outside:
    return Outside(Visitor(USER_AGENT, trusted=[HERE]), sleep=([] if pauses is None else pauses).append)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "0.0.0.1"],
)
def test_addresses_that_are_not_public_are_not_asked(server: Server, host: str) -> None:
    with pytest.raises(UnreachableError, match="public"):
        Visitor(USER_AGENT).ask("GET", server.at("/", host))
    assert server.asked == []


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["64:ff9b::7f00:1"], []])
def test_a_public_name_that_leads_into_the_own_network_is_not_asked(server: Server, found: list[str]) -> None:
    visitor = Visitor(USER_AGENT, resolver=lambda _host, _port: found)
    with pytest.raises(UnreachableError, match="public"):
        visitor.ask("GET", server.at("/", "zewnetrzna.example"))
    assert server.asked == []


def test_the_connection_goes_where_the_checked_name_led_and_no_redirect_leads_inside(server: Server) -> None:
    names = {"zewnetrzna.example": ["127.0.0.1"], "wewnetrzna.example": ["127.0.0.2"]}
    visitor = Visitor(USER_AGENT, trusted=[HERE], resolver=lambda host, _port: names[host])
    assert visitor.ask("GET", server.at("/", "zewnetrzna.example")).status == 200
    for inside in (server.at("/tajne", "wewnetrzna.example"), "file:///etc/passwd"):
        server.answers["/dalej"], server.onward["/dalej"] = 302, inside
        with pytest.raises(UnreachableError):
            visitor.ask("GET", server.at("/dalej", "zewnetrzna.example"))
    server.onward["/dalej"] = "/dalej"
    with pytest.raises(UnreachableError, match="redirects"):
        visitor.ask("GET", server.at("/dalej", "zewnetrzna.example"))
    assert "/tajne" not in {path for _method, path, _agent in server.asked}


def test_a_server_is_asked_by_head_then_get_with_pauses_and_once(server: Server) -> None:
    server.answers = {"HEAD /bez-head": 500, "/nie-ma": 404, "/tylko-dla-ludzi": 403}
    pauses: list[float] = []
    outside = _outside(pauses)
    verdicts = [outside.verdict(server.at(path)) for path in ("/bez-head", "/nie-ma#tu", "/nie-ma", "/tylko-dla-ludzi")]
    assert [verdict and (verdict.fault, verdict.status) for verdict in verdicts] == [
        (LinkFault.NONE, 200),
        (LinkFault.ANSWER, 404),
        (LinkFault.ANSWER, 404),
        None,
    ]
    asked = [(method, path) for method, path, _agent in server.asked]
    assert asked[:5] == [
        ("GET", "/robots.txt"),
        ("HEAD", "/bez-head"),
        ("GET", "/bez-head"),
        ("HEAD", "/nie-ma"),
        ("GET", "/nie-ma"),
    ]
    assert {agent for _method, _path, agent in server.asked} == {USER_AGENT}
    assert len(pauses) == len(asked) - 1
    assert all(0 < pause <= 2 for pause in pauses)


@pytest.mark.parametrize(("status", "again"), [(429, ""), (429, "3600"), (503, "Fri, 01 Jan 2126 10:00:00 GMT")])
def test_a_server_that_asks_for_patience_is_left_alone_until_the_next_run(
    server: Server, status: int, again: str
) -> None:
    server.answers["/zajete"] = status
    if again:
        server.patience["/zajete"] = again
    visitor = Visitor(USER_AGENT, trusted=[HERE], resolver=lambda _host, _port: [HERE])
    outside = Outside(visitor, sleep=lambda _seconds: None)
    assert outside.verdict(server.at("/zajete")) is None
    assert outside.verdict(server.at("/inne", "inny.example")) == (LinkFault.NONE, 200)
    assert outside.verdict(server.at("/inne")) is None
    asked = [(method, path) for method, path, _agent in server.asked]
    assert [one for one in asked if one[1] == "/zajete"] == [("HEAD", "/zajete")]
    assert outside.later == {server.at("/zajete"), server.at("/inne")}


def test_patience_may_be_over_soon_and_503_without_a_time_is_an_answer(server: Server) -> None:
    server.answers = {"/chwila": 429, "/koniec": 503}
    server.patience["/chwila"] = "0"
    outside = _outside()
    assert outside.verdict(server.at("/chwila")) is None
    assert outside.verdict(server.at("/inne")) == (LinkFault.NONE, 200)
    assert outside.verdict(server.at("/koniec")) == (LinkFault.ANSWER, 503)
    assert ("GET", "/koniec", USER_AGENT) not in server.asked


def test_rules_that_a_busy_server_keeps_back_are_asked_for_again_in_the_next_run_only(server: Server) -> None:
    server.robots, server.answers = "", {"/robots.txt": 429}
    outside = _outside()
    assert [outside.verdict(server.at(path)) for path in ("/jedno", "/drugie")] == [None, None]
    assert [path for _method, path, _agent in server.asked] == ["/robots.txt"]
    assert len(outside.later) == 2


def test_one_host_has_one_pause_whatever_its_name_is_written_like(server: Server) -> None:
    pauses: list[float] = []
    outside = Outside(Visitor(USER_AGENT, trusted=[HERE], resolver=lambda _host, _port: [HERE]), sleep=pauses.append)
    for host in ("cudzy.example", "CUDZY.example", "ktos@cudzy.example"):
        assert outside.verdict(server.at("/", host)) == (LinkFault.NONE, 200)
    assert len(pauses) == len(server.asked) - 1


def test_what_robots_may_not_see_is_not_looked_at_not_by_a_redirect_either(server: Server) -> None:
    server.robots = "User-agent: *\nDisallow: /prywatne"
    server.answers["/dalej"], server.onward["/dalej"] = 301, "/prywatne/a"
    assert _outside().verdict(server.at("/prywatne/b")) is None
    assert _outside().verdict(server.at("/dalej")) is None
    assert not [path for _method, path, _agent in server.asked if path.startswith("/prywatne")]


def test_a_link_to_another_site_is_broken_after_two_failures_a_day_apart(db: None, server: Server) -> None:
    site = make_centre()
    server.answers["/nie-ma"] = 404
    text = f'<p><a href="{server.at("/nie-ma")}">cudze zasady</a> <a href="{server.at("/jest")}">inne</a></p>'
    add_page(site.root_page, ContentPage(title="Skąd", summary="Tu.", body=[{"type": "text", "value": text}]))
    start = timezone.now()

    def checked_after(hours: int, outside: Outside | None) -> int:
        with mock.patch("django.utils.timezone.now", return_value=start + timedelta(hours=hours)):
            return check_links(site, outside).broken

    assert checked_after(1, None) == 0
    assert server.asked == []
    assert checked_after(2, _outside()) == 0
    assert checked_after(20, _outside()) == 0
    assert checked_after(27, _outside()) == 1
    assert LinkCheck.objects.broken().get().words == "cudze zasady"
    assert checked_after(28, None) == 1  # nobody was asked: what was known holds
    server.answers["/nie-ma"] = 200
    assert checked_after(29, _outside()) == 0
    assert LinkCheck.objects.count() == 2


@pytest.mark.parametrize("closes", [False, True])
def test_an_answer_that_only_drips_is_given_up(monkeypatch: pytest.MonkeyPatch, closes: bool) -> None:
    monkeypatch.setattr("pages.core.visiting.DEADLINE", 0.3)
    listening = socket.create_server((HERE, 0))
    done = threading.Event()

    def drip() -> None:
        line, _who = listening.accept()
        line.recv(9_999)
        line.sendall(
            b"HTTP/1.1 200 OK\r\n" + (b"Connection: close" if closes else b"Content-Length: 9999") + b"\r\n\r\n"
        )
        with line, contextlib.suppress(OSError):
            while not done.wait(0.05):
                line.sendall(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    visitor = Visitor(USER_AGENT, trusted=[HERE], resolver=lambda _host, _port: [HERE])
    with pytest.raises(UnreachableError):
        visitor.ask("GET", f"http://wolny.example:{listening.getsockname()[1]}/robots.txt", body=True)
    done.set()
    thread.join()
    listening.close()
