"""A number for each request, by which a reader's complaint is found in the log."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# What proxies make: hexadecimal digits, UUIDs. Anything else could be meant for whoever reads the log.
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)

_current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Numbers each request, stands first.

    A proxy that is believed may have numbered it already; readers may not, or they could hide among others' lines.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = given_by_proxy(request) or secrets.token_hex(8)
        request.request_id = number  # type: ignore[attr-defined]  # ours, for the page of an error
        token = _current.set(number)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = number
        return response


def given_by_proxy(request: HttpRequest) -> str:
    """The number that a proxy gave; empty when none is believed, or when it isn't one."""
    given = request.headers.get(HEADER, "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return given if WELL_FORMED.fullmatch(given) else ""


def current_request_id() -> str:
    """The number of the request that is being answered here; empty outside of one."""
    return _current.get()
