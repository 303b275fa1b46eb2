"""The whole public journal as one archive, for checking without the site.

Texts go through temporary files, since the lines and what discloses them must come from one moment; attachments are
copied straight from the storage. Memory stays the same however long the journal is.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import IO

from django.utils import timezone
from wagtail.models import Site

from history.checkpoints import latest_key, public_line
from history.disclosures import FILE_KIND, line_chunks, open_disclosures, public_bytes
from history.models import Blob, Journal, JournalEntry

BLOCK = 64 * 1024
ATTEMPTS = 5
Date = tuple[int, int, int, int, int, int]
EARLIEST: Date = (1980, 1, 1, 0, 0, 0)
"""An archive can say no earlier one."""


class _Outlet(io.RawIOBase):
    """Where the archive is written to; emptied by whoever sends it on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]  # any buffer
        self._parts.append(part)
        return len(part)

    def drain(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def archive(site: Site, journal: Journal, extra: dict[str, bytes]) -> Iterator[bytes]:
    """The archive's bytes, piece by piece; `extra` are further small files by name."""
    with ExitStack() as stack:
        lines, values = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(2))
        size, files = _spool(site, journal, lines, values)
        pack = partial(_pack, at=_last_entry(journal, size))
        outlet = _Outlet()
        packed = stack.enter_context(zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED))
        yield from pack(packed, outlet, "dziennik.jsonl", lines)
        yield from pack(packed, outlet, "ujawnienia.jsonl", values)
        checkpoints = journal.checkpoints.filter(size__lte=size).select_related("journal").order_by("pk")
        points = b"".join(public_line(checkpoint) + b"\n" for checkpoint in checkpoints.iterator())
        small = {"punkty-kontrolne.jsonl": points, "klucz.pem": latest_key(journal).encode(), **extra}
        for name, data in small.items():
            yield from pack(packed, outlet, name, io.BytesIO(data))
        for sha256 in files:
            blob = Blob.objects.filter(pk=sha256).first()
            if blob is None:  # anonymised a moment ago
                continue
            try:
                with blob.open() as stream:
                    yield from pack(packed, outlet, f"pliki/{sha256}", stream, zipfile.ZIP_STORED)
            except OSError:  # lost bytes: the verifier must say so, not the download break off
                continue
        packed.close()
        yield outlet.drain()


def _last_entry(journal: Journal, size: int) -> Date:
    """The time of what is packed: the same journal gives the same archive, whenever somebody asks for it."""
    moment = JournalEntry.objects.filter(journal=journal, seq=size).values_list("at", flat=True).first()
    return timezone.localtime(moment).timetuple()[:6] if moment else EARLIEST


def _spool(site: Site, journal: Journal, lines: IO[bytes], values: IO[bytes]) -> tuple[int, list[str]]:
    """Write both texts as of one moment; returns the number of lines and the files that are disclosed.

    Whatever changes what is disclosed appends an entry: when none came meanwhile, both texts belong together.
    """
    files: dict[str, None] = {}
    size = 0
    for _attempt in range(ATTEMPTS):
        files, size = {}, 0
        for stream in (lines, values):
            stream.seek(0)
            stream.truncate()
        for disclosure in open_disclosures(site):
            values.write(public_bytes(disclosure) + b"\n")
            if disclosure.kind.startswith(FILE_KIND):
                files[disclosure.parsed["sha256"]] = None
        for chunk in line_chunks(journal):
            lines.write(b"".join(line + b"\n" for line in chunk))
            size += len(chunk)
        before, journal.size = journal.size, Journal.objects.values_list("size", flat=True).get(pk=journal.pk)
        if before == journal.size:
            break
    return size, list(files)


def _pack(
    packed: zipfile.ZipFile,
    outlet: _Outlet,
    name: str,
    stream: IO[bytes],
    method: int = zipfile.ZIP_DEFLATED,
    *,
    at: Date,
) -> Iterator[bytes]:
    stream.seek(0)
    info = zipfile.ZipInfo(name, at)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    with packed.open(info, "w") as target:
        while block := stream.read(BLOCK):
            target.write(block)
            yield outlet.drain()
    yield outlet.drain()
