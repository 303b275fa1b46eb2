"""Who answers for a page's being true, and when they are asked again."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

NEVER = 0


class ReviewedMixin(models.Model):
    """An owner who is written to, and a day by which somebody looks at the page again. Readers see neither."""

    review_months = 12
    """After how many months the page is looked at again; NEVER for what tells of a moment that is past."""

    owner_email = models.EmailField(
        _("owner's e-mail"),
        blank=True,
        help_text=_("Who is asked whether the page is still true; left empty, the responsible unit is."),
    )
    review_due = models.DateField(
        _("next review"), null=True, blank=True, help_text=_("Left empty, it follows from the kind of page.")
    )
    reviewed_at = models.DateTimeField(_("last reviewed"), null=True, blank=True, editable=False)

    review_panels = [
        MultiFieldPanel([FieldRowPanel([FieldPanel("owner_email"), FieldPanel("review_due")])], heading=_("Review"))
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content: Any) -> Any:
        """A draft knows the review as it was when the draft was saved: what the page knows now holds."""
        draft = super().with_content_json(content)  # type: ignore[misc]  # Wagtail's page, beside which it stands
        draft.reviewed_at = self.reviewed_at
        return draft

    def due_day(self, months: int | None = None) -> date | None:
        """The day by which the page is to be looked at, None for never.

        A day that somebody chose holds until the page is confirmed on it or later; then the kind of page decides.
        `months` are those of the specific class, for lists that read no specific pages.
        """
        months = self.review_months if months is None else months
        seen = [localdate(at) for at in (self.reviewed_at, getattr(self, "last_published_at", None)) if at]
        confirmed = localdate(self.reviewed_at) if self.reviewed_at else None
        if self.review_due and (confirmed is None or confirmed < self.review_due):
            return self.review_due
        if months == NEVER or not seen:
            return None
        return _months_later(max(seen), months)

    @property
    def overdue_day(self) -> date | None:
        """The day that passed without a review, where the centre wants readers to know; it is worked out on reading."""
        if not self.centre.overdue_shown:  # type: ignore[attr-defined]  # of the page
            return None
        due = self.due_day()
        return due if due and due < localdate() else None


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
