"""What a copy says of itself: `manifest.json`, and `SHA256SUMS` as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from delivery.mirror.errors import MirrorError

FORMAT = "jawny-osrodek-mirror/1"
MANIFEST, SUMS, INDEX = "manifest.json", "SHA256SUMS", "index.html"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_SITE = ("url", "folder", "addresses", "added")


def sha256_of(file: Path) -> str:
    """The digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_in(folder: Path) -> Iterator[str]:
    """Names of all that lies below a folder and is no folder, in one order everywhere."""
    yield from sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def write_json(folder: Path, data: dict[str, Any]) -> None:
    """Write the manifest."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def write_sums(folder: Path, known: dict[str, str]) -> str:
    """Write the digests of all files, those already known included; returns the digest of the list itself."""
    lines = [f"{known.get(name) or sha256_of(folder / name)}  {name}\n" for name in files_in(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return sha256_of(folder / SUMS)


def is_mirror(folder: Path) -> bool:
    """Whether a folder was made here."""
    try:
        read_json(folder)
    except MirrorError:
        return False
    return True


def read_json(folder: Path) -> dict[str, Any]:
    """The manifest. Raises MirrorError when there is none, or none that can be read."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        whole = data["format"] == FORMAT and datetime.fromisoformat(data["made_at"]).tzinfo is not None
        whole = whole and all(name in site for site in data["sites"] for name in _SITE)
        whole = whole and all(
            isinstance(row["address"], str) for site in data["sites"] for row in (*site["addresses"], *site["added"])
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise MirrorError(_("%(folder)s is no copy of the sites.") % {"folder": folder}) from error
    if not whole:
        raise MirrorError(_("%(folder)s is no copy of the sites.") % {"folder": folder})
    return data


def read_sums(folder: Path) -> dict[str, str]:
    """Digests by the names of the files. Raises MirrorError."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise MirrorError(_("%(file)s can't be read.") % {"file": SUMS}) from error
    found = [_LINE.fullmatch(line) for line in lines]
    if not all(found):
        raise MirrorError(_("%(file)s can't be read.") % {"file": SUMS})
    return {match[2]: match[1] for match in found if match}
