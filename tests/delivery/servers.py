"""A real server with two workers over a copy of the tests' database, to take things away from."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.conftest import KIELCE, PORT
from tests.delivery.workers import BROWSER, Got

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """A running server of a folder that has `db.sqlite3`."""

    def __init__(self, folder: Path, settings: str = "portal.settings.test") -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "VAR_DIR": str(folder),
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "ERROR",
        }
        self.log = folder / "log.txt"

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Start, wait until it answers, and stop at the end."""
        arguments = ["--interface", "wsgi", "--port", str(self.port), "--workers", "2", "--blocking-threads", "2"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal.serve", "--no-ws", *arguments, "portal.wsgi:application"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            deadline = time.monotonic() + 60
            while not self._answers():
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.1)
            yield self
        finally:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def _answers(self) -> bool:
        try:
            self.get("/robots.txt")
        except (OSError, HTTPException):
            return False
        return True

    def get(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Got:
        """An answer to a reader of Kielce."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        said = {"Host": f"{KIELCE}:{PORT}", "User-Agent": BROWSER, **headers}
        connection.request(method, path, body=body, headers=said)
        answer = connection.getresponse()
        got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return got

    def manage(self, *arguments: str) -> str:
        """Run a command on the same data."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
