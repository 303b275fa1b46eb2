"""Refuses what lacks the approval of somebody else."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from editing.approval.rules import asks_for_approval, needs_approval, standing_of
from history.recording import PublicationRefused


class ApprovalMissing(PublicationRefused):
    """A publication in a bulletin that nobody else approved; raised inside its transaction, as the other is."""

    def __init__(self, page: Page, error: ValidationError, *, leads_to_form: bool = False) -> None:
        super().__init__(page, error)
        self.leads_to_form = leads_to_form

    @property
    def next_step(self) -> tuple[str, str]:
        """What the message's button says, and where it leads."""
        if self.leads_to_form:
            return _("Open the page"), reverse("wagtailadmin_pages:edit", args=(self.page_id,))
        return _("See what is to be approved"), reverse("approval:page", args=(self.page_id,))


def somebody_acts() -> bool:
    """Whether a person is at it, not a command."""
    return get_active_log_context().user is not None


def refuse_unapproved(page: Any, revision: Revision | None) -> None:
    """Raises ApprovalMissing for a text that somebody wrote and nobody else approved."""
    if needs_approval(page) and (fault := standing_of(page, revision).fault):
        raise ApprovalMissing(page, ValidationError({"__all__": [fault]}))


def refuse_from_elsewhere(page: Page, place: Page) -> None:
    """Raises ApprovalMissing for a page that stands where nobody had to approve it, and would be read at this place."""
    if somebody_acts() and asks_for_approval(place) and not asks_for_approval(page):
        fault = _(
            "A page that readers see elsewhere can’t be put into the bulletin at once. "
            "Copy it there as a draft and submit the draft for approval."
        )
        raise ApprovalMissing(page, ValidationError({"__all__": [fault]}), leads_to_form=True)
