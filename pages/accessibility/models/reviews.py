"""Reviews of the statement, each with its day: the last one is the statement's date of review."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from pages.accessibility.statement.printed import dated


class StatementReview(Orderable):
    """Somebody looked whether the statement still holds."""

    statement = ParentalKey(
        "accessibility.AccessibilityStatementPage", on_delete=models.CASCADE, related_name="reviews"
    )
    day = models.DateField(_("day"))
    by = models.CharField(_("who"), max_length=200, help_text=_("A function or a unit is enough."))
    done = models.TextField(
        _("what was done"), max_length=500, help_text=_("What was looked at, with what, and what came of it.")
    )

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("by")]), FieldPanel("done")]
    history_fields = ("day", "by", "done")

    class Meta(Orderable.Meta):
        verbose_name = _("review of the statement")
        verbose_name_plural = _("reviews of the statement")

    def __str__(self) -> str:
        return f"{self.day_text} {self.by}"

    def clean(self) -> None:
        super().clean()
        if self.day and self.day > localdate():
            raise ValidationError({"day": _("The review can’t have been made after today. Check the date.")})

    @property
    def day_text(self) -> str:
        """Its day as readers see it."""
        return dated(self.day)
