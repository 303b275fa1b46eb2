"""Signed roots: what they say, who can check them, and what happens without a key."""

import base64
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from history.chain import journal_of
from history.checkpoints import (
    KeyFileError,
    is_signed_well,
    make_checkpoint,
    make_key,
    public_line,
    signing_key,
    statement_of,
)
from history.journal import leaf_of, parse_line, root
from history.models import Checkpoint, Journal
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.history.reading import get


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    for number in range(5):
        add_page(site.root_page, ContentPage(title=f"Strona {number}", slug=f"strona-{number}"))
    return site


@pytest.fixture
def journal(site: Site) -> Journal:
    return journal_of(site)


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    file = tmp_path / "klucz.pem"
    make_key(file)
    settings.HISTORY_KEY_FILE = str(file)
    return file


def test_a_key_is_readable_by_its_owner_alone_and_never_overwritten(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        make_key(key_file)
    assert key_file.read_bytes() == before


def test_the_root_is_that_of_all_lines_so_far(site: Site, journal: Journal) -> None:
    checkpoint = make_checkpoint(journal, None)
    lines = get(site, "dziennik.jsonl").splitlines()
    assert checkpoint.size == len(lines) == journal.entries.count()
    assert checkpoint.root == root(leaf_of(line) for line in lines)
    assert checkpoint.at >= parse_line(lines[-1]).at


def test_a_journal_without_entries_has_a_root_too(db: None) -> None:
    journal = Journal.objects.create(origin="pusty.localhost/bip/dziennik")
    assert (make_checkpoint(journal, None).size, journal.checkpoints.get().root[:8]) == (0, "e3b0c442")


def test_checkpoints_of_an_idle_journal_differ_in_time_alone(journal: Journal) -> None:
    first, second = make_checkpoint(journal, None), make_checkpoint(journal, None)
    assert (first.root, first.size) == (second.root, second.size)
    assert first.at < second.at


def test_time_of_checkpoints_never_runs_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_checkpoint(journal, None)
    monkeypatch.setattr(timezone, "now", lambda: first.at.replace(year=2020))
    assert make_checkpoint(journal, None).at > first.at


def test_without_a_key_a_checkpoint_is_not_signed(journal: Journal, settings: Any) -> None:
    settings.HISTORY_KEY_FILE = ""
    assert signing_key() is None
    checkpoint = make_checkpoint(journal, None)
    assert (checkpoint.signature, checkpoint.public_key) == ("", "")
    assert b'"signature":""' in public_line(checkpoint)


def test_a_signature_covers_every_part_of_the_statement(journal: Journal, key_file: Path) -> None:
    checkpoint = make_checkpoint(journal, signing_key())
    assert is_signed_well(checkpoint)
    for field, value in {"root": "0" * 64, "size": 3, "at": timezone.now(), "signature": "AAAA"}.items():
        other = Checkpoint.objects.get(pk=checkpoint.pk)
        setattr(other, field, value)
        assert not is_signed_well(other), field


@pytest.mark.parametrize(
    "content", [None, b"", b"no key", "rsa"], ids=["missing", "empty", "something else", "another kind"]
)
def test_an_unusable_key_is_told_not_passed_over(tmp_path: Path, settings: Any, content: bytes | str | None) -> None:
    file = tmp_path / "inny.pem"
    if content == "rsa":
        subprocess.run(["openssl", "genrsa", "-out", str(file), "2048"], check=True, capture_output=True)
    elif isinstance(content, bytes):
        file.write_bytes(content)
    settings.HISTORY_KEY_FILE = str(file)
    with pytest.raises(KeyFileError, match=re.escape(str(file))):
        signing_key()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
def test_openssl_alone_checks_a_signature(site: Site, journal: Journal, key_file: Path, tmp_path: Path) -> None:
    make_checkpoint(journal, signing_key())
    page = get(site, "").decode()
    for name in ("punkt.txt", "punkt.sig", "klucz.pem"):
        [address] = re.findall(rf'href="/bip/dziennik/(punkty/[^"]+/{re.escape(name)})"', page)
        (tmp_path / name).write_bytes(get(site, address))
    [command] = re.findall(r"openssl pkeyutl[^<]+", page)

    def openssl() -> bool:
        return subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).returncode == 0

    (tmp_path / "klucz.pem").write_bytes(get(site, "klucz.pem"))
    assert openssl()
    statement = tmp_path / "punkt.txt"
    statement.write_bytes(statement.read_bytes().replace(b'"size":', b'"size":1'))
    assert not openssl()


def test_an_old_checkpoint_stays_checkable_after_a_change_of_keys(
    site: Site, journal: Journal, key_file: Path, tmp_path: Path, settings: Any
) -> None:
    old = make_checkpoint(journal, signing_key())
    make_key(tmp_path / "nowy.pem")
    settings.HISTORY_KEY_FILE = str(tmp_path / "nowy.pem")
    new = make_checkpoint(journal, signing_key())
    assert get(site, "klucz.pem").decode() == new.public_key != old.public_key
    assert is_signed_well(Checkpoint.objects.get(pk=old.pk))


def test_the_signed_bytes_are_the_published_line_without_its_signature(journal: Journal, key_file: Path) -> None:
    checkpoint = make_checkpoint(journal, signing_key())
    told = public_line(checkpoint).replace(f'"signature":"{checkpoint.signature}",'.encode(), b"")
    assert told == statement_of(checkpoint)
    assert len(base64.b64decode(checkpoint.signature)) == 64
