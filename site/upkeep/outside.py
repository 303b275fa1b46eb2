"""Asks other people's servers whether what we link to is still there: rarely, slowly, and only where robots may ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from pages.core.visiting import UnreachableError, Visitor
from upkeep.models import LinkFault

USER_AGENT = "JawnyOsrodek-LinkCheck"
PAUSE = 2.0
"""Seconds between two requests to the same host."""
# What servers say to programs although readers get the page; nothing is known then.
_TO_PROGRAMS = frozenset({401, 403, 405, 406, 408, 425, 429, 451, 501, 999})


class Verdict(NamedTuple):
    """What is wrong, and the server's answer."""

    fault: LinkFault
    status: int


class Outside:
    """Asks about each address once in its life, one after another."""

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
            if status >= 400:  # some servers know no HEAD
                status = self._status("GET", address)
        except UnreachableError:
            return Verdict(LinkFault.UNREACHABLE, 0)
        if status in _TO_PROGRAMS or 300 <= status < 400:
            return None
        return Verdict(LinkFault.NONE if status < 400 else LinkFault.ANSWER, status)

    def _status(self, method: str, address: str) -> int:
        self._wait(address)
        return self._visitor.ask(method, address, may_follow=self._may_follow).status

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
        root = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
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
        rules = RobotFileParser()
        if answer.status >= 500:
            return None
        rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
        return rules

    def _wait(self, address: str) -> None:
        host = urlsplit(address).netloc
        if host in self._asked_at:
            self._sleep(max(0.0, self._pause - (time.monotonic() - self._asked_at[host])))
        self._asked_at[host] = time.monotonic()
