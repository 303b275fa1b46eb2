"""Serve the demonstration from two machines, as far as one can be two.

    python -m tests.several.machines --port PORT

What it does are the steps of site/deploy/README.md: the database is prepared once, on a machine that serves nothing;
each of the others collects its static files and has its own folder of everything that isn't shared.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.leftovers import ended_with_this_process
from tests.several.balancer import balance
from tests.several.services import free_port

ROOT = Path(__file__).resolve().parents[2]
MACHINES = 2
# Shorter than in the unit for systemd; one worker on each, a connection for each answer: requests change places.
SERVER = [
    *(sys.executable, "-m", "portal.serve", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1"),
    *("--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "20"),
    *("--log-level", "warning", "--no-http1-keep-alive"),
]


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a management command; what it says goes where this process's words go."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def machine(number: int, port: int) -> dict[str, str]:
    """The environment of a machine: everything shared, but its own disk."""
    var = os.environ["VAR_DIR"]
    static = os.environ.get("STATIC_ROOT", f"{var}/static")
    return {
        **os.environ,
        "VAR_DIR": f"{var}-{number}",
        "STATIC_ROOT": f"{static}-{number}",
        # What `run_demo` sets for its server.
        "ADMIN_BASE_URL": f"http://localhost:{port}",
        "SECOND_FACTOR": "off",
    }


def is_up(port: int) -> bool:
    """Whether a machine answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


async def serve(port: int, servers: dict[int, subprocess.Popen[bytes]]) -> None:
    """Stand in front of the machines until one of them, or whoever started this, is gone."""
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    started_by, front = os.getppid(), None
    while not asked.is_set() and os.getppid() == started_by and all(one.poll() is None for one in servers.values()):
        if front is None and all([await asyncio.to_thread(is_up, one) for one in servers]):
            front = await balance(port, list(servers))
        await asyncio.sleep(0.2)


def main(port: int) -> None:
    """Prepare what isn't there yet, then serve."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # what was started is ended on the way out
    manage(dict(os.environ), "load_demo", "--port", str(port))
    servers: dict[int, subprocess.Popen[bytes]] = {}
    try:
        for number in range(1, MACHINES + 1):
            environment = machine(number, port)
            if not Path(environment["STATIC_ROOT"]).exists():
                manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
            own = free_port()
            command = [*SERVER, "--port", str(own), "portal.wsgi:application"]
            servers[own] = subprocess.Popen(command, cwd=ROOT, env=environment)
        with ended_with_this_process(*(server.pid for server in servers.values())):
            asyncio.run(serve(port, servers))
    finally:
        for server in servers.values():
            server.terminate()
        for server in servers.values():
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    main(parser.parse_args().port)
