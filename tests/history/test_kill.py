"""A server that is killed while editors publish: what was acknowledged is there, and nothing is there by half."""

import http.client
import http.cookiejar
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.history.conftest import Scratch
from tests.history.scratch import HOST, PASSWORD, ROOT, WRITERS, environment, form_of, reason, run

CHECK = ("-m", "tests.history.scratch", "check")
WANTED = 50
# The server is killed whenever this many publications more were acknowledged.
KILLED_AFTER = (12, 30)
PATIENCE = 60


class Answer:
    """What the server said, as far as the test's helpers want to know."""

    def __init__(self, status: int, content: bytes) -> None:
        self.status_code = status
        self.content = content


class Browser(urllib.request.HTTPRedirectHandler):
    """A signed-in editor at a real socket; follows no redirect."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), self)

    def redirect_request(self, *_arguments: Any) -> None:
        return None

    def get(self, path: str) -> Answer:
        return self.ask(urllib.request.Request(self.base + path))

    def post(self, path: str, data: dict[str, str]) -> Answer:
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "")
        body = urllib.parse.urlencode({**data, "csrfmiddlewaretoken": token}).encode()
        return self.ask(urllib.request.Request(self.base + path, data=body))

    def ask(self, request: urllib.request.Request) -> Answer:
        request.add_header("Host", f"{HOST}:8000")
        try:
            with self.opener.open(request, timeout=30) as response:
                return Answer(response.status, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read())

    def sign_in(self, name: str) -> None:
        self.get("/admin/login/")
        answer = self.post("/admin/login/", {"login": name, "password": PASSWORD, "next": "/admin/"})
        assert answer.status_code == 302


class Server:
    """The project's own server on the scratch site, with two workers of four threads as in `run_demo`."""

    def __init__(self, variables: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.variables = variables
        self.up = threading.Event()
        self.launch()

    def launch(self) -> None:
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2"]
        command = [sys.executable, "-m", "granian", *options, "--blocking-threads", "4", "--no-ws"]
        self.process = subprocess.Popen(
            [*command, "portal.wsgi:application"],
            cwd=ROOT,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait_until_up(self) -> None:
        """Till it answers: nothing but asking tells."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if Browser(self.port).get("/admin/login/").status_code == 200:
                    return self.up.set()
            except OSError:
                time.sleep(0.2)
        raise AssertionError("The server did not start.")

    def kill(self) -> None:
        """As a power cut would: all its processes at once, without a word."""
        self.up.clear()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Writers:
    """Editors who publish letter after letter, through every restart of the server."""

    def __init__(self, server: Server, pages: dict[str, int]) -> None:
        self.server, self.pages = server, pages
        self.acknowledged: dict[str, str] = dict.fromkeys(WRITERS, ".")
        self.refused: list[int] = []
        self.done = threading.Event()
        self.answered = threading.Condition()

    @property
    def count(self) -> int:
        return sum(len(text) - 1 for text in self.acknowledged.values())

    def run(self) -> list[threading.Thread]:
        threads = [threading.Thread(target=self.write, args=(name,), daemon=True) for name in WRITERS]
        for thread in threads:
            thread.start()
        return threads

    def write(self, name: str) -> None:
        browser = Browser(self.server.port)
        signed_in = False
        while not self.done.is_set():
            try:
                if not signed_in:
                    browser.sign_in(name)
                    signed_in = True
                data = form_of(browser, self.pages[name])
                if "summary" not in data:
                    continue
                text = data["summary"] + name[0]
                path = f"/admin/pages/{self.pages[name]}/edit/"
                status = browser.post(path, {**data, "summary": text, **reason(f"{name} {len(text)}")}).status_code
            except (OSError, http.client.HTTPException):
                self.server.up.wait(PATIENCE)  # it is dead or not yet there
                continue
            with self.answered:
                if status == 302:
                    self.acknowledged[name] = text
                else:
                    self.refused.append(status)
                self.answered.notify_all()

    def wait_for(self, count: int) -> None:
        """Till so many publications were acknowledged."""
        with self.answered:
            enough = self.answered.wait_for(lambda: self.count >= count, timeout=PATIENCE)
        assert enough, f"only {self.count} of {count}; refused: {self.refused}"


def checked(folder: Path) -> dict[str, Any]:
    """What is found on the scratch site whose files lie in a folder."""
    return json.loads(run(environment(folder), *CHECK))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite's file, runs with the other tests on SQLite")
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(scratch_in_a_file: Scratch, tmp_path: Path) -> None:
    live = Path(scratch_in_a_file.variables["VAR_DIR"])
    server = Server(scratch_in_a_file.variables)
    writers = Writers(server, scratch_in_a_file.pages)
    try:
        server.wait_until_up()
        threads = writers.run()
        for count in KILLED_AFTER:
            writers.wait_for(count)
            server.kill()
            before = dict(writers.acknowledged)
            # Looked at in a copy, so that the server itself has to cope with the files as they were left.
            left = shutil.copytree(live, tmp_path / f"left-after-{count}")
            server.launch()
            found = checked(left)
            for name in WRITERS:
                # At most the one that was under way is there without its answer.
                assert found[name]["summary"].startswith(before[name])
                assert len(found[name]["summary"]) - len(before[name]) <= 1
                assert found[name]["versions"] == len(found[name]["summary"])
            server.wait_until_up()
        writers.wait_for(WANTED)
        writers.done.set()
        for thread in threads:
            thread.join(timeout=PATIENCE)
    finally:
        writers.done.set()
        server.kill()
    assert not writers.refused
    found = checked(live)
    assert {name: found[name]["summary"] for name in WRITERS} == writers.acknowledged
