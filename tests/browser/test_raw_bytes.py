"""Bytes that no browser sends, over a socket to the running server: nothing breaks, nothing leaks, nothing is let in.

Here rather than with a test client, since much of this never reaches Django: the server and the page store answer.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.browser.conftest import Demo

# What is not there to be used may say so.
NOT_IMPLEMENTED = 501
# What Django calls suspicious is an error in its log, and answered with 400.
REFUSALS = "django.security."
# Seconds after which nothing more is expected of what may never be answered.
SILENCE = 2
STATUS = re.compile(rb"(?m)^HTTP/1\.[01] (\d{3})\b")
PAGES = (
    *("/", "/bip/", "/szukaj/", "/szukaj.json", "/mapa-serwisu/", "/sitemap.xml"),
    *("/bip/rejestr-zmian/", "/bip/dziennik/"),
)
FILES = ("/robots.txt", "/favicon.ico", "/static/css/site.css", "/.well-known/security.txt", "/media/images/x.png")
SIGNING_IN = ("/admin/login/", "/_util/login/")
OTHERS = ("/healthz", "/readyz", "/metrics", "/documents/1/x.pdf", "/podglad/x/", "/przeglad/x/")
KINDS = PAGES + FILES + OTHERS + SIGNING_IN
METHODS = (
    *("HEAD", "OPTIONS", "TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "PURGE", "LOCK"),
    *("get", "G\xffT", "A" * 300),
)
TRAVERSALS = [
    f"{start}{step * 6}etc/passwd"
    for start in ("/", "/media/", "/media/images/", "/static/", "/documents/1/")
    for step in ("../", "..%2f", "%2e%2e/", "%252e%252e%252f", "..%5c", "..%c0%af", "....//")
]
ODD_PATHS = (
    *("/%00", "/a%00b/", "/%ff%fe/", "/%ED%A0%80/", "/%", "/%zz/", "/%0d%0aX-Evil:%201/", "/?%00=%00", "/?q=%ff"),
    *("//evil.example/", "//evil.example", "http://evil.example/", "*", "", "//", "/./", "/;/", "/..;/admin/"),
    *("/%E2%80%AE/", "/.git/config", "/.env", "/manage.py", "/admin%2f", "/?" + "a&" * 3_000, "/" + "a/" * 3_000),
    *("/szukaj/?q=" + "pomoc+" * 800, "/szukaj/?q=" + "a" * 9_000, "/" + "a" * 9_000 + "/"),
    *("/szukaj/?strona=" + "9" * 400, "/szukaj.json?q=%22%27%28%29%2a"),
)
HOSTS = (
    *("", "evil.example", "localhost@evil.example", "localhost:99999", "localhost:abc", "[::1", "a" * 5_000),
    *("local\xffhost", "127.0.0.1 "),
)
HEADERS = (
    *("Range: bytes=0-0", "Range: bytes=5-2", "Range: bytes=-1", "Range: lines=x", "Range: bytes=" + "0-1," * 1_000),
    *("If-None-Match: *", 'If-None-Match: W/"', "If-Modified-Since: yesterday", "If-Modified-Since: \xff"),
    *("Cookie: ;;;=;\x01", "Cookie: sessionid=\xff\xfe", "Cookie: sessionid=" + "a" * 6_000),
    *("Cookie: csrftoken=" + "'\"<>" * 50, "Accept: \xff", "Accept: " + "a/b," * 2_000, "Accept-Language: pl;q=nan"),
    *("Accept-Encoding: gzip;q=x, br;q=-1, *", "Content-Type: multipart/form-data", "Content-Type: \xff"),
    *("Content-Length: -1", "Content-Length: x", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"),
    *("X-Forwarded-For: ,,,", "X-Request-ID: \x1b[31m", "Expect: 100-continue", "Upgrade: websocket"),
    *("Connection: close, \xff", "X-Big: " + "a" * 9_000, "No colon at all", ": empty"),
)
NO_REQUESTS = (
    *(b"", b"\0", b"\xff" * 100, b"\r\n\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n"),
    *(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    b"GET / HTTP/1.1\nHost: localhost\n\n",
    b"GET /a\rb HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
)
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
SMUGGLED = b"GET /admin/smuggled/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
BODIES = {
    "length and chunks": FORM + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks and length": FORM + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": FORM + b"Content-Length: 0\r\nContent-Length: 50\r\n\r\n" + SMUGGLED,
    "odd coding": FORM + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "coding with a space": FORM + b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "bad chunk": FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "shorter than promised": FORM + b"Content-Length: 10\r\n\r\na=1",
    "bad characters": FORM + b"Content-Length: 9\r\n\r\n%ff=%00&\xff",
    "no boundary": b"Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\na=1",
    "bad parts": b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 13\r\n\r\n--x\r\n\0\r\n--x--",
    "many fields": FORM + b"Content-Length: 6000\r\n\r\n" + b"a=&" * 2_000,
}


class Answer(NamedTuple):
    """What came back over one connection."""

    statuses: list[int]
    bytes: bytes

    @property
    def is_bad(self) -> bool:
        return any(status >= 500 and status != NOT_IMPLEMENTED for status in self.statuses)


@pytest.fixture(autouse=True)
def nothing_broke(demo: Demo) -> Iterator[None]:
    """Whatever came back: no error that nobody foresaw is in the log afterwards."""
    before = len(demo.output)
    yield
    said = demo.output[before:]
    assert "panicked" not in said
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert not [line for line in lines if line["level"] == "ERROR" and not line["logger"].startswith(REFUSALS)]


def send(demo: Demo, request: bytes, patience: float = 20) -> Answer:
    """All that the server says to some bytes, until it hangs up or is silent for some seconds."""
    said = b""
    with socket.create_connection(("127.0.0.1", demo.port), timeout=patience) as connection:
        try:
            connection.sendall(request)
            while chunk := connection.recv(65_536):
                said += chunk
        except OSError:  # hanging up is an answer, too
            pass
    head = said if request.startswith(b"POST") else said.partition(b"\r\n\r\n")[0]
    return Answer([int(status) for status in STATUS.findall(head)], said)


def ask(demo: Demo, path: str, method: str = "GET", host: str = "localhost", header: str = "") -> Answer:
    """One request, whose characters are bytes; `Connection: close` ends it."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *([header] if header else []), "Connection: close", "", ""]
    return send(demo, "\r\n".join(lines).encode("latin-1"))


