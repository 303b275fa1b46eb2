"""Who was asked whether a page is still true, and what they said."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Site

LINK_DAYS = 30
"""How long the links of a letter work."""


def kept_days() -> int:
    """For how many days a question and its answer are kept: as REVIEWS_KEPT_DAYS says, never shorter than the links."""
    return max(int(settings.REVIEWS_KEPT_DAYS), LINK_DAYS)


def today_of_database() -> date:
    """The day that the database's own rules go by."""
    return timezone.now().astimezone(UTC).date()


def last_day() -> date:
    """The last day of what is written now."""
    return today_of_database() + timedelta(days=kept_days())


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
    has_left = models.BooleanField(
        _("the letter left"), default=False, help_text=_("Nobody was asked by a letter that did not leave.")
    )

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["site", "email", "at"], name="upkeep_asked_of_owner")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.at}"


class Review(models.Model):
    """An answer. Never changed, and deleted by nobody before its last day: it outlives the page.

    What goes around this class is refused by the database (`upkeep.triggers`). Since it names a person, `prune_reviews`
    deletes it after its day.
    """

    page_id = models.PositiveBigIntegerField(_("page"), db_index=True)
    question = models.PositiveBigIntegerField(_("question"), unique=True, help_text=_("Each is answered once."))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    at = models.DateTimeField(_("answered at"))
    by_email = models.EmailField(_("answered by"))
    kept_until = models.DateField(_("kept until"), default=last_day)

    class Meta:
        default_permissions = ()
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [
            models.Index(fields=["page_id", "at"], name="upkeep_review_of_page"),
            models.Index(fields=["kept_until"], name="upkeep_review_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.answer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises TypeError for a change."""
        if self.pk:
            raise TypeError("A review is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError."""
        raise TypeError("A review goes by itself, after its last day.")


class LinkFault(models.TextChoices):
    """What is wrong with a link."""

    NONE = "", pgettext_lazy("link", "nothing")
    GONE = "gone", pgettext_lazy("link", "it was deleted, or was never there")
    WITHDRAWN = "withdrawn", pgettext_lazy("link", "it was withdrawn")
    DRAFT = "draft", pgettext_lazy("link", "it is not public")
    NO_ANCHOR = "no anchor", pgettext_lazy("link", "there is no such place on the page")
    ANSWER = "answer", pgettext_lazy("link", "the other site says that it is not there")
    UNREACHABLE = "unreachable", pgettext_lazy("link", "the other site does not answer")


NEXT_STEPS = {
    LinkFault.GONE: _("Remove the link or choose another target."),
    LinkFault.WITHDRAWN: _("Publish the page again or remove the link."),
    LinkFault.DRAFT: _("Publish the page or remove the link."),
    LinkFault.NO_ANCHOR: _("Choose a heading that is on the page, or lead to the page as a whole."),
    LinkFault.ANSWER: _("Open the link; if it fails, look for the new address or remove it."),
    LinkFault.UNREACHABLE: _("Open the link; if it fails, look for the new address or remove it."),
}
A_DAY = timedelta(days=1)


class LinkCheckQuerySet(models.QuerySet):
    """Links of pages as they were found last."""

    def broken(self) -> LinkCheckQuerySet:
        """Those to mend: of other sites only what failed twice, a day apart; not those of a text published since."""
        lasting = models.Q(external=False) | models.Q(first_failed_at__lte=models.F("last_checked_at") - A_DAY)
        since = models.Q(page__last_published_at__isnull=True) | models.Q(
            page__last_published_at__lte=models.F("last_checked_at")
        )
        return self.filter(lasting, since, page__live=True).exclude(fault=LinkFault.NONE)


class LinkCheck(models.Model):
    """A link in a public text: one within the centre while it is broken, one to another site always."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("page"))
    target = models.TextField(_("leads to"))
    words = models.TextField(_("text of the link"), blank=True)
    external = models.BooleanField(_("to another site"), default=False)
    fault = models.CharField(_("what is wrong"), max_length=12, choices=LinkFault.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), default=0, help_text=_("Of HTTP; 0 where nobody was asked."))
    first_failed_at = models.DateTimeField(_("since"), null=True, blank=True)
    last_checked_at = models.DateTimeField(_("last checked"))

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["first_failed_at", "pk"]

    def __str__(self) -> str:
        return self.target

    @property
    def next_step(self) -> str:
        """What an editor does about it."""
        return str(NEXT_STEPS.get(LinkFault(self.fault), ""))
