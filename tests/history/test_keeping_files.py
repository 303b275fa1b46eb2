"""Bytes of files are kept once, whoever publishes them and however a server came to stop."""

import hashlib
import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction

from history.files import keep
from history.models import Blob
from history.models.versions import blob_storage
from history.snapshots import SnapshotFile


def snapshot_file(data: bytes, opened: Callable[[], object] = lambda: None) -> SnapshotFile:
    def open_it() -> Any:
        opened()
        return io.BytesIO(data)

    return SnapshotFile("Wykaz", "wykaz.pdf", open_it)


def stored(blob: Blob) -> bytes:
    with blob.open() as stream:
        return stream.read()


def test_the_same_bytes_are_kept_once(db: None) -> None:
    first, second = (keep(snapshot_file(b"wykaz jeden")) for _ in range(2))
    assert first == second
    assert (stored(first), first.size, first.mime) == (b"wykaz jeden", 11, "application/pdf")


def test_bytes_half_written_by_a_killed_server_are_written_anew(db: None) -> None:
    data = b"wykaz drugi"
    digest = hashlib.sha256(data).hexdigest()
    blob_storage().save(f"{digest[:2]}/{digest}", ContentFile(data[:5]))
    assert stored(keep(snapshot_file(data))) == data


def test_a_file_that_another_site_keeps_meanwhile_is_found(db: None) -> None:
    """As on SQLite, where nobody else writes: the row comes between looking and creating."""
    data = b"wykaz trzeci"
    rivals: list[Blob] = []

    def rival() -> None:
        if len(rivals) == 0 and seen:
            rivals.append(keep(SnapshotFile("Inny", "inny.pdf", lambda: io.BytesIO(data))))

    seen: list[bool] = []
    file = snapshot_file(data, rival)
    assert file.sha256
    seen.append(True)
    with transaction.atomic():
        assert keep(file) == rivals[0]
    assert Blob.objects.filter(sha256=file.sha256).count() == 1


def test_two_sites_publish_the_same_file_at_once(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    data = b"wykaz czwarty"
    digest = hashlib.sha256(data).hexdigest()
    together = threading.Barrier(2, timeout=5)

    def publish(_number: int) -> str:
        try:
            file = snapshot_file(data)
            assert file.sha256
            with transaction.atomic():
                together.wait()
                return keep(file).pk
        finally:
            connection.close()

    def forget() -> None:
        Blob.objects.filter(pk=digest).delete()
        connection.close()

    with ThreadPoolExecutor(2) as pool:  # with connections of their own, outside the transaction of the test
        assert list(pool.map(publish, range(2))) == [digest, digest]
        assert blob_storage().exists(f"{digest[:2]}/{digest}")
        pool.submit(forget).result()
