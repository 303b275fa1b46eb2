"""How long a journal takes to verify: `python -m tests.bench.journal`. Figures to read, never a test."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.history import second_verifier
from tests.history.journals import Folder, make_folder, publish, run_verifier

WORDS = "Ośrodek przyjmuje wnioski w dni robocze w godzinach pracy sekretariatu. "


def claims_of(number: int, several: bool) -> dict[str, Any]:
    """One claim, or the five that a publication has, with a text of some 900 letters."""
    text = {"blocks": [{"text": WORDS * 12}], "title": f"Strona {number}"}
    if not several:
        return {"text": text}
    address = {"path": f"/strona-{number}/"}
    provenance = {"body": "MOPR", "produced_at": "2026-11-22", "produced_by": "Dział", "responsible_person": "Redakcja"}
    return {**publish(1)["claims"], "text": text, "address": address, "provenance": provenance}


def journal(folder: Path, entries: int, several: bool) -> Folder:
    """A journal of as many pages as entries, with a checkpoint for every hundredth entry."""
    made: list[Mapping[str, Any]] = [
        {"event": "publish", "object": str(number), "version": 1, "claims": claims_of(number, several)}
        for number in range(entries)
    ]
    return make_folder(folder, made, checkpoints=range(100, entries + 1, 100))


def timed(folder: Folder, runs: int) -> list[float]:
    """Seconds of whole processes, the start of Python included."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = run_verifier(folder, folder.path / "punkty-kontrolne.jsonl")
        seconds.append(time.perf_counter() - start)
        if answer.returncode:
            raise SystemExit(answer.stdout)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for several in (False, True):
            folder = journal(Path(temporary) / str(several), options.entries, several)
            seconds = timed(folder, options.runs)
            print(
                f"{options.entries} entries, {'five claims' if several else 'one claim'} each: "
                f"min {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s, max {max(seconds):.2f} s"
            )
        start = time.perf_counter()
        if not second_verifier.verify(folder.path).ok:
            raise SystemExit("the second verifier disagrees")
        print(f"second verifier, the same: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
