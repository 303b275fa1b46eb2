"""The real thing in a real browser: a demonstration on a free port with an empty data folder, an installed Chromium.

`run_demo` serves it, or what `python -m tests.several` has prepared; `Demo` alone knows which.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.several.services import beside, free_port

ROOT = Path(__file__).resolve().parents[2]
# A machine with other things to do may need them all; a start that fails says so at once.
START_SECONDS = 600
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a browser looks for its maker's servers at every start.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


# What several machines share; what a developer has set for a site of their own is not for the tests.
SHARED = {"DATABASE_URL", "CACHE_URL", "FILES_URL", "COPIES_DIR"}
SERVED_BY = os.environ.get("DEMO_SERVED_BY", "")
NOT_INHERITED = {"HTTPS", "STATIC_ROOT", "PAGES_DIR"} | (set() if SERVED_BY else SHARED)


class Demo:
    """A running demonstration."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder
        self.log = folder / "output.txt"
        self.command = SERVED_BY.split() or ["manage.py", "run_demo"]
        self.environment = {
            "COPIES_DIR": str(folder / "copies"),
            **{name: value for name, value in os.environ.items() if name not in NOT_INHERITED},
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "PYTHONUNBUFFERED": "1",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "VAR_DIR": str(folder / "var"),
        }

    @property
    def kielce(self) -> str:
        """Address of the first centre, without a closing slash."""
        return f"http://localhost:{self.port}"

    @property
    def kedzierzyn(self) -> str:
        """Address of the second centre, without a closing slash."""
        return f"http://kedzierzyn-kozle.localhost:{self.port}"

    @property
    def sites(self) -> tuple[str, str]:
        """Both addresses."""
        return self.kielce, self.kedzierzyn

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *self.command, "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if self.answers():
                return process
            time.sleep(0.3)
        stop(process)
        pytest.exit(f"The demonstration did not start:\n{self.output}", returncode=1)

    def answers(self) -> bool:
        """Whether the first centre's home page can be had."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=30) as response:
                return response.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    @property
    def output(self) -> str:
        """What the command has said so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def accounts(self) -> Path:
        """The file in which names and passwords are written down."""
        return Path(self.environment["VAR_DIR"]) / "demo-accounts.txt"

    def copy(self, folder: Path) -> "Demo":
        """Another demonstration, which begins as this one is now: by a copy that is put back elsewhere."""
        other = Demo(free_port(), folder)
        own = {"VAR_DIR": str(folder / "var"), **(beside(self.environment) if SERVED_BY else {})}
        static = self.environment.get("STATIC_ROOT", f"{self.environment['VAR_DIR']}/static")
        other.environment = {**self.environment, **own, "STATIC_ROOT": static}
        other.manage("restore", self.manage("backup", "--keep-all").split()[0])
        # Passwords are in no copy; somebody hands on what they noted.
        shutil.copy(self.accounts, other.accounts)
        return other

    def manage(self, *arguments: str) -> str:
        """Run a management command on the demonstration's data and give back what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and its workers, by asking first."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Both demo centres, served as `make run` serves them."""
    running = Demo(free_port(), tmp_path_factory.mktemp("demo"))
    process = running.start()
    yield running
    stop(process)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, without a browser of its own."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """An installed Chromium; a machine without one can't say that the tests pass."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not executable:
        pytest.exit(
            "The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium) "
            "or set CHROMIUM to the path of one.",
            returncode=1,
        )
    running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", *QUIET])
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window on a desk, with scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="pl-PL")
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless_page(browser: Browser) -> Iterator[Page]:
    """A fresh window on a telephone, without scripts."""
    context = browser.new_context(viewport={"width": 320, "height": 720}, locale="pl-PL", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def samples(demo: Demo) -> list[Any]:
    """The pages that stand for all."""
    from tests.browser.samples import choose

    return choose(demo)
