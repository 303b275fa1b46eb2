"""A copy made while people write can be put back, whole; a bad one is refused before anything is touched."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from copies.archive import check
from copies.manifest import BadCopyError
from tests.history.scratch import ROOT, environment, run, scratch_database

CHANGE = "from news.models import NewsPage; NewsPage.objects.all().delete()"
COUNT = "from news.models import NewsPage; print(NewsPage.objects.live().count())"


class Installation:
    """A small site of its own with its commands."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        # Not the tests' settings: their uploads lie elsewhere.
        own = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "SECRET_KEY": "for tests only",
            "CACHE_URL": "locmemcache://",
        }
        self.variables = {**environment(folder, database_url), **own}

    def manage(self, *arguments: str) -> str:
        return run(self.variables, "manage.py", *arguments)

    def refused(self, *arguments: str) -> str:
        """What a command says that fails without a fault of the program."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.variables, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode in {1, 2}, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def shell(self, code: str) -> str:
        return self.manage("shell", "--verbosity=0", "--command", code).strip()

    @property
    def archives(self) -> list[Path]:
        return sorted((self.folder / "copies").glob("*.tar"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("copies")
    if connection.vendor == "sqlite":
        made = Installation(folder)
        run(made.variables, "-m", "tests.history.scratch", "seed")
        yield made
        return
    with scratch_database() as url:
        made = Installation(folder, url)
        run(made.variables, "-m", "tests.history.scratch", "seed")
        yield made


def test_a_copy_is_put_back_whole_and_drilled(site: Installation, tmp_path: Path) -> None:
    media = site.folder / "media"
    (media / "documents").mkdir(parents=True)
    (media / "documents" / "Załącznik nr 1.txt").write_text("treść", encoding="utf-8")
    said = site.manage("backup")
    [archive] = site.archives
    assert archive.name in said
    assert archive.stat().st_mode & 0o077 == 0, "it holds everything"
    with tarfile.open(archive) as tar:
        assert tar.getnames()[-1] == "manifest.json"
        assert "default/documents/Załącznik nr 1.txt" in tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert manifest["rows"]["auth_user"] == 3

    assert "Kopia jest dobra" in site.manage("restore_drill")
    before = site.shell(COUNT)
    site.shell(CHANGE)
    (media / "documents" / "Załącznik nr 1.txt").write_text("zmieniona", encoding="utf-8")
    (media / "documents" / "nowy.txt").write_text("nowy", encoding="utf-8")

    assert "--replace" in site.refused("restore", "newest")
    assert site.shell(COUNT) == "0"
    site.manage("restore", "newest", "--replace")
    assert site.shell(COUNT) == before == "4"
    assert (media / "documents" / "Załącznik nr 1.txt").read_text(encoding="utf-8") == "treść"
    assert not (media / "documents" / "nowy.txt").exists()
    assert (site.folder / "media.before" / "documents" / "nowy.txt").exists(), "what was there stays beside it"
    site.manage("journal", "verify", "--dry-run")
    assert "odpowiada" in site.manage("ask_pages")


def test_a_bad_copy_is_refused_before_anything_is_touched(site: Installation, tmp_path: Path) -> None:
    site.manage("backup", "--keep-all")
    good = site.archives[-1].read_bytes()
    before = site.shell(COUNT)
    for number, bytes_of in enumerate(faults(good)):
        bad = tmp_path / f"zla-{number}.tar"
        bad.write_bytes(bytes_of)
        with bad.open("rb") as archive, pytest.raises(BadCopyError):
            check(archive)
    said = site.refused("restore", str(bad), "--replace")
    assert "niczego nie zmieniono" in said
    site.refused("restore_drill", str(bad))
    assert site.shell(COUNT) == before


def faults(good: bytes) -> list[bytes]:
    """What a copy may have become on its way."""
    middle = len(good) // 2
    leading_out = io.BytesIO()
    with tarfile.open(fileobj=leading_out, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("default/../../etc/passwd"))
    return [
        b"",
        b"PK to nie jest kopia",
        leading_out.getvalue(),
        good[:middle],
        good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
    ]


def test_there_is_no_such_copy(site: Installation) -> None:
    assert "jawny-osrodek-nie-ma.tar" in site.refused("restore", "jawny-osrodek-nie-ma.tar", "--replace")


def test_old_copies_are_let_go_only_after_a_new_one_stands(site: Installation) -> None:
    old = site.folder / "copies" / "jawny-osrodek-20200101T030000Z.tar"
    strange = site.folder / "copies" / "nie-nasza.tar"
    for path in (old, strange):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    said = site.manage("backup", "--keep", "1", "0", "0")
    assert old.name in said
    assert not old.exists()
    assert strange.exists()
    assert len(site.archives) == 2
