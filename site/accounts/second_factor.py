"""Who must show a second factor, and whether this session has."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from wagtail.models import AbstractGroupApprovalTask
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.workflows import get_task_types

from accounts.groups import may_invite

PUBLISHERS, OFF = "publishers", "off"
SHOWN = "accounts_second_factor"
CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_needed_by(user: Any) -> bool:
    """Whether the installation asks it of this user: of all who publish, approve, or bring in somebody who may."""
    if settings.SECOND_FACTOR == OFF:
        return False
    return bool(
        user.is_superuser
        or PagePermissionPolicy().user_has_permission(user, "publish")
        or _approves(user)
        or may_invite(user)
    )


def _approves(user: Any) -> bool:
    """Whether a step of any workflow waits for one of the user's groups."""
    kinds = [kind for kind in get_task_types() if issubclass(kind, AbstractGroupApprovalTask)]
    return any(kind._default_manager.filter(groups__user=user).exists() for kind in kinds)


def is_set_up_by(user: Any) -> bool:
    """Whether the user has an application for codes or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def takes_codes(user: Any) -> bool:
    """Whether the user can answer by typing a code."""
    return Authenticator.objects.filter(user=user, type__in=CODES).exists()


def note_shown(request: HttpRequest, user: Any) -> None:
    """Remember that this session belongs to somebody who has shown a second factor."""
    request.session[SHOWN] = str(user.pk)


def forget_shown(request: HttpRequest) -> None:
    """The session is one of a password only again."""
    request.session.pop(SHOWN, None)


def was_shown(request: HttpRequest) -> bool:
    """Whether who is signed in has shown a second factor in this session, or has just set one up in it."""
    return bool(request.session.get(SHOWN) == str(request.user.pk))
