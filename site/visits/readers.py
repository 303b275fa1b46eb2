"""Whether a request is a person opening a page, as far as the request itself says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# How programs name themselves; who pretends to be a browser is counted. Telephones called Cubot are no robots.
_PROGRAMS = re.compile(
    r"(?<!cu)bots?(?![a-z])|crawl|spider|slurp|scrap|https?://|headless|preview|lighthouse|monitor|uptime|validator"
    r"|facebookexternalhit|feed|^(curl|wget|python|java|go-http|libwww|okhttp|axios|node|ruby|php|perl|dart|apache)",
    re.IGNORECASE,
)
# A browser that loads a page ahead says so; nobody has opened it yet.
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
_AHEAD_WORDS = ("prefetch", "prerender", "preview")
# Answers for the names of browsers, of which few are in use, by a number that no name can be had from.
_known: dict[int, bool] = {}
_MOST_KNOWN = 1_000


def is_reader(request: HttpRequest) -> bool:
    """Whether to count: not HEAD, not an editor, not a preview, not a program, not a page loaded ahead.

    An editor is whoever sends a session cookie; the session itself isn't read, which would make the answer depend on
    cookies. The name of the browser is looked at here and kept nowhere.
    """
    return not getattr(request, "is_preview", False) and asks_as_reader(request.META)


def asks_as_reader(environ: Mapping[str, Any]) -> bool:
    """The same for a request as the server hands it over, before there is one for Django; takes 2 µs."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not ("HTTP_COOKIE" in environ and settings.SESSION_COOKIE_NAME in environ["HTTP_COOKIE"])
        and not any(name in environ and _is_ahead(environ[name]) for name in _AHEAD)
        and not _is_known_program(environ.get("HTTP_USER_AGENT", ""))
    )


def _is_known_program(agent: str) -> bool:
    key = hash(agent)  # with a secret of this process
    if key not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = is_program(agent)
    return _known[key]


def is_program(agent: str) -> bool:
    """Whether a `User-Agent` is that of a robot or a tool; every browser sends one."""
    return not agent.strip() or bool(_PROGRAMS.search(agent))


def _is_ahead(purpose: str) -> bool:
    return any(word in purpose.lower() for word in _AHEAD_WORDS)
