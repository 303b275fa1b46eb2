"""Pages to check, from an address, a file or the standard input. Nothing but http and https is followed."""

from __future__ import annotations

import sys
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from django.utils.translation import gettext as _

from pages.core.visiting import wire_address

MAX_BYTES = 4_000_000
TIMEOUT = 15
"""Seconds that a server may be silent."""
DEADLINE = 60
"""Seconds that a page may take as a whole."""
SCHEMES = {"http", "https"}


class UnusableError(Exception):
    """What was named can't be read; the message says why."""


class Fetched(NamedTuple):
    """A page as it came."""

    data: bytes
    content_type: str = ""


def fetched(source: str) -> Fetched:
    """The page that an argument of the command names: an address, a file, or `-`.

    Raises UnusableError.
    """
    if source == "-":
        return Fetched(_limited(sys.stdin.buffer.read(MAX_BYTES + 1)))
    if "://" in source:
        return _from_address(source)
    try:
        with Path(source).open("rb") as file:
            return Fetched(_limited(file.read(MAX_BYTES + 1)))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnusableError(_("the file can't be read: %(why)s") % {"why": why}) from error


def _limited(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise UnusableError(_("longer than %(size)s MB") % {"size": MAX_BYTES // 1_000_000})
    return data


class _FewRedirects(HTTPRedirectHandler):
    """Follows a few redirects, and only to pages."""

    max_redirections = 5

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str) -> Any:
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_scheme(address: str) -> None:
    if urlsplit(address).scheme.lower() not in SCHEMES:
        raise UnusableError(_("only http:// and https:// addresses are read"))


def _opener() -> OpenerDirector:
    """Knows http and https and nothing else: no files, no FTP."""
    opener = OpenerDirector()
    handlers = (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, _FewRedirects, HTTPErrorProcessor)
    for handler in handlers:
        opener.add_handler(handler())
    return opener


def _from_address(address: str) -> Fetched:
    try:
        _check_scheme(address)
        headers = {"User-Agent": "check_declaration", "Accept": "text/html", "Accept-Encoding": "identity"}
        request = Request(wire_address(address), headers=headers)  # noqa: S310 -- the scheme was checked
        with _opener().open(request, timeout=TIMEOUT) as answer:
            return Fetched(_read(answer), answer.headers.get("Content-Type", ""))
    except HTTPError as error:
        raise UnusableError(_("the server answered with the status %(status)s") % {"status": error.code}) from error
    except URLError as error:
        raise UnusableError(_("the address can't be reached: %(why)s") % {"why": error.reason}) from error
    except (OSError, ValueError, HTTPException) as error:
        raise UnusableError(_("the address can't be read: %(why)s") % {"why": error}) from error


def _read(answer: Any) -> bytes:
    """The whole page, as long as it comes in time and is not too long."""
    until, data = time.monotonic() + DEADLINE, b""
    while chunk := answer.read1(65_536):
        data = _limited(data + chunk)
        if time.monotonic() > until:
            raise UnusableError(_("the server takes too long"))
    if answer.length:  # what the server had announced and never sent
        raise UnusableError(_("the page broke off"))
    return data
