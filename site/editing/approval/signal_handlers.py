"""Refuses what nobody else has approved, whatever way it would become public in a bulletin.

The form and the approvers' screen say it first. Receivers of signals see the rest: lists, schedules, the end of a
workflow, copies, second addresses, moves, files put in the place of others.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, pre_page_move

from editing.approval.files import bulletin_pages_showing, replacing_fault
from editing.approval.refusing import ApprovalMissing, refuse_from_elsewhere, refuse_unapproved, somebody_acts
from editing.approval.rules import needs_approval, note_fault, standing_of
from editing.models import Approval
from history.models import PublishedVersion
from history.recording import is_postponed
from pages.core import approving
from pages.core.models import BasePage


def page_was_published(instance: Any, revision: Revision | None = None, **_signal: Any) -> None:
    """Raises ApprovalMissing; whoever publishes undoes it. Also sent, with the page not live, for one put off."""
    if isinstance(instance, BasePage) and not is_postponed() and instance.alias_of_id is None:
        refuse_unapproved(instance, revision)


def tell_obstacle(page: Any, user: Any, **_signal: Any) -> str:
    """Where somebody else is asked for, no author of a text publishes it, and nobody else gives its reason."""
    if page.latest_revision is None or not needs_approval(page):
        return ""
    standing = standing_of(page, page.latest_revision)
    if user.pk in standing.authors:
        return standing.fault
    return "" if standing.may_be_published else note_fault(page)


def text_was_compared(page: Any, revision: Revision, user: Any, **_signal: Any) -> None:
    """Whoever publishes from a comparison what others have written approves it."""
    if not needs_approval(page):
        return
    standing = standing_of(revision.as_object(), revision)
    if not standing.may_be_published and user.pk not in standing.authors:
        Approval.objects.create(page_id=page.pk, revision_id=revision.pk, digest=standing.digest, approved_by=user)


def action_was_logged(instance: PageLogEntry, created: bool, **_signal: Any) -> None:
    """A date set for the next version of a live page, and a second address, send no other signal."""
    if not created or instance.page_id is None:
        return
    if instance.action == "wagtail.publish.schedule" and instance.revision is not None:
        page = instance.revision.as_object()
        if isinstance(page, BasePage):
            refuse_unapproved(page, instance.revision)
    elif instance.action == "wagtail.create_alias":
        alias = Page.objects.filter(pk=instance.page_id, live=True).first()
        if alias is not None:
            refuse_from_elsewhere(alias.alias_of, alias)


def page_will_be_moved(instance: Page, parent_page_after: Page, **_signal: Any) -> None:
    """What readers see elsewhere nobody has approved for the bulletin."""
    if Page.objects.descendant_of(instance, inclusive=True).live().exists():
        refuse_from_elsewhere(instance, parent_page_after)


def file_was_saved(instance: Any, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Another title or other bytes on an approved page would be a publication that nobody approved."""
    if created or raw or not somebody_acts():
        return
    for page in bulletin_pages_showing(instance):
        if page.history_snapshot().digest != _public_digest(page):
            raise ApprovalMissing(page, ValidationError({"__all__": [replacing_fault(instance)]}), leads_to_form=True)


def _public_digest(page: Any) -> str | None:
    versions = PublishedVersion.objects.filter(object__page_id=page.pk).order_by("-pk")
    return versions.values_list("content__text_digest", flat=True).first()


def connect() -> None:
    """Listen from now on; before the history does, which would record what is refused."""
    page_published.connect(page_was_published)
    pre_page_move.connect(page_will_be_moved)
    post_save.connect(action_was_logged, sender=PageLogEntry)
    approving.obstacle_asked.connect(tell_obstacle)
    approving.text_was_compared.connect(text_was_compared)
    for model in (get_document_model(), get_image_model()):
        post_save.connect(file_was_saved, sender=model)
