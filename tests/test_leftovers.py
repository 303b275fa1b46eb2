"""What was left behind is ended, and nobody else."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.leftovers import ROOT, began, end, is_there

STARTS_A_SERVER = """
import os, signal, subprocess, sys
from pathlib import Path
from tests.leftovers import ended_with_this_process
server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(50)"])
with ended_with_this_process(server.pid, folder=Path(sys.argv[1])):
    print(server.pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody tells when a process began")
def test_a_number_that_was_given_to_somebody_else_is_left_alone() -> None:
    with subprocess.Popen(["sleep", "50"]) as somebody:
        since = began(somebody.pid)
        end(somebody.pid, f"{since}0")
        assert is_there(somebody.pid, since)
        end(somebody.pid, since)
        assert -somebody.wait() in {signal.SIGINT, signal.SIGTERM}  # what a shell runs beside it ignores the first
    assert not is_there(somebody.pid, since)


def test_a_server_ends_with_who_started_it_also_when_that_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "of-the-server"
    folder.mkdir()
    command = [sys.executable, "-c", STARTS_A_SERVER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        server = int(starter.stdout.readline())
        since = began(server)
        starter.kill()
    until_gone(server, since, folder)


def until_gone(server: int, since: str, folder: Path) -> None:
    """Wait for the watchman."""
    for _turn in range(300):
        if not is_there(server, since) and not folder.exists():
            return
        time.sleep(0.1)
    pytest.fail("the server outlived who started it")
