"""The shipped verifier, run as a reader runs it, and a second one that must agree with it."""

import ast
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from history.journal import ZERO, canonical, commitment, disclosure_bytes, leaf_of, root
from tests.history import second_verifier
from tests.history.journals import BASIS, VERIFIER, Folder, add_file, make_folder, publish, run_verifier

PDF = b"%PDF-1.7 regulamin"


def file_claim(digest: str) -> dict[str, Any]:
    return {"label": "Regulamin", "mime": "application/pdf", "name": "r.pdf", "sha256": digest, "size": len(PDF)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Twelve entries with an attachment, a hidden page, a redaction; checkpoints at 5 and 12."""
    path = tmp_path / "paczka"
    digest = hashlib.sha256(PDF).hexdigest()
    entries: list[dict[str, Any]] = [
        publish(1),
        publish(2, claims={"file-1": file_claim(digest)}),
        publish(1, object="b"),
        {"event": "url_change", "claims": {"address": {"path": "/nowe/"}}},
        publish(1, object="c"),
        publish(2, object="b"),
        {"event": "unpublish", "object": "c", "claims": {"person": {"function": "", "name": "system"}}},
        {"event": "redact", "version": 1, "claims": {"basis": BASIS}, "redacts": [(1, "text"), (1, "note")]},
        publish(3),
        {"event": "restrict", "object": "b"},
        {"event": "drift", "version": 4, "claims": {"text": {"blocks": [], "title": "Zadania"}}},
        {"event": "import", "object": "d", "version": 1, "claims": {"person": {"function": "", "name": "Redakcja"}}},
    ]
    folder = make_folder(path, entries, checkpoints=[5, 12])
    add_file(folder, PDF)
    hidden = {code for row in folder.rows("dziennik.jsonl") if row["object"] == "b" for code in row["claims"].values()}
    folder.write("ujawnienia.jsonl", [r for r in folder.rows("ujawnienia.jsonl") if r["commitment"] not in hidden])
    return folder


def agree(folder: Folder, saved: Path | None = None) -> tuple[int, str]:
    """Exit status and words of the shipped verifier, after the second one said the same."""
    shipped = run_verifier(folder, saved)
    second = second_verifier.verify(folder.path, saved)
    assert (shipped.returncode == 0) == second.ok, (shipped.stdout, second.faults)
    assert shipped.stderr == ""
    return shipped.returncode, shipped.stdout


def test_the_verifier_is_one_file_of_a_hundred_lines_for_old_pythons_too() -> None:
    source = VERIFIER.read_text()
    assert len(source.splitlines()) <= 100
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"argparse", "contextlib", "functools", "hashlib", "json", "pathlib", "re", "sys"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_a_sound_journal_passes_and_its_redactions_are_told(folder: Folder) -> None:
    status, words = agree(folder)
    assert status == 0
    assert "ZGODNY: 12 wpisów" in words
    said = "podstawa prawna: art. 100 ust. 2; decyzja: Dyrektor."
    assert f"Anonimizacja, wpis 8: z wpisu 1 usunięto treść; {said}" in words
    assert f"Anonimizacja, wpis 8: z wpisu 1 usunięto opis zmian; {said}" in words
    assert "1 plik, 2 usunięte, 6 ukrytych (bo ich strony lub pliki nie są dziś jawne" in words


def test_saved_checkpoints_are_compared(folder: Folder, tmp_path: Path) -> None:
    saved = shutil.copy(folder.path / "punkty-kontrolne.jsonl", tmp_path / "zapisane.jsonl")
    status, words = agree(folder, Path(saved))
    assert status == 0
    assert "Zapisany punkt (--punkty) potwierdza 12 wpisów." in words


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\r\n\n",
    ],
)
def test_a_text_editor_may_have_saved_the_reader_s_checkpoints(folder: Folder, tmp_path: Path, change: Any) -> None:
    saved = tmp_path / "zapisane.jsonl"
    saved.write_bytes(change((folder.path / "punkty-kontrolne.jsonl").read_bytes()))
    assert agree(folder, saved)[0] == 0
    folder.change("punkty-kontrolne.jsonl", lambda rows: rows.clear())
    assert agree(folder, saved)[0] == 0


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "żadnego punktu"), (b"to nie to\n", "wiersz 1"), (b"\xff\xfe{", "1")]
)
def test_saved_checkpoints_that_are_none_prove_nothing(folder: Folder, tmp_path: Path, data: bytes, words: str) -> None:
    saved = tmp_path / "zapisane.jsonl"
    saved.write_bytes(data)
    status, said = agree(folder, saved)
    assert status == 2
    assert "NIE DA SIĘ SPRAWDZIĆ" in said
    assert words in said


def test_an_empty_journal_is_sound(tmp_path: Path) -> None:
    assert agree(make_folder(tmp_path / "pusty", [], checkpoints=[0]))[0] == 0


# -- nothing to check --------------------------------------------------------------------------------------------------


def test_what_can_not_be_checked_is_neither_sound_nor_tampered(folder: Folder, tmp_path: Path) -> None:
    assert run_verifier(tmp_path / "nie ma").returncode == 2
    missing = run_verifier(folder, tmp_path / "nie ma.jsonl")
    assert missing.returncode == 2
    assert "NIE DA SIĘ SPRAWDZIĆ" in missing.stdout
    (folder.path / "ujawnienia.jsonl").unlink()
    assert run_verifier(folder).returncode == 2


def test_checkpoints_of_another_journal_say_nothing(folder: Folder, tmp_path: Path) -> None:
    other = make_folder(tmp_path / "inny", [publish(1)], checkpoints=[1])
    other.change("punkty-kontrolne.jsonl", lambda rows: rows[0].update(origin="inny.pl/bip/dziennik"))
    answer = run_verifier(folder, other.path / "punkty-kontrolne.jsonl")
    assert answer.returncode == 2
    assert "inny.pl" in answer.stdout


# -- each rule, broken once --------------------------------------------------------------------------------------------


def edit(name: str, number: int, **changes: Any) -> Callable[[Folder], None]:
    return lambda folder: folder.change(name, lambda rows: rows[number - 1].update(changes))


def raw(name: str, old: bytes, new: bytes) -> Callable[[Folder], None]:
    def change(folder: Folder) -> None:
        path = folder.path / name
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return change


def forge_line(number: int, **changes: Any) -> Callable[[Folder], None]:
    """Change a line, then chain and checkpoint everything anew: only the rule itself can still tell."""

    def change(folder: Folder) -> None:
        folder.change("dziennik.jsonl", lambda rows: rows[number - 1].update(changes))
        folder.chain_again()
        folder.sign_again()

    return change


def twice(folder: Folder) -> None:
    folder.change("ujawnienia.jsonl", lambda rows: rows.append(rows[0]))


def drop_text(folder: Folder) -> None:
    folder.change("ujawnienia.jsonl", lambda rows: rows.remove(next(r for r in rows if r["kind"] == "text")))


def hide_whole_page(folder: Folder) -> None:
    codes = {code for row in folder.rows("dziennik.jsonl") if row["object"] == "a" for code in row["claims"].values()}
    folder.write("ujawnienia.jsonl", [r for r in folder.rows("ujawnienia.jsonl") if r["commitment"] not in codes])
    for path in (folder.path / "pliki").iterdir():
        path.unlink()


def other_value(folder: Folder) -> None:
    folder.change("ujawnienia.jsonl", lambda rows: rows[0]["value"].update(function="dyrektor"))


def made_up_disclosure(folder: Folder) -> None:
    salt, value = bytes(32), canonical({"note": "nowe"})
    code = commitment("note", salt, value)
    with (folder.path / "ujawnienia.jsonl").open("ab") as file:
        file.write(disclosure_bytes(commitment=code, kind="note", salt=salt, value=value) + b"\n")


def repeat_claim(folder: Folder) -> None:
    code = folder.rows("dziennik.jsonl")[1]["claims"]["text"]
    forge_line(4, claims={"address": code})(folder)


def other_file(folder: Folder) -> None:
    next((folder.path / "pliki").iterdir()).write_bytes(PDF + b" ")


def no_file(folder: Folder) -> None:
    next((folder.path / "pliki").iterdir()).unlink()


def one_file_too_many(folder: Folder) -> None:
    add_file(folder, b"another")


def time_back(folder: Folder) -> None:
    forge_line(6, at="2026-11-22T09:00:00.000000Z")(folder)


def redact_nothing_known(folder: Folder) -> None:
    forge_line(8, redacts=["a" * 64])(folder)


def redact_the_future(folder: Folder) -> None:
    forge_line(8, redacts=[folder.rows("dziennik.jsonl")[8]["claims"]["text"]])(folder)


def redact_another_page(folder: Folder) -> None:
    forge_line(8, redacts=[folder.rows("dziennik.jsonl")[4]["claims"]["text"]])(folder)


def redact_what_is_still_there(folder: Folder) -> None:
    rows = folder.rows("dziennik.jsonl")
    forge_line(8, redacts=sorted([*rows[7]["redacts"], rows[1]["claims"]["text"]]))(folder)


BROKEN: dict[str, tuple[Callable[[Folder], None], str]] = {
    "edited line": (edit("dziennik.jsonl", 3, event="move"), "dziennik.jsonl, wiersz 4"),
    "number skipped": (edit("dziennik.jsonl", 5, seq=6), "dziennik.jsonl, wiersz 5: numer 6 zamiast 5"),
    "first line chained to something": (edit("dziennik.jsonl", 1, prev="1" * 64), "dziennik.jsonl, wiersz 1"),
    "version skipped": (forge_line(2, version=3), "dziennik.jsonl, wiersz 2"),
    "time runs back": (time_back, "dziennik.jsonl, wiersz 6: czas się cofa"),
    "spaces": (raw("dziennik.jsonl", b'"seq":4', b'"seq": 4'), "dziennik.jsonl, wiersz 4"),
    "fraction": (raw("dziennik.jsonl", b'"seq":4', b'"seq":4.0'), "dziennik.jsonl, wiersz 4"),
    "true for one": (raw("dziennik.jsonl", b'"seq":1,', b'"seq":true,'), "dziennik.jsonl, wiersz 1"),
    "escape": (raw("dziennik.jsonl", b'"publish"', b'"p\\u0075blish"'), "dziennik.jsonl, wiersz 1"),
    "keys in another order": (raw("dziennik.jsonl", b'"seq":4,"version":0', b'"version":0,"seq":4'), "wiersz 4"),
    "one more key": (edit("dziennik.jsonl", 7, zoo=1), "dziennik.jsonl, wiersz 7"),
    "a key twice": (raw("dziennik.jsonl", b'"version":0}', b'"version":0,"version":0}'), "dziennik.jsonl, wiersz 4"),
    "not JSON": (raw("dziennik.jsonl", b'{"at"', b"{at"), "dziennik.jsonl, wiersz 1"),
    "bytes that are no text": (raw("dziennik.jsonl", b'"publish"', b'"\xff"'), "dziennik.jsonl, wiersz 1"),
    "nested without end": (raw("ujawnienia.jsonl", b"{", b"[" * 200_000), "ujawnienia.jsonl, wiersz 1"),
    "upper-case digest": (edit("dziennik.jsonl", 2, prev="A" * 64), "dziennik.jsonl, wiersz 2"),
    "blank line": (raw("dziennik.jsonl", b"\n", b"\n\n"), "dziennik.jsonl, wiersz 2"),
    "Windows line ends": (raw("dziennik.jsonl", b"\n", b"\r\n"), "dziennik.jsonl, wiersz 1"),
    "last line broken off": (raw("ujawnienia.jsonl", b'"}}\n', b'"}}'), "ujawnienia.jsonl"),
    "claim repeated": (repeat_claim, "dziennik.jsonl, wiersz 4: zobowiązanie się powtarza"),
    "other value": (other_value, "ujawnienia.jsonl, wiersz 1"),
    "other salt": (edit("ujawnienia.jsonl", 3, salt="0" * 64), "ujawnienia.jsonl, wiersz 3"),
    "other kind": (edit("ujawnienia.jsonl", 3, kind="note"), "ujawnienia.jsonl, wiersz 3"),
    "commitment of another": (edit("ujawnienia.jsonl", 3, commitment=ZERO), "ujawnienia.jsonl, wiersz 3"),
    "disclosed twice": (twice, "ujawnienia.jsonl, wiersz"),
    "made up": (made_up_disclosure, "ujawnienia.jsonl, wiersz"),
    "text taken away": (drop_text, "brakuje treści „text”"),
    "open page hidden": (hide_whole_page, "brakuje treści"),
    "file changed": (other_file, "plik "),
    "file lost": (no_file, "plik "),
    "file added": (one_file_too_many, "plik "),
    "redaction without a target": (forge_line(8, redacts=[]), "wiersz 8: redakcja nie mówi"),
    "redaction in another event": (forge_line(9, redacts=["a" * 64]), "wiersz 9: redakcja nie mówi"),
    "redacts the unknown": (redact_nothing_known, "wiersz 8: redakcja czegoś, czego przedtem nie było"),
    "redacts what comes later": (redact_the_future, "wiersz 8: redakcja czegoś, czego przedtem nie było"),
    "redacts another page": (redact_another_page, "wiersz 8: redakcja czegoś, czego przedtem nie było"),
    "redacted and still there": (redact_what_is_still_there, "ujawnienia.jsonl"),
    "redaction taken back": (forge_line(8, event="publish", redacts=[]), "brakuje treści"),
    "checkpoint with another root": (edit("punkty-kontrolne.jsonl", 1, root=ZERO), "punkty-kontrolne.jsonl, wiersz 1"),
    "checkpoint of the future": (edit("punkty-kontrolne.jsonl", 2, size=13), "koniec dziennika ucięto"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_rule_is_found_and_its_place_named(folder: Folder, name: str) -> None:
    attack, place = BROKEN[name]
    attack(folder)
    status, words = agree(folder)
    assert status == 1
    assert "NARUSZONY: " in words
    assert place in words


def test_a_document_hidden_by_itself_is_counted_and_breaks_nothing(folder: Folder) -> None:
    folder.change("ujawnienia.jsonl", lambda rows: rows.remove(next(r for r in rows if r["kind"] == "file-1")))
    no_file(folder)
    status, words = agree(folder)
    assert status == 0
    assert "7 ukrytych" in words


def test_values_with_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    basis = {**BASIS, "legal_basis": "art. 1\u001b[2J"}
    entries = [publish(1), {"event": "redact", "claims": {"basis": basis}, "redacts": [(1, "note")]}]
    words = agree(make_folder(tmp_path / "paczka", entries))[1]
    assert "\x1b" not in words
    assert "art. 1" in words


def test_checkpoints_hold_at_every_size(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "paczka", [publish(n) for n in range(1, 34)], checkpoints=range(34))
    assert agree(folder)[0] == 0
    folder.change("punkty-kontrolne.jsonl", lambda rows: rows[21].update(root=root([leaf_of(b"")])))
    assert agree(folder)[0] == 1


def test_lines_are_canonical_json(folder: Folder) -> None:
    for line in (folder.path / "dziennik.jsonl").read_bytes().splitlines():
        assert canonical(json.loads(line)) == line
