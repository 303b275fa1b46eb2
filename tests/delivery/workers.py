"""Workers of a server with a page store, without the server: two of them share a folder, as processes do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from delivery.folder import Folder
from delivery.layer import PageStore
from portal.delivering import count_visit
from tests.conftest import PORT
from visits.middleware import COUNTED

BROWSER = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Worker:
    """A process of the server; counts how often Django was asked."""

    def __init__(self, folder: Path, release: str = "r1") -> None:
        self.asked_django = 0
        self.django = WSGIHandler()
        self.store = PageStore(self._application, Folder(folder), release, count_visit, COUNTED)

    def _application(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked_django += 1
        return self.django(environ, start)

    def get(self, host: str, path: str, method: str = "GET", query: str = "", **headers: str) -> Got:
        """What a reader gets."""
        return ask(self.store, host, path, method, query, **headers)

    def fresh(self, host: str, path: str) -> Got:
        """What Django makes without a store."""
        return ask(self.django, host, path)


def ask(application: Any, host: str, path: str, method: str = "GET", query: str = "", **headers: str) -> Got:
    """Ask a WSGI application as a server would."""
    began: dict[str, Any] = {}

    def start(status: str, sent: list[tuple[str, str]], exc_info: Any = None) -> None:
        began.update(status=int(status[:3]), headers={name.lower(): value for name, value in sent})

    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": host if ":" in host or host == "" else f"{host}:{PORT}",
        "HTTP_USER_AGENT": BROWSER,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "server",
        "SERVER_PORT": str(PORT),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }
    result = application(environ, start)
    body = b"".join(result)
    if close := getattr(result, "close", None):
        close()
    return Got(began["status"], began["headers"], body)


def commit() -> None:
    """End what was written as a commit would; the tests' own transaction goes on."""
    while connection.run_on_commit:  # what then happens may write, too
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, then, _robust in waiting:
            then()
