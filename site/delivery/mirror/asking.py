"""Asking the site within this process, as somebody who is not signed in.

The request takes the way of every other one, through all middleware, and past whatever keeps ready pages: a copy shows
what the site says now. Static files are taken from where they lie, since a web server may be what usually serves them.
"""

from __future__ import annotations

import io
import mimetypes
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.wsgi import WSGIHandler

from delivery.mirror.origins import Origin

# Says what it is, so that nobody counts it among readers.
AGENT = "Jawny Osrodek mirror crawler"
BLOCK = 64 * 1024
# The types that Python brings along, whatever this machine has been told besides.
_TYPES = mimetypes.MimeTypes()
_TYPES.add_type("font/woff2", ".woff2")


class Answer(NamedTuple):
    """What the site says to an address."""

    status: int
    headers: dict[str, str]
    """By small letters."""
    pieces: Iterable[bytes]

    @property
    def type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_attachment(self) -> bool:
        """Whether browsers save it instead of showing it."""
        return self.headers.get("content-disposition", "").lower().startswith("attachment")

    @property
    def is_for_all(self) -> bool:
        """Whether it is the same for everybody: what sets a cookie or forbids keeping was made for one reader."""
        kept = self.headers.get("cache-control", "").lower()
        return "set-cookie" not in self.headers and "private" not in kept and "no-store" not in kept


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


@contextmanager
def asked(origin: Origin, address: str) -> Iterator[Answer]:
    """The answer to a path with its query; its pieces can be read within."""
    if name := _static_name(address):
        with _static_file(name) as answer:
            yield answer
        return
    said: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        said.update(status=int(status[:3]), headers={name.lower(): value for name, value in headers})
        return lambda _data: None  # PEP 3333 wants it; Django never calls it

    body = _handler()(_environ(origin, address), start_response)
    try:
        yield Answer(said["status"], said["headers"], body)
    finally:
        body.close()


def _environ(origin: Origin, address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),  # as PEP 3333 wants it
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": origin.host,
        "SERVER_PORT": str(origin.port),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": origin.netloc,
        "HTTP_USER_AGENT": AGENT,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": origin.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _static_name(address: str) -> str:
    """The name of a static file; "" for every other address."""
    folder = settings.STATIC_URL
    return unquote(address.partition("?")[0].removeprefix(folder)) if address.startswith(folder) else ""


@contextmanager
def _static_file(name: str) -> Iterator[Answer]:
    """A file as it was collected, or as it stands in the source where none was."""
    collected = staticfiles_storage.exists(name)
    source = "" if collected else find(name)
    if not collected and not source:
        yield Answer(404, {}, ())
        return
    with staticfiles_storage.open(name) if collected else Path(str(source)).open("rb") as file:
        kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
        yield Answer(200, {"content-type": kind}, iter(lambda: file.read(BLOCK), b""))


def suffix_of(kind: str) -> str:
    """The ending of a file of a media type that has no name of its own."""
    return _TYPES.guess_extension(kind) or ".bin"