def bad(answers: dict[str, Answer]) -> dict[str, list[int]]:
    return {sent[:120]: answer.statuses for sent, answer in answers.items() if answer.is_bad}


def still_answers(demo: Demo) -> bool:
    return ask(demo, "/").statuses == [200]


def test_every_kind_of_address_is_there_sets_no_cookie_and_depends_on_none(demo: Demo):
    answers = {path: ask(demo, path) for path in KINDS}
    assert not bad(answers)
    assert {path for path in PAGES if answers[path].statuses != [200]} == set()
    heads = {path: answer.bytes.partition(b"\r\n\r\n")[0].lower() for path, answer in answers.items()}
    assert not [path for path, head in heads.items() if b"\r\naccess-control-" in head]
    assert {path for path, head in heads.items() if b"\r\nset-cookie:" in head} <= set(SIGNING_IN)
    assert {path for path, head in heads.items() if re.search(rb"\r\nvary:[^\r]*cookie", head)} <= set(SIGNING_IN)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: ascii(method[:10]))
def test_odd_methods(demo: Demo, method: str):
    answers = {path: ask(demo, path, method) for path in KINDS}
    assert not bad(answers)
    assert method != "TRACE" or not [path for path, answer in answers.items() if answer.statuses == [200]]
    assert still_answers(demo)


def test_nothing_beside_the_site_is_read(demo: Demo):
    answers = {path: ask(demo, path) for path in TRAVERSALS}
    assert not bad(answers)
    assert not [path for path, answer in answers.items() if b"root:" in answer.bytes]
    assert not [path for path, answer in answers.items() if answer.statuses == [200]]


def test_odd_addresses(demo: Demo):
    answers = {path: ask(demo, path) for path in ODD_PATHS}
    assert not bad(answers)
    heads = {path: answer.bytes.partition(b"\r\n\r\n")[0].lower() for path, answer in answers.items()}
    assert not [path for path in ("/.git/config", "/.env", "/manage.py") if answers[path].statuses != [404]]
    assert not [path for path, head in heads.items() if b"\r\nx-evil" in head]
    assert not [
        path
        for path, answer in answers.items()
        if re.search(rb"\r\nlocation: *(?:https?:)?//evil", answer.bytes.lower())
    ]
    assert still_answers(demo)


def test_odd_hosts_get_no_page(demo: Demo):
    answers = {host: ask(demo, "/", host=host) for host in HOSTS}
    answers["none"] = send(demo, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
    answers["two"] = ask(demo, "/", header="Host: evil.example")
    assert not bad(answers)
    assert not [host for host, answer in answers.items() if b"evil.example" in answer.bytes.partition(b"\r\n\r\n")[2]]
    # A port that is none names nothing that an answer could be kept under; the name before it counts.
    allowed = {"localhost:99999", "127.0.0.1 "}
    assert {host for host, answer in answers.items() if answer.statuses == [200]} <= allowed


def test_odd_headers(demo: Demo):
    answers = {f"{path} {header}": ask(demo, path, header=header) for path in KINDS for header in HEADERS}
    assert not bad(answers)
    assert still_answers(demo)


@pytest.mark.parametrize("name", BODIES)
def test_a_body_brings_no_second_request_along(demo: Demo, name: str):
    start = b"POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    answers = {
        path: send(demo, start % path.encode() + BODIES[name], SILENCE) for path in ("/", "/szukaj/", "/admin/login/")
    }
    assert not bad(answers)
    assert not [path for path, answer in answers.items() if b"smuggled" in answer.bytes]
    assert still_answers(demo)


@pytest.mark.parametrize("sent", NO_REQUESTS, ids=lambda sent: ascii(sent[:24]))
def test_what_is_no_request(demo: Demo, sent: bytes):
    assert not send(demo, sent, SILENCE).is_bad
    assert still_answers(demo)
