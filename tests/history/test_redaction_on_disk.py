"""What was removed by law is not in the bytes of the database file either, nor in its write-ahead log."""

import os
import subprocess
import sys
from pathlib import Path

SECRET = "Pesel-44051401359-Kowalewicz"


def files_with(folder: Path, word: str) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and word.encode() in path.read_bytes()]


def test_the_bytes_are_gone_from_the_files(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "tests.history.redact_on_disk", SECRET]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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
