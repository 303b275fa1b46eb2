"""What is raised when a text lacks the approval of somebody else."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

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
