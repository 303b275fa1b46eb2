"""Two entries of a made-up journal, worked out step by step for whoever writes a verifier of their own."""

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from history.journal import (
    ZERO,
    canonical,
    checkpoint_bytes,
    commitment,
    disclosure_bytes,
    leaf_of,
    make_line,
    root,
)

# A sample of what a Polish site publishes, with a letter outside ASCII: part of the example's bytes, never translated.
NOTE = {"kind": "minor", "note": "Poprawiono numer telefonu w części „Kontakt”.", "restores": 0}
OBJECT = "6f1c3b52-8d0e-4a87-9f53-2b7f7c1f0d11"
SALT = bytes(range(32))
FIRST = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = datetime(2026, 11, 22, 9, 12, 30, 250_000, tzinfo=UTC)


class Example(NamedTuple):
    """Each value as a reader can work it out again."""

    value: str
    salt: str
    commitment: str
    disclosure: str
    first_line: str
    first_leaf: str
    second_line: str
    second_leaf: str
    root: str
    checkpoint: str


@cache
def worked_example() -> Example:
    """The values, computed by the code that writes real journals."""
    value = canonical(NOTE)
    note = commitment("note", SALT, value)
    first = make_line(seq=1, prev=ZERO, at=FIRST, event="publish", object_uid=OBJECT, version=1, claims={"note": note})
    second = make_line(
        seq=2, prev=leaf_of(first), at=SECOND, event="unpublish", object_uid=OBJECT, version=0, claims={}
    )
    top = root([leaf_of(first), leaf_of(second)])
    return Example(
        value=value.decode(),
        salt=SALT.hex(),
        commitment=note,
        disclosure=disclosure_bytes(commitment=note, kind="note", salt=SALT, value=value).decode(),
        first_line=first.decode(),
        first_leaf=leaf_of(first),
        second_line=second.decode(),
        second_leaf=leaf_of(second),
        root=top,
        checkpoint=checkpoint_bytes(at=SECOND, origin="example.pl/bip/dziennik", root=top, size=2).decode(),
    )
