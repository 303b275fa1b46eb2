"""Where the files of a copy are, and where copies are kept: on a disk or in an object storage, by settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.core.files.storage import Storage, storages

KEPT = ("default", "history")
"""Uploads, and the bytes that published versions showed; all else can be made again."""
COPIES = "copies"
PREFIX, SUFFIX, MOMENT = "jawny-osrodek-", ".tar", "%Y%m%dT%H%M%SZ"


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
