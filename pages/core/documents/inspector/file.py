"""What the parts of the program share."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any


class RefusedError(Exception):
    """The file must not be published; `code` is one of `pages.core.documents.rules`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Text(str):
    """A piece of the file's text."""

    __slots__ = ()


Finding = dict[str, Any] | Text

SHARE_OF_TIME = 0.7
"""What may be spent on reading texts; the rest is for saying what was found."""


@dataclass(frozen=True)
class File:
    """A file, or one inside of another."""

    data: bytes
    allowed: frozenset[str]
    """Extensions of files that may be published."""
    seconds: int
    """How much of the processor's time all may cost."""
    depth: int = 0
    """In how many archives it lies."""

    def inside(self, data: bytes) -> File:
        """A file that lies in this one."""
        return File(data, self.allowed, self.seconds, self.depth + 1)

    @property
    def is_late(self) -> bool:
        """Whether the time for texts is spent."""
        return time.process_time() > self.seconds * SHARE_OF_TIME
