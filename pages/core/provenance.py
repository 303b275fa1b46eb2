"""The provenance box (metryczka): who stands behind a page, and since when.

Labels as readers of public bulletins know them; the set follows u.d.i.p. art. 8 ust. 6 pkt 1–3.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.models import PageLogEntry

from pages.core.templatetags.jawny import polish_datetime

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

    from pages.core.models import BasePage

Rows = list[tuple[str, str]]


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
    return rows + (_imported(page) if page.imported_changes else _published(page))


def _imported(page: BasePage) -> Rows:
    """Who published in the system that the page comes from; only then when it came here."""
    first, last = page.imported_changes[0], page.imported_changes[-1]
    rows = [
        (gettext("Published by"), first.person),
        (gettext("Date published"), _printed(first.at)),
        (gettext("Last modified by"), last.person),
        (gettext("Date last modified"), _printed(last.at)),
    ]
    if page.first_published_at:
        rows.append((gettext("Moved to this site"), _printed(page.first_published_at)))
    return rows


def _published(page: BasePage) -> Rows:
    """Who published first and last; the drafts in between are nobody's business."""
    log = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").select_related("user")
    entries = list(log.order_by("timestamp", "pk"))
    if not entries:
        return []
    first, last = entries[0], entries[-1]
    rows = [(gettext("Published by"), _name(first.user)), (gettext("Date published"), _printed(first.timestamp))]
    if len(entries) > 1:
        rows.append((gettext("Last modified by"), _name(last.user)))
        rows.append((gettext("Date last modified"), _printed(last.timestamp)))
    return rows


def _name(user: AbstractUser | None) -> str:
    """A person's name; an account name or an e-mail address is never shown."""
    return (user.get_full_name() if user else "") or gettext("the site's editors")


def _printed(moment: datetime) -> str:
    """A moment in Polish time as HTML."""
    iso = localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', iso, polish_datetime(moment))
