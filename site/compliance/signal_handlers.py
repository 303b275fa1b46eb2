"""What the wing learns from events elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from wagtail.admin import auth

from accounts.signals import factor_failed, invitation_accepted, invitation_withdrawn, invited
from compliance.attempts import notice
from compliance.backups import report_backup
from compliance.models import AttemptKind, BackupKind, BackupReport, LogReview, SentSheet
from compliance.results import forget
from copies.signals import copy_made, copy_proved
from pages.core.models import CentreSettings


@receiver(user_login_failed)
def notice_failed_login(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody gave a wrong name or password."""
    if request is not None:
        notice(request, AttemptKind.LOGIN, str(credentials.get(get_user_model().USERNAME_FIELD, "")))


@receiver(user_logged_in)
def notice_login(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody came in."""
    if request is not None:
        notice(request, AttemptKind.SIGNED_IN)


@receiver([authentication_failed, factor_failed])
def notice_wrong_factor(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """The password was right, the code or the passkey was not."""
    notice(request, AttemptKind.CODE, str(user.get_username()) if user else "")


@receiver([authenticator_added, authenticator_reset])
def notice_new_factor(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Somebody has a new way to prove who they are."""
    notice(request, AttemptKind.FACTOR_SET)


@receiver(authenticator_removed)
def notice_lost_factor(sender: Any, request: HttpRequest, **_: Any) -> None:
    """And one less."""
    notice(request, AttemptKind.FACTOR_OFF)


@receiver(copy_made)
def report_copy(sender: Any, at: datetime, **_: Any) -> None:
    """The board knows how old the newest copy is."""
    report_backup(BackupKind.ALL, at=at)


@receiver(copy_proved)
def report_proof(sender: Any, at: datetime, **_: Any) -> None:
    """And when one was last put back and compared."""
    report_backup(BackupKind.ALL, verified=True, at=at)


@receiver(invited)
def notice_invitation(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Somebody was asked to have an account."""
    notice(request, AttemptKind.INVITED)


@receiver(invitation_accepted)
def notice_acceptance(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """And has it now."""
    notice(request, AttemptKind.ACCEPTED, str(user.get_username()))


@receiver(invitation_withdrawn)
def notice_withdrawal(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Or will not have it."""
    notice(request, AttemptKind.WITHDRAWN)


@receiver(post_save, sender=CentreSettings)
@receiver(post_save, sender=LogReview)
@receiver(post_save, sender=SentSheet)
def ask_anew(sender: Any, instance: Any, **_: Any) -> None:
    """What a centre's board has just said may be wrong now."""
    forget(instance.site_id)


@receiver(post_save, sender=BackupReport)
def ask_all_anew(sender: Any, **_: Any) -> None:
    """The same for all centres."""
    forget()


def noticing(refuse: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Wagtail turns “you may not” into a redirect with a message, which nobody can tell from another redirect later."""

    @wraps(refuse)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:  # who isn't is only asked to sign in
            notice(request, AttemptKind.REFUSED)
        return refuse(request)

    return wrapped


def watch_refusals() -> None:
    """Let Wagtail's two ways of refusing be noticed."""
    if not hasattr(auth.permission_denied, "__wrapped__"):
        auth.permission_denied = noticing(auth.permission_denied)
        auth.reject_request = noticing(auth.reject_request)
