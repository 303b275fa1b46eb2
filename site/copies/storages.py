"""Where the files of a copy are, and where copies are kept: on a disk or in an object storage, by settings."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

KEPT = ("default", "history")
"""Uploads, and the bytes that published versions showed; all else can be made again."""
COPIES = "copies"
PREFIX, SUFFIX, MOMENT = "jawny-osrodek-", ".tar", "%Y%m%dT%H%M%SZ"
UNFINISHED, A_DAY = ".unfinished-", 24 * 60 * 60


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file of a storage, by its name. One that has no folder yet has none."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (f"{start}{name}" for name in sorted(files) if name)
    for name in sorted(folders):
        yield from names_in(storage, f"{start}{name}")


def copies() -> Storage:
    """Where archives are kept."""
    return storages[COPIES]


def keep(archive: Path, name: str) -> None:
    """Put a finished archive among the copies, whole or not at all, for its owner only. Raises OSError."""
    storage = copies()
    if not isinstance(storage, FileSystemStorage):  # an object storage has rights of its own, and no halves
        with archive.open("rb") as file:
            storage.save(name, File(file))
        return
    archive.chmod(0o600)
    with archive.open("rb") as file:
        os.fsync(file.fileno())
    archive.replace(storage.path(name))


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for what is being made, gone afterwards: on the disk of the copies, as a temporary one may be memory."""
    storage = copies()
    place = None
    if isinstance(storage, FileSystemStorage):
        Path(storage.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        place = storage.location if os.access(storage.location, os.W_OK) else None
        _clear(Path(storage.location))
    with TemporaryDirectory(prefix=UNFINISHED, dir=place) as folder:
        yield Path(folder)


def _clear(place: Path) -> None:
    """What a process left that was killed: it would fill the disk in time."""
    for folder in place.glob(f"{UNFINISHED}*"):
        if time.time() - folder.stat().st_mtime > A_DAY:
            shutil.rmtree(folder, ignore_errors=True)


def name_at(moment: datetime) -> str:
    """What the archive of a moment is called."""
    return f"{PREFIX}{moment.astimezone(UTC).strftime(MOMENT)}{SUFFIX}"


def moment_of(name: str) -> datetime | None:
    """The moment of an archive by its name; None for a file that is none of ours."""
    if not (name.startswith(PREFIX) and name.endswith(SUFFIX)):
        return None
    try:
        return datetime.strptime(name.removeprefix(PREFIX).removesuffix(SUFFIX), MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def known_copies() -> dict[datetime, str]:
    """The archives that are kept, by their moments."""
    try:
        _folders, files = copies().listdir("")
    except FileNotFoundError:
        return {}
    return {moment: name for name in files if (moment := moment_of(name))}
