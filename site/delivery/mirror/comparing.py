"""Whether a copy is what the sites say today."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from delivery.mirror.crawling import Limits
from delivery.mirror.exporting import write_copy
from delivery.mirror.links import words_in
from delivery.mirror.manifest import read_json
from delivery.mirror.names import HTML
from delivery.mirror.origins import origins


def differences_from_live(folder: Path) -> Iterator[str]:
    """How the sites differ from their copy, in sentences: the addresses, and the text of each page.

    Raises MirrorError when the sites can't be copied.
    """
    old = {site["url"]: site for site in read_json(folder)["sites"]}
    live = {origin.root: origin.host for origin in origins()[0]}
    for url in sorted(old.keys() - live.keys()):
        yield _("There is no site at %(url)s any more.") % {"url": url}
    hosts = sorted({live[url] for url in old.keys() & live.keys()})
    if not hosts:
        return
    with tempfile.TemporaryDirectory(prefix="jawny-osrodek-") as place:
        work = Path(place)
        write_copy(work, hosts, Limits())
        for site in read_json(work)["sites"]:
            if site["url"] in old:
                yield from _differences(folder, old[site["url"]], work, site)


def _differences(folder: Path, old: dict[str, Any], work: Path, new: dict[str, Any]) -> Iterator[str]:
    then, now = ({row["address"]: row for row in site["addresses"]} for site in (old, new))
    for address in sorted(then.keys() | now.keys()):
        facts = {"address": old["url"] + address}
        if address not in now:
            yield _("Only in the copy: %(address)s") % facts
        elif address not in then:
            yield _("Only on the site: %(address)s") % facts
        elif not _same(folder, then[address], work, now[address]):
            yield _("Differs from the site: %(address)s") % facts


def _same(folder: Path, then: dict[str, Any], work: Path, now: dict[str, Any]) -> bool:
    ignored = ("sha256",)
    facts = [{name: value for name, value in row.items() if name not in ignored} for row in (then, now)]
    if facts[0] != facts[1]:
        return False
    if then.get("sha256") == now.get("sha256") or now["address"].startswith(tuple(settings.MIRROR_COUNTED)):
        return True
    if now.get("type") != HTML or now.get("saved"):
        return False
    texts = [(place / row["file"]).read_text("utf-8", errors="replace") for place, row in ((folder, then), (work, now))]
    return words_in(texts[0]) == words_in(texts[1])
