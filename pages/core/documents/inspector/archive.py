"""Zip archives that are published as such: every file in them is one that might be published by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pages.core.documents.inspector.file import File, Finding, RefusedError, Text
from pages.core.documents.inspector.zipped import opened

PICTURES = frozenset({"avif", "gif", "jpg", "jpeg", "png", "webp", "tif", "tiff"})
DATA = frozenset({"cpg", "dbf", "geojson", "gml", "md", "prj", "shp", "shx", "tsv"})
ARCHIVES = frozenset({"zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "cab", "iso"})


def inspect_zip(_kind: str, file: File) -> Iterator[Finding]:
    """What the files in an archive are refused for, each looked into as if it came alone; and their texts."""
    from pages.core.documents.inspector.kinds import INSPECTORS, inspect

    archive = opened(file)
    found = False
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        found = True
        kind = PurePosixPath(entry.filename).suffix.lower().removeprefix(".")
        if kind in ARCHIVES:
            raise RefusedError("nested-archive")
        if kind not in file.allowed | PICTURES | DATA:
            raise RefusedError("zip-programs")
        if kind in INSPECTORS and entry.file_size:
            for one in inspect(kind, file.inside(archive.read(entry))):
                if isinstance(one, Text):
                    yield one
    if not found:
        raise RefusedError("empty")
