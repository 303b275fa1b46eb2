"""Pages as readers get them: asked for through the whole chain of middleware, and read for what the law looks for."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.models import Site

SIGN_TEXT = "Biuletyn Informacji Publicznej"
# Whose visit it is: counted by nobody, and told apart in the log of a server.
AGENT = "JawnyOsrodek-compliance (robot)"
# What a browser fetches by itself, by element: where a third party would learn of the reader.
FETCHED = {
    "script": "src",
    "iframe": "src",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
LOADED_LINKS = {"stylesheet", "preload", "icon", "modulepreload", "preconnect", "dns-prefetch"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


@cache
def _handler() -> BaseHandler:
    """Django's own, with all middleware, made once for each process."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def ask(site: Site, path: str) -> HttpResponseBase:
    """The answer that a reader of a site gets at an address."""
    plain, _mark, query = path.partition("?")
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(plain).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port),
        "HTTP_HOST": site.hostname if site.port in (80, 443) else f"{site.hostname}:{site.port}",
        "HTTP_USER_AGENT": AGENT,
        "HTTP_X_FORWARDED_PROTO": scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
    }
    return _handler().get_response(WSGIRequest(environ))


@dataclass
class Look:
    """What a page shows of what the law looks for."""

    path: str
    status: int
    sign_links: list[str] = field(default_factory=list)
    """Where the signs of the BIP lead that stand above the page's content; "" for one that leads nowhere."""
    has_search: bool = False
    links: set[str] = field(default_factory=set)
    fetched: list[str] = field(default_factory=list)
    """What the browser is told to fetch."""
    sets_cookies: bool = False
    policy: str = ""
    faults: list[str] = field(default_factory=list)
    """What a machine can see that keeps people from reading the page; each in words."""

    @property
    def foreign(self) -> list[str]:
        """What comes from somebody else's server."""
        return [url for url in self.fetched if urlsplit(url).netloc]

    def links_to(self, path: str) -> bool:
        """Whether the page links to an address of its own site."""
        return path in self.links


def look_at(site: Site, path: str) -> Look:
    """Ask for a page and read it."""
    response = ask(site, path)
    look = Look(
        path,
        response.status_code,
        sets_cookies=bool(response.cookies),
        policy=response.headers.get("Content-Security-Policy", ""),
    )
    if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        reader = _Reader(look)
        reader.feed(response.content.decode())  # type: ignore[attr-defined]  # not streaming
        reader.finish()
    return look


class _Reader(HTMLParser):
    """Fills in what a page shows."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.in_main = False
        self.in_title = False
        self.title = ""
        self.link = ""
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_fetching(tag, given)
        if tag == "html" and not given.get("lang"):
            self.look.faults.append(_("the language of the page is not said"))
        elif tag == "main":
            self.in_main = True
        elif tag == "a":
            self.link = given.get("href", "")
            self.look.links.add(self.link)
        elif tag == "form" and given.get("role") == "search":
            self.look.has_search = True
        elif tag == "title":
            self.in_title = True
        elif tag == "img":
            self._note_picture(given)
        elif tag in HEADINGS:
            self.levels.append(HEADINGS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.link = ""
        elif tag == "title":
            self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data

    def _note_fetching(self, tag: str, given: dict[str, str]) -> None:
        if tag == "link" and LOADED_LINKS & set(given.get("rel", "").split()):
            self.look.fetched.append(given.get("href", ""))
        elif tag in FETCHED and given.get(FETCHED[tag]):
            self.look.fetched.append(given[FETCHED[tag]])

    def _note_picture(self, given: dict[str, str]) -> None:
        if "alt" not in given:
            self.look.faults.append(_("a picture has no description"))
        if not self.in_main and SIGN_TEXT in given.get("alt", ""):
            self.look.sign_links.append(self.link)

    def finish(self) -> None:
        """Judge what can only be judged when the whole page was read."""
        if not self.title.strip():
            self.look.faults.append(_("the page has no title"))
        if self.levels.count(1) != 1:
            self.look.faults.append(_("there is not exactly one main heading"))
        if any(next_ > level + 1 for level, next_ in zip(self.levels, self.levels[1:], strict=False)):
            self.look.faults.append(_("a level of headings is skipped"))
        if not self.in_main:
            self.look.faults.append(_("the main content is not marked"))
