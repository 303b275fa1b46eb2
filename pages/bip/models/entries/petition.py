"""A petition, with the course of its case (law on petitions of 11.07.2014, art. 8 and 14)."""

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
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.entry_forms import PetitionForm
from pages.bip.models.entries.base import BipEntryPage, CalendarDay, Facts, Part, day_text, known
from pages.bip.states import EntryState
from pages.core.fields import faults_of_years
from pages.core.models import BasePage

CONSIDERED = EntryState("running", pgettext_lazy("state of a petition", "being considered"))
LATE = EntryState("awaiting", pgettext_lazy("state of a petition", "being considered, the expected date has passed"))
HANDLED = EntryState("resolved", pgettext_lazy("state of a petition", "case closed"), is_over=True)


class PetitionOutcome(models.TextChoices):
    """How a petition was handled."""

    GRANTED = "granted", pgettext_lazy("outcome of a petition", "granted")
    PARTLY = "partly", pgettext_lazy("outcome of a petition", "granted in part")
    REFUSED = "refused", pgettext_lazy("outcome of a petition", "not granted")
    PASSED_ON = "passed_on", pgettext_lazy("outcome of a petition", "passed on to the competent body")
    LEFT = "left", pgettext_lazy("outcome of a petition", "left without consideration")


class PetitionPage(BipEntryPage):
    """A petition, with the course of its case."""

    holds = Holds.PETITIONS

    template = "pages/bip/petition_page.html"
    page_description = _("A petition, with the course of its case.")
    base_form_class = PetitionForm

    subject = models.TextField(_("subject of the petition"), max_length=1000)
    received_on = models.DateField(_("received on"))
    author = models.CharField(
        _("who petitions"),
        max_length=250,
        blank=True,
        help_text=_("Only with the consent below. Without it nothing that names the author stands anywhere here."),
    )
    author_consents = models.BooleanField(_("the author consents to being named"), default=False)
    scan = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan of the petition"),
        help_text=_("Without consent: a copy in which the author’s data are blacked out for good."),
    )
    expected_on = models.DateField(_("expected date of handling"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    outcome = models.CharField(_("how it was handled"), max_length=10, blank=True, choices=PetitionOutcome.choices)
    answer = models.TextField(
        _("answer"), max_length=5000, blank=True, help_text=_("What was answered and why, in plain words.")
    )
    answer_file = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answer as a file"),
    )

    history_fields = (
        *BasePage.history_fields,
        "subject",
        "received_on",
        "author",
        "author_consents",
        "scan",
        "expected_on",
        "answered_on",
        "outcome",
        "answer",
        "answer_file",
        "body",
    )
    history_children = {"steps": ("day", "text")}

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("subject"),
                FieldPanel("received_on"),
                FieldPanel("author"),
                FieldPanel(
                    "author_consents",
                    help_text=_(
                        "If the author takes the consent back: untick this, empty the name above, replace the scan, "
                        "publish. Then have an administrator mask the earlier versions that name the author, in "
                        "“Public history” of the page."
                    ),
                ),
                FieldPanel("scan"),
                FieldPanel("names_nobody"),
            ],
            heading=_("The petition"),
            help_text=_("Write the text of the petition below, too: a scan can’t be read by everybody."),
        ),
        InlinePanel(
            "steps",
            heading=_("Course of the case"),
            label=_("step"),
            help_text=_("What was done and when, e.g. an opinion asked for, a new date set."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("expected_on"),
                FieldRowPanel([FieldPanel("answered_on"), FieldPanel("outcome")]),
                FieldPanel("answer"),
                FieldPanel("answer_file"),
            ],
            heading=_("How it was handled"),
            help_text=_("Readers see the state that follows from these days; so does the yearly summary."),
        ),
        *BipEntryPage.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BipEntryPage.search_fields, index.SearchField("subject")]

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        constraints = [
            # History and drafts keep each field: a name that must not be shown must not be kept either.
            models.CheckConstraint(
                condition=models.Q(author="") | models.Q(author_consents=True), name="petition_author_consents"
            )
        ]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.author and not self.author_consents:
            errors["author"] = _("Without the author’s consent, don’t write here who petitions.")
        for name in ("received_on", "answered_on"):
            if (day := getattr(self, name)) and day > localdate():
                errors[name] = _("This can’t have happened after today. Check the date.")
        for name in ("expected_on", "answered_on"):
            day = getattr(self, name)
            if day and self.received_on and day < self.received_on:
                errors[name] = _("This can’t be before the petition was received.")
        if self.answered_on and not self.outcome:
            errors["outcome"] = _("Say how it was handled: the yearly summary tells it.")
        if self.outcome and not self.answered_on:
            errors["answered_on"] = _("Say when it was answered.")
        if errors:
            raise ValidationError(errors)

    @property
    def listed_by(self) -> date:
        return self.received_on or super().listed_by

    def state_on(self, day: date) -> EntryState | None:
        if not self.received_on or self.received_on > day:
            return None
        if self.answered_on and self.answered_on <= day:
            return HANDLED
        return LATE if self.expected_on and self.expected_on < day else CONSIDERED

    @property
    def turning_days(self) -> list[date]:
        after = self.expected_on + timedelta(days=1) if self.expected_on else None
        return [day for day in (self.received_on, after, self.answered_on) if day]

    @property
    def calendar(self) -> list[CalendarDay]:
        if self.expected_on is None or self.answered_on:
            return []
        return [CalendarDay("expected", gettext("Expected date of handling the petition"), self.expected_on)]

    @property
    def author_shown(self) -> str:
        """Who petitions, as readers may know it."""
        if not self.author_consents:
            return gettext("the author did not consent to being named")
        return self.author or gettext("not given")

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("Subject of the petition"), self.subject),
            (gettext("Received on"), day_text(self.received_on)),
            (gettext("Who petitions"), self.author_shown),
            (gettext("Expected date of handling"), day_text(self.expected_on)),
            (gettext("Answered on"), day_text(self.answered_on)),
            (gettext("How it was handled"), str(self.get_outcome_display() or "")),
        )

    @property
    def listing_facts(self) -> Facts:
        return [self.facts[0], *self.facts[-1:]] if self.outcome else self.facts[:1]

    @property
    def course(self) -> list[PetitionStep]:
        """The steps of the case in the order of time, however they were entered."""
        return sorted(self.steps.all(), key=lambda step: (step.day or date.max, step.sort_order or 0))

    @property
    def parts(self) -> list[Part]:
        answer = [line for line in self.answer.splitlines() if line.strip()]
        return [Part(gettext("Answer"), answer, is_list=False)] if answer else []

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        steps = [str(step) for step in self.course]
        return [*([(gettext("Course of the case"), steps)] if steps else []), *super().history_lists]

    @property
    def search_facts(self) -> Facts:
        course = "; ".join(step.text for step in self.course)
        return [*super().search_facts, *([(gettext("Course of the case"), course)] if course else [])]

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        files = [(self.scan, gettext("Scan of the petition")), (self.answer_file, gettext("Answer to the petition"))]
        return [(document, label) for document, label in files if document]


class PetitionStep(Orderable):
    """Something done in the case of a petition."""

    page = ParentalKey(PetitionPage, on_delete=models.CASCADE, related_name="steps")
    day = models.DateField(_("day of the step"))
    text = models.CharField(_("what was done"), max_length=300)

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        verbose_name = _("step of the case")
        verbose_name_plural = _("steps of the case")

    def __str__(self) -> str:
        return ": ".join(filter(None, [day_text(self.day), self.text]))

    def clean(self) -> None:
        super().clean()
        if faults := faults_of_years(self):
            raise ValidationError(faults)
        if self.day and self.day > localdate():
            raise ValidationError({"day": _("This can’t have happened after today. Check the date.")})
