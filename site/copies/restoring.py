"""Put a copy back: first the whole archive is read and compared, then files and database are replaced."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection

from copies import databases
from copies.archive import check, digest_of, entries
from copies.manifest import NAME, BadCopyError, Manifest
from copies.storages import KEPT, copies, known_copies, names_in

NEWEST = "newest"


class NotEmptyError(Exception):
    """Something stands where the copy is to go; a sentence says what."""


class Restored(NamedTuple):
    """What was put back."""

    manifest: Manifest
    differing: list[str]
    """Tables and files that are not as the copy says."""


@contextmanager
def opened(copy: str) -> Iterator[IO[bytes]]:
    """An archive by its path, by its name among the copies, or the newest. Raises FileNotFoundError."""
    if Path(copy).is_file():
        with Path(copy).open("rb") as file:
            yield file
        return
    known = known_copies()
    name = known[max(known)] if copy == NEWEST and known else copy
    if not copies().exists(name):
        raise FileNotFoundError(name)
    with copies().open(name) as stored:
        yield stored


def restore(copy: str, *, replace: bool = False) -> Restored:
    """Put a copy back and compare what then is there with it.

    Raises FileNotFoundError, BadCopyError, NotEmptyError, DatabaseRefusedError, OSError; before the files are touched,
    nothing has changed.
    """
    with opened(copy) as archive:
        manifest = check(archive)
    if manifest.vendor != connection.vendor:
        raise BadCopyError(f"{manifest.vendor} → {connection.vendor}")
    if not replace:
        _refuse_what_is_there()
    with TemporaryDirectory(prefix="jawny-osrodek-") as folder:
        dumped = Path(folder) / databases.NAMES[manifest.vendor]
        _put_aside()
        with opened(copy) as archive:
            for name, content in entries(archive):
                _put(name, content, dumped)
        databases.load(dumped, replace=True)
    return Restored(manifest, _differences(manifest))


def _refuse_what_is_there() -> None:
    if tables := connection.introspection.table_names():
        raise NotEmptyError(f"{connection.settings_dict['NAME']}: {len(tables)}")
    for alias in KEPT:
        if name := next(names_in(storages[alias]), None):
            raise NotEmptyError(f"{alias}: {name}")


def _put_aside() -> None:
    """What is on a disk stays under another name until somebody deletes it."""
    for alias in KEPT:
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage) and Path(storage.location).exists():
            place = Path(storage.location)
            before = place.with_name(f"{place.name}.before")
            shutil.rmtree(before, ignore_errors=True)
            place.replace(before)


def _put(name: str, content: IO[bytes], dumped: Path) -> None:
    if name == NAME:
        return
    if name == dumped.name:
        with dumped.open("wb") as file:
            shutil.copyfileobj(content, file)
        return
    alias, _slash, rest = name.partition("/")
    if alias not in KEPT or not rest:
        raise BadCopyError(name)
    storage = storages[alias]
    if storage.exists(rest):  # only an object storage, which nothing was put aside in
        storage.delete(rest)
    if storage.save(rest, File(content)) != rest:
        raise BadCopyError(name)


def _differences(manifest: Manifest) -> list[str]:
    """What is there now and is not as the copy says: rows by table, bytes by file."""
    now = databases.rows()
    found = [table for table in sorted(now.keys() | manifest.rows.keys()) if now.get(table) != manifest.rows.get(table)]
    stored = {f"{alias}/{name}": (storages[alias], name) for alias in KEPT for name in names_in(storages[alias])}
    for name, known in manifest.files.items():
        if name in databases.NAMES.values():
            continue
        if name not in stored or _digest(*stored[name]) != known:
            found.append(name)
    return [*found, *sorted(stored.keys() - manifest.files.keys())]


def _digest(storage: Storage, name: str) -> tuple[int, str]:
    with storage.open(name) as file:
        return digest_of(file)
