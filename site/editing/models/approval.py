"""Who approved which text, and the step of a workflow in which it happens."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page


class Approval(models.Model):
    """One person's consent to one text of one page. Never changed, never deleted: it outlives page and account."""

    page_id = models.PositiveBigIntegerField(_("page"), db_index=True)
    revision_id = models.PositiveBigIntegerField(_("draft"))
    digest = models.CharField(_("digest of the text"), max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,  # the account may go, the approval stays
        related_name="+",
        verbose_name=_("approved by"),
    )
    at = models.DateTimeField(_("approved at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        indexes = [models.Index(fields=["page_id", "digest"], name="editing_approval_of_text")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.digest[:12]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises TypeError for a change."""
        if self.pk:
            raise TypeError("An approval is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError."""
        raise TypeError("An approval is never deleted.")


class SecondPairTask(AbstractGroupApprovalTask):
    """The step in which somebody else approves: from the comparison with what is public, not from a menu."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What may be done from the page's form: where a second pair of eyes is asked for, only sending it back."""
        from editing.approval.rules import needs_approval

        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if isinstance(obj, Page) and needs_approval(obj):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls) -> str:
        return str(_("Somebody of the chosen groups who has not written the text compares it and approves"))

    class Meta:
        verbose_name = _("approval by a second pair of eyes")
        verbose_name_plural = _("approvals by a second pair of eyes")
