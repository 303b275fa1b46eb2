"""Whether a copy is whole, unchanged, and leads nowhere that it doesn't have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from delivery.mirror.links import DATA, MARKUP, STYLES, links_in
from delivery.mirror.manifest import INDEX, MANIFEST, SUMS, files_in, read_json, read_sums, sha256_of
from delivery.mirror.names import HTML, NOT_FOUND


def faults_of(folder: Path) -> Iterator[str]:
    """What is wrong with a copy, in sentences. Raises MirrorError when it is none."""
    data, sums = read_json(folder), read_sums(folder)
    there = set(files_in(folder)) - {SUMS}
    yield from _changed_files(folder, sums, there)
    yield from _untold(data, sums)
    yield from _lost_links(folder, data, there)


def _changed_files(folder: Path, sums: dict[str, str], there: set[str]) -> Iterator[str]:
    for name in sorted(sums.keys() - there):
        yield _("Missing: %(file)s") % {"file": name}
    for name in sorted(there - sums.keys()):
        yield _("Not of this copy: %(file)s") % {"file": name}
    for name in sorted(there & sums.keys()):
        place = folder / name
        if place.is_symlink() or not place.is_file() or sha256_of(place) != sums[name]:
            yield _("Changed: %(file)s") % {"file": name}


def _untold(data: dict[str, Any], sums: dict[str, str]) -> Iterator[str]:
    """Where the manifest and the digests disagree."""
    told = {MANIFEST: sums.get(MANIFEST), INDEX: sums.get(INDEX)}
    for site in data["sites"]:
        known = {row["address"] for row in site["addresses"]}
        for row in (*site["addresses"], *site["added"]):
            if file := row.get("file"):
                told[file] = row.get("sha256", sums.get(file))
            if (target := row.get("target")) and target not in known:
                message = _("%(address)s leads to %(target)s, which the manifest does not name.")
                yield message % {"address": row["address"], "target": target}
    for name in sorted(told.keys() | sums.keys()):
        if name not in told:
            yield _("The manifest does not name %(file)s.") % {"file": name}
        elif name not in sums or told[name] != sums[name]:
            yield _("The manifest and the digests do not agree on %(file)s.") % {"file": name}


def _lost_links(folder: Path, data: dict[str, Any], there: set[str]) -> Iterator[str]:
    yield from _lost_in(folder, INDEX, HTML, there, {})
    for site in data["sites"]:
        kept = {site["url"] + row["address"]: row for row in site["addresses"] if row.get("file")}
        for row in (*site["addresses"], *site["added"]):
            kind = row.get("type", HTML)
            if row.get("saved") or row.get("file") not in there or kind in DATA:
                continue
            if kind in MARKUP or kind == STYLES:
                yield from _lost_in(folder, row["file"], kind, there, kept, top=site["folder"])


def _lost_in(
    folder: Path, name: str, kind: str, there: set[str], kept: dict[str, Any], *, top: str = ""
) -> Iterator[str]:
    place = folder / name
    if place.is_symlink():
        return  # told as changed
    links = dict.fromkeys(url for url, _kind in links_in(place.read_text("utf-8", errors="replace"), kind))
    for url in links:
        try:
            target = urlsplit(url)
        except ValueError:
            yield _("%(file)s holds a link that can't be read: %(link)s") % {"file": name, "link": url}
            continue
        if target.scheme or target.netloc:
            if target.scheme == "file" or url.partition("#")[0] in kept:
                yield _("%(file)s leads out of the copy: %(link)s") % {"file": name, "link": url}
        elif target.path and _target_of(name, target.path, top) not in there:
            yield _("%(file)s leads to nothing: %(link)s") % {"file": name, "link": url}


def _target_of(name: str, path: str, top: str) -> str:
    """The file that a link leads to. Only the answer to wrong addresses, shown at any depth, begins at the top."""
    path = unquote(path)
    if path.startswith("/"):
        return f"{top}{normpath(path)}" if name == f"{top}/{NOT_FOUND}" else ""
    return normpath(f"{name.rpartition('/')[0]}/{path}".lstrip("/"))
