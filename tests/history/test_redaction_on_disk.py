"""What was removed by law is not in the bytes of the database file either, nor in its write-ahead log."""

import subprocess
import sys
from pathlib import Path

from tests.history.conftest import Scratch
from tests.history.scratch import ROOT

SECRET = "Pesel-44051401350-Kowalewicz"


def files_with(folder: Path, word: str) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and word.encode() in path.read_bytes()]


def test_the_bytes_are_gone_from_the_files(scratch_in_a_file: Scratch, tmp_path: Path) -> None:
    assert files_with(tmp_path, SECRET) == []
    command = [sys.executable, "-m", "tests.history.redact_on_disk", SECRET]
    with subprocess.Popen(
        command, cwd=ROOT, env=scratch_in_a_file.variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "published\n"
        assert files_with(tmp_path, SECRET)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "redacted\n"
        # While the process still has the database open: closing it would tidy up by itself.
        assert files_with(tmp_path, SECRET) == []
        process.stdin.write("\n")
        process.stdin.flush()
    assert process.returncode == 0
