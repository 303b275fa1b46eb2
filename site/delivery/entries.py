"""A kept answer: its facts, and its body in each encoding."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import brotli

IDENTITY, GZIP, BROTLI = "", "gzip", "br"
# Readers' browsers and caches on the way ask each time whether theirs is still right; the answer is cheap.
CACHING = "public, max-age=0, must-revalidate"
SUFFIXES = {IDENTITY: "", GZIP: ".gz", BROTLI: ".br"}
# Of the application's own headers: what belongs to one answer and not to the page.
_OF_ONE_ANSWER = frozenset(
    {
        "content-length",
        "content-encoding",
        "connection",
        "date",
        "etag",
        "last-modified",
        "server",
        "vary",
        "x-request-id",
    }
)
# Of every page. A web server that hands files out sends these and no others, see `site/deploy/nginx/`.
_OF_EVERY_PAGE = frozenset(
    {
        "content-security-policy",
        "content-type",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    }
)
# Best for what is made while a reader waits: 5 takes 3 ms for a long page, 11 a tenth of a second, for 6 % less.
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
# Between two clocks that are both right, or of one that is put right a little.
SECONDS_CLOCKS_DIFFER = 60
_COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml",
                 "application/akn+xml", "application/opensearchdescription+xml", "image/svg+xml")  # fmt: skip


class SpoiltError(Exception):
    """What was read is not what was written."""


@dataclass(frozen=True)
class Facts:
    """What is known of an answer without its body."""

    status: str
    headers: list[tuple[str, str]]
    until: float
    """Seconds since 1970; from then on it is another page."""
    note: Any = None
    """What the application wants to hear when the answer is given again; anything that JSON can say."""
    made: float = 0.0
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the body by its encoding."""

    @property
    def is_page(self) -> bool:
        """Whether something stands at the address, and not only a word on where to go or that there is nothing."""
        return self.status.startswith("200")

    def is_right_at(self, moment: float) -> bool:
        """Whether it may be shown; what a clock made that was ahead would be for as long as that clock was."""
        return self.made - SECONDS_CLOCKS_DIFFER <= moment < self.until

    @property
    def is_plain(self) -> bool:
        """Whether a web server that knows the bytes alone would give the same answer: HTML, no header of its own."""
        return {name.lower() for name, _value in self.headers} <= _OF_EVERY_PAGE and any(
            name.lower() == "content-type" and value == "text/html; charset=utf-8" for name, value in self.headers
        )

    def etag(self, encoding: str) -> str:
        """Strong: another for each encoding, since it names bytes."""
        return f'"{self.digests[IDENTITY][:22]}{"-" + encoding if encoding else ""}"'

    def dump(self) -> bytes:
        """As it stands in its file, with a digest of itself on the first line."""
        said = json.dumps(asdict(self), ensure_ascii=False).encode()
        return hashlib.sha256(said).hexdigest().encode() + b"\n" + said

    @classmethod
    def load(cls, data: bytes) -> Facts:
        """Raises SpoiltError."""
        digest, _newline, said = data.partition(b"\n")
        if digest != hashlib.sha256(said).hexdigest().encode():
            raise SpoiltError("facts")
        facts = json.loads(said)
        facts["headers"] = [(name, value) for name, value in facts["headers"]]
        return cls(**facts)


class Ready(NamedTuple):
    """An answer in one encoding, as it is sent."""

    etag: str
    headers: list[tuple[str, str]]
    not_modified: list[tuple[str, str]]
    """Those that go with 304: what says something of the body stays away (RFC 9110, 15.4.5)."""
    body: bytes

    def shared_for(self, seconds: int) -> Ready:
        """The same, with leave for caches further out not to ask for so long."""
        said = ("Cache-Control", f"public, max-age=0, s-maxage={seconds}")
        kept = [header for header in self.headers if header[0] != "Cache-Control"]
        return self._replace(headers=[*kept, said])


@dataclass(frozen=True)
class Entry:
    """An answer as it is kept."""

    facts: Facts
    bodies: dict[str, bytes]
    ready: dict[str, Ready] = field(default_factory=dict)
    """What was sent already, by its encoding."""

    def in_encoding(self, encoding: str, body: bytes) -> Ready:
        """Make the answer ready once; later readers of this process get it as it is."""
        facts = self.facts
        etag = facts.etag(encoding) if facts.is_page else ""
        headers = [*facts.headers, ("Cache-Control", CACHING), ("Vary", "Accept-Encoding")]
        if etag:
            headers.append(("ETag", etag))
        not_modified = [header for header in headers if header[0].lower() != "content-type"]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        self.ready[encoding] = Ready(etag, headers, not_modified, body)
        return self.ready[encoding]

    @property
    def size(self) -> int:
        """About as many bytes as it takes."""
        bodies = [*self.bodies.values(), *(ready.body for ready in self.ready.values())]
        return 1_500 + sum(map(len, bodies))


def make(status: str, headers: list[tuple[str, str]], body: bytes, *, until: float, made: float, note: Any) -> Entry:
    """Compress once what will be sent many times."""
    kept = [(name, value) for name, value in headers if name.lower() not in _OF_ONE_ANSWER]
    bodies = {IDENTITY: body}
    kind = next((value for name, value in kept if name.lower() == "content-type"), "")
    if kind.startswith(_COMPRESSIBLE) and len(body) > 200:
        bodies[BROTLI] = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
        bodies[GZIP] = gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)
    digests = {encoding: digest_of(data) for encoding, data in bodies.items()}
    return Entry(Facts(status, kept, until, note, made, digests), bodies)


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def encoding_for(accepted: str, facts: Facts) -> str:
    """The best encoding that both sides know; a refusal by `q=0` is heard."""
    if not accepted or len(facts.digests) == 1:
        return IDENTITY
    return _best(accepted)


@lru_cache(maxsize=256)
def _best(accepted: str) -> str:
    """RFC 9110, 12.5.3. Browsers send one of few lines."""
    wanted = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        wanted[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    for encoding in (BROTLI, GZIP):
        if wanted.get(encoding, False):
            return encoding
    return IDENTITY
