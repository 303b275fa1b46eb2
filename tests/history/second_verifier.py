"""A verifier written apart from the shipped one, from the description on `/bip/dziennik/` alone.

Another style on purpose: everything is read first, nothing is streamed, trees are built by the recursive definition of
RFC 6962. Two programs that agree on every attack are less likely to share a mistake. Imports nothing of the project.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

LINE_FIELDS = ["at", "claims", "event", "object", "prev", "redacts", "seq", "version"]
HEX = set("0123456789abcdef")


@dataclass
class Report:
    """All that was found wrong."""

    faults: list[str] = field(default_factory=list)

    def expect(self, holds: bool, fault: str) -> bool:
        if not holds:
            self.faults.append(fault)
        return holds

    @property
    def ok(self) -> bool:
        return not self.faults


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tree_head(leaves: tuple[bytes, ...]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word; over leaf hashes."""
    if not leaves:
        return digest(b"")

    @cache
    def head(start: int, end: int) -> bytes:
        if end - start == 1:
            return leaves[start]
        k = 1
        while k * 2 < end - start:
            k *= 2
        return digest(b"\x01" + head(start, start + k) + head(start + k, end))

    return head(0, len(leaves))


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def has_fraction(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_fraction(inner) for inner in value.values())
    if isinstance(value, list):
        return any(has_fraction(inner) for inner in value)
    return isinstance(value, float)


def read(path: "Path | Tidied", report: Report) -> list[tuple[bytes, dict[str, Any]]]:
    """Rows that have their canonical form; others are reported."""
    rows = []
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], start=1):
        try:
            value = json.loads(line.decode("utf-8", "strict"))
        except (ValueError, RecursionError):
            value = None
        fine = isinstance(value, dict) and not has_fraction(value) and dump(value).encode() == line
        if report.expect(fine, f"{path.name}:{number}: form"):
            rows.append((line, value))
    whole = path.read_bytes()
    report.expect(not whole or whole.endswith(b"\n"), f"{path.name}: last line broken off")
    return rows


class Tidied:
    """A reader's own file, as it was before a text editor put its mark and its line ends there."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.text = path.read_bytes().removeprefix(b"\xef\xbb\xbf")

    def read_bytes(self) -> bytes:
        return b"".join(line.strip() + b"\n" for line in self.text.split(b"\n") if line.strip())


def hexadecimal(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 64 and set(text) <= HEX


def check_lines(rows: list[tuple[bytes, dict[str, Any]]], report: Report) -> None:
    previous, moment = "0" * 64, ""
    versions: dict[str, int] = {}
    seen: dict[str, str] = {}
    for number, (line, row) in enumerate(rows, start=1):
        if not report.expect(sorted(row) == LINE_FIELDS, f"{number}: fields"):
            return
        who = row["object"]
        report.expect(type(row["seq"]) is int and row["seq"] == number, f"{number}: seq")
        report.expect(row["prev"] == previous, f"{number}: prev")
        report.expect(row["at"] >= moment and len(row["at"]) == 27, f"{number}: time")
        report.expect(0 <= row["version"] <= versions.get(who, 0) + 1, f"{number}: version")
        report.expect((row["event"] == "redact") is (row["redacts"] != []), f"{number}: redacts")
        report.expect(all(seen.get(code) == who for code in row["redacts"]), f"{number}: redacts the unknown")
        for code in row["claims"].values():
            report.expect(hexadecimal(code) and code not in seen, f"{number}: claim")
            seen[code] = who
        versions[who] = max(versions.get(who, 0), row["version"])
        previous, moment = digest(b"\x00" + line).hex(), row["at"]


def check_values(folder: Path, lines: list[dict[str, Any]], values: list[dict[str, Any]], report: Report) -> None:
    kinds = {code: kind for row in lines for kind, code in row["claims"].items()}
    owners = {code: row["object"] for row in lines for code in row["claims"].values()}
    gone = {code for row in lines for code in row["redacts"]}
    shown: set[str] = set()
    files = set()
    for row in values:
        if not report.expect(list(row) == ["commitment", "kind", "salt", "value"], "disclosure: fields"):
            continue
        code = row["commitment"]
        text = b"jawny-osrodek/1/" + row["kind"].encode() + b"\x00" + bytes.fromhex(row["salt"])
        report.expect(hexadecimal(row["salt"]), f"{code}: salt")
        report.expect(digest(text + dump(row["value"]).encode()).hex() == code, f"{code}: value")
        report.expect(kinds.get(code) == row["kind"], f"{code}: not in the journal")
        report.expect(code not in gone, f"{code}: should be gone")
        report.expect(code not in shown, f"{code}: twice")
        shown.add(code)
        if row["kind"].startswith("file-"):
            files.add(row["value"]["sha256"])
    stored = {path.name: digest(path.read_bytes()).hex() for path in (folder / "pliki").iterdir()}
    report.expect(stored == {name: name for name in files}, "files")
    open_now = public_objects(lines) | {owners[code] for code in shown if code in owners}
    for code in kinds.keys() - shown - gone:
        hidden = owners[code] not in open_now or kinds[code].startswith("file-")
        report.expect(hidden, f"{code}: value of an open object is missing")


def public_objects(lines: list[dict[str, Any]]) -> set[str]:
    public: set[str] = set()
    known: dict[str, int] = {}
    for row in lines:
        who, fresh = row["object"], row["version"] > known.get(row["object"], 0)
        known[who] = max(known.get(who, 0), row["version"])
        if row["event"] in {"publish", "unrestrict"} or (row["event"] == "drift" and fresh):
            public.add(who)
        elif row["event"] in {"restrict", "unpublish", "expire", "delete", "drift"}:
            public.discard(who)
    return public


def check_points(rows: list[dict[str, Any]], leaves: tuple[bytes, ...], report: Report) -> set[str]:
    for row in rows:
        size = row["size"]
        fits = size <= len(leaves) and tree_head(leaves[:size]).hex() == row["root"]
        report.expect(fits, f"checkpoint of {size}")
    return {row["origin"] for row in rows}


def verify(folder: Path, saved: Path | None = None) -> Report:
    """Everything that the page says a verifier must check."""
    report = Report()
    lines = read(folder / "dziennik.jsonl", report)
    values = read(folder / "ujawnienia.jsonl", report)
    points = read(folder / "punkty-kontrolne.jsonl", report)
    if not report.ok:
        return report
    check_lines(lines, report)
    if report.ok:
        check_values(folder, [row for _line, row in lines], [row for _line, row in values], report)
    leaves = tuple(digest(b"\x00" + line) for line, _row in lines)
    origins = check_points([row for _line, row in points], leaves, report)
    if saved:
        kept = [row for _line, row in read(Tidied(saved), report)]
        report.expect(kept != [], "no checkpoint was saved")
        origins |= check_points(kept, leaves, report)
    report.expect(len(origins) <= 1, "checkpoints of two journals")
    return report
