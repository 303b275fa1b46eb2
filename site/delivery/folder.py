"""The store on disk: plain files, which any web server can hand out.

    HOST/STATE/pages/zasilki/index.html   (.gz, .br)   what is right now, whatever the clock does before midnight
    HOST/STATE/apart/…                                 what ends earlier, isn't HTML or has headers of its own: not for
                                                       a web server that knows nothing but the bytes
    HOST/STATE/facts/zasilki/index.html.json           status, headers, digests
    HOST/last/pages/…, HOST/last/facts/…               the last good answers, for when the database is gone

Files are written aside and renamed. Facts come last, so what has facts has its bodies; what doesn't match its digest is
deleted and made again. Nothing here is ever missed: the folder may be deleted at any time.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from delivery.asking import Asked
from delivery.entries import IDENTITY, SUFFIXES, Entry, Facts, SpoiltError, digest_of

logger = logging.getLogger(__name__)

LAST = "last"
# Files of a state that is past may still be read for a moment.
SECONDS_KEPT = 60
# Addresses of a host that can be kept of one state; comparisons of versions alone could be many more. Each process
# counts what it finds when it first writes, and what it adds itself: several may together keep as many times more.
MOST_ENTRIES = 20_000
# What the store itself puts into the folder of a host.
_OWN = re.compile(rf"{LAST}(?:-[0-9a-f]+)?|[0-9]+-[0-9a-f]{{16}}-.+")


class Folder:
    """The store of one installation. Errors of the disk make the site slower, never broken."""

    def __init__(self, place: Path, most_entries: int = MOST_ENTRIES) -> None:
        self.place, self.most_entries = place, most_entries
        self._counted: dict[Path, int] = {}

    def read(self, asked: Asked, state: str) -> Facts | None:
        """The facts of a kept answer; None when there is none, or a spoilt one."""
        place = self._facts(asked, state)
        try:
            return Facts.load(place.read_bytes())
        except OSError:
            return None
        except (SpoiltError, ValueError, TypeError, KeyError) as error:
            self._drop(place, error)
            return None

    def body(self, asked: Asked, state: str, facts: Facts, encoding: str) -> bytes | None:
        """The bytes in an encoding; None when they are gone or spoilt."""
        for kind in ("pages", "apart"):
            place = self._body(asked, state, kind, encoding)
            with suppress(OSError):
                data = place.read_bytes()
                if digest_of(data) == facts.digests[encoding]:
                    return data
                self._drop(self._facts(asked, state), SpoiltError(place.name))
        return None

    def write(self, asked: Asked, state: str, entry: Entry, *, apart: bool) -> bool:
        """Keep an answer, also as the last good one; whether that could be done."""
        if not self._has_room(asked, state):
            return False
        kind, other = ("apart", "pages") if apart else ("pages", "apart")
        try:
            for encoding in SUFFIXES:  # of the day before, in the same state, it may have been of the other kind
                self._body(asked, state, other, encoding).unlink(missing_ok=True)
            for encoding, data in entry.bodies.items():
                _write(self._body(asked, state, kind, encoding), data)
            _write(self._facts(asked, state), entry.facts.dump())
            if self._has_room(asked, LAST):
                self._link_last(asked, state, kind, entry.bodies)
        except OSError as error:  # full, read-only, or a name that is too long
            logger.warning("A page could not be kept: %s", type(error).__name__)
            return False
        return True

    def keep_last(self, asked: Asked, state: str, facts: Facts) -> None:
        """Keep what was written of a state as the last good answer, too."""
        if self._has_room(asked, LAST):
            with suppress(OSError):
                kind = "pages" if self._body(asked, state, "pages", IDENTITY).exists() else "apart"
                self._link_last(asked, state, kind, facts.digests)

    def has_last(self, asked: Asked) -> bool:
        """Whether there is a last good answer, so that `paths` names its address."""
        place = f"{self.place}/{asked.host}/{LAST}/facts/{_name(asked.path)}.json"
        return os.path.exists(place)  # noqa: PTH110 -- at every answer that caches may keep; a third of pathlib's time

    def _link_last(self, asked: Asked, state: str, kind: str, encodings: Iterable[str]) -> None:
        for encoding in encodings:
            _link(self._body(asked, state, kind, encoding), self._body(asked, LAST, "pages", encoding))
        _link(self._facts(asked, state), self._facts(asked, LAST))

    def forget_last(self, asked: Asked) -> None:
        """There is no such page any more: it must not come back when the database goes.

        Nor when the application is gone: a web server in front looks at bodies alone.
        """
        bodies = [self._body(asked, LAST, "pages", encoding) for encoding in SUFFIXES]
        for place in (self._facts(asked, LAST), *bodies):
            with suppress(OSError):
                place.unlink()

    def forget_all_last(self, host: str) -> None:
        """Something was withdrawn from a site."""
        with suppress(OSError):
            gone = self.place / host / f"{LAST}-{token_hex(4)}"
            (self.place / host / LAST).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def paths(self, host: str) -> Iterator[str]:
        """The addresses that were ever kept of a host."""
        for found in sorted(_files(str(self.place / host / LAST / "facts"), "/")):
            path, _dot, kind = found.rpartition(".")
            if kind == "json":
                yield path.removesuffix("index.html") if path.endswith("/index.html") else path

    def hosts(self) -> list[str]:
        """The hosts of which something was kept."""
        with suppress(OSError):
            return sorted(found.name for found in self.place.iterdir() if found.is_dir())
        return []

    def clear_past(self, host: str, state: str) -> None:
        """Delete what was kept of other states."""
        with suppress(OSError):
            for found in (self.place / host).iterdir():
                old = time.time() - found.lstat().st_mtime > SECONDS_KEPT
                if found.name not in {LAST, state} and old and not found.is_symlink():
                    shutil.rmtree(found, ignore_errors=True)

    def clear_host(self, host: str) -> None:
        """Delete what was kept of a host that is no site's any more; what somebody else put there stays."""
        with suppress(OSError):
            for found in (self.place / host).iterdir():
                if _OWN.fullmatch(found.name):
                    shutil.rmtree(found, ignore_errors=True)
            (self.place / host).rmdir()

    def clear_unfinished(self, host: str) -> None:
        """Delete what was being written aside, or forgotten, when a process was killed; `last` would keep it for ever.

        Whoever has been writing for a minute, and is not dead after all, finds the file gone and keeps nothing.
        """
        for found in (self.place / host).rglob("*.tmp"):  # no address ends so
            with suppress(OSError):
                if time.time() - found.lstat().st_mtime > SECONDS_KEPT:
                    found.unlink()
        last = self.place / host / LAST
        for name in _files(str(last / "pages"), ""):
            with suppress(OSError):
                # A body comes a moment before its facts, as another name of an older file: that changes `st_ctime`.
                without_facts = not (last / "facts" / f"{name.removesuffix('.gz').removesuffix('.br')}.json").exists()
                if without_facts and time.time() - (last / "pages" / name).lstat().st_ctime > SECONDS_KEPT:
                    (last / "pages" / name).unlink()

    def _has_room(self, asked: Asked, state: str) -> bool:
        """Whether an address may be added; one that is there may be written again."""
        root = self.place / asked.host / state
        if root not in self._counted:
            others = {place: number for place, number in self._counted.items() if place.parent != root.parent}
            last = self.place / asked.host / LAST
            self._counted = {**others, root: _count(root), last: _count(last)}
            if state != LAST:
                self.clear_past(asked.host, state)
        if self._facts(asked, state).exists():
            return True
        self._counted[root] += 1
        return self._counted[root] <= self.most_entries

    def _facts(self, asked: Asked, state: str) -> Path:
        return self.place / asked.host / state / "facts" / f"{_name(asked.path)}.json"

    def _body(self, asked: Asked, state: str, kind: str, encoding: str) -> Path:
        return self.place / asked.host / state / kind / f"{_name(asked.path)}{SUFFIXES[encoding]}"

    @staticmethod
    def _drop(place: Path, error: Exception) -> None:
        logger.warning("A kept page was spoilt and is made again: %s", error)
        with suppress(OSError):
            place.unlink()


def _count(root: Path) -> int:
    return sum(1 for _found in (root / "facts").rglob("*.json"))


def _files(place: str, name: str) -> Iterator[str]:
    """Names of files below a folder; a third of `Path.rglob`'s time, for which an editor may wait."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{name}{entry.name}/")
            else:
                yield name + entry.name


def _name(path: str) -> str:
    return path[1:] + "index.html" if path.endswith("/") else path[1:]


def _write(place: Path, data: bytes) -> Path:
    """Write aside and rename: a reader finds all of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{place.name}.{token_hex(4)}.tmp")
    try:
        aside.write_bytes(data)
        aside.replace(place)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return place


def _link(source: Path, target: Path) -> None:
    """A second name for the same bytes; where the disk knows none, a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{token_hex(4)}.tmp")
    try:
        try:
            os.link(source, aside)
        except OSError:
            shutil.copyfile(source, aside)
        aside.replace(target)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
