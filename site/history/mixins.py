"""What a page needs to have a public history."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from history.models import ChangeKind
from history.snapshots import Snapshot


class TrackedPage(models.Model):
    """Why the page is published again, until it is; afterwards the version knows it and these are blank."""

    change_note = models.TextField(
        _("What changed, and why?"),
        max_length=500,
        blank=True,
        help_text=_("A sentence that readers see in the page's history."),
    )
    change_kind = models.CharField(
        _("How much does it matter to a reader?"),
        max_length=12,
        blank=True,
        choices=[choice for choice in ChangeKind.choices if choice[0] != ChangeKind.UNKNOWN],
    )
    # Copied with the page: that tells whose copy it is.
    history_uid = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def history_snapshot(self) -> Snapshot:
        """What a reader can see of the page now. Every page type answers."""
        raise NotImplementedError


def has_history(page: Any) -> bool:
    """Whether the page's type keeps a public history; Wagtail's own root pages do not."""
    return isinstance(page, TrackedPage)
