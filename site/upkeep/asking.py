"""Letters to the owners of pages that are due: one letter an owner, and no second within two weeks.

A question counts once its letter has left. Where a letter can't leave, or a run is cut off before it does, the next run
asks again.
"""

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
from wagtail.models import Page, Site

from pages.core.models import CentreSettings
from upkeep.links import link_of
from upkeep.models import LINK_DAYS, Answer, Asked
from upkeep.summary import Kept, kept_pages, to_correct

logger = logging.getLogger(__name__)

# A little less than two weeks: what is started at the same hour every day starts some seconds earlier or later.
AGAIN = timedelta(days=13, hours=12)


class Sent(NamedTuple):
    """How many letters left, to whom none could be sent, and how many due pages have nobody to ask."""

    letters: int
    failed: list[str]
    nobody: int


def ask_owners(site: Site) -> Sent:
    """Write to the owners of a centre's due pages; what waits for a correction is not asked about meanwhile."""
    now, kept = timezone.now(), kept_pages(site)
    waiting = {page.pk for page, _review in to_correct([one.page for one in kept])}
    today = timezone.localdate(now)
    due = [one for one in kept if one.due and one.due <= today and one.page.pk not in waiting]
    asked = Asked.objects.filter(site=site, has_left=True, at__gt=now - AGAIN)
    asked_lately = set(asked.values_list("email", flat=True))
    by_owner: dict[str, list[Kept]] = defaultdict(list)
    for one in due:
        by_owner[one.owner.lower()].append(one)
    nobody = len(by_owner.pop("", []))
    left = {owner: _ask(site, owner, mine, now) for owner, mine in by_owner.items() if owner not in asked_lately}
    letters = sum(took is True for took in left.values())
    return Sent(letters, [owner for owner, took in left.items() if took is False], nobody)


def _ask(site: Site, owner: str, mine: list[Kept], now: datetime) -> bool | None:
    """Whether the letter left; when it did not, nobody was asked. None when there is nothing to ask any more."""
    asked = _questions(site, owner, mine, now)
    if not asked:
        return None
    questions = Asked.objects.filter(pk__in=[question.pk for question in asked])
    try:
        left = bool(EmailMessage(subject_of(site, len(asked)), text_of(asked), to=[owner]).send())
    except (OSError, ValueError) as error:  # whatever a mail server says, that there is none, what no letter can hold
        logger.warning("A question about pages could not be sent: %s", type(error).__name__)
        left = False
    if left:
        questions.update(has_left=True)
    else:
        questions.delete()
    return left


@transaction.atomic
def _questions(site: Site, owner: str, mine: list[Kept], now: datetime) -> list[Asked]:
    """One on each page, written down since the links name their numbers; a slow mail server lets pages go meanwhile."""
    keys = [one.page.pk for one in mine]
    standing = set(Page.objects.filter(pk__in=keys, live=True).select_for_update().values_list("pk", flat=True))
    asked = [Asked(site=site, page=one.page, email=owner, at=now) for one in mine if one.page.pk in standing]
    return Asked.objects.bulk_create(asked)


def subject_of(site: Site, count: int) -> str:
    """How many pages the letter asks about."""
    message = ngettext("%(name)s: %(count)s page to look at", "%(name)s: %(count)s pages to look at", count)
    return message % {"name": " ".join(str(CentreSettings.of(site)).split()), "count": count}


def text_of(asked: list[Asked]) -> str:
    """Each page with its two links."""
    lines = [_("Please look at the pages below and say of each whether it is still true. You need no account."), ""]
    for question in asked:
        lines += [question.page.title, question.site.root_url + question.page.local_url]
        lines += [_("Still true: %(url)s") % {"url": link_of(question, Answer.CURRENT)}]
        lines += [_("To be corrected: %(url)s") % {"url": link_of(question, Answer.CORRECT)}, ""]
    lines += [_("Nothing is recorded before you press the button on the page that opens.")]
    lines += [_("The links work for %(days)s days. Don’t pass them on.") % {"days": LINK_DAYS}]
    return "\n".join(lines)
