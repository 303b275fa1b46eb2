"""Letters to the owners of pages that are due: one letter an owner, and no second within two weeks."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from pages.core.models import CentreSettings
from upkeep.links import DAYS, link_of
from upkeep.models import Answer, Asked
from upkeep.summary import Kept, kept_pages, to_correct

logger = logging.getLogger(__name__)

# A little less than two weeks: what is started at the same hour every day starts some seconds earlier or later.
AGAIN = timedelta(days=13, hours=12)


class Sent(NamedTuple):
    """How many letters left, how many no mail server took, and how many due pages have nobody to ask."""

    letters: int = 0
    failed: int = 0
    nobody: int = 0


def ask_owners(site: Site) -> Sent:
    """Write to the owners of a centre's due pages; what waits for a correction is not asked about meanwhile."""
    now, kept = timezone.now(), kept_pages(site)
    waiting = {page.pk for page, _review in to_correct([one.page for one in kept])}
    today = timezone.localdate(now)
    due = [one for one in kept if one.due and one.due <= today and one.page.pk not in waiting]
    asked_lately = set(Asked.objects.filter(site=site, at__gt=now - AGAIN).values_list("email", flat=True))
    by_owner: dict[str, list[Kept]] = defaultdict(list)
    for one in due:
        by_owner[one.owner.lower()].append(one)
    nobody = len(by_owner.pop("", []))
    left = [_ask(site, owner, mine, now) for owner, mine in by_owner.items() if owner not in asked_lately]
    return Sent(sum(left), len(left) - sum(left), nobody)


def _ask(site: Site, owner: str, mine: list[Kept], now: datetime) -> bool:
    """Whether the letter left; when it did not, nobody was asked, and the next run tries again."""
    with transaction.atomic():
        asked = [Asked.objects.create(site=site, page_id=one.page.pk, email=owner, at=now) for one in mine]
    try:
        left = bool(EmailMessage(subject_of(site, len(mine)), text_of(mine, asked), to=[owner]).send())
    except OSError as error:  # whatever a mail server says, and that there is none
        logger.warning("A question about pages could not be sent: %s", type(error).__name__)
        left = False
    if not left:
        Asked.objects.filter(pk__in=[question.pk for question in asked]).delete()
    return left


def subject_of(site: Site, count: int) -> str:
    """How many pages the letter asks about."""
    message = ngettext("%(name)s: %(count)s page to look at", "%(name)s: %(count)s pages to look at", count)
    return message % {"name": CentreSettings.of(site), "count": count}


def text_of(mine: list[Kept], asked: list[Asked]) -> str:
    """Each page with its two links."""
    lines = [_("Please look at the pages below and say of each whether it is still true. You need no account."), ""]
    for one, question in zip(mine, asked, strict=True):
        lines += [one.page.title, question.site.root_url + one.page.local_url]
        lines += [_("Still true: %(url)s") % {"url": link_of(question, Answer.CURRENT)}]
        lines += [_("To be corrected: %(url)s") % {"url": link_of(question, Answer.CORRECT)}, ""]
    lines += [_("Nothing is recorded before you press the button on the page that opens.")]
    lines += [_("The links work for %(days)s days. Don’t pass them on.") % {"days": DAYS}]
    return "\n".join(lines)
