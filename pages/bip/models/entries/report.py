"""A report on activity or a financial statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from pages.bip.categories import Holds
from pages.bip.entry_forms import NOTHING_TO_READ, ReportForm
from pages.bip.models.entries.base import BipEntryPage, Facts, day_text, known
from pages.bip.models.entries.files import EntryFile, labelled
from pages.core.dates import PartialDate
from pages.core.models import BasePage

FIRST_YEAR = 1990  # when centres of social welfare began
LAST_YEAR = 2100


class ReportKind(models.TextChoices):
    """What it reports on."""

    ACTIVITY = "activity", _("report on activity")
    STATEMENT = "statement", _("financial statement")
    OTHER = "other", _("another report")


class ReportPage(BipEntryPage):
    """A report on activity or a financial statement."""

    holds = Holds.REPORTS

    page_description = _("A report on activity or a financial statement.")
    base_form_class = ReportForm

    kind = models.CharField(_("kind of report"), max_length=10, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(
        _("year of the report"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    part_of_year = models.CharField(
        _("part of the year"), max_length=60, blank=True, help_text=_("Left empty: the whole year.")
    )
    drawn_up_on = models.DateField(_("drawn up on"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=250, blank=True)

    history_fields = (
        *BasePage.history_fields,
        "kind",
        "year",
        "part_of_year",
        "drawn_up_on",
        "approved_on",
        "approved_by",
        "body",
    )
    history_children = {"documents": EntryFile.history_fields}

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("part_of_year")]),
                FieldPanel("drawn_up_on"),
                FieldRowPanel([FieldPanel("approved_on"), FieldPanel("approved_by")]),
            ],
            heading=_("The report"),
        ),
        InlinePanel(
            "documents",
            heading=_("Parts of the report"),
            label=_("part of the report"),
            help_text=_("A financial statement is published whole: each part that belongs to it as a file of its own."),
        ),
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.approved_by and not self.approved_on:
            errors["approved_on"] = _("Say when it was approved.")
        if self.approved_on and not self.approved_by:
            errors["approved_by"] = _("Say who approved it.")
        if self.drawn_up_on and self.approved_on and self.approved_on < self.drawn_up_on:
            errors["approved_on"] = _("It can’t have been approved before it was drawn up.")
        for name in ("drawn_up_on", "approved_on"):
            if (day := getattr(self, name)) and day > localdate():
                errors[name] = _("This can’t have happened after today. Check the date.")
        if self.drawn_up_on and self.year and self.drawn_up_on.year < self.year:
            errors["drawn_up_on"] = _("It can’t have been drawn up before the year that it reports on.")
        if errors:
            raise ValidationError(errors)

    def publication_faults(self) -> list[str]:
        """What keeps it from being public, its rows included."""
        has_file = any(row.document_id for row in self.documents.all())
        return [] if self.body or has_file else [str(NOTHING_TO_READ)]

    @property
    def eyebrow(self) -> str:
        return str(self.get_kind_display() or self._meta.verbose_name).capitalize()

    @property
    def listed_by(self) -> date:
        return self.approved_on or self.drawn_up_on or super().listed_by

    @property
    def search_dated(self) -> PartialDate | None:
        """The year that it reports on: readers look for the report of 2025."""
        return PartialDate(self.year) if self.year else super().search_dated

    @property
    def period(self) -> str:
        """The time that it reports on, as readers see it."""
        return ", ".join(filter(None, [str(self.year or ""), self.part_of_year]))

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("Reports on"), self.period),
            (gettext("Drawn up on"), day_text(self.drawn_up_on)),
            (gettext("Approved on"), day_text(self.approved_on)),
            (gettext("Approved by"), self.approved_by),
        )

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        return labelled(self.documents)


class ReportPart(models.TextChoices):
    """What a report is made of."""

    REPORT = "report", _("Report")
    BALANCE = "balance", _("Balance sheet")
    RESULT = "result", _("Profit and loss account")
    FUND = "fund", _("Statement of changes in the fund")
    NOTES = "notes", _("Additional information")
    OTHER = "other", _("Attachment")


class ReportFile(EntryFile):
    """A part of a report as a file."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("what it is"), max_length=10, choices=ReportPart.choices, default=ReportPart.REPORT)
