"""Make again what the store has of past states: it is whole when the database goes, and quick before readers come."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.db import connection
from wagtail.models import Site

from delivery.asking import Asked
from delivery.hosts import own_host
from delivery.layer import Answer, PageStore

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class Filled(NamedTuple):
    """What was done."""

    kept: int
    gone: int
    """Addresses that lead nowhere any more."""


def fill(store: PageStore, site: Site, *, secure: bool = False) -> Filled:
    """Ask for every address of a site that is known."""
    host, kept, gone = own_host(site.hostname, site.port), 0, 0
    _clear_hosts(store)
    store.folder.clear_unfinished(host)
    for path in _paths(store, host, secure=secure):
        status, _body = ask(store, host, path, secure=secure)
        if status.startswith("200"):
            kept += 1
            store.keep_last(Asked(host, path), site.pk)
        elif status.startswith(("301", "302", "308", "401", "403", "404", "410")):
            gone += 1
            store.folder.forget_last(Asked(host, path))
    return Filled(kept, gone)


def _clear_hosts(store: PageStore) -> None:
    """Each machine clears its own folder: where a site was renamed or deleted, the others don't hear of it."""
    own = {own_host(name, port) for name, port in Site.objects.values_list("hostname", "port")}
    for host in store.folder.hosts():
        if host not in own:
            store.folder.clear_host(host)


def _paths(store: PageStore, host: str, *, secure: bool) -> Iterator[str]:
    """Where it begins and what the site map says before anything that readers may have made up."""
    known = dict.fromkeys(settings.DELIVERY_STARTS)
    status, body = ask(store, host, "/sitemap.xml", secure=secure)
    if status.startswith("200"):
        for element in ET.fromstring(body).iter(_LOCATION):  # noqa: S314 -- our own
            known[urlsplit(element.text or "").path] = None
    yield from known | dict.fromkeys(store.folder.paths(host))


def ask(store: PageStore, host: str, path: str, *, secure: bool = False) -> tuple[str, bytes]:
    """The answer to a reader without a browser."""
    name, _colon, port = host.partition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": host,
        "HTTP_USER_AGENT": "",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if secure else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if secure else "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = Answer()
    result = store(environ, answer)
    try:
        body = b"".join(result)
    finally:
        if close := getattr(result, "close", None):
            close()
    connection.close_if_unusable_or_obsolete()
    return answer.status, body
