"""Run a command beside all that several machines share: PostgreSQL, Redis, an object storage.

    python -m tests.several -- pytest tests/browser

The demonstration that the browser tests look at is then served by two machines, as far as one can be two: two servers
with folders of their own, and something in front of them that gives each request to the other one than the last.
"""

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import NoReturn

from tests.postgres import fresh_server
from tests.several.services import MissingError, cache_server, object_storage

USAGE = "usage: python -m tests.several -- COMMAND [ARGUMENT ...]"
SERVED_BY = "-m tests.several.machines"


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Asked to end: whatever was started ends first."""
    raise SystemExit(128 + number)


def run(command: list[str], settings: dict[str, str]) -> int:
    """Run the command and give back its exit status; it ends before the services do."""
    process = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        return process.wait()
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main(arguments: list[str]) -> int:
    """Entry point: everything after `--` is the command."""
    if len(arguments) < 2 or arguments[0] != "--":
        print(USAGE, file=sys.stderr)
        return 2
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, leave)
    try:
        # The quick ones first: what is missing is said before anything slow has begun.
        with cache_server() as cache, object_storage() as storage, fresh_server() as database:
            settings = {**cache, **storage, "DATABASE_URL": database, "DEMO_SERVED_BY": SERVED_BY}
            return run(arguments[1:], settings)
    except (MissingError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
