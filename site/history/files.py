"""Keeps the bytes of files that versions show, for as long as a version shows them."""

import os
from pathlib import PurePosixPath

from django.core.files import File
from django.db import transaction

from history.models import Blob
from history.models.versions import blob_storage
from history.snapshots import SnapshotFile


@transaction.atomic
def keep(file: SnapshotFile) -> Blob:
    """The file's bytes under their digest, stored unless they are there.

    The row comes first: of two sites that publish the same file at once one waits here for the other, and so does
    whoever would delete the bytes. A transaction that fails leaves at most bytes that nothing names.
    """
    # Locked, since an anonymisation may be deleting it: then there is none any more.
    found = Blob.objects.select_for_update(no_key=True).filter(sha256=file.sha256).first()
    if found:
        return found
    name = f"{file.sha256[:2]}/{file.sha256}"
    storage = blob_storage()
    with file.open() as stream:
        size = stream.seek(0, os.SEEK_END)
        blob, _created = Blob.objects.get_or_create(
            sha256=file.sha256, defaults={"mime": file.mime, "size": size, "name": name}
        )
        if storage.exists(blob.name) and storage.size(blob.name) != size:
            storage.delete(blob.name)  # a server that was killed had begun to write them
        if not storage.exists(blob.name):
            stream.seek(0)
            storage.save(blob.name, File(stream))
    return blob


def plain_name(name: str) -> str:
    """The file's own name without its folders."""
    return PurePosixPath(name).name[:255]
