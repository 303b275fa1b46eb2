"""Looks behind the links of a centre's public pages, and keeps what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from pages.core.models import BasePage
from pages.core.proofing.reading import reading_of
from proofing.reading import Link, LinkState
from upkeep.models import LinkCheck, LinkFault
from upkeep.outside import Outside
from upkeep.summary import kept_pages

FAULTS = {
    LinkState.GONE: LinkFault.GONE,
    LinkState.WITHDRAWN: LinkFault.WITHDRAWN,
    LinkState.DRAFT: LinkFault.DRAFT,
    LinkState.NO_ANCHOR: LinkFault.NO_ANCHOR,
    LinkState.NO_ANCHOR_THERE: LinkFault.NO_ANCHOR,
}


class Checked(NamedTuple):
    """What a run did."""

    pages: int
    broken: int


def check_links(site: Site, outside: Outside | None = None) -> Checked:
    """Check every public page of a centre; links to other sites only when somebody is given who asks there."""
    pages = [one.page.pk for one in kept_pages(site)]
    LinkCheck.objects.filter(site=site).exclude(page__in=pages).delete()
    for pk in pages:
        # A run takes long: meanwhile people withdraw and delete.
        page = BasePage.objects.filter(pk=pk).live().specific().first()
        if page is not None:
            _check(site, page, outside)
    return Checked(len(pages), LinkCheck.objects.filter(site=site).broken().count())


def _check(site: Site, page: BasePage, outside: Outside | None) -> None:
    """Put the rows of a page in the place of those that were there; the day of the first failure stays."""
    now = timezone.now()
    kept = {(row.external, row.target, row.words): row for row in LinkCheck.objects.filter(page_id=page.pk)}
    rows = []
    for link in dict.fromkeys(_links_of(page)):
        external = link.state == LinkState.FINE
        if not external:
            rows.append(_row(site, page, link, FAULTS[link.state], now))
        elif _leads_outside(link.target, site):
            known = kept.get((True, link.target, link.words))
            rows += _outside_rows(_row(site, page, link, LinkFault.NONE, now, external=True), known, outside)
    for row in rows:
        before = kept.get((row.external, row.target, row.words))
        if row.fault:
            row.first_failed_at = (before.first_failed_at if before else None) or row.last_checked_at
    with transaction.atomic():
        LinkCheck.objects.filter(page_id=page.pk).delete()
        if BasePage.objects.select_for_update().filter(pk=page.pk).exists():
            LinkCheck.objects.bulk_create(rows)


class _Found(NamedTuple):
    words: str
    target: str
    state: LinkState


def _links_of(page: BasePage) -> Iterator[_Found]:
    for item in reading_of(page).items:
        if isinstance(item, Link):
            yield _Found(item.words.strip(), item.target, item.state)


def _leads_outside(target: str, site: Site) -> bool:
    try:
        parts = urlsplit(target)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.hostname != site.hostname
    except ValueError:
        return False


def _row(
    site: Site, page: BasePage, link: _Found, fault: LinkFault, now: datetime, *, external: bool = False
) -> LinkCheck:
    return LinkCheck(
        site=site,
        page_id=page.pk,
        target=link.target,
        words=link.words,
        external=external,
        fault=fault,
        last_checked_at=now,
    )


def _outside_rows(row: LinkCheck, known: LinkCheck | None, outside: Outside | None) -> list[LinkCheck]:
    """What is kept of a link to another site: what its server says, or what was known when it is not asked."""
    verdict = outside.verdict(row.target) if outside else None
    if verdict is None:
        if known is None:
            return []
        row.fault, row.status, row.last_checked_at = known.fault, known.status, known.last_checked_at
    else:
        row.fault, row.status = verdict
    return [row]
