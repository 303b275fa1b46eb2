"""The log of attempts: failed sign-ins, and what somebody asked for in the administration without a right to it.

Beside them stands what went well at the door: sign-ins, second factors set up and removed, invitations. It is what
failures are read against; it warns of nothing.

Kept is as little as tells an office that somebody is at work: which account, if there is one of that name (a password
typed into the wrong field is nobody's name), the network without the last part of the address, the minute, how often.
What one account does in one minute makes one row; beyond `EXACT` times it is counted in steps, so that a flood writes
little. Rows go by themselves after ATTEMPTS_KEPT_DAYS.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from ipaddress import ip_address
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import Error, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.timezone import now
from wagtail.models import Site

from accounts.addresses import client_address
from accounts.backend import account_named
from compliance.models import AccessAttempt, AttemptKind
from compliance.signals import attempt_recorded

logger = logging.getLogger(__name__)

EXACT, STEP = 20, 50
MINUTE = timedelta(minutes=1)
# Parts of an address that name a network rather than a machine, in bits.
KEPT_BITS = {4: 24, 6: 48}


class Attempt(NamedTuple):
    """What somebody tried, noticed while a request was answered and written down afterwards."""

    kind: AttemptKind
    account: str | None = None
    """As it was typed; None for that of who is signed in."""


def notice(request: HttpRequest, kind: AttemptKind, account: str | None = None) -> None:
    """Remember an attempt until the request is answered: what it wrote may be rolled back, the log may not."""
    request.attempts = noticed(request) | {kind: Attempt(kind, account)}  # type: ignore[attr-defined]  # ours


def noticed(request: HttpRequest) -> dict[AttemptKind, Attempt]:
    """What was noticed while a request was answered, each kind once."""
    found: dict[AttemptKind, Attempt] = getattr(request, "attempts", {})
    return found


def record(request: HttpRequest, attempt: Attempt) -> None:
    """Write an attempt down. Raises nothing that the database does: an answer must not fail because of the log."""
    try:
        account = account_of(request) if attempt.account is None else known_account(attempt.account)
        site = Site.find_for_request(request)
        times = _another_time(f"{site and site.pk} {attempt.kind} {account}")
        if times:
            with transaction.atomic():
                _add(request, site, attempt.kind, account, times)
            attempt_recorded.send(AccessAttempt, request=request, site=site, kind=attempt.kind, times=times)
    except Error as error:
        logger.warning("An attempt at access could not be recorded: %s", type(error).__name__)


def account_of(request: HttpRequest) -> str:
    """The account of who is signed in, empty for nobody."""
    user = getattr(request, "user", None)
    return str(user.get_username()) if user is not None and user.is_authenticated else ""


def known_account(typed: str) -> str:
    """The name of the account that is meant by a name or an e-mail address; nothing when there is none."""
    user = account_named(typed[:254])
    return str(user.get_username()) if user is not None else ""


def network_of(request: HttpRequest) -> str:
    """Where a request comes from, without what names the machine; empty when it isn't known."""
    address = client_address(request)
    if not address:
        return ""
    parsed = ip_address(address)
    kept = KEPT_BITS[parsed.version]
    lost = parsed.max_prefixlen - kept
    return f"{type(parsed)(int(parsed) >> lost << lost)}/{kept}"


def prune() -> int:
    """Delete what is older than it has to be; says how many rows."""
    kept_since = now() - timedelta(days=settings.ATTEMPTS_KEPT_DAYS)
    return AccessAttempt.objects.filter(minute__lt=kept_since).delete()[0]


def _another_time(key: str) -> int:
    """How many times to add now: each of the first, then every fiftieth, and nothing in between."""
    minute = now().replace(second=0, microsecond=0)
    key = f"access-attempt {minute:%Y%m%d%H%M} {key}".replace(" ", "-")
    count = cache.get(key, 0) + 1
    cache.set(key, count, 2 * MINUTE.total_seconds())
    if count <= EXACT:
        return 1
    return STEP if (count - EXACT) % STEP == 0 else 0


def _add(request: HttpRequest, site: Site | None, kind: AttemptKind, account: str, times: int) -> None:
    """Add to the row of the minute, or make it."""
    minute, network = now().replace(second=0, microsecond=0), network_of(request)
    row = AccessAttempt.objects.filter(site=site, kind=kind, account=account, minute=minute)
    if row.update(count=F("count") + times):
        row.exclude(address=network).update(several_addresses=True)
        return
    made = AccessAttempt(
        site=site, kind=kind, account=account, minute=minute, address=network, path=request.path[:200], count=times
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another process was first
        row.update(count=F("count") + times)
