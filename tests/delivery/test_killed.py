"""Killed while it writes, the store has whole pages or none."""

from __future__ import annotations

import subprocess
import sys
import time
from inspect import getsource
from pathlib import Path

from delivery.asking import Asked
from delivery.entries import SUFFIXES, make
from delivery.folder import LAST, Folder
from tests.delivery.servers import ROOT


def entry(number):  # type: ignore[no-untyped-def]  # read by the writer, too
    """The same as the writer's."""
    body = f"<p>{number}</p>".encode() * 3_000
    return make("200 OK", [("Content-Type", "text/html")], body, until=4e9, made=0.0, note=number)


# Without Django, which would take seconds to load each time.
WRITER = f"""
import sys, itertools
sys.path[:0] = ["site"]
from delivery.asking import Asked
from delivery.entries import make
from delivery.folder import Folder
from pathlib import Path
{getsource(entry)}
folder = Folder(Path(sys.argv[1]))
print("writing", flush=True)
for number in itertools.count():
    folder.write(Asked("gops.example", f"/strona-{{number % 7}}/"), "state", entry(number), apart=False)
"""


def test_killed_at_any_moment_it_has_whole_pages_or_none(tmp_path: Path) -> None:
    seen = 0
    for milliseconds in range(5, 100, 8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        time.sleep(milliseconds / 1_000)
        writer.kill()
        writer.wait()
        folder = Folder(tmp_path)
        for state in ("state", LAST):
            for number in range(7):
                asked = Asked("gops.example", f"/strona-{number}/")
                facts = folder.read(asked, state)
                if facts is None:
                    continue
                for encoding in SUFFIXES:
                    body = folder.body(asked, state, facts, encoding)
                    if body is None:
                        continue  # another one's facts, which are dropped
                    assert body == entry(facts.note).bodies[encoding]
                    seen += 1
    assert seen > 50
