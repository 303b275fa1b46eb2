"""What the wing learns from events elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from wagtail.admin import auth

from compliance.attempts import notice
from compliance.models import AttemptKind, BackupReport, LogReview, SentSheet
from compliance.results import forget
from pages.core.models import CentreSettings


@receiver(user_login_failed)
def notice_failed_login(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody gave a wrong name or password."""
    if request is not None:
        notice(request, AttemptKind.LOGIN, str(credentials.get(get_user_model().USERNAME_FIELD, "")))


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
