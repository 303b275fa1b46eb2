"""A copy can be put back, whole; a bad one is refused before anything is touched."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import DatabaseError, connection

from compliance.backups import newest_backup
from copies import restoring
from copies.archive import check
from copies.manifest import BadCopyError, Manifest
from history.models import Journal
from news.models import NewsPage
from pages.core.models import BasePage
from tests.copies.places import Place, manage, refused, variables
from tests.history.scratch import ROOT

NAME = "documents/Załącznik nr 1.txt"
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


def write(text: str) -> None:
    """Our file, with other words in it."""
    default_storage.delete(NAME)
    default_storage.save(NAME, ContentFile(text.encode()))


def read() -> str:
    with default_storage.open(NAME) as file:
        return file.read().decode()


def manifest_of(archive: Path) -> Manifest:
    with archive.open("rb") as file:
        return check(file)


def test_a_copy_takes_the_place_of_what_was_done_since_and_that_stays_beside_it(demo: Place) -> None:
    with demo.entered():
        write("treść")
        heads = set(Journal.objects.values_list("origin", "size", "leaf"))
        news = set(NewsPage.objects.live().values_list("pk", flat=True))
        assert len(heads) == 2
        assert news
        said = manage("backup")
        [archive] = demo.archives
        assert archive.name in said
        assert archive.stat().st_mode & 0o077 == 0, "it holds everything"
        with tarfile.open(archive) as tar:
            assert tar.getnames()[-1] == "manifest.json"
            assert f"default/{NAME}" in tar.getnames()
            manifest = json.load(tar.extractfile("manifest.json"))
        assert manifest["facts"] == {f"journal {origin}": f"{size} {leaf}" for origin, size, leaf in heads}
        assert newest_backup() == manifest_of(archive).moment

        for page in NewsPage.objects.all():
            page.delete()
        write("zmieniona")
        default_storage.save("documents/nowy.txt", ContentFile(b"nowy"))
        with connection.cursor() as cursor:  # an update of the program came between, and tied a table to an old one
            cursor.execute("CREATE TABLE later (page_id integer REFERENCES wagtailcore_page (id))")

        assert "--replace" in refused("restore", "newest")
        assert (NewsPage.objects.count(), read()) == (0, "zmieniona")
        said = manage("restore", "newest", "--replace")
        assert set(NewsPage.objects.live().values_list("pk", flat=True)) == news
        assert set(Journal.objects.values_list("origin", "size", "leaf")) == heads
        assert read() == "treść"
        assert not default_storage.exists("documents/nowy.txt")
        [before] = demo.folder.glob("media.before-*")
        assert (before / "documents" / "nowy.txt").read_text() == "nowy"
        assert str(before) in said
        assert not list(demo.folder.glob("*.restored"))
        assert archive.name in manage("restore"), "left alone it lists what there is"
        manage("journal", "verify", "--dry-run")


def test_commands_as_an_administrator_gives_them_bring_a_copy_to_a_new_machine(demo: Place, elsewhere: Place) -> None:
    def command(place: Place, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=variables(place), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    with demo.entered():
        known = set(BasePage.objects.live().values_list("url_path", flat=True))
    command(demo, "backup")
    [archive] = demo.archives
    assert "journal verify" in command(elsewhere, "restore", str(archive))
    assert "odpowiada" in command(elsewhere, "ask_pages", "--each", "3")
    with elsewhere.entered():
        assert set(BasePage.objects.live().values_list("url_path", flat=True)) == known


def test_a_damaged_database_is_replaced_and_what_is_left_of_it_is_kept(demo: Place) -> None:
    with demo.entered():
        manage("backup")
        if connection.vendor == "sqlite":
            connection.close()
            (demo.folder / "db.sqlite3").write_bytes(b"to nie jest baza" * 1_000)
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE wagtailcore_page CASCADE")
        said = manage("restore", "newest", "--replace")
        assert NewsPage.objects.exists()
        for left in demo.folder.glob("db.sqlite3.before-*"):
            assert str(left) in said
            assert b"to nie jest baza" in left.read_bytes()


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


def test_a_bad_copy_is_refused_before_anything_is_touched(demo: Place, tmp_path: Path) -> None:
    with demo.entered():
        write("treść")
        manage("backup", "--keep-all")
        for number, data in enumerate(faults(demo.archives[-1].read_bytes())):
            bad = tmp_path / f"zla-{number}.tar"
            bad.write_bytes(data)
            with bad.open("rb") as archive, pytest.raises(BadCopyError):
                check(archive)
        assert "niczego nie zmieniono" in refused("restore", str(bad), "--replace")
        assert "nie jest dobra" in refused("restore_drill", str(bad))
        assert read() == "treść"
        assert not list(demo.folder.glob("*.before-*"))


def test_a_database_that_refuses_the_copy_leaves_the_files_as_they_were(
    demo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with demo.entered():
        manage("backup")
        write("po kopii")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("copies.databases.load", full)
        assert "No space left" in refused("restore", "newest", "--replace")
        assert read() == "po kopii"
        assert not list(demo.folder.glob("*.restored"))


@pytest.mark.parametrize("name", ["jawny-osrodek-20200101T030000Z.tar", "nie-ma.tar", "../nie-ma/stad.tar"])
def test_there_is_no_such_copy(demo: Place, name: str) -> None:
    with demo.entered():
        assert name in refused("restore", name, "--replace")


def test_old_copies_are_let_go_only_after_a_new_one_stands(demo: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    old = demo.folder / "copies" / "jawny-osrodek-20200101T030000Z.tar"
    strange = demo.folder / "copies" / "nie-nasza.tar"
    killed, at_work = (demo.folder / "copies" / f".unfinished-{name}" for name in ("killed", "at-work"))
    for folder in (killed, at_work):
        folder.mkdir(parents=True)
    os.utime(killed, (0, 0))
    with demo.entered():
        for path in (old, strange):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x")
        with monkeypatch.context() as failing:

            def fail(*_: object) -> None:
                raise DatabaseError("gone")

            failing.setattr("copies.databases.dump", fail)
            assert "gone" in refused("backup", "--keep", "1", "0", "0")
            assert demo.archives == [old, strange], "nothing half-made, nothing let go"
        said = manage("backup", "--keep", "1", "0", "0")
    assert old.name in said
    assert not old.exists()
    assert strange.exists()
    assert len(demo.archives) == 2
    assert (killed.exists(), at_work.exists()) == (False, True), "a process that was killed fills no disk"


def test_storages_without_folders_are_copied_and_put_back_too(demo: Place) -> None:
    elsewhere = {**demo.storages(), "default": IN_MEMORY, "copies": IN_MEMORY}
    with demo.entered(STORAGES=elsewhere):
        write("treść")
        said = manage("backup")
        assert said.partition(" ")[0] in storages["copies"].listdir("")[1]
        write("zmieniona")
        manage("restore", "newest", "--replace")
        assert read() == "treść"
        default_storage.save("documents/nowy.txt", ContentFile(b"nowy"))
        assert "default/documents/nowy.txt" in manage("restore", "newest", "--replace"), "nothing puts it aside"
        assert default_storage.exists("documents/nowy.txt")


def test_a_file_that_a_bucket_spoils_is_named(demo: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with demo.entered(STORAGES={**demo.storages(), "default": IN_MEMORY}):
        write("treść")
        manage("backup")
        put = restoring._put
        with monkeypatch.context() as spoiling:
            spoiling.setattr(restoring, "_put", lambda name, _content, storage: put(name, io.BytesIO(b"x"), storage))
            assert f"kopii: default/{NAME}" in refused("restore", "newest", "--replace")


def test_a_cache_that_cannot_be_emptied_keeps_nobody_from_forgetting_pages_and_is_told_of(
    demo: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise PermissionError("not your cache")

    last = tmp_path / "pages" / "gops.localhost" / "last" / "pages"
    with demo.entered(PAGES_DIR=tmp_path / "pages"):
        write("treść")
        manage("backup")
        write("zmieniona")
        last.mkdir(parents=True)
        (last / "index.html").write_text("z późniejszego dnia")
        with monkeypatch.context() as failing:
            failing.setattr(cache, "clear", refuse)
            said = refused("restore", "newest", "--replace")
        assert "not your cache" in said
        assert "journal verify" in said, "it goes on from here"
        assert read() == "treść"
    assert not last.exists()


def test_who_was_killed_between_the_old_database_and_the_new_one_restores_once_more(
    demo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server changes all tables in one transaction")
    place, rename = demo.folder / "db.sqlite3", Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target == place:
            raise KeyboardInterrupt
        return rename(path, target)

    with demo.entered():
        manage("backup")
        with monkeypatch.context() as dying:
            dying.setattr(Path, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                manage("restore", "newest", "--replace")
        [before] = demo.folder.glob("db.sqlite3.before-*")
        assert not place.exists()
        assert (demo.folder / "db.sqlite3.restored").exists()
        manage("restore", "newest", "--replace")
        assert NewsPage.objects.exists()
        assert before.exists()
