"""Keeps the bytes of files that versions show, for as long as a version shows them."""

from pathlib import PurePosixPath

from django.core.files import File

from history.models import Blob
from history.models.versions import blob_storage
from history.snapshots import SnapshotFile


def keep(file: SnapshotFile) -> Blob:
    """The file's bytes under their digest, stored unless they are there.

    Bytes go to the storage before the row: a transaction that fails leaves at most bytes that nothing names.
    """
    found = Blob.objects.filter(sha256=file.sha256).first()
    if found:
        return found
    storage = blob_storage()
    name = f"{file.sha256[:2]}/{file.sha256}"
    if not storage.exists(name):
        with file.open() as stream:
            name = storage.save(name, File(stream))
    return Blob.objects.create(sha256=file.sha256, mime=file.mime, size=storage.size(name), name=name)


def plain_name(name: str) -> str:
    """The file's own name without its folders."""
    return PurePosixPath(name).name[:255]
