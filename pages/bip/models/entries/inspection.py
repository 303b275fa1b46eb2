"""An inspection (kontrola) of the centre: who, what, when, with what findings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.models.entries.base import BipEntryPage, Facts, known
from pages.bip.models.entries.files import EntryFile, labelled
from pages.bip.states import PLANNED, RUNNING, EntryState
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField
from pages.core.models import BasePage

AWAITING_FINDINGS = EntryState("awaiting", pgettext_lazy("state of an inspection", "ended, waiting for the findings"))
FINISHED = EntryState("resolved", pgettext_lazy("state of an inspection", "finished"), is_over=True)


class InspectionPage(BipEntryPage):
    """An inspection (kontrola) of the centre: who, what, when, with what findings."""

    holds = Holds.INSPECTIONS

    page_description = _("An inspection (kontrola) of the centre: who, what, when, with what findings.")

    inspecting_body = models.CharField(
        _("inspecting body"), max_length=250, help_text=_("Its full name, e.g. Wojewoda Świętokrzyski.")
    )
    subject = models.TextField(_("subject of the inspection"), max_length=1000)
    inspected_from = PartialDateField(_("period inspected: from"), blank=True)
    inspected_to = PartialDateField(_("period inspected: to"), blank=True)
    basis = models.CharField(
        _("basis of the inspection"),
        max_length=500,
        blank=True,
        help_text=_("As the notice or the authorisation names it."),
    )
    started_on = PartialDateField(
        _("started on"), help_text=_("A day to come is a planned inspection. For example 23.04.2020 or only 04.2020.")
    )
    ended_on = PartialDateField(_("ended on"), blank=True)
    findings_on = PartialDateField(
        _("findings received on"), blank=True, help_text=_("When the post-inspection statement came.")
    )
    without_findings = models.BooleanField(
        _("it ended without findings"),
        default=False,
        help_text=_("No post-inspection statement was or will be made: the inspection is finished when it has ended."),
    )
    reply_on = PartialDateField(_("reply sent on"), blank=True)

    own_fields = (
        "inspecting_body",
        "subject",
        "inspected_from",
        "inspected_to",
        "basis",
        "started_on",
        "ended_on",
        "findings_on",
        "without_findings",
        "reply_on",
    )
    history_fields = (*BasePage.history_fields, *own_fields, "body")
    history_children = {"documents": EntryFile.history_fields}

    own_panels = [
        MultiFieldPanel(
            [
                FieldPanel("inspecting_body"),
                FieldPanel("subject"),
                FieldRowPanel([FieldPanel("inspected_from"), FieldPanel("inspected_to")]),
                FieldPanel("basis"),
            ],
            heading=_("Who inspects what"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
                FieldRowPanel([FieldPanel("findings_on"), FieldPanel("reply_on")]),
                FieldPanel("without_findings"),
            ],
            heading=_("Course of the inspection"),
            help_text=_("Readers see the state that follows from these days: planned, under way, ended, finished."),
        ),
        InlinePanel(
            "documents",
            heading=_("Documents of the inspection"),
            label=_("document of the inspection"),
            help_text=_("Without the data of the people whom the inspection concerned."),
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        *own_panels,
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("inspecting_body"), index.SearchField("subject")]

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")

    def clean(self) -> None:
        super().clean()
        if errors := {**_faults_of_days(self), **_faults_of_findings(self)}:
            raise ValidationError(errors)

    @property
    def listed_by(self) -> date:
        return self.started_on.first if self.started_on else super().listed_by

    @property
    def search_dated(self) -> PartialDate | None:
        return self.started_on or super().search_dated

    def state_on(self, day: date) -> EntryState | None:
        """A day known in part counts as come on its first possible day, and as over after its last."""
        if self.started_on and self.started_on.first > day:
            return PLANNED
        if self.findings_on and self.findings_on.first <= day:
            return FINISHED
        if self.ended_on and self.ended_on.last < day:
            return FINISHED if self.without_findings else AWAITING_FINDINGS
        return RUNNING if self.started_on else None

    @property
    def turning_days(self) -> list[date]:
        days = [one.first for one in (self.started_on, self.findings_on) if one]
        return [*days, *([self.ended_on.last + timedelta(days=1)] if self.ended_on else [])]

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("Inspecting body"), self.inspecting_body),
            (gettext("Subject of the inspection"), self.subject),
            (gettext("Period inspected"), period_of(self.inspected_from, self.inspected_to)),
            (gettext("Basis of the inspection"), self.basis),
            (gettext("Started on"), self.started_on.label if self.started_on else ""),
            (gettext("Ended on"), self.ended_on.label if self.ended_on else ""),
            (gettext("Findings received on"), self._findings),
            (gettext("Reply sent on"), self.reply_on.label if self.reply_on else ""),
        )

    @property
    def _findings(self) -> str:
        if self.findings_on:
            return self.findings_on.label
        return gettext("no findings were made") if self.without_findings else ""

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        return labelled(self.documents)


class InspectionFileKind(models.TextChoices):
    """What an inspection leaves on paper."""

    PROTOCOL = "protocol", _("Inspection report (protokół)")
    FINDINGS = "findings", _("Post-inspection statement")
    REPLY = "reply", _("Reply to the post-inspection statement")
    OTHER = "other", _("Document of the inspection")


class InspectionFile(EntryFile):
    """A document of an inspection."""

    page = ParentalKey(InspectionPage, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(
        _("what it is"), max_length=10, choices=InspectionFileKind.choices, default=InspectionFileKind.PROTOCOL
    )


def period_of(start: PartialDate | None, end: PartialDate | None) -> str:
    """Two days as readers see them: “2017 – maj 2019”; one that is not known is left out."""
    if start and end:
        return start.label if start == end else f"{start.label} – {end.label}"
    if start:
        return gettext("from %(day)s") % {"day": start.genitive}
    return gettext("until %(day)s") % {"day": end.genitive} if end else ""


def _faults_of_days(page: InspectionPage) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if page.inspected_from and page.inspected_to and page.inspected_to.last < page.inspected_from.first:
        errors["inspected_to"] = _("The inspected period can’t end before it begins.")
    if page.started_on and page.ended_on and page.ended_on.last < page.started_on.first:
        errors["ended_on"] = _("The inspection can’t end before it starts.")
    return errors


def _faults_of_findings(page: InspectionPage) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    for name in ("reply_on", "findings_on"):
        day = getattr(page, name)
        if day and page.started_on and day.last < page.started_on.first:
            errors[name] = _("This can’t have happened before the inspection started.")
        if day and day.first > localdate():
            errors[name] = _("This can’t have happened after today. Check the date.")
    if page.findings_on and page.reply_on and page.reply_on.last < page.findings_on.first and "reply_on" not in errors:
        errors["reply_on"] = _("The reply can’t have been sent before the findings came.")
    if page.without_findings and page.findings_on:
        errors["without_findings"] = _("A day on which findings came is given above. One of the two is wrong.")
    elif page.without_findings and not page.ended_on:
        errors["ended_on"] = _("Say when the inspection ended.")
    return errors
