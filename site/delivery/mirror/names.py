"""Which file an address becomes: one that every web server finds by the same path, and every file system takes."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote

from delivery.mirror.asking import suffix_of

HTML = "text/html"
ABOUT, NOT_FOUND = "kopia.html", "404.html"
# What some file system refuses, and the sign that they are written with.
_REFUSED = re.compile(r'[<>:"|?*\\%\x00-\x1f\x7f]|[. ]$')


def file_for(address: str, kind: str) -> str:
    """The file below the site's folder: `/a/` is `a/index.html`, `/a/?strona=2` is `a/index@strona=2.html`."""
    path, _, query = address.partition("?")
    segments = [_portable(segment) for segment in unquote(path).split("/") if segment]
    is_page = kind == HTML
    named = bool(segments) and not path.endswith("/")
    if not named or (is_page and not segments[-1].lower().endswith((".html", ".htm"))):
        segments.append("index" + (".html" if is_page else suffix_of(kind)))
    if query:
        name = PurePosixPath(segments[-1])
        asked = ",".join(f"{key}={value}" for key, value in parse_qsl(query))
        segments[-1] = f"{name.stem}@{asked}{name.suffix}"
    return "/".join(segments)


def _portable(segment: str) -> str:
    return _REFUSED.sub(lambda sign: f"%{ord(sign[0]):02X}", segment)


def link_between(page: str, target: str) -> str:
    """What stands in one file to lead to another."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."), safe="/@,=+~()!'")
