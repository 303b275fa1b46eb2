"""Make a copy of the public sites."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from delivery.mirror import manifest
from delivery.mirror.asking import asked
from delivery.mirror.crawling import Crawl, Entry, Limits, SiteCopy, is_page
from delivery.mirror.errors import MirrorError
from delivery.mirror.links import links_in
from delivery.mirror.names import ABOUT, HTML
from delivery.mirror.origins import Origin, origins
from delivery.mirror.placing import placed
from delivery.mirror.rewriting import FORMS, rewrite, rewritten

ATTEMPTS = 3


class Made(NamedTuple):
    """What was made."""

    sites: list[SiteCopy]
    pages: int
    files: int
    size: int
    digest: str
    """Of the list of digests: who keeps it notices any change of the copy."""


def export(folder: Path, hosts: list[str], limits: Limits = Limits()) -> Made:  # noqa: B008 -- it can't be changed
    """Copy all sites, or those of the hosts. Raises MirrorError or OSError: then the folder is as it was before."""
    with placed(folder) as work:
        return write_copy(work, hosts, limits)


def write_copy(work: Path, hosts: list[str], limits: Limits) -> Made:
    """Write a copy into an empty folder."""
    if settings.DEBUG:
        raise MirrorError(_("With DEBUG on the site shows what only programmers may see; no copy is made."))
    found, unknown = origins(hosts)
    if unknown or not found:
        known = ", ".join(origin.host for origin in origins()[0]) or "–"
        message = _("There is no centre at “%(name)s”. Known: %(known)s.")
        raise MirrorError(message % {"name": ", ".join(unknown), "known": known})
    made_at = timezone.now().replace(microsecond=0)
    with _as_readers_do():
        sites = [_copied(origin, work / origin.folder, limits, made_at) for origin in found]
        return _described(work, sites, made_at)


@contextmanager
def _as_readers_do() -> Iterator[None]:
    """Requests choose the language of their answer; and that an address isn't there is no news for the log."""
    language, log = translation.get_language(), logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
        translation.activate(language or settings.LANGUAGE_CODE)


def _copied(origin: Origin, folder: Path, limits: Limits, made_at: datetime) -> SiteCopy:
    """The copy of one state of a site: when something was published meanwhile, once more from the start."""
    translation.activate(settings.LANGUAGE_CODE)
    about = render_to_string("delivery/mirror/about.html", {"origin": origin, "made_at": made_at, "forms": FORMS})
    beside = [address for url, _kind in links_in(about, HTML) if (address := origin.address_of(url))]
    for _attempt in range(ATTEMPTS):
        before = _journal(origin)
        copy = Crawl(origin, folder, limits).run(beside=[one for one in beside if one != f"/{ABOUT}"])
        copy.journal = before
        if _journal(origin) == before:
            break
        rmtree(folder)
    else:
        message = _("Something was published on %(url)s during each of %(count)d attempts. Please try again later.")
        raise MirrorError(message % {"url": origin.root, "count": ATTEMPTS})
    translation.activate(settings.LANGUAGE_CODE)
    rewrite(copy, folder, render_to_string("delivery/mirror/note.html", {"about": f"/{ABOUT}"}))
    entry = Entry(f"/{ABOUT}", type=HTML, file=ABOUT)
    (folder / ABOUT).write_text(rewritten(copy, entry, about), encoding="utf-8")
    return copy


def _journal(origin: Origin) -> dict[str, Any]:
    """How far the site's journal goes: each publication adds a line. Empty where there is none."""
    lines, last = 0, b""
    with asked(origin, settings.MIRROR_JOURNAL) as answer:
        if answer.status != 200:
            return {}
        rest = b""
        for piece in answer.pieces:
            *whole, rest = (rest + piece).split(b"\n")
            lines, last = lines + len(whole), whole[-1] if whole else last
    # As the next line names it (RFC 6962).
    head = hashlib.sha256(b"\0" + last).hexdigest() if lines else ""
    return {"address": settings.MIRROR_JOURNAL, "lines": lines, "head": head}


def _described(work: Path, sites: list[SiteCopy], made_at: datetime) -> Made:
    """Write the page of all sites, the manifest and the digests."""
    styles = [f"{copy.origin.folder}/{kept.file}" for copy in sites if (kept := _style(copy))]
    context = {"sites": sites, "made_at": made_at, "style": styles[0] if styles else "", "sums": manifest.SUMS}
    (work / manifest.INDEX).write_text(render_to_string("delivery/mirror/index.html", context), encoding="utf-8")
    sums: dict[str, str] = {}
    data = {
        "format": manifest.FORMAT,
        "made_at": made_at.isoformat(),
        "sites": [_site_data(copy, work, sums) for copy in sites],
    }
    manifest.write_json(work, data)
    digest = manifest.write_sums(work, sums)
    names = list(manifest.files_in(work))
    return Made(
        sites,
        pages=sum(is_page(entry) for copy in sites for entry in copy.entries.values()),
        files=len(names),
        size=sum((work / name).stat().st_size for name in names),
        digest=digest,
    )


def _style(copy: SiteCopy) -> Entry | None:
    return next((entry for entry in copy.entries.values() if entry.type == "text/css" and entry.file), None)


def _site_data(copy: SiteCopy, work: Path, sums: dict[str, str]) -> dict[str, Any]:
    origin = copy.origin

    def row(entry: Entry) -> dict[str, Any]:
        facts: dict[str, Any] = {"address": entry.address, "status": entry.status}
        if entry.target:
            return facts | {"target": entry.target}
        if not entry.file:
            return facts
        name = f"{origin.folder}/{entry.file}"
        sums[name] = manifest.sha256_of(work / name)
        more = {"saved": True} if entry.is_saved else {}
        return facts | {"type": entry.type, "file": name, "sha256": sums[name]} | more

    rows = [row(copy.entries[address]) for address in sorted(copy.entries) if _is_told(copy.entries[address])]
    added = [{"address": f"/{ABOUT}", "file": f"{origin.folder}/{ABOUT}"}]
    return {
        "url": origin.root, "folder": origin.folder, "name": origin.name, "journal": copy.journal,
        "addresses": rows, "added": added,
    }  # fmt: skip


def _is_told(entry: Entry) -> bool:
    """Whether the manifest names it: what is there, and what pages lead to."""
    return bool(entry.file or entry.target or entry.linked)
