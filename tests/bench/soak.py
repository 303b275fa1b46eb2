"""Readers at 16 connections while somebody publishes every few seconds: `python -m tests.bench.soak [--minutes 30]`.

Says how many answers there were and how many were wrong, what 99 of 100 readers waited at most, and how memory grew.
After each publication the page has to say what was published, asked once of a connection of its own.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.delivery import GZIP, demonstration, fetch, memory
from tests.browser.conftest import ROOT, Demo

PAUSE = 4
PUBLISH = """
import sys
from news.models import NewsPage
page = NewsPage.objects.live().order_by("pk").first()
while (line := sys.stdin.readline()):
    page = NewsPage.objects.get(pk=page.pk)
    page.summary = f"Publikacja {line.strip()}."
    page.change_note, page.change_kind = f"Nowe streszczenie numer {line.strip()}", "significant"
    page.save_revision().publish()
    print(page.get_url_parts()[2], flush=True)
"""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak")
    parser.add_argument("--minutes", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as demo:
        for _time in range(20):
            fetch(f"{demo.kielce}/", **GZIP)
        soak(demo, options.minutes * 60)


def soak(demo: Demo, seconds: float) -> None:
    """Publish and ask, until the time is over."""
    begun = memory(demo)
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", PUBLISH]
    editor = subprocess.Popen(
        command, cwd=ROOT, env=demo.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    readers = subprocess.Popen(
        ["wrk", "-t1", "-c16", f"-d{int(seconds)}s", "--latency", "-H", "Accept-Encoding: gzip", f"{demo.kielce}/"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert editor.stdin is not None
    assert editor.stdout is not None
    published = stale = 0
    measured = [begun]
    while readers.poll() is None:
        published += 1
        editor.stdin.write(f"{published}\n")
        editor.stdin.flush()
        path = editor.stdout.readline().strip()
        body, _etag = fetch(f"{demo.kielce}{path}", **{"Accept-Encoding": "identity"})
        stale += f"Publikacja {published}." not in body.decode()
        measured.append(memory(demo))
        time.sleep(PAUSE)
    said = readers.communicate()[0]
    editor.stdin.close()
    editor.wait()
    answers, slowest = re.findall(r"(\d+) requests in", said)[0], re.findall(r"99%\s+([0-9.]+\w+)", said)[0]
    errors = re.findall(r"(Non-2xx.*|Socket errors.*)", said) or ["none"]
    print(f"{answers} answers, p99 {slowest}; errors: {'; '.join(errors)}")
    print(f"{published} publications, of which {stale} did not show at the next request")
    tenths = [measured[(len(measured) - 1) * tenth // 10] for tenth in range(11)]
    print("memory from the beginning to the end, in MB:", *(f"{megabytes:.0f}" for megabytes in tenths))
    later = max(measured[len(measured) // 10 :]) / tenths[1] - 1
    print(f"at most {max(measured):.0f} MB; from the first tenth on, when all was made once, {later * 100:+.0f} %")


if __name__ == "__main__":
    main()
