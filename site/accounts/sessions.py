"""How long somebody stays signed in: 8 hours at most, and not without doing anything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, NamedTuple

from allauth.core import context
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import now

from accounts.devices import device_of
from accounts.signals import sessions_ended

SINCE, SEEN, DEVICE = "accounts_since", "accounts_seen", "accounts_device"
# A form that was being written when the 8 hours ended is still taken.
GRACE_SECONDS = 15 * 60
# What somebody does is written down once a minute at most.
STEP_SECONDS = 60
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in."""
    request.session[SINCE] = request.session[SEEN] = int(time.time())
    # Kept with the session, and gone with it.
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))


def note_activity(request: HttpRequest) -> None:
    """Somebody has just done something."""
    moment = int(time.time())
    if moment - request.session.get(SEEN, 0) >= STEP_SECONDS:
        request.session.setdefault(SINCE, moment)
        request.session[SEEN] = moment


def is_over(request: HttpRequest) -> bool:
    """Whether the session has lasted too long, or rested too long."""
    if SESSION_KEY not in request.session:
        return False
    return _is_over(request.session, grace=0 if request.method in SAFE_METHODS else GRACE_SECONDS)


def _is_over(data: Any, grace: int = 0) -> bool:
    moment = time.time()
    rested, lasted = moment - data.get(SEEN, moment), moment - data.get(SINCE, moment)
    return bool(rested > settings.SESSION_IDLE_MINUTES * 60 or lasted > settings.SESSION_COOKIE_AGE + grace)


def end_of(user: Any, keep: str | None = None) -> int:
    """End all sessions of a user, but the one of this key; says how many of them were still open."""
    return _end(user, [(key, data) for key, data in _of(user) if key != keep])


class OpenSession(NamedTuple):
    """A session as its owner sees it. `mark` names it without being a key to it."""

    mark: str
    device: str
    since: datetime
    seen: datetime
    is_own: bool


def open_of(user: Any, own: str | None) -> list[OpenSession]:
    """The sessions of a user that are open, the one of this key and the latest used first."""
    found = [
        OpenSession(_mark(key), data.get(DEVICE, ""), _moment(data[SINCE]), _moment(data[SEEN]), key == own)
        for key, data in _of(user)
        if _is_open(user, data)
    ]
    return sorted(found, key=lambda session: (session.is_own, session.seen), reverse=True)


def end_marked(user: Any, mark: str, keep: str | None = None) -> bool:
    """End the session of a user that a mark names, but not the one of this key; False when it had ended before."""
    named = [(key, data) for key, data in _of(user) if key != keep and constant_time_compare(_mark(key), mark)]
    return _end(user, named) > 0


def _of(user: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Keys and data of a user's sessions.

    Sessions know their user in their data only. There are as many as people at work, and this happens seldom.
    """
    for session in Session.objects.filter(expire_date__gt=now()).iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(user.pk):
            yield session.session_key, data


def _is_open(user: Any, data: dict[str, Any]) -> bool:
    """Whether somebody could go on with it: it is not over, and began with the password of today."""
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    return SINCE in data and data.get(HASH_SESSION_KEY) in hashes and not _is_over(data)


def _end(user: Any, found: list[tuple[str, dict[str, Any]]]) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key, _data in found:
        store(key).delete()
    if number := sum(_is_open(user, data) for _key, data in found):
        sessions_ended.send(sender=Session, request=context.request, user=user, number=number)
    return number


def _mark(key: str) -> str:
    return salted_hmac("accounts.sessions", key, algorithm="sha256").hexdigest()[:20]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
