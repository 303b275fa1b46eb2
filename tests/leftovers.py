"""Servers that a command of the tests starts end with it, also when nothing of it is left to end them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 10


@contextmanager
def ended_with_this_process(*servers: int, folder: Path | None = None) -> Iterator[None]:
    """While the block runs somebody watches; if this process is killed, it ends the servers and deletes the folder."""
    arguments = [str(os.getpid()), str(folder or ""), *map(str, servers)]
    watchman = subprocess.Popen(
        [sys.executable, "-m", "tests.leftovers", *arguments],
        cwd=ROOT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        watchman.kill()
        watchman.wait()


def began(process: int) -> str:
    """When a process began, which with its number names it for good; empty once it has ended, or where nobody tells."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()  # the name may hold anything
    except OSError:
        return ""
    return "" if facts[0] in "ZX" else facts[19]


def is_there(server: int, since: str) -> bool:
    """Whether a process still runs, and is not another one that was given its number."""
    if began(server) != since:
        return False
    try:
        os.kill(server, 0)
    except ProcessLookupError:
        return False
    return True


def end(server: int, since: str) -> None:
    """Ask, then insist. PostgreSQL takes SIGINT for “now”, and SIGTERM for “when everybody has left”."""
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if not is_there(server, since):
            return
        with suppress(ProcessLookupError):
            os.kill(server, sent)
        until = time.monotonic() + PATIENCE
        while is_there(server, since) and time.monotonic() < until:
            time.sleep(0.1)


def main(watched: int, folder: str, servers: list[int]) -> None:
    """Wait until the process that started this one is gone."""
    known = {server: began(server) for server in servers}
    while os.getppid() == watched:
        time.sleep(0.5)
    for server, since in known.items():
        end(server, since)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], [int(number) for number in sys.argv[3:]])
