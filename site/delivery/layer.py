"""The page store: a WSGI layer that answers before Django is asked, and goes on answering when the database is gone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from django.conf import settings
from django.db import Error
from django.utils.timezone import now

from delivery import entries, generations, links
from delivery.asking import Asked, Environ, asked_for, is_secure, may_be_kept
from delivery.ends import next_midnight
from delivery.entries import IDENTITY, Entry, Ready
from delivery.folder import LAST, Folder
from delivery.hosts import Hosts
from delivery.memory import Memory
from delivery.notice import with_notice
from delivery.turns import Turns
from delivery.verdicts import GONE, LAYER, VERDICT, Verdict

logger = logging.getLogger(__name__)

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
# After the database failed to answer, readers don't wait for it again so soon.
SECONDS_WITHOUT_ASKING = 2.0
MOST_NEVER_KEPT = 1_000


class PageStore:
    """Answers from the store what it can; everything else, and the first request of each page, is the application's.

    A kept page is shown as long as its site is in the state in which the page was made. The state is read from the
    database at each request, so that the first request after a publication, in any process, gets the new page.

    `on_hit` is called when a kept answer is given, with what the application left in the environment as `note` when it
    made it; anything that JSON can say.
    """

    def __init__(
        self,
        application: Application,
        folder: Folder,
        release: str,
        on_hit: Callable[[Environ, Any], None] | None = None,
        note: str = "",
    ) -> None:
        self.application, self.folder, self.release = application, folder, release
        self.on_hit, self.note = on_hit, note
        self.hosts = Hosts()
        self.linker = links.Linker(folder.place) if settings.PAGES_LINKED else None
        if self.linker is None:
            links.remove_left(folder.place)
        self.memory = Memory(settings.DELIVERY_MEMORY)
        # Addresses that lead nowhere, or on to another one, are as many as somebody likes: any without its slash does,
        # and any below a page that was moved. Never written, they crowd out only each other.
        self.nowhere = Memory(1 << 20)
        self._turns, self._never_kept = Turns(), set[Asked]()
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
        wanted = self._wanted(asked, site_id, token)
        answer = self._answer(wanted, environ, start)
        return self._make_in_turn(wanted, environ, start) if answer is None else answer

    def _answer(self, wanted: Wanted, environ: Environ, start: Start) -> Iterable[bytes] | None:
        """Send what is kept, from memory or from the disk; None when there is nothing, or nothing sound."""
        asked, state = wanted.asked, wanted.state
        entry = self.memory.get(asked, state) or self.nowhere.get(asked, state)
        if entry is None or not entry.facts.is_right_at(time.time()):  # another process may have made it since
            facts = self.folder.read(asked, state)
            if facts is None or not facts.is_right_at(time.time()):
                return None
            entry = Entry(facts, {})
        encoding = entries.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), entry.facts)
        ready = entry.ready.get(encoding)
        if ready is None:
            body = entry.bodies.get(encoding)
            if body is None:
                body = self.folder.body(asked, state, entry.facts, encoding)
            if body is None:
                return None
            ready = entry.in_encoding(encoding, body)
            (self.memory if entry.facts.is_page else self.nowhere).put(asked, state, entry)
        if self.linker:
            self.linker.ensure(asked.host, wanted.site_id, wanted.token, state)
        sent = _send(entry, self._shared_by(asked, ready, entry) if self._shared else ready, environ, start)
        if self.on_hit and entry.facts.note is not None:
            self.on_hit(environ, entry.facts.note)
        return sent

    def _shared_by(self, asked: Asked, ready: Ready, entry: Entry) -> Ready:
        """With leave for caches further out, where the page is surely right for so long and they can be told if not."""
        surely = ready.etag and time.time() + self._shared < entry.facts.until
        return ready.shared_for(self._shared) if surely and self.folder.has_last(asked) else ready

    def _make_in_turn(self, wanted: Wanted, environ: Environ, start: Start) -> Iterable[bytes]:
        """Make a page, or wait for whoever is making it; those that are never kept are nobody's to wait for."""
        if wanted.asked in self._never_kept or environ["REQUEST_METHOD"] != "GET":
            return self._make(wanted, environ, start)
        with self._turns.turn(wanted):
            answer = self._answer(wanted, environ, start)
            return self._make(wanted, environ, start) if answer is None else answer

    def _make(self, wanted: Wanted, environ: Environ, start: Start) -> Iterable[bytes]:
        """Let the application answer, and keep that if it is for all and nothing changed meanwhile."""
        answer = Answer()
        environ |= {LAYER: True, "QUERY_STRING": ""}
        result = self.application(environ, answer)
        if environ.get(GONE):
            _close(result)
            return self._survive(wanted.asked, environ, start)
        verdict: Verdict | None = environ.get(VERDICT)
        if verdict is None or verdict.site_id != wanted.site_id:
            if verdict is not None:
                self.hosts.forget()  # an address has moved to another site
            # HEAD, or a failure, says nothing of the page.
            if environ["REQUEST_METHOD"] == "GET" and not answer.status.startswith("5"):
                if len(self._never_kept) >= MOST_NEVER_KEPT:
                    self._never_kept.clear()
                self._never_kept.add(wanted.asked)
            start(answer.status, answer.headers)
            return result
        try:
            body = b"".join(result)
        finally:
            _close(result)
        entry = entries.make(
            answer.status, answer.headers, body,
            until=verdict.until.timestamp(), made=time.time(), note=environ.get(self.note),
        )  # fmt: skip
        encoding = entries.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), entry.facts)
        ready = entry.in_encoding(encoding, entry.bodies[encoding])
        if time.time() < entry.facts.until and self._is_still(wanted):
            self._keep(wanted, entry)
            if self._shared:
                ready = self._shared_by(wanted.asked, ready, entry)
        return _send(entry, ready, environ, start)

    def _keep(self, wanted: Wanted, entry: Entry) -> None:
        """Keep an answer; memory has no more of its bytes than the disk has not."""
        asked, state = wanted.asked, wanted.state
        self._never_kept.discard(asked)
        if not entry.facts.is_page:
            self.folder.forget_last(asked)
            self.nowhere.put(asked, state, entry)
            return
        apart = not entry.facts.is_plain or entry.facts.until < next_midnight(now()).timestamp()
        written = self.folder.write(asked, state, entry, apart=apart)
        self.memory.put(asked, state, Entry(entry.facts, {}, entry.ready) if written else entry)
        if not self._is_still(wanted):  # withdrawn at this very moment: it must not come back in an emergency
            self.folder.forget_last(asked)

    def keep_last(self, asked: Asked, site_id: int) -> None:
        """Give the last good answers what they lack of this state.

        A page that is made between a commit and what follows it is forgotten with those that were made before.
        """
        with suppress(Error):
            wanted = self._wanted(asked, site_id, generations.of(site_id))
            facts = self.folder.read(asked, wanted.state)
            if facts is not None and facts != self.folder.read(asked, LAST):
                self.folder.keep_last(asked, wanted.state, facts)
                if not self._is_still(wanted):
                    self.folder.forget_last(asked)

    def _wanted(self, asked: Asked, site_id: int, token: int) -> Wanted:
        return Wanted(asked, site_id, token, f"{site_id}-{token:016x}-{self.release}")

    @staticmethod
    def _is_still(wanted: Wanted) -> bool:
        try:
            return generations.read(wanted.site_id) == wanted.token
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


class Wanted(NamedTuple):
    """A page of a site in one state of it."""

    asked: Asked
    site_id: int
    token: int
    state: str
    """The name of the state: of which site, which, and made by which release."""


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
