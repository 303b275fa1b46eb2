"""What has a history: a page, for as long as anybody may ask about it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from history.models.journal import Journal

REGISTER = "/bip/rejestr-zmian/"


class ObjectState(models.TextChoices):
    """Whether the object was last shown to readers, and if not, why."""

    NEVER = "never", _("never shown")
    SHOWN = "shown", _("shown")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
    DELETED = "deleted", _("deleted")


class TrackedObject(models.Model):
    """A page as its history knows it: it outlives the page. `path` and `title` are the last that a reader saw.

    Unlike the rest of the history this row changes: it says where the object stands now, and proves nothing.
    """

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="tracked")
    kind = models.CharField(_("kind"), max_length=100)
    page_id = models.PositiveBigIntegerField(_("page"), help_text=_("Kept when the page is gone."))
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    alias_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases")
    created_at = models.DateTimeField(_("first tracked"), auto_now_add=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    path = models.CharField(_("address"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ObjectState.choices, default=ObjectState.NEVER)

    hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("A restriction keeps the page, and so its history, from readers.")
    )
    parent_id = models.PositiveBigIntegerField(
        _("page it stood below"), null=True, blank=True, help_text=_("Of a deleted page: it decides who may read.")
    )

    class Meta:
        verbose_name = _("object with a history")
        verbose_name_plural = _("objects with a history")
        constraints = [models.UniqueConstraint(fields=["journal", "page_id"], name="history_one_object_per_page")]
        indexes = [
            models.Index(fields=["journal", "path"], name="history_objects_by_address"),
            models.Index(fields=["page_id"], name="history_objects_by_page"),
            models.Index(fields=["parent_id"], name="history_objects_by_parent"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.uid)

    @property
    def own_address(self) -> str:
        """An address that stays the object's own, whatever stands at its old one; its history is below."""
        return f"{REGISTER}{self.uid}/"
