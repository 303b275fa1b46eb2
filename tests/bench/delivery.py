"""How fast public pages are delivered, beside what else could deliver them: `make bench`.

    python -m tests.bench.delivery [--rounds 5] [--seconds 5] [--report FOLDER]

Both demonstration centres run as `make run` would run them. The targets are asked in turn within each round, so that a
busy minute of the machine is everybody's; a figure is the median of the rounds, and what counts are ratios. Needs
`wrk`; without `nginx` there is nothing to compare a file with, and the report says so. Asserts nothing.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from tests.bench.goals import CONSTANT, LOCMEM, NGINX, STORE, UNCHANGED, memory_goal, queries_goal, speed_goals
from tests.bench.report import Row, write_report
from tests.browser.conftest import ROOT, Demo, free_port, stop

WARM = ("/", "/bip/", "/kontakt/", "/mapa-serwisu/")
GZIP = {"Accept-Encoding": "gzip"}
CONFIGURATION = """
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; types {{ text/html html; }} gzip_static on; etag on;
  server {{ listen 127.0.0.1:{port}; root {root}; location / {{ try_files $uri $uri/index.html =404; }} }} }}
"""


@dataclass
class Target:
    """Something to ask, and how often it answered in a second."""

    name: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    connections: int = 16
    figures: list[float] = field(default_factory=list)
    slowest: list[float] = field(default_factory=list)
    """Milliseconds that 99 of 100 answers stay below, by round."""

    def ask(self, seconds: int) -> None:
        """One round."""
        headers = [part for name, value in self.headers.items() for part in ("-H", f"{name}: {value}")]
        said = subprocess.run(
            ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--latency", *headers, self.url],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        if "Non-2xx" in said and "If-None-Match" not in self.headers:
            raise SystemExit(f"{self.name}: {said}")
        self.figures.append(float(re.findall(r"Requests/sec:\s+([0-9.]+)", said)[0]))
        amount, unit = re.findall(r"99%\s+([0-9.]+)(us|ms|s)", said)[0]
        self.slowest.append(float(amount) * {"us": 0.001, "ms": 1, "s": 1_000}[unit])

    @property
    def median(self) -> float:
        return statistics.median(self.figures)


@contextmanager
def process(arguments: list[str], url: str, **environment: str) -> Iterator[None]:
    """A server that answers at an address."""
    import os

    running = subprocess.Popen(
        arguments, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _time in range(150):
            try:
                urlopen(url, timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit(f"{arguments[0]} does not answer")
        yield
    finally:
        stop(running)


def granian(application: str, port: int) -> list[str]:
    """A server of two workers, as the site's own."""
    options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "error"]
    return [sys.executable, "-m", "granian", *options, "--port", str(port), application]


@contextmanager
def demonstration(folder: Path, **environment: str) -> Iterator[Demo]:
    """Both centres, with or without the store."""
    demo = Demo(free_port(), folder)
    demo.environment |= {"AUDIT_LOG": "off", **environment}
    running = demo.start()
    try:
        yield demo
    finally:
        stop(running)


def fetch(url: str, **headers: str) -> tuple[bytes, str]:
    """Body and ETag."""
    with urlopen(Request(url, headers=headers), timeout=60) as answer:
        return answer.read(), answer.headers.get("ETag", "")


def memory(demo: Demo) -> float:
    """Megabytes of all processes of a server, what they share counted once (PSS)."""
    found = subprocess.run(["pgrep", "-f", f"port {demo.port} "], capture_output=True, text=True, check=False).stdout
    sizes = [
        int(re.findall(r"^Pss:\s+(\d+)", Path(f"/proc/{number}/smaps_rollup").read_text(), re.MULTILINE)[0])
        for number in found.split()
    ]
    return sum(sizes) / 1_000


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.delivery")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--report", type=Path, default=ROOT / "var" / "bench")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: nothing is measured (Debian, Ubuntu: apt install wrk)")
    missing = [] if shutil.which("nginx") else ["nginx is missing: no comparison with a file that it serves"]
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        targets, notes = prepare(Path(place), stack, nginx=not missing)
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            for target in targets:
                target.ask(options.seconds)
        base = next(target.median for target in targets if target.name == STORE)
        rows = [Row(target.name, target.median, max(target.slowest), target.median / base) for target in targets]
        reached = speed_goals({target.name: target.median for target in targets})
        text = write_report(options.report, rows, [*missing, *reached, *(note() for note in notes)])
    print(text)


def prepare(place: Path, stack: ExitStack, *, nginx: bool) -> tuple[list[Target], list[Callable[[], str]]]:
    """Start everything; the targets, and what is said of them in the end."""
    (place / "demo").mkdir()
    demo = stack.enter_context(demonstration(place / "demo"))
    for path in WARM:
        for _worker in range(6):
            fetch(demo.kielce + path, **GZIP)
    page, _etag = fetch(f"{demo.kielce}/", **{"Accept-Encoding": "identity"})
    packed, etag = fetch(f"{demo.kielce}/", **GZIP)
    (place / "files").mkdir()
    (place / "files" / "index.html").write_bytes(page)
    (place / "files" / "index.html.gz").write_bytes(packed)
    targets = [
        Target(STORE, f"{demo.kielce}/", GZIP),
        Target("page store, 1 connection", f"{demo.kielce}/", GZIP, connections=1),
        Target(UNCHANGED, f"{demo.kielce}/", {**GZIP, "If-None-Match": etag}),
    ]
    if nginx:
        port = free_port()
        configuration = place / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=place, port=port, root=place / "files"))
        (place / "files").chmod(0o755)
        place.chmod(0o755)
        url = f"http://127.0.0.1:{port}/"
        stack.enter_context(process(["nginx", "-c", str(configuration)], url))
        targets.append(Target(NGINX, url, GZIP))
    for name, application, path in (
        (CONSTANT, "tests.bench.peers:bare", "/"),
        ("Django, a view that returns a constant", "tests.bench.peers:django_view", "/"),
        ("Django's cache in memory, nothing else", "tests.bench.peers:django_view", "/locmem/"),
    ):
        port = free_port()
        url = f"http://127.0.0.1:{port}{path}"
        peer = {"PEER_PAGE": str(place / "files" / ("index.html.gz" if application.endswith("bare") else "index.html"))}
        stack.enter_context(process(granian(application, port), url, **peer))
        targets.append(Target(name, url))
    port = free_port()
    cached = {**demo.environment, "DJANGO_SETTINGS_MODULE": "tests.bench.cached_site"}
    url = f"http://localhost:{port}/"
    stack.enter_context(process(granian("portal.wsgi:application", port), url, **cached))
    targets.append(Target(LOCMEM, url, GZIP))
    shutil.copytree(place / "demo", place / "without", ignore=shutil.ignore_patterns("pages", "output.txt"))
    without = stack.enter_context(demonstration(place / "without", PAGE_STORE="off"))
    targets.append(Target("this site without the store", f"{without.kielce}/", GZIP))
    return targets, [
        lambda: memory_goal(memory(demo)),
        lambda: queries_goal(without),
        lambda: f"The page has {len(page):,} bytes, {len(packed):,} with gzip.",
    ]


if __name__ == "__main__":
    main()
