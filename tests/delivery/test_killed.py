"""Killed while it writes, the store has whole pages or none."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from inspect import getsource
from pathlib import Path

import pytest

from delivery.asking import Asked
from delivery.entries import SUFFIXES, make
from delivery.filling import fill
from delivery.folder import LAST, Folder
from tests.delivery.conftest import HOST, Centre
from tests.delivery.servers import ROOT
from tests.delivery.workers import Worker


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


def test_what_a_killed_process_left_is_cleared_and_what_is_being_written_is_not(worker: Worker, centre: Centre) -> None:
    worker.get(HOST, "/")
    kept = next(worker.store.folder.place.glob("*/last/pages"))
    left = [kept / "aktualnosci/index.html.0a1b2c3d.tmp", kept.parent / "facts/index.html.json.0a1b2c3d.tmp"]
    left.append(kept.parents[1] / "current.0a1b2c3d.tmp")
    young = kept / "pomoc/index.html.4e5f6071.tmp"
    for place in (*left[:2], young):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"<!DOCTYPE html><h")
    left[2].symlink_to("nowhere")
    for place in left:
        os.utime(place, (time.time() - 120,) * 2, follow_symlinks=False)
    fill(worker.store, centre.site)
    assert list(kept.parents[1].rglob("*.tmp")) == [young]


def test_a_disk_that_fills_up_between_two_files_keeps_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"<")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)  # a disk that knows no second names
    monkeypatch.setattr(shutil, "copyfile", full)
    asked = Asked("gops.example", "/")
    assert not Folder(tmp_path).write(asked, "state", entry(1), apart=False)
    assert not list(tmp_path.rglob("*.tmp"))
