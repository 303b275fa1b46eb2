"""An archive: a tar file of the database and of every stored file, which ends with its manifest."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from copies.manifest import NAME, BadCopyError, Manifest

CHUNK = 1 << 20


class Writer:
    """Adds files and remembers what they were; `close` writes the manifest."""

    def __init__(self, place: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._tar = tarfile.open(place, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 -- closed by `close`

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Add a file. Raises BadCopyError for one that is shorter than it said."""
        counted = _Digest(source, size)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        try:
            self._tar.addfile(entry, counted)
        except OSError as error:
            raise BadCopyError(f"{name}: {error}") from error
        self.manifest.files[name] = (size, counted.digest)

    def close(self) -> None:
        """Write the manifest and the end of the archive."""
        data = self.manifest.dump()
        entry = tarfile.TarInfo(NAME)
        entry.size, entry.mode = len(data), 0o600
        self._tar.addfile(entry, io.BytesIO(data))
        self._tar.close()


class _Digest:
    """Reads a known number of bytes of a file that may grow meanwhile, and digests them."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self._source, self._left, self._hash = source, size, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._source.read(wanted)
        self._left -= len(data)
        self._hash.update(data)
        return data

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def entries(archive: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """The files of an archive in their order, each to be read before the next. Raises BadCopyError."""
    try:
        with tarfile.open(fileobj=archive, mode="r|") as tar:
            for entry in tar:
                content = tar.extractfile(entry) if entry.isreg() else None
                if content is None or not is_plain(entry.name):
                    raise BadCopyError(entry.name)
                yield entry.name, content
    except (tarfile.TarError, EOFError) as error:
        raise BadCopyError(str(error)) from error


def is_plain(name: str) -> bool:
    """Whether a name leads nowhere out of its folder."""
    parts = name.split("/")
    return bool(name) and "\\" not in name and not name.startswith("/") and not {"", ".", ".."} & set(parts)


def check(archive: IO[bytes]) -> Manifest:
    """Read the whole archive and hold each file against the manifest. Raises BadCopyError with what differs."""
    try:
        return _check(archive)
    except (tarfile.TarError, EOFError) as error:  # cut off within a file
        raise BadCopyError(str(error)) from error


def _check(archive: IO[bytes]) -> Manifest:
    found: dict[str, tuple[int, str]] = {}
    manifest: Manifest | None = None
    for name, content in entries(archive):
        if manifest is not None:
            raise BadCopyError(name)  # nothing comes after the manifest
        if name == NAME:
            manifest = Manifest.load(content.read())
            continue
        found[name] = digest_of(content)
    if manifest is None:
        raise BadCopyError(NAME)
    differing = sorted({name for name, _known in set(found.items()) ^ set(manifest.files.items())})
    if differing:
        raise BadCopyError(", ".join(differing[:10]))
    return manifest


def digest_of(content: Any) -> tuple[int, str]:
    """Bytes and SHA-256 of what can be read."""
    size, digest = 0, hashlib.sha256()
    while data := content.read(CHUNK):
        size += len(data)
        digest.update(data)
    return size, digest.hexdigest()
