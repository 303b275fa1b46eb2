"""What follows from signing in, from second factors, and from rights that are taken away."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import second_factor, sessions

User = get_user_model()
REMOVED = {"post_remove", "pre_clear"}
RIGHTS = frozenset({"is_active", "is_superuser"})


@receiver(user_logged_in)
def begin_session(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """From now on its time runs."""
    if request is not None:
        sessions.begin(request)


@receiver([authenticator_used, authenticator_added])
def note_factor(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Whoever used a factor, or has just set one up, need not show it once more in this session."""
    second_factor.note_shown(request, user)


@receiver(authenticator_removed)
def forget_factor(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Without any factor left, this session is one of a password only, and there are no others."""
    if not second_factor.is_set_up_by(user):
        second_factor.forget_shown(request)
        sessions.end_of(user, keep=own_session())


@receiver(pre_save, sender=User)
def remember_rights(sender: Any, instance: Any, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """What a user was before."""
    asked = bool(instance.pk) and (update_fields is None or not RIGHTS.isdisjoint(update_fields))
    before = User._default_manager.filter(pk=instance.pk).first() if asked else None
    instance.rights_lost = before is not None and any(
        getattr(before, right) and not getattr(instance, right) for right in RIGHTS
    )


@receiver(post_save, sender=User)
def end_sessions_of_the_restricted(sender: Any, instance: Any, **_: Any) -> None:
    """Who is no administrator any more, or has no account any more, is signed out."""
    if getattr(instance, "rights_lost", False):
        sessions.end_of(instance, keep=own_session())


@receiver(m2m_changed, sender=User.groups.through)
def end_sessions_after_removal(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    """The same for who was taken out of a group."""
    if action not in REMOVED or (action == "post_remove" and not pk_set):
        return
    if not reverse:
        users = [instance] if action == "post_remove" or instance.groups.exists() else []
    elif action == "post_remove":
        users = list(User._default_manager.filter(pk__in=pk_set or ()))
    else:
        users = list(instance.user_set.all())
    for user in users:
        sessions.end_of(user, keep=own_session())


@receiver(pre_delete, sender=Group)
def end_sessions_of_a_group(sender: Any, instance: Group, **_: Any) -> None:
    """And for a group that is deleted."""
    for user in instance.user_set.all():
        sessions.end_of(user, keep=own_session())


def own_session() -> str | None:
    """The session of who does it: ending that one in the middle of a request would spoil the answer."""
    return context.request.session.session_key if context.request else None
