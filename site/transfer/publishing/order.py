"""Keeps siblings in the order of the folder, without undoing an order that editors made."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from wagtail.models import Page, Site

from transfer.models import LoadedFile
from transfer.reading.specs import PageSpec


def keep_order(site: Site, specs: list[PageSpec], ids: Mapping[str, int]) -> None:
    """Reorder the children of those pages whose order changed in the folder since the last load."""
    rows = {row.source: row for row in LoadedFile.objects.filter(site=site)}
    below: dict[str, list[str]] = {}
    for spec in specs:
        if spec.parent and spec.source in ids:
            below.setdefault(spec.parent, []).append(spec.source)
    for sources in below.values():
        before = sorted(sources, key=lambda source: rows[source].position or len(sources) + 1)
        if before != sources:
            _sort([ids[source] for source in sources])
        for position, source in enumerate(sources, start=1):
            if rows[source].position != position:
                LoadedFile.objects.filter(pk=rows[source].pk).update(position=position)


def _sort(wanted: list[int]) -> None:
    """Put pages of one parent into an order, moving only those that stand wrong."""
    for left, right in itertools.pairwise(wanted):
        first, second = Page.objects.get(pk=left), Page.objects.get(pk=right)
        if second.path < first.path:
            second.move(first, pos="right")
