"""Who was asked whether a page is still true, and what they said."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Site


class Answer(models.TextChoices):
    """What an owner may say of a page."""

    CURRENT = "current", pgettext_lazy("review", "still true")
    CORRECT = "correct", pgettext_lazy("review", "to be corrected")


class Asked(models.Model):
    """A question that an owner was sent about a page; the links in the letter answer this one only."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    email = models.EmailField(_("asked"))
    at = models.DateTimeField(_("asked at"))

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["site", "email", "at"], name="upkeep_asked_of_owner")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.at}"


class Review(models.Model):
    """An answer. Never changed, never deleted: it outlives page and question."""

    page_id = models.PositiveBigIntegerField(_("page"), db_index=True)
    question = models.PositiveBigIntegerField(_("question"), unique=True, help_text=_("Each is answered once."))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    at = models.DateTimeField(_("answered at"))
    by_email = models.EmailField(_("answered by"))

    class Meta:
        default_permissions = ()
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["page_id", "at"], name="upkeep_review_of_page")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.answer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises TypeError for a change."""
        if self.pk:
            raise TypeError("A review is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError."""
        raise TypeError("A review is never deleted.")
