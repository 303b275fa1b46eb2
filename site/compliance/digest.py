"""The digest of a centre's board by e-mail: when something has changed, else once a week; nothing personal in it."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from compliance.administration.rights import own_sites
from compliance.models import DigestReader, SentDigest
from compliance.results import Result

logger = logging.getLogger(__name__)

# A little less than a week: what is started at the same hour every day starts some seconds earlier or later.
EVERY = timedelta(days=6, hours=12)


class Sent(NamedTuple):
    """How many letters left, and how many no mail server took."""

    letters: int = 0
    failed: int = 0


def send_digest(result: Result) -> Sent:
    """Write to everybody who asked for it and may see the board.

    Nothing is sent when the last digest said the same less than a week ago. An address that no server takes keeps the
    letter from nobody else; when no letter leaves at all, the next run tries again.
    """
    fingerprint = fingerprint_of(result)
    if not is_due(result.site, fingerprint, result.at):
        return Sent()
    addresses = readers_of(result.site)
    subject, text = subject_of(result), text_of(result)
    left = sum(_send(EmailMessage(subject, text, to=[address])) for address in addresses)
    if left:
        SentDigest.objects.update_or_create(site=result.site, defaults={"at": result.at, "fingerprint": fingerprint})
    return Sent(left, len(addresses) - left)


def _send(letter: EmailMessage) -> bool:
    """Whether a letter left."""
    try:
        return bool(letter.send())
    except (OSError, ValueError) as error:  # whatever a mail server says, that there is none, what no letter can hold
        logger.warning("A digest could not be sent: %s", type(error).__name__)
        return False


def fingerprint_of(result: Result) -> str:
    """What tells a board from another: the states, not the words, which change with every number in them."""
    states = [(row.item.code, row.answer.status.value) for row in result.rows]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


def is_due(site: Site, fingerprint: str, now: datetime) -> bool:
    """Whether the last digest said something else, or was sent a week ago."""
    last = SentDigest.objects.filter(site=site).first()
    return last is None or last.fingerprint != fingerprint or now - last.at >= EVERY


def readers_of(site: Site) -> list[str]:
    """Addresses of those who asked for it and still have the right."""
    ids = DigestReader.objects.filter(site=site).values("user")
    people = get_user_model()._default_manager.filter(pk__in=ids, is_active=True).exclude(email="")
    return [person.email for person in people.order_by("pk") if own_sites(person).filter(pk=site.pk).exists()]


def subject_of(result: Result) -> str:
    """How many gaps there are, in the subject of the letter."""
    count, name = len(result.gaps), result.name
    if not count:
        return _("%(name)s: no gaps in the bulletin") % {"name": name}
    message = ngettext("%(name)s: %(count)s gap in the bulletin", "%(name)s: %(count)s gaps in the bulletin", count)
    return message % {"name": name, "count": count}


def text_of(result: Result) -> str:
    """The gaps with their basis and what to do about each, and where the whole board is."""
    lines = []
    for row in result.gaps:
        lines += [f"{row.item.code} {row.item.name} ({row.item.basis_text})", row.answer.why, row.answer.to_do, ""]
    board = settings.WAGTAILADMIN_BASE_URL + reverse("compliance:board", args=(result.site.pk,))
    lines += [_("The whole board: %(url)s") % {"url": board}]
    lines += [_("There you can also say that you don’t want these letters any more.")]
    return "\n".join(lines)
