"""The shape of a zip archive, which office files are too: what it unpacks to, and whether its names stay inside."""

from __future__ import annotations

import re
import stat
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pages.core.documents.inspector.file import File, RefusedError

MOST_ENTRIES = 5_000
MOST_UNPACKED = 400_000_000
"""Bytes that all entries together may unpack to."""
MOST_RATIO = 200
"""How many times larger the unpacked may be, once it is `BIG`: sheets of a spreadsheet shrink to a fiftieth."""
BIG = 50_000_000
MOST_DEPTH = 2
"""Archives in archives: a spreadsheet behind a chart of a presentation in a zip."""

START = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_SIZE = 22
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")


def opened(file: File) -> ZipFile:
    """The archive, looked at from outside and measured. Raises RefusedError."""
    data = file.data
    if not data.startswith(START):
        raise RefusedError("not-as-named")
    if file.depth > MOST_DEPTH:
        raise RefusedError("bomb")
    _check_end(data)
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
        _check_entries(entries, len(data))
        _measure(archive, entries, len(data))
    except (BadZipFile, NotImplementedError, OSError, EOFError, ValueError, struct.error) as error:
        raise RefusedError("damaged") from error
    return archive


def _check_end(data: bytes) -> None:
    """Nothing may stand after the archive: it would be a second file in the first."""
    place = data.rfind(_END)
    if place < 0 or len(data) < place + _END_SIZE:
        raise RefusedError("damaged")
    comment = int.from_bytes(data[place + 20 : place + 22], "little")
    if place + _END_SIZE + comment != len(data):
        raise RefusedError("two-files")


def _check_entries(entries: list[ZipInfo], size: int) -> None:
    if not entries:
        raise RefusedError("empty")
    if len(entries) > MOST_ENTRIES:
        raise RefusedError("bomb")
    names = set()
    for entry in entries:
        name = entry.filename
        if is_hostile(entry.orig_filename) or is_hostile(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise RefusedError("zip-paths")
        if name in names:
            raise RefusedError("damaged")
        names.add(name)
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError("encrypted")
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise RefusedError("damaged")
    packed = sum(entry.compress_size for entry in entries)
    if packed > size or min(entry.header_offset for entry in entries) != 0:
        # Entries that lie over one another, or something before the first.
        raise RefusedError("bomb" if packed > size else "two-files")
    _check_size(sum(entry.file_size for entry in entries), size)


def is_hostile(name: str) -> bool:
    """Whether a name leads out of the folder that an archive is unpacked to, or can't be read."""
    parts = name.replace("\\", "/").split("/")
    return bool(_ABSOLUTE.match(name) or ".." in parts or any(ord(sign) < 32 for sign in name))


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED or (unpacked > BIG and unpacked > MOST_RATIO * packed):
        raise RefusedError("bomb")


def _measure(archive: ZipFile, entries: list[ZipInfo], size: int) -> None:
    """Unpack everything and keep nothing: what an archive says of itself may be less than what comes out of it."""
    total = 0
    for entry in entries:
        said, entry.file_size = entry.file_size, MOST_UNPACKED + 1
        real = 0
        try:
            with archive.open(entry) as source:
                while chunk := source.read(_CHUNK):
                    real += len(chunk)
                    _check_size(total + real, size)
        finally:
            entry.file_size = said
        if real > said:
            raise RefusedError("bomb")
        total += real
