"""Put a copy back: the archive is read and compared, unpacked beside what is there, and only then takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection
from django.utils.timezone import now

from copies import databases
from copies.archive import CHUNK, check, digest_of, entries
from copies.manifest import BadCopyError, Manifest
from copies.signals import facts_wanted, put_back
from copies.storages import KEPT, copies, known_copies, moment_of, names_in, workplace

NEWEST = "newest"


class NotEmptyError(Exception):
    """Something stands where the copy is to go; a sentence says what."""


class Restored(NamedTuple):
    """What was put back."""

    manifest: Manifest
    aside: list[str]
    """Paths at which what was there before stays."""
    differing: list[str]
    """Tables, facts and files that are not as the copy says."""
    beyond: list[str]
    """Files that were stored after the copy, and stay: nothing puts them aside in an object storage or a mount."""
    unforgotten: list[str]
    """What whoever keeps something of the later day said when they could not forget it."""


@contextmanager
def opened(copy: str) -> Iterator[IO[bytes]]:
    """An archive by its path, by its name among the copies, or the newest. Raises FileNotFoundError."""
    if Path(copy).is_file():
        with Path(copy).open("rb") as file:
            yield file
        return
    known = known_copies()
    name = known[max(known)] if copy == NEWEST and known else copy
    if moment_of(name) is None or not copies().exists(name):
        raise FileNotFoundError(name)
    with copies().open(name) as stored:
        yield stored


def restore(copy: str, *, replace: bool = False) -> Restored:
    """Put a copy back and compare what then is there with it.

    Raises FileNotFoundError, BadCopyError, NotEmptyError, DatabaseRefusedError, OSError. Until the database is in its
    place, nothing has changed; what then could still fail is the renaming of two folders, or an object storage.
    Whatever it was, a loss of power too: the same command once more does it all.
    """
    with opened(copy) as archive:
        manifest = check(archive)
    if manifest.vendor != connection.vendor:
        raise BadCopyError(f"{manifest.vendor} → {connection.vendor}")
    if not replace:
        _refuse_what_is_there()
    before = f".before-{now().astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    beside = {alias: storage for alias in KEPT if (storage := _beside(storages[alias]))}
    try:
        with workplace() as folder:
            dumped = folder / databases.name_for(manifest.vendor)
            _unpack(copy, {**beside}, dumped)
            aside = databases.load(dumped, before)
        for alias, fresh in beside.items():
            aside += _take_place(fresh, storages[alias], before)
    finally:
        for fresh in beside.values():
            shutil.rmtree(fresh.location, ignore_errors=True)
    if others := {alias: storages[alias] for alias in KEPT if alias not in beside}:
        _unpack(copy, others, None)
    told = put_back.send_robust(sender=Manifest)
    unforgotten = [f"{receiver.__name__}: {said}" for receiver, said in told if isinstance(said, Exception)]
    differing, beyond = _differences(manifest)
    return Restored(manifest, aside, differing, beyond, unforgotten)


def _refuse_what_is_there() -> None:
    if tables := connection.introspection.table_names():
        raise NotEmptyError(f"{connection.settings_dict['NAME']}: {len(tables)}")
    for alias in KEPT:
        if name := next(names_in(storages[alias]), None):
            raise NotEmptyError(f"{alias}: {name}")


def _beside(storage: Storage) -> FileSystemStorage | None:
    """An empty folder beside a storage's own; None where there are no folders, or this one can't be renamed."""
    if not isinstance(storage, FileSystemStorage) or Path(storage.location).is_mount():
        return None
    place = Path(storage.location)
    fresh = place.with_name(f"{place.name}.restored")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    return FileSystemStorage(location=fresh)


def _take_place(fresh: FileSystemStorage, storage: Storage, before: str) -> list[str]:
    """Rename the folders; where the old one is now."""
    place, kept = Path(storage.path("")), []
    if place.exists():
        aside = place.with_name(place.name + before)
        place.replace(aside)
        kept = [str(aside)]
    Path(fresh.location).replace(place)
    return kept


def _unpack(copy: str, targets: dict[str, Storage], dumped: Path | None) -> None:
    """Write those files of the archive that belong to one of the storages, and the database's."""
    with opened(copy) as archive:
        for name, content in entries(archive):
            alias, _slash, rest = name.partition("/")
            if dumped and name == dumped.name:
                with dumped.open("wb") as file:
                    shutil.copyfileobj(content, file)
            elif rest and alias not in KEPT:
                raise BadCopyError(name)
            elif rest and alias in targets:
                _put(rest, content, targets[alias])


def _put(name: str, content: IO[bytes], storage: Storage) -> None:
    if storage.exists(name):  # where nothing could be put aside
        storage.delete(name)
    if isinstance(storage, FileSystemStorage):
        saved = storage.save(name, File(content))
    else:  # its client may want to read from the beginning again
        with SpooledTemporaryFile(max_size=CHUNK) as whole:
            shutil.copyfileobj(content, whole)
            saved = storage.save(name, File(whole))
    if saved != name:
        raise BadCopyError(name)


def _differences(manifest: Manifest) -> tuple[list[str], list[str]]:
    """What is not as the copy says, rows by table, facts by name, bytes by file; and files that it doesn't know."""
    stored = {f"{alias}/{name}": (storages[alias], name) for alias in KEPT for name in names_in(storages[alias])}
    files = {name: known for name, known in manifest.files.items() if name not in databases.NAMES.values()}
    there = {name: _digest(*stored[name]) for name in stored if name in files}
    differing = [
        *_unequal(manifest.rows, databases.rows()),
        *_unequal(manifest.facts, _facts()),
        *_unequal(files, there),
    ]
    return differing, sorted(stored.keys() - files.keys())


def _unequal(said: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    return [name for name in sorted(said.keys() | found.keys()) if said.get(name) != found.get(name)]


def _facts() -> dict[str, str]:
    """What receivers give now; one that can't answer, since the copy is older than the program, is a difference."""
    found: dict[str, str] = {}
    for receiver, given in facts_wanted.send_robust(sender=Manifest):
        found |= {receiver.__name__: repr(given)} if isinstance(given, Exception) else given
    return found


def _digest(storage: Storage, name: str) -> tuple[int, str]:
    with storage.open(name) as file:
        return digest_of(file)
