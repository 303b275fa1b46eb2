"""Refuses what nobody else has approved, whatever way it would become public in a bulletin.

The form and the approvers' screen say it first. Receivers of signals see the rest: lists, schedules, the end of a
workflow, copies, second addresses, moves, files put in the place of others.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, pre_page_move

from editing.approval.files import bulletin_pages_showing, replacing_fault
from editing.approval.refusing import ApprovalMissing
from editing.approval.rules import asks_for_approval, needs_approval, standing_of
from editing.models import Approval
from history.models import PublishedVersion
from history.recording import is_postponed
from pages.core import approving
from pages.core.models import BasePage


def somebody_acts() -> bool:
    """Whether a person is at it, not a command."""
    return get_active_log_context().user is not None


def page_was_published(instance: Any, revision: Revision | None = None, **_signal: Any) -> None:
    """Raises ApprovalMissing; whoever publishes undoes it. Also sent, with the page not live, for one put off."""
    if isinstance(instance, BasePage) and not is_postponed() and instance.alias_of_id is None:
        refuse_unapproved(instance, revision)


def refuse_unapproved(page: Any, revision: Revision | None) -> None:
    """Raises ApprovalMissing for a text that somebody wrote and nobody else approved."""
    if needs_approval(page) and (fault := standing_of(page, revision).fault):
        raise ApprovalMissing(page, ValidationError({"__all__": [fault]}))


def tell_obstacle(page: Any, user: Any, **_signal: Any) -> str:
    """Whoever has written a part of a text doesn't publish it where somebody else is asked for."""
    if page.latest_revision is None or not needs_approval(page):
        return ""
    standing = standing_of(page, page.latest_revision)
    return standing.fault if user.pk in standing.authors else ""


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
        place = Page.objects.filter(pk=instance.page_id, live=True).first()
        if place is not None:
            _refuse_from_elsewhere(place, place.alias_of, place)


def page_will_be_moved(instance: Page, parent_page_after: Page, **_signal: Any) -> None:
    """What readers see elsewhere nobody has approved for the bulletin."""
    if Page.objects.descendant_of(instance, inclusive=True).live().exists():
        _refuse_from_elsewhere(instance, instance, parent_page_after)


def _refuse_from_elsewhere(page: Page, source: Page | None, place: Page) -> None:
    if somebody_acts() and asks_for_approval(place) and not (source is not None and asks_for_approval(source)):
        fault = _(
            "A page that readers see elsewhere can’t be put into the bulletin at once. "
            "Copy it there as a draft and submit the draft for approval."
        )
        raise ApprovalMissing(page, ValidationError({"__all__": [fault]}), leads_to_form=True)


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
