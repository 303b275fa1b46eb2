"""What is known not to be accessible: records that make up a part of the statement and decide on its state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from pages.accessibility.statement import wording
from pages.accessibility.statement.printed import dated
from pages.core.addresses import local_url
from pages.core.dates import PartialDate


class ProblemKind(models.TextChoices):
    """Why something may be inaccessible: the three groups of the conditions."""

    NOT_CONFORMING = "not_conforming", _("doesn’t conform: has to be repaired")
    NOT_COVERED = "not_covered", _("the act doesn’t cover it")
    TOO_COSTLY = "too_costly", _("excessive cost")

    @property
    def heading(self) -> str:
        """The fixed Polish heading of the group."""
        return _HEADINGS[self.value]


_HEADINGS = {
    "not_conforming": wording.NOT_CONFORMING,
    "not_covered": wording.NOT_COVERED,
    "too_costly": wording.TOO_COSTLY,
}


class AccessibilityProblem(Orderable):
    """One barrier: what, where, since when, what to do meanwhile, when it goes."""

    statement = ParentalKey(
        "accessibility.AccessibilityStatementPage", on_delete=models.CASCADE, related_name="problems"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ProblemKind.choices, default=ProblemKind.NOT_CONFORMING)
    what = models.TextField(
        _("what isn’t accessible"),
        max_length=500,
        help_text=_("In plain words: what it is, and whom it keeps from what."),
    )
    page = models.ForeignKey(
        "core.BasePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on which page"),
    )
    where = models.CharField(
        _("where"), max_length=250, blank=True, help_text=_("When it is not one page: “scans of 2017 in the bulletin”.")
    )
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("When it arose or was found."))
    way_round = models.TextField(
        _("way round"), max_length=500, blank=True, help_text=_("How to get the same in another way until then.")
    )
    planned_fix = models.DateField(_("repair planned by"), null=True, blank=True)
    fixed_on = models.DateField(
        _("repaired on"), null=True, blank=True, help_text=_("With a day here it is no longer listed.")
    )
    reason = models.TextField(
        _("why the act doesn’t cover it"), max_length=500, blank=True, help_text=_("Only for what it doesn’t cover.")
    )
    assessment_url = models.URLField(
        _("assessment of the cost"), blank=True, help_text=_("Only for excessive cost: where the assessment is.")
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("what"),
        PageChooserPanel("page"),
        FieldPanel("where"),
        FieldPanel("way_round"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("planned_fix"), FieldPanel("fixed_on")]),
        FieldPanel("reason"),
        FieldPanel("assessment_url"),
    ]
    history_fields = (
        "kind", "what", "page", "where", "since", "way_round", "planned_fix", "fixed_on", "reason", "assessment_url",
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("accessibility problem")
        verbose_name_plural = _("accessibility problems")

    def __str__(self) -> str:
        return self.what[:80]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        today = localdate()
        if not self.page_id and not self.where:
            errors["where"] = _("Say where it is: choose a page or describe the place.")
        if self.since and self.since > today:
            errors["since"] = _("The problem can’t have arisen after today. Check the date.")
        if self.fixed_on and self.fixed_on > today:
            errors["fixed_on"] = _("It can’t have been repaired after today. A plan goes into the field before.")
        elif self.fixed_on and self.since and self.fixed_on < self.since:
            errors["fixed_on"] = _("It can’t have been repaired before it arose.")
        if self.planned_fix and self.since and self.planned_fix < self.since:
            errors["planned_fix"] = _("The repair can’t be planned for a day before the problem arose.")
        if self.kind == ProblemKind.NOT_COVERED and not self.reason:
            errors["reason"] = _("Say why the act doesn’t cover it.")
        if self.kind == ProblemKind.TOO_COSTLY and not self.assessment_url:
            errors["assessment_url"] = _("Give the address of the assessment: without one the cost is no reason.")
        if errors:
            raise ValidationError(errors)

    def is_open(self, day: date) -> bool:
        """Whether readers still meet it on a day."""
        return self.fixed_on is None or self.fixed_on > day

    @property
    def place_url(self) -> str:
        """Address of its page, empty when there is none to open."""
        return local_url(self.page)

    @property
    def place(self) -> str:
        """Where it is; the title of a page only when readers can open it."""
        title = self.page.title if self.page and self.place_url else ""
        return "; ".join(filter(None, [title, self.where]))

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The rest of the record, as label and text; what is not known is left out."""
        return [
            note
            for note in [
                (gettext("Why"), self.reason if self.kind == ProblemKind.NOT_COVERED else ""),
                (gettext("Since"), dated(self.since)),
                (gettext("Until then"), self.way_round),
                (gettext("Repair"), self.plan),
            ]
            if note[1]
        ]

    @property
    def plan(self) -> str:
        """When it is to be repaired; a day that has passed is owned up to."""
        if not self.planned_fix:
            return ""
        words = {"day": PartialDate.from_date(self.planned_fix).label}
        if self.planned_fix < localdate():
            return gettext("planned by %(day)s; the day has passed, and it is not repaired yet") % words
        return gettext("planned by %(day)s") % words
