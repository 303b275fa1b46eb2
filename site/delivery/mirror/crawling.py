"""Reading a whole site as a visitor who follows every link; what it says is written down as it was said."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from delivery.mirror.asking import Answer, asked
from delivery.mirror.errors import MirrorError
from delivery.mirror.links import DATA, MARKUP, STYLES, Kind, addresses_in, links_in
from delivery.mirror.names import HTML, NOT_FOUND, file_for
from delivery.mirror.origins import Origin, is_copied

SHOWN = frozenset({200, 410})
LEADS_ON = frozenset({301, 302, 303, 307, 308})
BUSY = 503
PATIENCE = 5
MOST_REDIRECTS = 10
# No file that holds links comes near; a file that does is copied without being read.
MOST_READ = 64 * 1024 * 1024


class Limits(NamedTuple):
    """Where a crawl gives up: a site that makes up ever new addresses would fill the disk."""

    addresses: int = 200_000
    steps: int = 5_000


@dataclass
class Entry:
    """An address and what became of it."""

    address: str
    status: int = 0
    type: str = ""
    file: str = ""
    """Below the site's folder; "" where there is nothing to keep."""
    target: str = ""
    """Where a redirect leads, if it stays on the site."""
    found_on: str = ""
    steps: int = 0
    linked: bool = False
    """From a page, and not only from data."""
    is_saved: bool = False
    """Browsers save it: left to the byte, whatever it is."""
    has_links: bool = field(default=False)


class SiteCopy:
    """What was found of one site."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.entries: dict[str, Entry] = {}
        self.journal: dict[str, Any] = {}
        """How far the site's journal went."""

    def kept(self, address: str) -> Entry | None:
        """The entry with a file that an address leads to, through redirects; None where there is none."""
        entry = self.entries.get(address)
        for _step in range(MOST_REDIRECTS):
            if entry is None or not entry.target:
                break
            entry = self.entries.get(entry.target)
        return entry if entry and entry.file else None

    @property
    def missing(self) -> list[Entry]:
        """Pages lead there, and the site itself has nothing to show."""
        return [
            entry
            for entry in self.entries.values()
            if entry.linked and entry.status >= 400 and not entry.file and entry.status not in {401, 403}
        ]


class Crawl:
    """One walk through one site."""

    def __init__(self, origin: Origin, folder: Path, limits: Limits) -> None:
        self.copy = SiteCopy(origin)
        self._origin, self._folder, self._limits = origin, folder, limits
        self._waiting: deque[Entry] = deque()
        self._files: dict[str, str] = {}

    def run(self, beside: Iterable[str] = ()) -> SiteCopy:
        """Follow every link from where sites begin and from addresses `beside`, nearest first.

        Raises MirrorError where the site fails or doesn't end.
        """
        for start in (*settings.MIRROR_STARTS, *beside):
            self._find(start, None, linked=False)
        self._find(f"/{NOT_FOUND}", None, linked=False)
        while self._waiting:
            self._visit(self._waiting.popleft())
        if not self.copy.kept("/"):
            message = _("%(url)s has no public home page.")
            raise MirrorError(message % {"url": self._origin.root})
        return self.copy

    def _find(self, address: str, source: Entry | None, *, linked: bool) -> None:
        known = self.copy.entries.get(address)
        if known:
            if linked and not known.linked:
                known.linked, known.found_on = True, source.address if source else ""
            return
        if not is_copied(address):
            return
        if len(self.copy.entries) >= self._limits.addresses:
            message = _("%(url)s has more than %(count)d addresses; the last one is %(address)s, found on %(page)s.")
            raise MirrorError(message % self._facts(address, source, self._limits.addresses))
        steps = source.steps + 1 if source else 0
        if steps > self._limits.steps:
            message = _("%(address)s on %(url)s is more than %(count)d links away, found on %(page)s.")
            raise MirrorError(message % self._facts(address, source, self._limits.steps))
        entry = Entry(address, steps=steps, found_on=source.address if source else "", linked=linked)
        self.copy.entries[address] = entry
        self._waiting.append(entry)

    def _facts(self, address: str, source: Entry | None, count: int) -> dict[str, object]:
        return {
            "url": self._origin.root,
            "address": address,
            "page": source.address if source else "–",
            "count": count,
        }

    def _visit(self, entry: Entry) -> None:
        for again in range(PATIENCE):
            with asked(self._origin, entry.address) as answer:
                if answer.status != BUSY or again == PATIENCE - 1:
                    self._take(entry, answer)
                    break
            time.sleep(2**again / 4)  # somebody else is writing
        if entry.has_links:
            self._read(entry)

    def _take(self, entry: Entry, answer: Answer) -> None:
        entry.status, entry.type, entry.is_saved = answer.status, answer.type, answer.is_attachment
        if answer.status >= 500 or (answer.status == 400 and entry.address == "/"):
            message = _("%(address)s on %(url)s answers with the error %(status)d.")
            facts = {"address": entry.address, "url": self._origin.root, "status": answer.status}
            hint = _("Does ALLOWED_HOSTS name the host?") if answer.status == 400 else ""
            raise MirrorError(f"{message % facts} {hint}".strip())
        if answer.status in LEADS_ON:
            target = self._origin.address_of(answer.headers.get("location", ""), entry.address)
            if target and is_copied(target):
                entry.target = target
                self._find(target, entry, linked=entry.linked)
        elif entry.address == f"/{NOT_FOUND}":
            self._keep(entry, answer, NOT_FOUND)
        elif answer.status in SHOWN and answer.is_for_all:
            self._keep(entry, answer, file_for(entry.address, entry.type if not entry.is_saved else ""))

    def _keep(self, entry: Entry, answer: Answer, name: str) -> None:
        other = self._files.setdefault(name, entry.address)
        if other != entry.address:
            message = _("%(one)s and %(other)s would become one file.")
            raise MirrorError(message % {"one": entry.address, "other": other})
        place = self._folder / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                for piece in answer.pieces:
                    file.write(piece)
                size = file.tell()
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            message = _("%(address)s is the name of a file and of a folder.")
            raise MirrorError(message % {"address": entry.address}) from error
        entry.file = name
        readable = entry.type in MARKUP | DATA or entry.type == STYLES
        entry.has_links = readable and size <= MOST_READ and not entry.is_saved

    def _read(self, entry: Entry) -> None:
        text = (self._folder / entry.file).read_text(encoding="utf-8", errors="replace")
        if entry.type in DATA:
            found = [(url, False) for url in addresses_in(text, self._origin.root)]
        else:
            found = [(url, True) for url, kind in links_in(text, entry.type) if kind is not Kind.FORM]
        for url, linked in found:
            address = self._origin.address_of(url, entry.address)
            if address:
                self._find(address, entry, linked=linked)


def is_page(entry: Entry) -> bool:
    """Whether readers see it as a page of the site."""
    return bool(entry.file) and entry.type == HTML and not entry.is_saved
