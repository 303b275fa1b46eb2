"""Whether a request is a person opening a page, as far as the request itself says."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest

# How programs name themselves; who pretends to be a browser is counted. Telephones called Cubot are no robots.
_PROGRAMS = re.compile(
    r"(?<!cu)bots?(?![a-z])|crawl|spider|slurp|scrap|https?://|headless|preview|lighthouse|monitor|uptime|validator"
    r"|facebookexternalhit|feed|^(curl|wget|python|java|go-http|libwww|okhttp|axios|node|ruby|php|perl|dart|apache)",
    re.IGNORECASE,
)
# A browser that loads a page ahead says so; nobody has opened it yet.
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_reader(request: HttpRequest) -> bool:
    """Whether to count: not HEAD, not an editor, not a preview, not a program, not a page loaded ahead.

    An editor is whoever sends a session cookie; the session itself isn't read, which would make the answer depend on
    cookies. The name of the browser is looked at here and kept nowhere.
    """
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not getattr(request, "is_preview", False)
        and not is_program(request.headers.get("User-Agent", ""))
        and not any(_is_ahead(request.headers.get(name, "")) for name in _AHEAD)
    )


def is_program(agent: str) -> bool:
    """Whether a `User-Agent` is that of a robot or a tool; every browser sends one."""
    return not agent.strip() or bool(_PROGRAMS.search(agent))


def _is_ahead(purpose: str) -> bool:
    return any(word in purpose.lower() for word in ("prefetch", "prerender", "preview"))
