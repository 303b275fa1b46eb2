"""The log of an installation: one JSON object a line, which no address and no user name can break in two.

It names requests and rows of the database, never people: what reaches it from messages and tracebacks of libraries goes
through `without_personal_data` first. Addresses stand in it without their queries.
"""

import json
import logging
import re
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from portal.request_ids import current_request_id

# Whoever reads one of these addresses in the log could open it.
SECRET_PATHS = re.compile(r"(/(?:podglad|przeglad|invitation|password_reset/confirm)/)[^\s/\"']+")
EMAIL = re.compile(r"[^\s@<>\"'(),:;=\[\]]+@[^\s@<>\"'(),:;=\[\]]+\.[^\W\d]{2,}")
MAYBE_IP = re.compile(r"(?<![\w.:])[0-9A-Fa-f:.]{2,45}(?<=[0-9A-Fa-f:])(?!\w)")
PERSONAL_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")


class JsonFormatter(logging.Formatter):
    """Time in UTC, level, logger, request, message and, after an exception, its traceback; facts of an audit's line."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if number := request_id_of(record):
            entry["request"] = number
        entry["message"] = without_personal_data(record.getMessage())
        if facts := getattr(record, "audit", None):
            entry["audit"] = facts
        if record.exc_info:
            entry["traceback"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(entry)  # ASCII: control characters of any kind are escaped


def request_id_of(record: logging.LogRecord) -> str:
    """The number of the request that a line is about: Django says what went wrong after the middleware is through."""
    return getattr(getattr(record, "request", None), "request_id", "") or current_request_id()


def without_personal_data(text: str) -> str:
    """The text without e-mails, addresses of machines, eleven digits in a row, and keys that stand in addresses."""
    text = SECRET_PATHS.sub(r"\1[…]", text)
    text = EMAIL.sub("[e-mail]", text)
    text = MAYBE_IP.sub(_without_ip, text)
    return PERSONAL_NUMBER.sub("[11]", text)


def _without_ip(found: re.Match[str]) -> str:
    """Nothing to read in place of an address, with its port as it was; what only looks like one stays."""
    host, colon, port = found[0].partition(":") if found[0].count(":") == 1 else (found[0], "", "")
    try:
        ip_address(host)
    except ValueError:
        return found[0]
    return f"[IP]{colon}{port}"
