"""The log: one JSON object a line, whatever a visitor writes into an address."""

import json
import logging
import sys

import pytest

from portal.logs import JsonFormatter
from tests.portal.test_settings import in_production


def line_of(message: str, *args: object, exc_info: bool = False) -> str:
    info = sys.exc_info() if exc_info else None
    return JsonFormatter().format(logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, info))


@pytest.mark.parametrize("text", ["a\r\nb", "\x1b[31mred", "\u2028", "\x85", '"}', "\ud800", "żółć"])
def test_nothing_breaks_out_of_its_line(text: str):
    line = line_of("Not Found: %s", text)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == f"Not Found: {text}"


def test_a_line_says_when_how_bad_where_and_what():
    entry = json.loads(line_of("Not Found"))
    assert entry.pop("time").endswith("+00:00")
    assert entry == {"level": "WARNING", "logger": "django.request", "message": "Not Found"}


def test_a_traceback_stays_on_the_line():
    try:
        raise ValueError("wrong")
    except ValueError:
        line = line_of("Failed", exc_info=True)
    assert "\n" not in line
    assert json.loads(line)["traceback"].endswith("ValueError: wrong")


def test_production_logs_so(tmp_path):
    said = in_production("import logging; logging.getLogger('portal').warning('a\\nb')", tmp_path).stderr
    assert [json.loads(line)["message"] for line in said.splitlines()] == ["a\nb"]
