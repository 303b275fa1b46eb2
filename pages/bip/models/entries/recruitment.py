"""A recruitment for a post: the notice, and later its result.

What it has to say: ustawa z 21.11.2008 o pracownikach samorządowych, art. 13 and 15 (checklist L20).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.models.entries.base import BipEntryPage, CalendarDay, Facts, Part, day_text, known, lines_of
from pages.bip.models.entries.deadline import DeadlineMixin
from pages.bip.models.entries.job_posting import job_posting
from pages.bip.models.entries.outcome import Outcome, first_day_without
from pages.bip.models.entries.recruitment_rules import faults_of
from pages.bip.models.entries.retention import RetentionMixin
from pages.bip.states import AWAITING, CANCELLED, ENDED, OPEN, PLANNED, RESOLVED, EntryState
from pages.core.models import BasePage

OUTCOME_STATES = {Outcome.CHOSEN: RESOLVED, Outcome.NONE: ENDED, Outcome.CANCELLED: CANCELLED}
ONE_A_LINE = _("One on each line; the page makes a list of them.")


class DisabilityIndex(models.TextChoices):
    """Whether people with disabilities make up at least 6 % of the staff."""

    REACHED = "reached", _("at least 6%")
    BELOW = "below", _("less than 6%")


class RecruitmentPage(DeadlineMixin, RetentionMixin, BipEntryPage):
    """A recruitment for a post: the notice, and later its result.

    From `mask_on` on nobody reads whom the result names, here nor in any earlier version; see `pages.bip.masking`.
    """

    holds = Holds.RECRUITMENTS
    personal_fields = ("chosen_name", "chosen_residence", "reasons")

    page_description = _("A recruitment for a post: the notice, and later its result.")

    post = models.CharField(_("post"), max_length=200, help_text=_("As in the notice, e.g. referent."))
    employer = models.CharField(
        _("employer"), max_length=250, blank=True, help_text=_("Left empty: this centre with its address.")
    )
    employer_address = models.CharField(_("employer’s address"), max_length=250, blank=True)
    necessary_requirements = models.TextField(_("necessary requirements"), help_text=ONE_A_LINE)
    additional_requirements = models.TextField(_("additional requirements"), blank=True, help_text=ONE_A_LINE)
    tasks = models.TextField(_("tasks on the post"), help_text=ONE_A_LINE)
    conditions = models.TextField(_("working conditions on the post"), help_text=ONE_A_LINE)
    disability_index = models.CharField(
        _("employment rate of people with disabilities"), max_length=10, choices=DisabilityIndex.choices
    )
    documents = models.TextField(_("required documents"), help_text=ONE_A_LINE)
    place_of_filing = models.TextField(_("where to file the documents"), max_length=500)
    short_deadline_reason = models.CharField(
        _("why the deadline is less than 10 days away"),
        max_length=300,
        blank=True,
        help_text=_("Readers see it. Leave it empty when there are at least 10 days."),
    )
    outcome = models.CharField(_("result"), max_length=10, blank=True, choices=Outcome.choices)
    result_on = models.DateField(_("day of the result"), null=True, blank=True)
    chosen_name = models.CharField(
        _("chosen person: first name and surname"),
        max_length=200,
        blank=True,
        help_text=_("Write it only here: from here the site can remove it when its time is over."),
    )
    chosen_residence = models.CharField(
        _("chosen person: place of residence"), max_length=100, blank=True, help_text=_("The town alone, no address.")
    )
    reasons = models.TextField(
        _("reasons"), blank=True, help_text=_("Why this person, or why nobody was chosen, or why it was cancelled.")
    )

    own_fields = (
        "post",
        "employer",
        "employer_address",
        "necessary_requirements",
        "additional_requirements",
        "tasks",
        "conditions",
        "disability_index",
        "documents",
        "announced_on",
        *DeadlineMixin.deadline_fields,
        "place_of_filing",
        "short_deadline_reason",
        "outcome",
        "result_on",
        "chosen_name",
        "chosen_residence",
        "reasons",
        "mask_on",
    )
    history_fields = (*BasePage.history_fields, *own_fields, "body")

    own_panels = [
        MultiFieldPanel(
            [
                FieldPanel("post"),
                FieldRowPanel([FieldPanel("employer"), FieldPanel("employer_address")]),
                FieldPanel("necessary_requirements"),
                FieldPanel("additional_requirements"),
                FieldPanel("tasks"),
                FieldPanel("conditions"),
                FieldPanel("disability_index"),
                FieldPanel("documents"),
            ],
            heading=_("Notice of the recruitment"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("announced_on"),
                *DeadlineMixin.deadline_panels,
                FieldPanel("short_deadline_reason"),
                FieldPanel("place_of_filing"),
            ],
            heading=_("Deadline and place"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("outcome"), FieldPanel("result_on")]),
                FieldRowPanel([FieldPanel("chosen_name"), FieldPanel("chosen_residence")]),
                FieldPanel("reasons"),
                *RetentionMixin.retention_panels,
            ],
            heading=_("Result"),
            help_text=_(
                "Don’t upload the result as a file and don’t write the name in the title or the text: "
                "only from these fields the site removes it by itself, from earlier versions too."
            ),
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        *own_panels,
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("post"), index.SearchField("tasks")]

    class Meta:
        verbose_name = _("recruitment")
        verbose_name_plural = _("recruitments")

    def clean(self) -> None:
        super().clean()
        if self.outcome == Outcome.CHOSEN and self.result_on and not self.mask_on:
            self.mask_on = first_day_without(self)
        if faults := faults_of(self):
            raise ValidationError({name: [fault] for name, fault in faults.items()})

    # -- days ----------------------------------------------------------------------------------------------------------

    def state_on(self, day: date) -> EntryState | None:
        if self.outcome and self.result_on and self.result_on <= day:
            return OUTCOME_STATES[Outcome(self.outcome)]
        if day < self.announced:
            return PLANNED
        return AWAITING if self.deadline_on and self.deadline_on < day else OPEN

    @property
    def turning_days(self) -> list[date]:
        days = [
            self.announced,
            self.deadline_on and self.deadline_on + timedelta(days=1),
            self.outcome and self.result_on,
        ]
        return [day for day in days if day]

    @property
    def state(self) -> EntryState | None:
        return self.state_now(super().state)

    @property
    def state_note(self) -> str:
        return self.days_left_if(self.state)

    @property
    def calendar(self) -> list[CalendarDay]:
        moment = self.deadline_moment
        if moment is None or self.outcome == Outcome.CANCELLED:
            return []
        return [CalendarDay("deadline", gettext("Deadline for documents"), moment)]

    # -- what readers see ----------------------------------------------------------------------------------------------

    @property
    def employer_text(self) -> str:
        """The employer with the address."""
        if self.employer:
            return ", ".join(filter(None, [self.employer, self.employer_address]))
        centre = self.centre
        town = f"{centre.postcode} {centre.city}".strip()
        return ", ".join(filter(None, [centre.name, self.employer_address or centre.street, town]))

    @property
    def notice_facts(self) -> Facts:
        """The notice in short."""
        return known(
            (gettext("Post"), self.post),
            (gettext("Employer"), self.employer_text),
            (gettext("Employment rate of people with disabilities"), str(self.get_disability_index_display())),
            (gettext("Announced on"), day_text(self.announced)),
            (gettext("Deadline for documents"), self.deadline_text),
            (gettext("Where to file the documents"), "; ".join(lines_of(self.place_of_filing))),
            (gettext("Why the deadline is short"), self.short_deadline_reason),
        )

    @property
    def outcome_facts(self) -> Facts:
        """How it ended, without whom it named."""
        if not self.outcome:
            return []
        return known(
            (gettext("Result"), str(self.get_outcome_display())),
            (gettext("Day of the result"), day_text(self.result_on)),
        )

    @property
    def person_facts(self) -> Facts:
        """Whom the result named, as long as readers may know; afterwards, that this is over."""
        if self.outcome != Outcome.CHOSEN:
            return known((gettext("Reasons"), self.reasons)) if self.outcome else []
        if self.data_is_over:
            return [(gettext("Chosen person"), gettext("the data was removed after the period of publication"))]
        return known(
            (gettext("Chosen person"), self.chosen_name),
            (gettext("Place of residence"), self.chosen_residence),
            (gettext("Reasons"), self.reasons),
            (gettext("Personal data is public until"), day_text(self.mask_on and self.mask_on - timedelta(days=1))),
        )

    @property
    def facts(self) -> Facts:
        return [*self.outcome_facts, *self.person_facts, *self.notice_facts]

    @property
    def listing_facts(self) -> Facts:
        return known(
            (gettext("Deadline for documents"), self.deadline_text),
            (gettext("Day of the result"), day_text(self.result_on) if self.outcome else ""),
        )

    @property
    def search_facts(self) -> Facts:
        """Without whom it named: an index would tell it after its time."""
        lists = [(part.heading, "; ".join(part.lines)) for part in self.parts]
        return [*self.notice_facts, *self.outcome_facts, *lists]

    @property
    def parts(self) -> list[Part]:
        parts = [
            Part(gettext("Necessary requirements"), lines_of(self.necessary_requirements)),
            Part(gettext("Additional requirements"), lines_of(self.additional_requirements)),
            Part(gettext("Tasks"), lines_of(self.tasks)),
            Part(gettext("Working conditions"), lines_of(self.conditions)),
            Part(gettext("Required documents"), lines_of(self.documents)),
        ]
        return [part for part in parts if part.lines]

    @property
    def linked_data(self) -> dict[str, Any] | None:
        return job_posting(self)
