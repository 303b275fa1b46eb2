"""Journals for tests: a folder as a reader would have it, made of plain files, and changed as an attacker would."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import history
from history.journal import (
    ZERO,
    canonical,
    checkpoint_bytes,
    commitment,
    disclosure_bytes,
    leaf_of,
    make_line,
    new_salt,
    root,
)

VERIFIER = Path(history.__file__).parent / "verifier" / "sprawdz_dziennik.py"
ORIGIN = "gops.localhost/bip/dziennik"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

Row = dict[str, Any]


class Folder:
    """A package that a reader unpacked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, name: str) -> list[Row]:
        """A file's rows as data."""
        return [json.loads(line) for line in (self.path / name).read_bytes().splitlines()]

    def write(self, name: str, rows: Sequence[Row]) -> None:
        """Put rows in place of a file's, in canonical form."""
        (self.path / name).write_bytes(b"".join(canonical(row) + b"\n" for row in rows))

    def change(self, name: str, change: Callable[[list[Row]], object]) -> None:
        """Let `change` work on a file's rows."""
        rows = self.rows(name)
        change(rows)
        self.write(name, rows)

    @property
    def leaves(self) -> list[str]:
        """Digests of the lines as they stand."""
        return [leaf_of(line) for line in (self.path / "dziennik.jsonl").read_bytes().splitlines()]

    def chain_again(self) -> None:
        """What an attacker who runs the server can do: number and chain all lines anew."""
        rows, prev = self.rows("dziennik.jsonl"), ZERO
        for number, row in enumerate(rows, start=1):
            row["seq"], row["prev"] = number, prev
            prev = leaf_of(canonical(row))
        self.write("dziennik.jsonl", rows)

    def sign_again(self) -> None:
        """… and make checkpoints for what the journal says now."""
        leaves = self.leaves
        points = [point for point in self.rows("punkty-kontrolne.jsonl") if point["size"] <= len(leaves)]
        for point in points:
            point["root"] = root(leaves[: point["size"]])
        self.write("punkty-kontrolne.jsonl", points)


def make_folder(path: Path, entries: Sequence[Mapping[str, Any]], checkpoints: Sequence[int] = ()) -> Folder:
    """A journal without a site. An entry gives event, object, version, claims by kind, perhaps `redacts`.

    `redacts` names claims as (number of the entry, kind).
    """
    (path / "pliki").mkdir(parents=True)
    lines: list[bytes] = []
    opened: dict[tuple[int, str], tuple[str, bytes]] = {}
    prev = ZERO
    for seq, entry in enumerate(entries, start=1):
        made = {}
        for kind, value in entry.get("claims", {}).items():
            salt, data = new_salt(), canonical(value)
            made[kind] = commitment(kind, salt, data)
            disclosure = disclosure_bytes(commitment=made[kind], kind=kind, salt=salt, value=data)
            opened[seq, kind] = made[kind], disclosure
        line = make_line(
            seq=seq,
            prev=prev,
            at=START + timedelta(minutes=seq),
            event=entry["event"],
            object_uid=entry.get("object", "a"),
            version=entry.get("version", 0),
            claims=made,
            redacts=[opened.pop(claim)[0] for claim in entry.get("redacts", ())],
        )
        lines.append(line)
        prev = leaf_of(line)
    (path / "dziennik.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (path / "ujawnienia.jsonl").write_bytes(b"".join(data + b"\n" for _code, data in opened.values()))
    leaves = [leaf_of(line) for line in lines]
    points = [
        checkpoint_bytes(at=START + timedelta(days=1, seconds=size), origin=ORIGIN, root=root(leaves[:size]), size=size)
        for size in checkpoints
    ]
    folder = Folder(path)
    folder.write("punkty-kontrolne.jsonl", [{**json.loads(point), "signature": ""} for point in points])
    return folder


def add_file(folder: Folder, data: bytes) -> str:
    """Put a file into the package; returns its digest."""
    digest = hashlib.sha256(data).hexdigest()
    (folder.path / "pliki" / digest).write_bytes(data)
    return digest


def publish(version: int, note: str = "Poprawiono numer telefonu.", **more: Any) -> dict[str, Any]:
    """An entry that publishes a version."""
    claims = {
        "note": {"kind": "minor", "note": note, "restores": 0},
        "person": {"function": "redaktor", "name": "Redakcja"},
        "text": {"blocks": [{"text": f"Treść wersji {version}"}], "title": "Zadania"},
    }
    return {"event": "publish", "version": version, "claims": claims | more.pop("claims", {}), **more}


BASIS = {"decided_by": "Dyrektor", "legal_basis": "art. 100 ust. 2", "scope": "content"}


def run_verifier(folder: Folder | Path, saved: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The shipped verifier as a reader runs it: another process, nothing but Python."""
    path = folder.path if isinstance(folder, Folder) else folder
    more = ["--punkty", str(saved)] if saved else []
    return subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), str(path), *more],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
