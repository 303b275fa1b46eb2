"""The program: from standard input to standard output."""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import suppress

from pages.core.documents.inspector.file import File, RefusedError, Text
from pages.core.documents.inspector.kinds import inspect


def keep(seconds: int, memory: int) -> None:
    """Ask the operating system to keep the limits, where it can; the caller's clock is there in any case."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # readers of the site come first
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def say(**found: object) -> None:
    """Let out a line at once: when the program is killed, what it said still stands."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main(kind: str, seconds: str, memory: str, characters: str, allowed: str) -> None:
    """Inspect standard input as a file of a kind."""
    keep(int(seconds), int(memory))
    logging.disable()
    file = File(sys.stdin.buffer.read(), frozenset(allowed.split(",")), int(seconds))
    left = int(characters)
    try:
        for found in inspect(kind, file):
            if isinstance(found, Text):
                say(text=found[:left])
                left -= min(len(found), left)
            else:
                say(**found)
    except RefusedError as refused:
        say(codes=[refused.code])
    except MemoryError:
        say(codes=["too-complex"])
    except Exception:  # noqa: BLE001 -- a broken file shows as any error there is
        say(codes=["damaged"])
    say(done=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
