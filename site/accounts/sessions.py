"""How long somebody stays signed in: 8 hours at most, and not without doing anything."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.timezone import now

SINCE, SEEN = "accounts_since", "accounts_seen"
# A form that was being written when the 8 hours ended is still taken.
GRACE_SECONDS = 15 * 60
# What somebody does is written down once a minute at most.
STEP_SECONDS = 60
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in."""
    request.session[SINCE] = request.session[SEEN] = int(time.time())


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
    moment = time.time()
    if moment - request.session.get(SEEN, moment) > settings.SESSION_IDLE_MINUTES * 60:
        return True
    grace = 0 if request.method in SAFE_METHODS else GRACE_SECONDS
    return bool(moment - request.session.get(SINCE, moment) > settings.SESSION_COOKIE_AGE + grace)


def end_of(user: Any, keep: str | None = None) -> int:
    """End all sessions of a user, but the one of this key; says how many.

    Sessions know their user in their data only. There are as many as people at work, and this happens seldom.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for session in Session.objects.filter(expire_date__gt=now()).exclude(session_key=keep).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            store(session.session_key).delete()
            ended += 1
    return ended
