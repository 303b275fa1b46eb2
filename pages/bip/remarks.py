"""What editors and approvers wrote to one another about a page.

Readers never see it, but the administration keeps it, and it may name the person whose data goes from the page. No
field tells which of it does, so all of the page's goes: comments with their replies, notes of approvals, and what
Wagtail's log and drafts repeat of them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Comment, CommentReply, Page, PageLogEntry, Revision, TaskState

from pages.bip.names import mentions

REMOVED = "bip.remarks.remove"
"""The action under which the page's own log in the administration says it, with the `number`."""

REPEATED = ("comment", "reply")
"""Keys under which an entry of Wagtail's log repeats the words of a remark."""

logger = logging.getLogger(__name__)


def forget_remarks(page_id: int, names: Collection[str]) -> int:
    """Delete the remarks about a page, there or deleted, and entries of its log that name one of the persons.

    Returns how many remarks there were. The caller's transaction holds it together with the rest.
    """
    comments = Comment.objects.filter(page=page_id)
    approvals = TaskState.objects.filter(workflow_state__object_id=str(page_id), **_of_page("workflow_state__"))
    told = approvals.exclude(comment="")
    number = comments.count() + CommentReply.objects.filter(comment__page=page_id).count() + told.count()
    comments.delete()
    told.update(comment="")
    _strip_drafts(page_id)
    _strip_log(page_id, names)
    if number:
        _say(page_id, number)
    return number


def _of_page(prefix: str = "") -> dict[str, Any]:
    return {f"{prefix}base_content_type__app_label": "wagtailcore", f"{prefix}base_content_type__model": "page"}


def _strip_drafts(page_id: int) -> None:
    for revision in Revision.objects.filter(object_id=str(page_id), **_of_page()):
        if revision.content.get(COMMENTS_RELATION_NAME):
            revision.content[COMMENTS_RELATION_NAME] = []
            revision.save(update_fields=["content"])


def _strip_log(page_id: int, names: Collection[str]) -> None:
    for entry in PageLogEntry.objects.filter(page=page_id):
        label, kept = entry.label, {key: value for key, value in entry.data.items() if key not in REPEATED}
        if any(mentions(f"{label} {kept}", name) for name in names):
            label, kept = "", {}
        if (label, kept) != (entry.label, entry.data):
            PageLogEntry.objects.filter(pk=entry.pk).update(label=label, data=kept)


def _say(page_id: int, number: int) -> None:
    """In the log of the page for editors, and in the program's for whoever runs it."""
    logger.info("Page %d: %d remarks of editors were removed with the personal data.", page_id, number)
    if page := Page.objects.filter(pk=page_id).first():
        log(page.specific, REMOVED, data={"number": number})
