"""A copy is of one moment, however busily people work while it is made, and keeps nobody from working."""

from __future__ import annotations

import tarfile
from pathlib import Path
from threading import Condition, Thread
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections, transaction

from compliance.backups import newest_backup, newest_verified
from copies import databases
from copies.archive import check, digest_of
from copies.making import make_copy
from copies.restoring import restore
from copies.signals import facts_wanted
from copies.storages import KEPT
from history.models import PublishedVersion
from news.models import NewsPage
from tests.copies.places import Place, manage
from tests.factories import publish_again


class Acknowledged(NamedTuple):
    """A publication that the editor was told of, and the file that was stored with it."""

    revision: int
    summary: str
    file: str


class Editor(Thread):
    """Publishes a page again and again, each time with another file, and deletes files of its own in between."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.done: list[Acknowledged] = []
        self.failure: Exception | None = None
        self._changed, self._stopped = Condition(), False

    def run(self) -> None:
        try:
            while not self._stopped:
                self._publish(len(self.done))
        except Exception as error:  # noqa: BLE001 -- told to whoever waits
            self.failure = error
        finally:
            connections["default"].close()
            with self._changed:
                self._stopped = True
                self._changed.notify_all()

    def _publish(self, number: int) -> None:
        page = NewsPage.objects.order_by("pk").first()
        page.summary = f"Zmiana numer {number}"
        file = default_storage.save(f"documents/obciążenie-{number}.txt", ContentFile(str(number).encode() * 1_000))
        passing = default_storage.save(f"documents/przelotny-{number}.txt", ContentFile(b"x"))
        with transaction.atomic():
            publish_again(page)
        default_storage.delete(passing)
        with self._changed:
            self.done.append(Acknowledged(page.live_revision_id, page.summary, file))
            self._changed.notify_all()
            self._changed.wait(0.2)  # one who works, not one who measures: others need the processor, too

    def go_on(self, more: int) -> None:
        """Wait until so many more publications were acknowledged."""
        with self._changed:
            wanted = len(self.done) + more
            assert self._changed.wait_for(lambda: self._stopped or len(self.done) >= wanted, timeout=120)
        assert self.failure is None, self.failure

    def stop(self) -> None:
        self._stopped = True
        self.join(timeout=120)
        assert self.failure is None, self.failure


def test_what_was_acknowledged_is_in_the_copy_and_what_came_later_is_not_there_by_half(
    demo: Place, elsewhere: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor()

    def work_on(sender: Any, **_: Any) -> dict[str, str]:
        """In the middle of the copying: the state is fixed, the bytes are yet to be read."""
        editor.go_on(2)
        return {}

    with demo.entered():
        editor.start()
        editor.go_on(2)
        before = list(editor.done)
        facts_wanted.connect(work_on)
        try:
            copy = make_copy()
        finally:
            facts_wanted.disconnect(work_on)
        during = editor.done[len(before) :]
        assert len(during) >= 2, "nobody had to wait for the copy"
        for name, value in demo.environment.items():
            monkeypatch.setenv(name, value)
        assert "Kopia jest dobra" in manage("restore_drill")
        editor.go_on(1)
        editor.stop()
        assert newest_verified() == newest_backup(), "a drill makes no copy newer than it is"
    assert [path.name for path in (demo.folder / "copies").iterdir()] == [copy.name], "nothing is left of the drill"
    with elsewhere.entered():
        assert_whole(demo.folder / "copies" / copy.name, before, during[-1])


def assert_whole(archive: Path, before: list[Acknowledged], last: Acknowledged) -> None:
    """What `restore` found, looked at once more without it."""
    done = restore(str(archive))
    assert done.differing == []
    with archive.open("rb") as file:
        manifest = check(file)
    assert databases.rows() == manifest.rows
    with tarfile.open(archive) as tar:
        names = {name for name in tar.getnames() if name.partition("/")[0] in KEPT}
        assert names == manifest.files.keys() - set(databases.NAMES.values())
        for name in names:
            assert digest_of(tar.extractfile(name)) == manifest.files[name]
    for publication in before:
        assert PublishedVersion.objects.filter(revision_id=publication.revision).exists(), publication
        assert default_storage.exists(publication.file)
    page = NewsPage.objects.order_by("pk").first()
    assert PublishedVersion.objects.filter(revision_id=page.live_revision_id).exists()
    assert int(page.summary.split()[-1]) < int(last.summary.split()[-1]), "of the moment at which the copying began"
    assert "porządku" in manage("journal", "verify", "--dry-run")
    connection.close()
