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
from delivery.asking import Asked, Environ, asked_for, is_secure, may_be_kept
from delivery.ends import next_midnight
from delivery.entries import IDENTITY, Entry, Ready
from delivery.folder import LAST, Folder
from delivery.hosts import Hosts
from delivery.links import Linker
from delivery.memory import Memory
from delivery.notice import with_notice
from delivery.verdicts import GONE, LAYER, NOTE, VERDICT, Verdict

logger = logging.getLogger(__name__)

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
# After the database failed to answer, readers don't wait for it again so soon.
SECONDS_WITHOUT_ASKING = 2.0


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
        self.linker = Linker(folder.place) if settings.PAGES_LINKED else None
        self.memory = Memory(settings.DELIVERY_MEMORY)
        # Addresses that lead nowhere are as many as somebody likes: never written, they crowd out only each other.
        self.nowhere = Memory(1 << 20)
        self._no_asking_before = 0.0
        self._proxy_header = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
        self._secure = bool(settings.SECURE_SSL_REDIRECT)
        # Looked up once: Django's settings take a microsecond each.
        self._shared = settings.PAGES_SHARED_SECONDS
        self._session_cookie, self._passed_by = settings.SESSION_COOKIE_NAME, settings.DELIVERY_PASSED_BY

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        asked = asked_for(environ, self._session_cookie)
        if asked is None or is_secure(environ, self._proxy_header) != self._secure:
            return self.application(environ, start)
        known = self.memory.has(asked)
        if not known and not may_be_kept(asked, self._passed_by):
            return self.application(environ, start)
        if time.monotonic() < self._no_asking_before:
            return self._survive(asked, environ, start)
        try:
            site_id = self.hosts.site_of(asked.host)
            token = generations.of(site_id) if site_id else 0
        except Error:
            self._no_asking_before = time.monotonic() + SECONDS_WITHOUT_ASKING
            logger.exception("The database does not answer; pages come from the store.")
            generations.give_up_connection()
            return self._survive(asked, environ, start)
        if site_id is None:
            return self.application(environ, start)
        state = f"{token:016x}-{self.release}"
        found = self._kept(asked, state)
        if found is None:
            return self._make(asked, site_id, token, environ, start)
        if self.linker:
            self.linker.ensure(asked.host, site_id, token, state)
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
        """Send what is kept, from memory or from the disk."""
        encoding = entries.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), entry.facts)
        ready = entry.ready.get(encoding)
        if ready is None:
            body = entry.bodies.get(encoding)
            if body is None:
                body = self.folder.body(asked, state, entry.facts, encoding)
            if body is None:
                return self.application(environ, start)
            ready = entry.in_encoding(encoding, body)
            (self.nowhere if entry.leads_nowhere else self.memory).put(asked, state, entry)
        if self._shared and ready.etag and time.time() + self._shared < entry.facts.until:
            ready = ready.shared_for(self._shared)
        return _send(entry, ready, environ, start)

    def _make(self, asked: Asked, site_id: int, token: int, environ: Environ, start: Start) -> Iterable[bytes]:
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
        if time.time() < entry.facts.until and self._is_still(site_id, token):
            state = f"{token:016x}-{self.release}"
            if self.linker:
                self.linker.ensure(asked.host, site_id, token, state)
            return self._answer(self._keep(asked, state, entry), asked, state, environ, start)
        encoding = entries.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), entry.facts)
        return _send(entry, entry.in_encoding(encoding, entry.bodies[encoding]), environ, start)

    def _keep(self, asked: Asked, state: str, entry: Entry) -> Entry:
        """Keep an answer; the entry to remember has no more of its bytes than the disk has not."""
        if entry.leads_nowhere:
            self.folder.forget_last(asked)
            return entry
        apart = not entry.facts.is_plain or entry.facts.until < next_midnight(now()).timestamp()
        return Entry(entry.facts, {}) if self.folder.write(asked, state, entry, apart=apart) else entry

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


def _send(entry: Entry, ready: Ready, environ: Environ, start: Start) -> Iterable[bytes]:
    if ready.etag and "HTTP_IF_NONE_MATCH" in environ and _has(environ["HTTP_IF_NONE_MATCH"], ready.etag):
        start("304 Not Modified", ready.not_modified)
        return []
    start(entry.facts.status, ready.headers)
    return [ready.body] if environ["REQUEST_METHOD"] == "GET" else []


def _has(said: str, etag: str) -> bool:
    """Whether the reader has these bytes; a proxy may have made the name a weak one."""
    return bool(said) and (said.strip() == "*" or etag in {part.strip().removeprefix("W/") for part in said.split(",")})


def _close(result: Iterable[bytes]) -> None:
    """Let the application end its request."""
    if close := getattr(result, "close", None):
        close()
