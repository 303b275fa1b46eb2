"""What people did, mirrored line by line into the log `audit`, where who controls the database can't change it.

Lines point at rows and name nobody: the numbers of accounts and pages, never titles, names, texts or addresses. A line
follows the commit, so nothing is told that was rolled back. AUDIT_LOG says where they go.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import registry
from wagtail.models import Site

from accounts.signals import sessions_ended
from compliance.models import AttemptKind
from compliance.signals import attempt_recorded
from history.models import Checkpoint, JournalEntry

logger = logging.getLogger("audit")


def write_after_commit(event: str, **facts: Any) -> None:
    """One line when the transaction is through, at once outside of one; facts that are not known are left out."""
    facts = {name: fact for name, fact in facts.items() if fact is not None and fact != ""}
    transaction.on_commit(lambda: logger.info(event, extra={"audit": facts}), robust=True)


@receiver(post_save)
def action_was_logged(sender: type[Model], instance: Any, created: bool, raw: bool = False, **_: Any) -> None:
    """Wagtail's own log: everything done to pages, files, settings, accounts and rights in the administration."""
    if not created or raw or sender not in registry.get_log_entry_models():
        return
    write_after_commit(
        instance.action,
        row=f"{sender._meta.label_lower}:{instance.pk}",
        at=instance.timestamp.isoformat(),
        user=instance.user_id,
        type=instance.content_type and ".".join(instance.content_type.natural_key()),
        object=str(getattr(instance, "page_id", None) or getattr(instance, "object_id", "")),
        revision=instance.revision_id,
        together=instance.uuid and str(instance.uuid),
        deleted=instance.deleted or None,
    )


@receiver(post_save, sender=JournalEntry)
def journal_grew(sender: Any, instance: JournalEntry, created: bool, raw: bool = False, **_: Any) -> None:
    """The public journal: with the digest of its last line, so that a chain made anew afterwards is found out."""
    if created and not raw:
        write_after_commit(
            f"history.{instance.event}",
            journal=instance.journal.origin,
            seq=instance.seq,
            at=instance.at.isoformat(),
            leaf=instance.leaf,
            prev=instance.prev,
            version=instance.version_id,
        )


@receiver(post_save, sender=Checkpoint)
def journal_was_signed(sender: Any, instance: Checkpoint, created: bool, raw: bool = False, **_: Any) -> None:
    """The state of a journal on a day."""
    if created and not raw:
        write_after_commit(
            "history.checkpoint",
            journal=instance.journal.origin,
            size=instance.size,
            root=instance.root,
            at=instance.at.isoformat(),
        )


@receiver(attempt_recorded)
def something_happened_at_the_door(
    sender: Any, request: HttpRequest, site: Site | None, kind: AttemptKind, times: int, **_: Any
) -> None:
    """Sign-ins, wrong passwords and codes, refusals, invitations; of a flood as much as the log of attempts keeps."""
    write_after_commit(
        f"access.{AttemptKind(kind).value}", site=site and site.pk, user=signed_in_with(request), times=times
    )


@receiver(sessions_ended)
def somebody_was_signed_out(sender: Any, request: HttpRequest | None, user: Any, number: int, **_: Any) -> None:
    """By themselves from elsewhere, by rights that were taken away, by a second factor that is no more."""
    write_after_commit(
        "access.sessions_ended",
        user=signed_in_with(request),
        type=user._meta.label_lower,
        object=str(user.pk),
        times=number,
    )


def signed_in_with(request: HttpRequest | None) -> int | None:
    """The number of the account that does it, if any does."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None
