"""The provenance box (metryczka): who stands behind a page, and since when.

Labels as readers of public bulletins know them; the set follows u.d.i.p. art. 8 ust. 6 pkt 1–3.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext

from history.wording import masked_person, person_text
from pages.core.templatetags.jawny import polish_date, polish_datetime
from visits.statistics import views_of

if TYPE_CHECKING:
    from history.models import PublishedVersion
    from pages.core.models import BasePage

Rows = list[tuple[str, str]]


class Count(str):
    """A number that grows by itself: two copies of a page that differ in it alone say the same."""

    __slots__ = ()
    is_count = True


def provenance(page: BasePage) -> Rows:
    """Label and printable value of each row; gaps are named, never filled."""
    unknown = gettext("not given")
    produced = "; ".join(filter(None, [page.produced_by, page.responsible_person]))
    rows = [
        (gettext("Published by (body)"), page.centre.name or unknown),
        (gettext("Produced by / responsible for the content"), produced or unknown),
        (gettext("Date produced"), page.produced_at.label if page.produced_at else unknown),
    ]
    if page.owner_unit and page.owner_unit.live:
        rows.append((gettext("Responsible unit"), page.owner_unit.title))
    return [*rows, *_published(page), (gettext("Number of views"), Count(_views(page)))]


def _views(page: BasePage) -> str:
    """How often the page was opened, and since which day that is known; one query."""
    views = views_of(page.centre.site_id, page.pk)
    if views.since is None:
        return views.text
    return gettext("%(number)s from %(day)s until yesterday") % {"number": views.text, "day": polish_date(views.since)}


def _published(page: BasePage) -> Rows:
    """Who published first and last, and when; drafts in between are nobody's business.

    Nothing for a page without a version: a preview, or a change that the nightly check has not met yet.
    """
    versions = page.published_versions
    first, last = versions.first, versions.last
    if first is None or last is None:
        return []
    changed, never = last.number > first.number, gettext("not modified since")
    rows = [
        (gettext("Published by"), _person(first)),
        (gettext("Date published"), _printed(first.live_from)),
        (gettext("Last modified by"), _person(last) if changed else never),
        (gettext("Date last modified"), _printed(last.live_from) if changed else never),
    ]
    if versions.first_here and versions.first_here.number > first.number:
        rows.append((gettext("Moved to this site"), _printed(versions.first_here.live_from)))
    return rows


def _person(version: PublishedVersion) -> str:
    """Name and function as they were then; a masked person is said to be masked."""
    content = version.content
    if not content.published_by:  # everybody recorded has a name
        return masked_person()
    return person_text(content.published_by, content.published_by_function)


def _printed(moment: datetime) -> str:
    """A moment in Polish time as HTML."""
    iso = localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', iso, polish_datetime(moment))
