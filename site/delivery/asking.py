"""Which requests the store may answer. All others pass it by: it takes only what it fully understands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

Environ = dict[str, Any]

# Parts of addresses as the site makes them. None begins with a full stop, so none leads out of a folder.
_PATH = re.compile(r"/(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
# Names that the store itself gives to files.
_OWN_NAMES = ("/index.html", ".gz", ".br", ".tmp")
MOST_CHARACTERS, MOST_PARTS = 240, 12
_READING = frozenset({"GET", "HEAD"})
# What others add to a link to follow people: it changes nothing, and a link in a newspaper brings thousands.
_FOLLOWING = re.compile(r"utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|dclid|mc_[ce]id|igshid|twclid|ttclid|yclid")


class Asked(NamedTuple):
    """A page of a host. `path` is what is kept; two requests with the same one get the same bytes."""

    host: str
    path: str


def asked_for(environ: Environ, session_cookie: str) -> Asked | None:
    """What the request asks for, as written; None for what concerns one reader: forms, questions, signed-in people."""
    if environ["REQUEST_METHOD"] not in _READING or "HTTP_AUTHORIZATION" in environ or environ.get("SCRIPT_NAME"):
        return None
    if "HTTP_COOKIE" in environ and session_cookie in environ["HTTP_COOKIE"]:
        return None
    if environ.get("QUERY_STRING") and not _only_follows(environ["QUERY_STRING"]):
        return None
    return Asked(environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""))


def may_be_kept(asked: Asked, passed_by: tuple[str, ...] = ()) -> bool:
    """Whether host and path are of the kind that the site makes itself.

    `passed_by` are beginnings of paths that the application answers in any case.
    """
    host, path = asked
    if max(len(path), len(host)) > MOST_CHARACTERS or path.count("/") > MOST_PARTS:
        return False
    if path.startswith(passed_by) or path.endswith(_OWN_NAMES):
        return False
    return bool(_PATH.fullmatch(path) and _HOST.fullmatch(host))


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
