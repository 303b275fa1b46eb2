"""Asks other people's servers whether what we link to is still there: rarely, slowly, and only where robots may ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from pages.core.visiting import Answer, UnreachableError, Visitor
from upkeep.models import LinkFault

USER_AGENT = "JawnyOsrodek-LinkCheck"
PAUSE = 2.0
"""Seconds between two requests to the same host."""
PATIENCE = 600.0
"""Seconds for which a host is left alone that asks for patience and does not say for how long."""
# What servers say to programs although readers get the page; nothing is known then.
_TO_PROGRAMS = frozenset({401, 403, 405, 406, 408, 425, 429, 451, 501, 999})


class Verdict(NamedTuple):
    """What is wrong, and the server's answer."""

    fault: LinkFault
    status: int


class _BusyError(Exception):
    """A server asks for patience."""


class Outside:
    """Asks about each address once in its life, one after another; a host that asks for patience is left alone."""

    def __init__(
        self, visitor: Visitor | None = None, *, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._visitor = visitor or Visitor(USER_AGENT)
        self._pause, self._sleep = pause, sleep
        self._asked_at: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}
        self._verdicts: dict[str, Verdict | None] = {}
        self._dead: set[str] = set()
        """Hosts that did not answer: each is waited for once."""
        self._put_off: dict[str, float] = {}
        """Hosts that asked for patience, and until when."""
        self._host = ""
        """The one that was asked last: at the end of redirects, who answered."""
        self.later: set[str] = set()
        """Addresses about which a busy server said nothing: they are for the next run."""

    def verdict(self, address: str) -> Verdict | None:
        """What is behind an address; None where nobody may ask, or the answer tells nothing."""
        address = address.partition("#")[0]
        if address not in self._verdicts:
            self._verdicts[address] = self._judged(address)
        return self._verdicts[address]

    def _judged(self, address: str) -> Verdict | None:
        try:
            if not self._may_ask(address):
                return None
            status = self._status("HEAD", address)
            if status >= 400 and status != 503:  # some servers know no HEAD
                status = self._status("GET", address)
        except UnreachableError:
            return Verdict(LinkFault.UNREACHABLE, 0)
        except _BusyError:
            self.later.add(address)
            return None
        if status in _TO_PROGRAMS or 300 <= status < 400:
            return None
        return Verdict(LinkFault.NONE if status < 400 else LinkFault.ANSWER, status)

    def _status(self, method: str, address: str) -> int:
        self._wait(address)
        answer = self._visitor.ask(method, address, may_follow=self._may_follow)
        self._heed(answer)
        return answer.status

    def _may_follow(self, address: str) -> bool:
        """Whether a redirect may be followed: its host has a pause and rules of its own."""
        allowed = self._may_ask(address)
        if allowed:
            self._wait(address)
        return allowed

    def _may_ask(self, address: str) -> bool:
        """Whether robots.txt of the host lets programs look at an address; one that can't be read forbids.

        Raises UnreachableError.
        """
        parts = urlsplit(address)
        root = urlunsplit((parts.scheme, parts.netloc.lower(), "/robots.txt", "", ""))
        if root in self._dead:
            raise UnreachableError(root)
        if root not in self._robots:
            try:
                self._robots[root] = self._rules(root)
            except UnreachableError:
                self._dead.add(root)
                raise
        rules = self._robots[root]
        return rules is not None and rules.can_fetch(USER_AGENT, address)

    def _rules(self, root: str) -> RobotFileParser | None:
        """The rules of a host, None while its server fails. Raises UnreachableError."""
        self._wait(root)
        answer = self._visitor.ask("GET", root, body=True)
        self._heed(answer)
        rules = RobotFileParser()
        if answer.status >= 500:
            return None
        rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
        return rules

    def _wait(self, address: str) -> None:
        """Leave the host alone for a moment. Raises _BusyError while it wants to be left alone for longer."""
        self._host = urlsplit(address).hostname or ""
        if self._put_off.get(self._host, 0) > time.monotonic():
            raise _BusyError
        if self._host in self._asked_at:
            self._sleep(max(0.0, self._pause - (time.monotonic() - self._asked_at[self._host])))
        self._asked_at[self._host] = time.monotonic()

    def _heed(self, answer: Answer) -> None:
        """Raises _BusyError for an answer that asks for patience; 503 without a time may as well be how a site ends."""
        if answer.status == 429 or (answer.status == 503 and answer.retry_after):
            self._put_off[self._host] = time.monotonic() + patience(answer.retry_after)
            raise _BusyError


def patience(retry_after: str) -> float:
    """How many seconds a server wants to be left alone for: it says so, or gives the time (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return PATIENCE
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
