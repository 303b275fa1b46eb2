"""A public procurement, a price enquiry or an open call for NGOs, with its deadline and its result."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.fields import AmountField, amount_text
from pages.bip.models.entries.base import BipEntryPage, CalendarDay, Facts, day_text, known
from pages.bip.models.entries.deadline import DeadlineMixin, clock, last_moment
from pages.bip.states import AWAITING, CANCELLED, OPEN, PLANNED, RESOLVED, EntryState
from pages.core.models import BasePage


class ProcurementKind(models.TextChoices):
    """Which procedure it is."""

    PUBLIC = "public", _("public procurement")
    ENQUIRY = "enquiry", _("price enquiry")
    NGO_CALL = "ngo_call", _("open call for NGOs")


class ProcurementOutcome(models.TextChoices):
    """How it ended."""

    AWARDED = "awarded", _("awarded")
    CANCELLED = "cancelled", _("cancelled without a choice")


class ProcurementPage(DeadlineMixin, BipEntryPage):
    """A public procurement, a price enquiry or an open call for NGOs, with its deadline and its result."""

    holds = Holds.PROCUREMENTS

    page_description = _("A public procurement or a price enquiry, with its deadline and its result.")

    kind = models.CharField(
        _("procedure"), max_length=10, choices=ProcurementKind.choices, default=ProcurementKind.PUBLIC
    )
    number = models.CharField(_("case number"), max_length=80, blank=True)
    subject = models.TextField(_("subject"), max_length=1000, help_text=_("What is bought or commissioned."))
    estimated_value = AmountField(
        _("estimated value, zł"), null=True, blank=True, help_text=_("For example 12 345,67. Empty: not stated.")
    )
    opening_at = models.DateTimeField(_("opening of offers"), null=True, blank=True)
    place = models.CharField(_("where to submit"), max_length=300, blank=True)
    platform = models.URLField(
        _("address of the procedure"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("The procurement platform or the page of the call, e.g. https://ezamowienia.gov.pl/…"),
    )
    contact = models.CharField(
        _("contact"), max_length=250, blank=True, help_text=_("A unit or a person with a function, phone, e-mail.")
    )
    outcome = models.CharField(_("result"), max_length=10, blank=True, choices=ProcurementOutcome.choices)
    awarded_on = models.DateField(_("day of the result"), null=True, blank=True)
    contractor = models.CharField(_("contractor"), max_length=300, blank=True)
    price = AmountField(_("price, zł"), null=True, blank=True, help_text=_("For example 12 345,67."))
    signed_on = models.DateField(_("contract signed on"), null=True, blank=True)
    cancel_reason = models.TextField(_("why it was cancelled"), max_length=1000, blank=True)

    own_fields = (
        "kind",
        "number",
        "subject",
        "announced_on",
        "estimated_value",
        *DeadlineMixin.deadline_fields,
        "opening_at",
        "place",
        "platform",
        "contact",
        "outcome",
        "awarded_on",
        "contractor",
        "price",
        "signed_on",
        "cancel_reason",
    )
    history_fields = (*BasePage.history_fields, *own_fields, "body")

    own_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                FieldPanel("subject"),
                FieldRowPanel([FieldPanel("estimated_value"), FieldPanel("announced_on")]),
            ],
            heading=_("The procedure"),
        ),
        MultiFieldPanel(
            [
                *DeadlineMixin.deadline_panels,
                FieldPanel("opening_at"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("platform")]),
                FieldPanel("contact"),
            ],
            heading=_("Deadline and place"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("outcome"), FieldPanel("awarded_on")]),
                FieldRowPanel([FieldPanel("contractor"), FieldPanel("price")]),
                FieldPanel("signed_on"),
                FieldPanel("cancel_reason"),
            ],
            heading=_("Result"),
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        *own_panels,
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("number"), index.SearchField("subject")]

    class Meta:
        verbose_name = _("procurement")
        verbose_name_plural = _("procurements")

    def clean(self) -> None:
        super().clean()
        if errors := {**_faults_of_days(self), **_faults_of_result(self)}:
            raise ValidationError(errors)

    @property
    def eyebrow(self) -> str:
        return str(self.get_kind_display()).capitalize()

    def state_on(self, day: date) -> EntryState | None:
        if self.outcome and self.awarded_on and self.awarded_on <= day:
            return RESOLVED if self.outcome == ProcurementOutcome.AWARDED else CANCELLED
        if day < self.announced:
            return PLANNED
        return AWAITING if self.deadline_on and self.deadline_on < day else OPEN

    @property
    def turning_days(self) -> list[date]:
        after = self.deadline_on and self.deadline_on + timedelta(days=1)
        return [day for day in (self.announced, after, self.outcome and self.awarded_on) if day]

    @property
    def state(self) -> EntryState | None:
        return self.state_now(super().state)

    @property
    def state_note(self) -> str:
        return self.days_left_if(self.state)

    @property
    def facts(self) -> Facts:
        cancelled = self.outcome == ProcurementOutcome.CANCELLED
        return known(
            (gettext("Result"), str(self.get_outcome_display()) if self.outcome else ""),
            (gettext("Day of the result"), day_text(self.awarded_on)),
            (gettext("Contractor"), self.contractor),
            (gettext("Price"), amount_text(self.price)),
            (gettext("Contract signed on"), day_text(self.signed_on)),
            (gettext("Why it was cancelled"), self.cancel_reason if cancelled else ""),
            (gettext("Case number"), self.number),
            (gettext("Subject"), self.subject),
            (gettext("Estimated value"), amount_text(self.estimated_value)),
            (gettext("Announced on"), day_text(self.announced)),
            (gettext("Deadline for offers"), self.deadline_text),
            (gettext("Opening of offers"), _moment_text(self.opening_at)),
            (gettext("Where to submit"), self.place),
            (gettext("Address of the procedure"), self.platform),
            (gettext("Contact"), self.contact),
        )

    @property
    def links(self) -> dict[str, str]:
        return {gettext("Address of the procedure"): self.platform}

    @property
    def listing_facts(self) -> Facts:
        awarded = " · ".join(filter(None, [self.contractor, amount_text(self.price)]))
        return known(
            (gettext("Case number"), self.number),
            (gettext("Contractor"), awarded)
            if self.outcome == ProcurementOutcome.AWARDED
            else (gettext("Deadline for offers"), self.deadline_text),
        )

    @property
    def calendar(self) -> list[CalendarDay]:
        if self.outcome == ProcurementOutcome.CANCELLED:
            return []
        days = [
            ("deadline", gettext("Deadline for offers"), self.deadline_moment),
            ("opening", gettext("Opening of offers"), self.opening_at),
        ]
        return [CalendarDay(key, label, at) for key, label, at in days if at]


def _moment_text(moment: datetime | None) -> str:
    """A moment in Polish time: „15 grudnia 2025, godz. 10:30”."""
    if moment is None:
        return ""
    here = localtime(moment)
    return gettext("%(day)s, at %(hour)s") % {"day": day_text(here.date()), "hour": clock(here)}


def _faults_of_days(page: ProcurementPage) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if page.announced_on and page.announced_on > localdate():
        errors["announced_on"] = _("Nothing was announced after today. To publish later, set a schedule.")
    if page.deadline_on and page.deadline_on < page.announced:
        errors["deadline_on"] = _("The deadline can’t be earlier than the notice.")
    if page.deadline_on and page.opening_at:
        last = last_moment(page.deadline_on, page.deadline_time or datetime.min.time())
        if page.opening_at < last:
            errors["opening_at"] = _("Offers can’t be opened before the deadline.")
    return errors


def _faults_of_result(page: ProcurementPage) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    awarded = page.outcome == ProcurementOutcome.AWARDED
    if page.outcome and not page.awarded_on:
        errors["awarded_on"] = _("Say on which day the result was settled.")
    elif page.awarded_on and not page.outcome:
        errors["outcome"] = _("Say how the procedure ended.")
    elif page.awarded_on and page.awarded_on > page.next_public_day:
        errors["awarded_on"] = _("The result can’t be of a day after today. Check the date.")
    elif awarded and page.awarded_on and page.deadline_on and page.awarded_on < page.deadline_on:
        errors["awarded_on"] = _("There is no result before the deadline has passed.")
    if awarded and not page.contractor:
        errors["contractor"] = _("Say who was chosen.")
    for name in ("contractor", "price", "signed_on"):
        if not awarded and getattr(page, name) not in ("", None):
            errors[name] = _("Leave it empty: nobody was chosen.")
    if page.signed_on and page.awarded_on and page.signed_on < page.awarded_on and "signed_on" not in errors:
        errors["signed_on"] = _("The contract can’t be earlier than the result.")
    if page.outcome == ProcurementOutcome.CANCELLED and not page.cancel_reason:
        errors["cancel_reason"] = _("Say why it was cancelled.")
    return errors
