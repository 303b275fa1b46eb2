"""Numbers of requests: in the answer, in the log, on the page that says that something broke."""

import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from portal.logs import JsonFormatter, without_personal_data
from tests.conftest import KIELCE, reader

NASTY = ["a\r\nX-Evil: 1", "\x1b[31mred\x1b[0m", "a\nb", "\u2028", "żółć", "{}"]


class Lines(logging.Handler):
    """Keeps what would be written, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(self.format(record))

    @property
    def entries(self) -> list[dict]:
        assert all(line.isprintable() and line.isascii() for line in self.text)
        return [json.loads(line) for line in self.text]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines that a test makes the site write."""
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """A reader of a site whose search breaks with some words."""

    def made(words: str) -> Client:
        def fail(*_args: object, **_options: object) -> None:
            raise RuntimeError(words)

        monkeypatch.setattr("search.views.Answer", fail)
        client = reader(KIELCE)
        client.raise_request_exception = False
        return client

    return made


def test_every_answer_has_one_and_each_its_own(kielce: Client):
    paths = ["/", "/nie-ma/", "/static/css/site.css", "/%00", "/healthz"]
    numbers = [kielce.get(path).headers["X-Request-ID"] for path in paths]
    assert all(re.fullmatch(r"[0-9a-f]{16}", number) for number in numbers)
    assert len(set(numbers)) == len(paths)


@pytest.mark.parametrize(
    ("believed", "given", "taken"),
    [
        (True, "2f1c3f6e-8c2a-4a0e-9d52-3d0a3f5f9b11", True),
        (False, "2f1c3f6e-8c2a-4a0e-9d52-3d0a3f5f9b11", False),
        (True, "short", False),
        (True, "a" * 65, False),
        (True, "12345678\x1b[31m", False),
        (True, "numer zlecenia", False),
    ],
)
def test_a_number_is_taken_over_from_a_believed_proxy_only(kielce: Client, settings, believed, given, taken):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if believed else None
    said = kielce.get("/robots.txt", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert (said == given) is taken


def test_the_page_that_broke_says_the_number_that_the_log_has(breaking, lines: Lines, db):
    answer = breaking("cokolwiek").get("/szukaj/?q=moje+sprawy")
    number = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert f"<strong>{number}</strong>" in answer.content.decode()
    broken = [entry for entry in lines.entries if "traceback" in entry]
    assert [entry["request"] for entry in broken] == [number]
    assert "moje" not in json.dumps(broken)


def test_what_django_logs_after_the_answer_has_the_number_too(kielce: Client, lines: Lines):
    number = kielce.get("/nie-ma-takiej/").headers["X-Request-ID"]
    assert [(entry["message"], entry["request"]) for entry in lines.entries] == [("Not Found: /nie-ma-takiej/", number)]


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_paths_agents_and_names_make_one_line_each(lines: Lines, db, text: str):
    client = reader(KIELCE)
    client.get(f"/{text}/", headers={"user-agent": text, "referer": text})
    client.post("/admin/login/", {"login": text, "password": text}, headers={"user-agent": text})
    client.get("/", headers={"host": text.replace("\r", "").replace("\n", "") or "x"})
    assert lines.entries


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Key (email)=(anna.nowak@mops.example) exists", "Key (email)=([e-mail]) exists"),
        ("Invalid HTTP_HOST header: '192.0.2.7:8000'.", "Invalid HTTP_HOST header: '[IP]:8000'."),
        ("from 2001:db8::1 and ::ffff:192.0.2.7", "from [IP] and [IP]"),
        ("PESEL 44051401359", "PESEL [11]"),
        ("Not Found: /podglad/eyJwIjo3fQ:1vO:abc/", "Not Found: /podglad/[…]/"),
        ("Not Found: /admin/invitation/IjEi:1vO:x/", "Not Found: /admin/invitation/[…]/"),
        ("Gone: /przeglad/x.y_z/ at 12:30:45", "Gone: /przeglad/[…]/ at 12:30:45"),
        ("Not Found: /bip/uchwala-nr-xxvii-508-2020/", "Not Found: /bip/uchwala-nr-xxvii-508-2020/"),
    ],
)
def test_the_log_names_nobody_and_opens_nothing(said: str, kept: str):
    assert without_personal_data(said) == kept


def test_neither_does_a_traceback(breaking, lines: Lines, db):
    breaking("duplicate key (email)=(anna.nowak@mops.example) from 192.0.2.7").get("/szukaj/?q=a")
    assert "[e-mail]" in json.dumps(lines.entries)
    assert not re.search(r"anna\.nowak|192\.0\.2", json.dumps(lines.entries))
