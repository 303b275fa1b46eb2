"""Links of a copy lead to its own files, so that it can be read from a disk and served from any folder."""

from __future__ import annotations

import re
from pathlib import Path

from delivery.mirror.crawling import Entry, SiteCopy, is_page
from delivery.mirror.links import DATA, Kind, changed
from delivery.mirror.names import ABOUT, NOT_FOUND, link_between
from delivery.mirror.origins import is_copied

FORMS = "formularze"
"""The part of the page about the copy that says why no form works."""
_END = re.compile(r"</body\s*>", re.IGNORECASE)


def rewrite(copy: SiteCopy, folder: Path, note: str) -> None:
    """Lead all links of a site's copy to its files; `note` is put at the end of each page.

    In it, as everywhere, a link to the page about the copy is written as the address `/kopia.html`.
    """
    for entry in copy.entries.values():
        if not entry.has_links or entry.type in DATA:
            continue
        place = folder / entry.file
        text = place.read_text(encoding="utf-8", errors="replace")
        if is_page(entry):
            text = _with_note(text, note)
        place.write_text(rewritten(copy, entry, text), encoding="utf-8", newline="")


def rewritten(copy: SiteCopy, entry: Entry, text: str) -> str:
    """The text of an entry with its links changed."""

    def change(url: str, kind: Kind) -> str:
        if kind is Kind.FORM:
            return f"{_way(entry, ABOUT)}#{FORMS}"
        address = None if not url or url.startswith("#") else copy.origin.address_of(url, entry.address)
        if address is None:
            return url
        _, mark, fragment = url.partition("#")
        if address == f"/{ABOUT}":
            return _way(entry, ABOUT) + mark + fragment
        kept = copy.kept(address)
        if kept is None and kind is Kind.LINK and not is_copied(address):
            return f"{_way(entry, ABOUT)}#{FORMS}"
        if kept is None:
            return copy.origin.root + address + mark + fragment
        return _way(entry, kept.file) + mark + fragment

    return changed(text, entry.type, change)


def _way(entry: Entry, file: str) -> str:
    """From a file to another. The answer to a wrong address is shown at any depth: from there, from the top."""
    if entry.file == NOT_FOUND:
        return "/" + link_between("", file)
    return link_between(entry.file, file)


def _with_note(text: str, note: str) -> str:
    ends = list(_END.finditer(text))
    at = ends[-1].start() if ends else len(text)
    return text[:at] + note + text[at:]
