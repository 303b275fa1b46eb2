"""Make a copy: the database first, then the files, so that no page in it lacks a file that it had."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.core.files import File
from django.core.files.storage import storages
from django.db import connection
from django.utils.timezone import now

from copies import databases
from copies.archive import Writer
from copies.manifest import Manifest
from copies.retention import Kept, to_keep
from copies.signals import copy_made
from copies.storages import KEPT, copies, known_copies, name_at, names_in


class Copy(NamedTuple):
    """What was made."""

    name: str
    size: int
    files: int
    gone: list[str]
    """Files that were deleted between the copy of the database and their turn."""
    removed: list[str]
    """Older copies that were let go."""


def make_copy(kept: Kept | None = None) -> Copy:
    """Make a copy and let go of those that are no longer kept; None lets go of none.

    Raises DatabaseRefusedError, BadCopyError, OSError: then nothing was kept and nothing let go.
    """
    moment = now().astimezone(UTC).replace(microsecond=0)
    with TemporaryDirectory(prefix="jawny-osrodek-") as folder:
        place = Path(folder) / "copy.tar"
        gone = _write(place, Path(folder), moment)
        place.chmod(0o600)
        size = place.stat().st_size
        with place.open("rb") as file:
            name = copies().save(name_at(moment), File(file))
        number = len(gone[0])
    _close_to_others(name)
    removed = _let_go(kept) if kept else []
    copy_made.send(sender=Copy, at=moment)
    return Copy(name, size, number, gone[1], removed)


def _write(place: Path, folder: Path, moment: datetime) -> tuple[list[str], list[str]]:
    """The archive; names of its files, and of those that went meanwhile."""
    dumped = folder / databases.NAMES[connection.vendor] if connection.vendor in databases.NAMES else folder
    rows = databases.dump(dumped)
    manifest = Manifest(moment.isoformat(), connection.vendor, databases.migrations(), rows)
    writer, gone = Writer(place, manifest), []
    with dumped.open("rb") as file:
        writer.add(dumped.name, file, dumped.stat().st_size)
    for alias in KEPT:
        storage = storages[alias]
        for name in names_in(storage):
            try:
                with storage.open(name) as stored:
                    writer.add(f"{alias}/{name}", stored, stored.size)
            except FileNotFoundError:
                gone.append(f"{alias}/{name}")
    writer.close()
    return list(manifest.files), gone


def _close_to_others(name: str) -> None:
    """An archive holds everything: on a disk only its owner reads it."""
    try:
        Path(copies().path(name)).chmod(0o600)
    except NotImplementedError:  # an object storage has rights of its own
        return


def _let_go(kept: Kept) -> list[str]:
    known = known_copies()
    stays = to_keep(known, kept)
    removed = [name for moment, name in sorted(known.items()) if moment not in stays]
    for name in removed:
        copies().delete(name)
    return removed
