"""Read a centre's whole public site as a visitor who follows every link."""

import re
from collections import deque
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.core.cache import cache as page_cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import PORT, reader

MOST_PAGES = 1000
# Links of the head that a browser does not load.
UNLOADED = {"canonical", "alternate", "license", "next", "prev", "author", "help", "search"}
HEADINGS = re.compile(r"h[1-6]$")
SILENT = {"script", "style", "template", "title"}
# Elements that stand inside a line: what they hold reads on without a gap.
INLINE = (
    "a",
    "abbr",
    "b",
    "bdi",
    "del",
    "em",
    "i",
    "ins",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": "", "\u00ad": "", "\u200b": ""})


def plain(pieces: list[str]) -> str:
    """The pieces as one line: hard spaces made plain, marks of hyphenation removed."""
    return " ".join("".join(pieces).translate(SPACES).split())


class Document(HTMLParser):
    """What the tests want to know of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.resources: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []
        self.title = ""
        self.language = ""
        self._words: list[str] = []
        self._rows: list[list[str]] = []
        self._open: list[tuple[str, list[str]]] = []
        self._stack: list[str] = []
        self.feed(html)
        self.close()
        self.text = plain(self._words)
        self.rows = [plain(row) for row in self._rows]

    def _say(self, words: str) -> None:
        self._words.append(words)
        if "tr" in self._stack:
            self._rows[-1].append(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._stack.append(tag)
        if tag == "tr":
            self._rows.append([])
        if tag not in INLINE:
            self._say(" ")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "link" and not UNLOADED & set(values.get("rel", "").split()):
            self.resources.append(values.get("href", ""))
        self.resources += [values[name] for name in ("src", "poster", "data") if values.get(name)]
        self.resources += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
        if tag == "use":
            self.resources.append(values.get("href", ""))
        if tag == "a" or HEADINGS.match(tag) or tag == "title":
            self._open.append((tag, [values.get("aria-label", "")]))
            if tag == "a":
                self.links.append((values.get("href", ""), ""))
        if tag == "img" and self._open:
            self._open[-1][1].append(values.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._say(" ")
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass
        if self._open and self._open[-1][0] == tag:
            text = " ".join(" ".join(self._open.pop()[1]).split())
            if tag == "a":
                self.links[-1] = (self.links[-1][0], text)
            elif tag == "title":
                self.title = self.title or text  # pictures have titles, too
            else:
                self.headings.append((int(tag[1]), text))

    def handle_data(self, data: str) -> None:
        for _tag, texts in self._open:
            texts.append(data)
        if not SILENT & set(self._stack):
            self._say(data)


class PublicPage(NamedTuple):
    """A page as a visitor met it."""

    url: str
    response: HttpResponse
    queries: int
    clicks: int
    found_on: str
    html: str
    document: Document


class Crawl(NamedTuple):
    """A site: its pages, everything else that answers, and what doesn't."""

    hostname: str
    pages: dict[str, PublicPage]
    files: dict[str, str]
    broken: list[str]

    def where(self, fault: Callable[[PublicPage], object]) -> dict[str, object]:
        """The pages with a fault, and the fault."""
        return {page.url: found for page in self.pages.values() if (found := fault(page))}


def internal(url: str, base: str, hostname: str) -> str | None:
    """The path and query of a link that stays on the site, None for any other."""
    target = urlsplit(urljoin(f"http://{hostname}:{PORT}{base}", url))
    if target.scheme not in {"http", "https"} or target.netloc not in {hostname, f"{hostname}:{PORT}"}:
        return None
    return target.path + (f"?{target.query}" if target.query else "")


def ask(client: Client, url: str) -> tuple[HttpResponse, int]:
    """An answer with nothing cached, and how many queries it took.

    Django's table of content types is no cache of pages: a process reads it once in its life.
    """
    page_cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return response, len(queries)


@cache
def crawl(hostname: str) -> Crawl:
    """Follow every link from the home page, nearest first; once in a run of the tests."""
    client = reader(hostname)
    site = Crawl(hostname, {}, {}, [])
    waiting, known = deque([("/", 0, "")]), {"/"}
    while waiting and len(known) < MOST_PAGES:
        url, clicks, found_on = waiting.popleft()
        response, queries = ask(client, url)
        kind = response.headers.get("Content-Type", "")
        if response.status_code in {301, 302} and (target := internal(response.headers["Location"], url, hostname)):
            if target not in known:
                known.add(target)
                waiting.appendleft((target, clicks, found_on))
        elif response.status_code != 200:
            site.broken.append(f"{url} ({response.status_code}), linked from {found_on}")
        elif not kind.startswith("text/html") or "Content-Disposition" in response.headers:
            site.files[url] = kind
            response.getvalue()  # a file read to its end is closed; closed unread, it would take the connection along
        else:
            html = response.content.decode()
            site.pages[url] = page = PublicPage(url, response, queries, clicks, found_on, html, Document(html))
            for href, _text in page.document.links:
                target = internal(urldefrag(href).url or url, url, hostname)
                if target and target not in known:
                    known.add(target)
                    waiting.append((target, clicks + 1, url))
    return site


def lost_fragments(site: Crawl) -> list[str]:
    """Links to places within pages that aren't there."""
    lost = []
    for page in site.pages.values():
        for href, _text in page.document.links:
            rest, fragment = urldefrag(href)
            target = site.pages.get(internal(rest or page.url, page.url, site.hostname) or "")
            if fragment and target and unquote(fragment) not in target.document.ids:
                lost.append(f"{page.url} → {href}")
    return lost
