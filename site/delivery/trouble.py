"""What is wrong with the database or the disk, from the errors that they raise."""

from __future__ import annotations

import errno
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class Trouble(Enum):
    """Kinds that a reader or an editor can do something about, or has to wait for."""

    BUSY = "busy"
    READ_ONLY = "read_only"
    FULL = "full"
    GONE = "gone"


# In the words of SQLite and PostgreSQL. The first that fits counts: what is read-only can't be opened, either.
_WORDS = (
    (Trouble.BUSY, ("locked", "deadlock")),
    (Trouble.READ_ONLY, ("readonly", "read-only")),
    (Trouble.FULL, ("is full", "no space left", "disk full")),
    (
        Trouble.GONE,
        (
            "unable to open database", "disk i/o error", "not a database", "malformed", "connection", "shutting down",
            "starting up", "recovery mode", "could not translate host", "too many clients", "timeout",
        ),
    ),
)  # fmt: skip
# PostgreSQL speaks the language of its `lc_messages`, but says of each statement with a code what was wrong with it:
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_CODES = {
    **dict.fromkeys(("40001", "40P01", "55P03"), Trouble.BUSY),
    "25006": Trouble.READ_ONLY,
    "53100": Trouble.FULL,
    **dict.fromkeys(("53300", "57P01", "57P02", "57P03"), Trouble.GONE),
}
_NUMBERS = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL, errno.EROFS: Trouble.READ_ONLY}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What an error says of the place where things are kept; None for a fault of the program."""
    if isinstance(error, OSError):
        return _NUMBERS.get(error.errno or 0)
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    if trouble := _CODES.get(getattr(error.__cause__, "sqlstate", "")):
        return trouble
    said = str(error).lower()
    if not isinstance(error, OperationalError | InterfaceError):  # SQLite has these two for files that aren't sound
        return Trouble.GONE if said.startswith(("file is not a database", "database disk image is malformed")) else None
    return next((trouble for trouble, words in _WORDS if any(word in said for word in words)), None)


def trouble_behind(error: BaseException | None) -> Trouble | None:
    """The same of what an error was raised for: a session that can't be saved comes as a bad request."""
    while error is not None:
        if trouble := trouble_of(error):
            return trouble
        error = error.__context__
    return None
