"""The journal's bytes: canonical JSON, commitments, leaves, tree roots, checkpoints.

Pure functions, no database: what a stranger needs to write a verifier, in the words of the page `/bip/dziennik/`.
Trees are those of RFC 6962 (Certificate Transparency), section 2.1.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

DOMAIN = b"jawny-osrodek/1/"
ZERO = "0" * 64
SALT_BYTES = 32
EVENTS = (
    "publish",
    "unpublish",
    "expire",
    "delete",
    "move",
    "url_change",
    "restrict",
    "unrestrict",
    "note_correction",
    "redact",
    "import",
    "drift",
    "recovery",
    "act_relation",
)

_HASH = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z]+(-[1-9][0-9]*)?")
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


class Line(NamedTuple):
    """One entry as its line says it; hashes are in hexadecimal."""

    seq: int
    prev: str
    at: datetime
    event: str
    object_uid: str
    version: int
    claims: dict[str, str]
    redacts: list[str]


def canonical(value: object) -> bytes:
    """The one way to write a value: JSON in UTF-8 without spaces, ASCII keys in order, whole numbers only.

    Raises ValueError for what has no such form: fractions, other keys, types that JSON lacks, unpaired surrogates.
    """
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"not an ASCII key: {key!r}")
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif value is not None and not isinstance(value, str | int):
        raise ValueError(f"no canonical form: {value!r}")


def new_salt() -> bytes:
    """Random bytes that keep a short text, such as a name, from being guessed from its commitment."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(kind: str, salt: bytes, value: bytes) -> str:
    """What a line says of a claim instead of the claim itself; `value` is canonical, `salt` has 32 bytes."""
    if not _KIND.fullmatch(kind) or len(salt) != SALT_BYTES:
        raise ValueError("a claim has a kind such as text or file-1, and a salt of 32 bytes")
    return hashlib.sha256(DOMAIN + kind.encode() + b"\0" + salt + value).hexdigest()


def time_text(at: datetime) -> str:
    """A moment as lines and checkpoints print it: UTC, always six digits after the seconds."""
    return at.astimezone(UTC).strftime(_TIME)


def make_line(
    *,
    seq: int,
    prev: str,
    at: datetime,
    event: str,
    object_uid: str,
    version: int,
    claims: Mapping[str, str],
    redacts: Sequence[str] = (),
) -> bytes:
    """The bytes of an entry, without the line break. `version` 0 means none; `redacts` only in a redaction.

    Raises ValueError for what no verifier would accept.
    """
    line = {
        "at": time_text(at),
        "claims": dict(claims),
        "event": event,
        "object": object_uid,
        "prev": prev,
        "redacts": sorted(set(redacts)),
        "seq": seq,
        "version": version,
    }
    _check_line(line)
    return canonical(line)


def _check_line(line: dict[str, object]) -> None:
    claims, redacts = line["claims"], line["redacts"]
    if not isinstance(claims, dict) or not isinstance(redacts, list) or line["event"] not in EVENTS:
        raise ValueError("claims, redacts or the event have the wrong form")
    hashes = [line["prev"], *claims.values(), *redacts]
    if not all(isinstance(value, str) and _HASH.fullmatch(value) for value in hashes):
        raise ValueError("a hash is 64 lower-case hexadecimal digits")
    if not all(_KIND.fullmatch(kind) for kind in claims) or (line["event"] == "redact") != bool(redacts):
        raise ValueError("an unknown kind of claim, or redacted claims outside a redaction")
    if redacts != sorted(set(redacts)):
        raise ValueError("redacted claims stand in order, each once")


def parse_line(data: bytes) -> Line:
    """Read the bytes of an entry back; raises ValueError where they are not exactly what `make_line` writes."""
    line = json.loads(data)
    names = {"at", "claims", "event", "object", "prev", "redacts", "seq", "version"}
    if not isinstance(line, dict) or set(line) != names:
        raise ValueError("an entry has eight fields")
    if type(line["seq"]) is not int or type(line["version"]) is not int or not isinstance(line["object"], str):
        raise ValueError("seq and version are whole numbers, object is a text")
    at = datetime.strptime(str(line["at"]), _TIME).replace(tzinfo=UTC)
    _check_line(line)
    if canonical({**line, "at": time_text(at)}) != data:
        raise ValueError("not in canonical form")
    return Line(
        line["seq"], line["prev"], at, line["event"], line["object"], line["version"], line["claims"], line["redacts"]
    )


def leaf_of(line: bytes) -> str:
    """The hash of an entry, which the next entry names as `prev`."""
    return hashlib.sha256(b"\0" + line).hexdigest()


class Tree:
    """A growing Merkle tree (RFC 6962): tells its root at any size it passes, keeping only a hash per level."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: str) -> None:
        """Append the leaf of the next entry."""
        right = bytes.fromhex(leaf)
        self.size += 1
        size = self.size
        while size % 2 == 0:
            right = _node(self._peaks.pop(), right)
            size //= 2
        self._peaks.append(right)

    def root(self) -> str:
        """The root of all leaves so far; of none, the hash of nothing."""
        if not self._peaks:
            return hashlib.sha256().hexdigest()
        right = self._peaks[-1]
        for left in reversed(self._peaks[:-1]):
            right = _node(left, right)
        return right.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves: Iterable[str]) -> str:
    """The root over leaves given in hexadecimal."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def checkpoint_bytes(*, at: datetime, origin: str, root: str, size: int) -> bytes:
    """What a checkpoint says and its signature covers: this journal had this root at this size."""
    return canonical({"at": time_text(at), "origin": origin, "root": root, "size": size})


def disclosure_bytes(*, commitment: str, kind: str, salt: bytes, value: bytes) -> bytes:
    """What opens a commitment, as `ujawnienia.jsonl` prints it; `value` is already canonical."""
    head = canonical({"commitment": commitment, "kind": kind, "salt": salt.hex()})
    return head[:-1] + b',"value":' + value + b"}"
