"""The name of what is installed: pages that another version of the code made are not shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_LOOKED_AT = frozenset({".py", ".html", ".mo", ".json", ".css", ".js", ".svg"})


def release_of(folders: Iterable[Path], settings: str = "") -> str:
    """Twelve characters that change with any file of the folders and with the settings, the same on every machine."""
    digest = hashlib.sha256(settings.encode())
    for folder in folders:
        for path in sorted(found for found in folder.rglob("*") if found.suffix in _LOOKED_AT):
            digest.update(f"{path.relative_to(folder)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
