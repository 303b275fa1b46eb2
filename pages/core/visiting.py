"""Requests to other people's servers: only to addresses of the public internet, a few redirects, nothing of the body.

A name is looked up once, all its addresses are checked, and the connection goes to one of them: a name that leads
elsewhere a moment later reaches nothing else. The same holds for each redirect.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Collection, Iterable
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

TIMEOUT = 10
"""Seconds that a server may be silent."""
DEADLINE = 20
"""Seconds that an answer may take as a whole."""
REDIRECTS = 5
MAX_BYTES = 200_000
SCHEMES = {"http": 80, "https": 443}
MOVED = frozenset({301, 302, 303, 307, 308})
# Addresses of IPv6 that lead to one of IPv4: mapped, NAT64, Teredo, 6to4. A public server has others, too.
_AROUND_IPV4 = tuple(ip_network(one) for one in ("::ffff:0:0/96", "64:ff9b::/32", "2001::/32", "2002::/16"))

Resolver = Callable[[str, int], Iterable[str]]


class UnreachableError(Exception):
    """Nobody answers there, or nobody may be asked."""


class Answer(NamedTuple):
    """What a server said."""

    status: int
    body: bytes = b""
    retry_after: str = ""
    """When it wants to be asked again, as it says it: seconds or a date; empty when it says nothing."""


def addresses_of(host: str, port: int) -> list[str]:
    """The numeric addresses of a host. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def wire_address(address: str) -> str:
    """An address as it goes over the wire: Polish letters in it are allowed for. Raises ValueError."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    if not host:
        raise ValueError(address)
    if ":" in host:
        host = f"[{host}]"
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host + (f":{parts.port}" if parts.port else ""), path, query, ""))


class Visitor:
    """Asks servers; `trusted` are numeric addresses that may be asked although they are not public."""

    def __init__(self, user_agent: str, *, trusted: Collection[str] = (), resolver: Resolver = addresses_of) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._trusted, self._resolver = frozenset(trusted), resolver

    def ask(
        self, method: str, address: str, *, body: bool = False, may_follow: Callable[[str], bool] | None = None
    ) -> Answer:
        """The answer at the end of all redirects; `body` asks for the beginning of what is there.

        `may_follow` is asked about each address that a redirect leads to. Raises UnreachableError.
        """
        for _hop in range(REDIRECTS + 1):
            try:
                answer, onward = self._once(method, wire_address(address), body=body)
            except (OSError, ValueError, HTTPException) as error:
                raise UnreachableError(str(error)) from error
            if not onward:
                return answer
            address = urljoin(address, onward)
            if may_follow and not may_follow(address):
                return answer
        raise UnreachableError("too many redirects")

    def _once(self, method: str, address: str, *, body: bool) -> tuple[Answer, str]:
        parts = urlsplit(address)
        if parts.scheme not in SCHEMES:
            raise UnreachableError(parts.scheme)
        connection = _Pinned(parts, self._safe_address(parts))
        timer = Timer(DEADLINE, connection.give_up)
        timer.daemon = True
        timer.start()
        try:
            target = urlunsplit(("", "", parts.path, parts.query, ""))
            connection.request(method, target, headers={**self._headers, "Host": parts.netloc})
            response = connection.getresponse()
            again = response.getheader("Retry-After") or ""
            answer = Answer(response.status, response.read(MAX_BYTES) if body else b"", again)
            if connection.is_given_up:
                raise UnreachableError("too slow")
            return answer, _onward(response)
        finally:
            timer.cancel()
            connection.close()

    def _safe_address(self, parts: SplitResult) -> str:
        """The first address of the host. Raises UnreachableError when any of them is not public."""
        found = list(self._resolver(parts.hostname or "", parts.port or SCHEMES[parts.scheme]))
        if not found or not all(one in self._trusted or _is_public(one) for one in found):
            raise UnreachableError("not on the public internet")
        return found[0]


def _onward(response: HTTPResponse) -> str:
    return (response.getheader("Location") or "") if response.status in MOVED else ""


def _is_public(address: str) -> bool:
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and any(ip in network for network in _AROUND_IPV4):
        return False
    return ip.is_global and not ip.is_multicast


class _Pinned(HTTPConnection):
    """A connection to one numeric address, whatever its host's name leads to by now."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        super().__init__(parts.hostname or "", parts.port or SCHEMES[parts.scheme], timeout=TIMEOUT)
        self._address, self._secure = address, parts.scheme == "https"
        self._line: socket.socket | None = None
        self.is_given_up = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        # The library forgets its own once a server says that it will close the line, and reads on.
        self._line = self.sock

    def give_up(self) -> None:
        """Break off, from another thread: what is being read then ends."""
        self.is_given_up = True
        if self._line:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                return
