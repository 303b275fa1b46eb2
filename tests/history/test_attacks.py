"""What somebody who runs the server could do to its journal, and who notices: the table on `/bip/dziennik/`.

Run as a reader would: two thousand entries downloaded from the site, a checkpoint kept from a hundred entries before
the end, the shipped verifier in a process of its own. A second verifier must say the same each time.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from history.chain import append, journal_of, locked
from history.checkpoints import make_checkpoint
from history.journal import canonical, commitment
from history.models import Event, ObjectState, PublishedVersion, TrackedObject
from tests.factories import make_centre
from tests.history import second_verifier
from tests.history.journals import BASIS, Folder, run_verifier
from tests.history.reading import download

ENTRIES = 2000
BEHIND = 100
PAGES = 20
FIRST_TOO_LATE = ENTRIES - BEHIND  # index of the first line that the kept checkpoint did not see


@pytest.fixture(scope="module")
def package(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The journal of a site with two thousand entries, downloaded; the database forgets it afterwards."""
    folder = tmp_path_factory.mktemp("dziennik") / "paczka"
    with django_db_blocker.unblock(), transaction.atomic():
        site = make_centre("ataki.localhost")
        journal = locked(journal_of(site))
        pages = [
            TrackedObject.objects.create(
                journal=journal, kind="x", page_id=9_000_000 + n, path=f"/strona-{n}/", state=ObjectState.SHOWN
            )
            for n in range(PAGES)
        ]
        for number in range(ENTRIES):
            if number == FIRST_TOO_LATE:
                make_checkpoint(journal, None)
            page = pages[number % PAGES]
            version = PublishedVersion.objects.create(
                object=page, number=number // PAGES + 1, live_from="2026-11-22T09:00:00Z", change_kind="minor"
            )
            claims = {
                "text": {"blocks": [{"text": f"Treść {number}"}], "title": "Zadania"},
                "note": {"kind": "minor", "note": f"Poprawka {number}", "restores": 0},
            }
            append(journal, Event.PUBLISH, page, claims, version=version)
        yield download(site, folder)
        transaction.set_rollback(True)


@pytest.fixture
def folder(package: Path, tmp_path: Path) -> Folder:
    return Folder(shutil.copytree(package, tmp_path / "paczka"))


