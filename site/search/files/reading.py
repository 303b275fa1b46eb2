"""Reads the text of a file in a process of its own, so that no file can hang the site or take its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from search.files import extracting
from search.files.extracting import Ending
from search.files.models import State

_PROGRAM = str(Path(extracting.__file__))
_CHUNK = 256 * 1024
# A process of the site reads one file at a time: ten sent at once must not take ten times the memory.
turn = threading.Lock()


@dataclass(frozen=True)
class Limits:
    """What one file may cost. A text of 300,000 characters has about 120 printed pages."""

    size: int = 50_000_000
    """Bytes of the file itself."""
    patience: int = 30
    """Seconds until the reading is broken off, whatever it waits for."""
    cost: extracting.Limits = field(
        default_factory=lambda: extracting.Limits(seconds=15, memory=512 * 1024 * 1024, pages=500, characters=300_000)
    )


LIMITS = Limits()


class Reading(NamedTuple):
    """What came of it."""

    state: State
    text: str = ""


class ReadingFailedError(Exception):
    """Nothing can be said of the file: the reading itself didn't work."""


def read_text(file: IO[bytes], limits: Limits = LIMITS) -> Reading:
    """The text of a PDF or of a .docx. Whatever the bytes are, this answers, and within the limits.

    Raises ReadingFailedError when the program that reads cannot run, and what `file.read` raises.
    """
    with TemporaryFile() as copy, TemporaryFile() as output:
        while chunk := file.read(_CHUNK):
            copy.write(chunk)
            if copy.tell() > limits.size:
                return Reading(State.TOO_BIG)
        copy.seek(0)
        with turn:
            status = _run(copy, output, limits)
        output.seek(0)
        text = output.read(4 * limits.cost.characters).decode(errors="ignore").strip()
    if text:
        return Reading(State.WHOLE if status == Ending.WHOLE else State.PART, text[: limits.cost.characters])
    return Reading(_WITHOUT_TEXT.get(status, State.TOO_BIG))


_WITHOUT_TEXT: dict[int, State] = {
    Ending.WHOLE: State.EMPTY,
    Ending.PART: State.EMPTY,
    Ending.TOO_BIG: State.TOO_BIG,
    Ending.UNREADABLE: State.UNREADABLE,
}
# Python's own: an import or an argument that fails; and signals by which a server is stopped.
_SAYS_NOTHING = {1, 2, -2, -15}


def _run(source: IO[bytes], output: IO[bytes], limits: Limits) -> int:
    """The exit status of the program."""
    status = run_apart([_PROGRAM, *map(str, limits.cost)], source, output, limits.patience)
    if status in _SAYS_NOTHING:
        raise ReadingFailedError(f"exit status {status}")
    return Ending.TOO_BIG if status is None else status


def run_apart(command: Sequence[str], source: IO[bytes], output: IO[bytes], patience: int) -> int | None:
    """The exit status of a program in Python, None when it took longer than `patience`, in seconds.

    It gets none of the site's environment, where secrets may lie. Raises ReadingFailedError when it can't be started.
    """
    kept = {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "LD_LIBRARY_PATH"}}
    path = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(  # noqa: S603 -- the interpreter and a program of our own
            [sys.executable, "-P", *command],
            stdin=source,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:
        raise ReadingFailedError from error
    return done.returncode
