"""The page store: a WSGI layer that answers before Django is asked, and goes on answering when the database is gone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import Error
from django.utils.timezone import now

from delivery import entries, generations
from delivery.asking import Asked, Environ, asked_for, is_secure
from delivery.ends import next_midnight
from delivery.entries import IDENTITY, Entry
from delivery.folder import LAST, Folder
from delivery.hosts import Hosts
from delivery.memory import Memory
from delivery.notice import with_notice
from delivery.verdicts import GONE, LAYER, NOTE, VERDICT, Verdict

logger = logging.getLogger(__name__)

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
# After the database failed to answer, readers don't wait for it again so soon.
SECONDS_WITHOUT_ASKING = 2.0
CACHING = "public, max-age=0, must-revalidate"


class PageStore:
    """Answers from the store what it can; everything else, and the first request of each page, is the application's.

    A kept page is shown as long as its site is in the state in which the page was made. The state is read from the
    database at each request, so that the first request after a publication, in any process, gets the new page.
    """

    def __init__(
        self,
        application: Application,
        folder: Folder,
        release: str,
        on_hit: Callable[[Environ, Any], None] | None = None,
    ) -> None:
        self.application, self.folder, self.release, self.on_hit = application, folder, release, on_hit
        self.hosts = Hosts()
        self.memory = Memory(settings.DELIVERY_MEMORY)
        # Addresses that lead nowhere are as many as somebody likes: never written, they crowd out only each other.
        self.nowhere = Memory(1 << 20)
        self._no_asking_before = 0.0
        self._proxy_header = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
        self._secure = bool(settings.SECURE_SSL_REDIRECT)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        asked = asked_for(environ, settings.SESSION_COOKIE_NAME, settings.DELIVERY_PASSED_BY)
        if asked is None or is_secure(environ, self._proxy_header) != self._secure:
            return self.application(environ, start)
        if time.monotonic() < self._no_asking_before:
            return self._survive(asked, environ, start)
        try:
            site_id = self.hosts.site_of(asked.host)
            token = generations.read(site_id) if site_id else None
        except Error:
            self._no_asking_before = time.monotonic() + SECONDS_WITHOUT_ASKING
            logger.exception("The database does not answer; pages come from the store.")
            generations.give_up_connection()
            return self._survive(asked, environ, start)
        if site_id is None:
            return self.application(environ, start)
        state = f"{token or 0:016x}-{self.release}"
        found = self._kept(asked, state)
        if found is None:
            return self._make(asked, site_id, token, environ, start)
        if self.on_hit and found.facts.note is not None:
            self.on_hit(environ, found.facts.note)
        return self._answer(found, asked, state, environ, start)

    def _kept(self, asked: Asked, state: str) -> Entry | None:
        found = self.memory.get(asked, state) or self.nowhere.get(asked, state)
        if found is None and (facts := self.folder.read(asked, state)):
            found = Entry(facts, {})
            self.memory.put(asked, state, found)
        return found if found and time.time() < found.facts.until else None

    def _answer(self, entry: Entry, asked: Asked, state: str, environ: Environ, start: Start) -> Iterable[bytes]:
        facts = entry.facts
        encoding = entries.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), facts)
        headers = [*facts.headers, ("Cache-Control", CACHING), ("Vary", "Accept-Encoding")]
        if facts.is_page:
            etag = facts.etag(encoding)
            headers.append(("ETag", etag))
            if _has(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
                # Of the headers, those that say something of the body go with it (RFC 9110, 15.4.5).
                start("304 Not Modified", [header for header in headers if header[0] != "Content-Type"])
                return []
        body = entry.bodies.get(encoding)
        if body is None:
            body = self.folder.body(asked, state, facts, encoding)
            if body is None:
                return self.application(environ, start)
            entry = Entry(facts, {**entry.bodies, encoding: body})
            self.memory.put(asked, state, entry)
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start(facts.status, headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

    def _make(self, asked: Asked, site_id: int, token: int | None, environ: Environ, start: Start) -> Iterable[bytes]:
        """Let the application answer, and keep that if it is for all and nothing changed meanwhile."""
        answer = Answer()
        environ |= {LAYER: True, "QUERY_STRING": ""}
        result = self.application(environ, answer)
        if environ.get(GONE):
            _close(result)
            return self._survive(asked, environ, start)
        verdict: Verdict | None = environ.get(VERDICT)
        if verdict is None or verdict.site_id != site_id:
            if verdict is not None:
                self.hosts.forget()  # an address has moved to another site
            start(answer.status, answer.headers)
            return result
        try:
            body = b"".join(result)
        finally:
            _close(result)
        entry = entries.make(
            answer.status, answer.headers, body,
            until=verdict.until.timestamp(), made=time.time(), note=environ.get(NOTE),
        )  # fmt: skip
        state = f"{token or 0:016x}-{self.release}"
        if token is not None and time.time() < entry.facts.until and self._is_still(site_id, token):
            self._keep(asked, state, entry)
        return self._answer(entry, asked, state, environ, start)

    def _keep(self, asked: Asked, state: str, entry: Entry) -> None:
        if entry.facts.status.startswith("4"):
            self.nowhere.put(asked, state, entry)
            self.folder.forget_last(asked)
            return
        self.memory.put(asked, state, entry)
        self.folder.write(asked, state, entry, timed=entry.facts.until < next_midnight(now()).timestamp())

    @staticmethod
    def _is_still(site_id: int, token: int) -> bool:
        try:
            return generations.read(site_id) == token
        except Error:
            return False

    def _survive(self, asked: Asked, environ: Environ, start: Start) -> Iterable[bytes]:
        """The last good answer with a word on what is wrong; without one the application says the same."""
        facts = self.folder.read(asked, LAST)
        body = self.folder.body(asked, LAST, facts, IDENTITY) if facts else None
        if facts is None or body is None:
            return self.application(environ, start)
        body = with_notice(body, facts)
        start(facts.status, [*facts.headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
        return [body] if environ["REQUEST_METHOD"] == "GET" else []


class Answer:
    """Remembers how an application began to answer."""

    def __init__(self) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        self.status, self.headers = status, headers


def _has(said: str, etag: str) -> bool:
    """Whether the reader has these bytes; a proxy may have made the name a weak one."""
    return bool(said) and (said.strip() == "*" or etag in {part.strip().removeprefix("W/") for part in said.split(",")})


def _close(result: Iterable[bytes]) -> None:
    """Let the application end its request."""
    if close := getattr(result, "close", None):
        close()