@pytest.fixture(scope="module")
def saved(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint as a reader kept it, out of the attacker's reach."""
    return Path(shutil.copy(package / "punkty-kontrolne.jsonl", tmp_path_factory.mktemp("zapisane")))


def value_of(folder: Folder, kind: str, number: int, change: Callable[[dict], object]) -> None:
    code = folder.rows("dziennik.jsonl")[number]["claims"][kind]
    rows = folder.rows("ujawnienia.jsonl")
    change(next(row for row in rows if row["commitment"] == code)["value"])
    folder.write("ujawnienia.jsonl", rows)


def edit_text(folder: Folder) -> None:
    value_of(folder, "text", 700, lambda value: value.update(title="Inny tytuł"))


def remove_text(folder: Folder) -> None:
    code = folder.rows("dziennik.jsonl")[700]["claims"]["text"]
    folder.write("ujawnienia.jsonl", [row for row in folder.rows("ujawnienia.jsonl") if row["commitment"] != code])


def edit_note(folder: Folder) -> None:
    value_of(folder, "note", 700, lambda value: value.update(note="Nic ważnego"))


def drop_entry(folder: Folder) -> None:
    folder.change("dziennik.jsonl", lambda rows: rows.pop(700))


def swap_entries(folder: Folder) -> None:
    def swap(rows: list) -> None:
        rows[700], rows[701] = rows[701], rows[700]

    folder.change("dziennik.jsonl", swap)


def forge(folder: Folder, number: int) -> None:
    """Another text from the start: value, commitment, line, all lines after it and the site's own checkpoints."""
    rows, values = folder.rows("dziennik.jsonl"), folder.rows("ujawnienia.jsonl")
    claims = rows[number]["claims"]
    row = next(row for row in values if row["commitment"] == claims["text"])
    row["value"]["title"] = "Napisany na nowo"
    claims["text"] = row["commitment"] = commitment("text", bytes.fromhex(row["salt"]), canonical(row["value"]))
    folder.write("dziennik.jsonl", rows)
    folder.write("ujawnienia.jsonl", values)
    folder.chain_again()
    folder.sign_again()


def rewrite_old(folder: Folder) -> None:
    forge(folder, 700)


def rewrite_new(folder: Folder) -> None:
    forge(folder, FIRST_TOO_LATE + 50)


def cut(folder: Folder, size: int) -> None:
    folder.change("dziennik.jsonl", lambda rows: rows.__delitem__(slice(size, None)))
    codes = {code for row in folder.rows("dziennik.jsonl") for code in row["claims"].values()}
    folder.write("ujawnienia.jsonl", [row for row in folder.rows("ujawnienia.jsonl") if row["commitment"] in codes])
    folder.sign_again()


def cut_covered_tail(folder: Folder) -> None:
    cut(folder, FIRST_TOO_LATE - 1)


def cut_later_tail(folder: Folder) -> None:
    cut(folder, FIRST_TOO_LATE + 1)


def redact_openly(folder: Folder) -> None:
    """What the law allows, as the site does it: the value gone, a new entry that says so."""
    rows, values = folder.rows("dziennik.jsonl"), folder.rows("ujawnienia.jsonl")
    code = rows[700]["claims"]["text"]
    basis = {"commitment": "", "kind": "basis", "salt": "07" * 32, "value": BASIS}
    basis["commitment"] = commitment("basis", bytes.fromhex("07" * 32), canonical(BASIS))
    rows.append(
        {**rows[-1], "claims": {"basis": basis["commitment"]}, "event": "redact", "object": rows[700]["object"]}
        | {"redacts": [code], "version": rows[700]["version"]}
    )
    folder.write("dziennik.jsonl", rows)
    folder.write("ujawnienia.jsonl", [*(row for row in values if row["commitment"] != code), basis])
    folder.chain_again()


FOUND, PASSES = 1, 0
MATRIX = [
    (edit_text, FOUND, FOUND),
    (remove_text, FOUND, FOUND),
    (edit_note, FOUND, FOUND),
    (drop_entry, FOUND, FOUND),
    (swap_entries, FOUND, FOUND),
    (rewrite_old, PASSES, FOUND),
    (cut_covered_tail, PASSES, FOUND),
    (rewrite_new, PASSES, PASSES),
    (cut_later_tail, PASSES, PASSES),
    (redact_openly, PASSES, PASSES),
]


@pytest.mark.parametrize(("attack", "alone", "with_saved"), MATRIX, ids=lambda value: getattr(value, "__name__", ""))
def test_who_notices_what(
    folder: Folder, saved: Path, attack: Callable[[Folder], None], alone: int, with_saved: int
) -> None:
    attack(folder)
    for expected, points in ((alone, None), (with_saved, saved)):
        answer = run_verifier(folder, points)
        assert answer.returncode == expected, answer.stdout
        assert second_verifier.verify(folder.path, points).ok == (expected == PASSES)


def test_the_journal_as_downloaded_is_sound(folder: Folder, saved: Path) -> None:
    answer = run_verifier(folder, saved)
    assert answer.returncode == 0, answer.stdout
    assert "ZGODNY: 2000 wpisów" in answer.stdout
    assert "potwierdza 1900 wpisów" in answer.stdout
    assert second_verifier.verify(folder.path, saved).ok


def test_a_redaction_is_told_even_though_it_passes(folder: Folder) -> None:
    redact_openly(folder)
    words = run_verifier(folder).stdout
    assert "Anonimizacja, wpis 2001: z wpisu 701 usunięto treść" in words
    assert "art. 100 ust. 2" in words


def test_two_forks_of_a_journal_each_pass_alone_and_not_with_the_others_checkpoint(
    package: Path, tmp_path: Path
) -> None:
    shown = [Folder(shutil.copytree(package, tmp_path / name)) for name in ("jednym", "drugim")]
    for number, folder in enumerate(shown):
        forge(folder, 1800 + number)
        assert run_verifier(folder).returncode == 0
    [one, other] = shown
    for mine, yours in ((one, other), (other, one)):
        assert run_verifier(mine, yours.path / "punkty-kontrolne.jsonl").returncode == 1
        assert not second_verifier.verify(mine.path, yours.path / "punkty-kontrolne.jsonl").ok


def test_a_redaction_that_only_claims_to_have_removed_something_is_found(folder: Folder) -> None:
    values = folder.rows("ujawnienia.jsonl")
    redact_openly(folder)
    left = {row["commitment"] for row in folder.rows("ujawnienia.jsonl")}
    gone = [row for row in values if row["commitment"] not in left]
    assert len(gone) == 1
    folder.write("ujawnienia.jsonl", [*folder.rows("ujawnienia.jsonl"), *gone])
    assert run_verifier(folder).returncode == 1
    assert not second_verifier.verify(folder.path).ok


def test_the_archive_holds_the_verifier_and_nothing_that_it_does_not_know(package: Path) -> None:
    names = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert names == {
        "dziennik.jsonl",
        "ujawnienia.jsonl",
        "punkty-kontrolne.jsonl",
        "klucz.pem",
        "sprawdz_dziennik.py",
    }
    assert json.loads((package / "punkty-kontrolne.jsonl").read_text())["size"] == FIRST_TOO_LATE
