"""How a recruitment ended, and for how long the chosen person's data may be read."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from history.models import VersionContent

if TYPE_CHECKING:
    from pages.bip.models.entries.recruitment import RecruitmentPage

KEPT_MONTHS = 3
"""How long a result stays public: ustawa z 21.11.2008 o pracownikach samorządowych, art. 15 (checklist L20)."""


class Outcome(models.TextChoices):
    """How it ended."""

    CHOSEN = "chosen", _("a person was chosen")
    NONE = "none", _("ended without choosing anybody")
    CANCELLED = "cancelled", _("the recruitment was cancelled")


def months_later(day: date, months: int) -> date:
    """The day of the same number so many months later; in a shorter month its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def public_since(page: RecruitmentPage) -> date:
    """Since when readers see the result: from today on, or from its own day, if nobody has seen it yet.

    What was carried over from an earlier bulletin was seen there on the day of the result.
    """
    given = page.result_on or localdate()
    if page.announced_on and page.announced_on < page.first_public_day:
        return given
    versions = VersionContent.objects.filter(version__object__page_id=page.pk or 0)
    told = versions.alias(
        outcome=Cast(KT("fields__outcome"), models.TextField()),
        named=Cast(KT("fields__chosen_name"), models.TextField()),
    )
    # One that tells of a choice and names nobody is what was left of an earlier result.
    seen = told.filter(outcome__gt="").exclude(outcome=Outcome.CHOSEN, named="")
    first = seen.order_by("version__number").values_list("version__live_from", flat=True).first()
    return max(given, localdate(first) if first else localdate())


def first_day_without(page: RecruitmentPage) -> date:
    """The earliest day on which the result need not be public any more: three whole months have passed."""
    return months_later(public_since(page), KEPT_MONTHS) + timedelta(days=1)


def keeps_public(page: RecruitmentPage) -> str:
    """Why the page can't be withdrawn or deleted now, in a sentence; empty when it can.

    Once the months are over, the personal data goes first: while it stands in a version, a page that is gone would
    still show it in its history.
    """
    if page.outcome not in (Outcome.CHOSEN, Outcome.NONE):
        return ""
    free = page.mask_on or first_day_without(page)
    if localdate() < free:
        last = (free - timedelta(days=1)).strftime("%d.%m.%Y")
        return gettext("The result of a recruitment stays public for three months: here until %(day)s.") % {"day": last}
    if page.chosen_name:
        return gettext(
            "The time of publication is over, but the chosen person's data was not removed yet. "
            "The site does it by itself within a day; after that the page can be withdrawn."
        )
    return ""
