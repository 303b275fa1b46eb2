"""Which requests the store may answer. All others pass it by: it takes only what it fully understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

Environ = dict[str, Any]

# Parts of addresses as the site makes them. None begins with a full stop, so none leads out of a folder.
_PATH = re.compile(r"/(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
# Names that the store itself gives to files.
_OWN_NAMES = ("/index.html", ".gz", ".br", ".tmp")
MOST_CHARACTERS, MOST_PARTS = 240, 12
# What others add to a link to follow people: it changes nothing, and a link in a newspaper brings thousands.
_FOLLOWING = re.compile(r"utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|dclid|mc_[ce]id|igshid|twclid|ttclid|yclid")


@dataclass(frozen=True)
class Asked:
    """A page of a host. `path` is what is kept; two requests with the same one get the same bytes."""

    host: str
    path: str


def asked_for(environ: Environ, session_cookie: str, passed_by: tuple[str, ...] = ()) -> Asked | None:
    """What the request asks for; None when only the application can answer: forms, questions, signed-in people.

    `passed_by` are beginnings of paths that it answers in any case.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    if environ.get("SCRIPT_NAME") or session_cookie in environ.get("HTTP_COOKIE", ""):
        return None
    if environ.get("QUERY_STRING") and not _only_follows(environ["QUERY_STRING"]):
        return None
    host, path = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", "")
    if path.startswith(passed_by) or max(len(path), len(host)) > MOST_CHARACTERS or path.count("/") > MOST_PARTS:
        return None
    if not _PATH.fullmatch(path) or path.endswith(_OWN_NAMES) or not _HOST.fullmatch(host):
        return None
    return Asked(host, path)


def _only_follows(query: str) -> bool:
    """Whether a query says nothing but where the reader comes from."""
    if len(query) > 2_000:
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    return bool(pairs) and all(_FOLLOWING.fullmatch(name) for name, _value in pairs)


def is_secure(environ: Environ, proxy_header: tuple[str, str] | None) -> bool:
    """Whether the reader came by https, as Django sees it."""
    if proxy_header:
        said = environ.get(proxy_header[0])
        if said is not None:
            return bool(said.split(",", 1)[0].strip() == proxy_header[1])
    return bool(environ.get("wsgi.url_scheme") == "https")
