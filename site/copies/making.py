"""Make a copy: the database first, then the files, so that no page in it lacks a file that it had."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.storage import storages
from django.db import connection
from django.utils.timezone import now

from copies import databases
from copies.archive import Writer
from copies.manifest import Manifest
from copies.retention import Kept, to_keep
from copies.signals import copy_made, facts_wanted
from copies.storages import KEPT, copies, keep, known_copies, name_at, names_in, workplace


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
    name = name_at(moment)
    if copies().exists(name):
        raise FileExistsError(name)
    with workplace() as folder:
        place = folder / name
        manifest, gone = _write(place, folder, moment)
        size = place.stat().st_size
        keep(place, name)
    removed = _let_go(kept) if kept else []
    copy_made.send(sender=Copy, at=moment)
    return Copy(name, size, len(manifest.files), gone, removed)


def _write(place: Path, folder: Path, moment: datetime) -> tuple[Manifest, list[str]]:
    """The archive; what it holds, and names of files that went meanwhile."""
    vendor, gone = connection.vendor, []
    dumped = folder / databases.name_for(vendor)
    said = databases.dump(dumped, lambda: (databases.migrations(), databases.rows(), _facts()))
    writer = Writer(place, Manifest(moment.isoformat(), vendor, *said))
    with dumped.open("rb") as file:
        writer.add(dumped.name, file, dumped.stat().st_size)
    dumped.unlink()
    for alias in KEPT:
        storage = storages[alias]
        for name in names_in(storage):
            try:
                with storage.open(name) as stored:
                    writer.add(f"{alias}/{name}", stored, stored.size)
            except FileNotFoundError:
                gone.append(f"{alias}/{name}")
    writer.close()
    return writer.manifest, gone


def _facts() -> dict[str, str]:
    """What receivers give; one that can't answer stops the copy."""
    found: dict[str, str] = {}
    given: Any
    for _receiver, given in facts_wanted.send(sender=Manifest):
        found |= given
    return found


def _let_go(kept: Kept) -> list[str]:
    known = known_copies()
    stays = to_keep(known, kept)
    removed = [name for moment, name in sorted(known.items()) if moment not in stays]
    for name in removed:
        copies().delete(name)
    return removed
