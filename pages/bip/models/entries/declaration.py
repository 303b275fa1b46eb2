"""The public part of an asset declaration. It has no place for part B, and no field for an address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.search import index

from pages.bip.categories import Holds
from pages.bip.entry_forms import DeclarationForm
from pages.bip.models.entries.base import BipEntryPage, Facts, day_text, known
from pages.bip.models.entries.register import is_web_address
from pages.bip.models.entries.report import FIRST_YEAR, LAST_YEAR
from pages.bip.part_b import is_confirmed
from pages.core.models import BasePage
from pages.core.templatetags.jawny import polish_datetime


class Occasion(models.TextChoices):
    """Why it was made."""

    YEARLY = "yearly", _("yearly declaration")
    ENTERING = "entering", _("on taking up the post")
    LEAVING = "leaving", _("on leaving the post")
    CORRECTION = "correction", _("correction")


class AssetDeclarationPage(BipEntryPage):
    """The public part of an asset declaration, as a file, or as a link to where it is published."""

    holds = Holds.DECLARATIONS

    page_description = _("The public part of an asset declaration: part A as a file, or a link to the city’s bulletin.")
    subpage_types: list[str] = []
    base_form_class = DeclarationForm

    # No text of any length that an address could slip into.
    body = None
    history_streams = ()

    post = models.CharField(_("public function"), max_length=200, help_text=_("E.g. Dyrektor Ośrodka."))
    person = models.CharField(_("first name and surname"), max_length=120, blank=True)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices, default=Occasion.YEARLY)
    year = models.PositiveSmallIntegerField(
        _("year that it is about"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    made_on = models.DateField(_("made on"))
    document = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("part A as a file"),
        help_text=_("A PDF or .docx with text, without part B. Whoever knows its address can open a file at once."),
    )
    elsewhere = models.URLField(
        _("or its address in the city’s bulletin"),
        blank=True,
        validators=[is_web_address],
        help_text=_("Where the declaration itself is published, e.g. in the bulletin of the city hall."),
    )
    confirmed_by = models.CharField(_("confirmed by"), max_length=250, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    confirmed_digest = models.CharField(max_length=40, blank=True, editable=False)
    """The digest of the bytes that the confirmation is about."""

    history_fields = (
        *BasePage.history_fields,
        "post",
        "person",
        "occasion",
        "year",
        "made_on",
        "document",
        "elsewhere",
        "confirmed_by",
        "confirmed_at",
        "confirmed_digest",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("post"), FieldPanel("person")]),
                FieldRowPanel([FieldPanel("occasion"), FieldPanel("year")]),
                FieldPanel("made_on"),
            ],
            heading=_("Whose declaration"),
        ),
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("confirms"), FieldPanel("elsewhere")],
            heading=_("The public part"),
            help_text=_("Either the file or the address. Part B is never published, nor kept here."),
        ),
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("post"), index.SearchField("person")]

    class Meta:
        verbose_name = _("asset declaration")
        verbose_name_plural = _("asset declarations")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.document_id and self.elsewhere:
            errors["elsewhere"] = _("Give the file or the address, not both.")
        if self.occasion == Occasion.YEARLY and not self.year:
            errors["year"] = _("Say which year the declaration is about.")
        if self.made_on and self.made_on > localdate():
            errors["made_on"] = _("This can’t have happened after today. Check the date.")
        if self.made_on and self.year and self.made_on.year < self.year:
            errors["year"] = _("The declaration can’t be about a year after the one in which it was made.")
        if errors:
            raise ValidationError(errors)

    @property
    def rows(self) -> list[Any]:
        """It has no body."""
        return []

    @property
    def listed_by(self) -> date:
        return self.made_on or super().listed_by

    @property
    def facts(self) -> Facts:
        return known(
            (gettext("Public function"), self.post),
            (gettext("First name and surname"), self.person),
            (gettext("Occasion"), str(self.get_occasion_display() or "")),
            (gettext("Year that it is about"), str(self.year or "")),
            (gettext("Made on"), day_text(self.made_on)),
            (gettext("Published at"), self.elsewhere),
        )

    @property
    def links(self) -> dict[str, str]:
        return {gettext("Published at"): self.elsewhere}

    @property
    def listing_facts(self) -> Facts:
        return [fact for fact in self.facts if fact[1] in (self.post, self.person, str(self.get_occasion_display()))]

    @property
    def history_facts(self) -> Facts:
        """With who confirmed what: the history keeps it for whoever asks later."""
        if not self.confirmed_at or not self.shown_document:
            return self.facts
        who = ", ".join(filter(None, [self.confirmed_by, polish_datetime(self.confirmed_at)]))
        return [*self.facts, (gettext("That the file holds no part B, confirmed by"), who)]

    @property
    def shown_document(self) -> Any:
        """Part A, as long as its bytes are those that were confirmed; a file that was replaced waits for its own."""
        return self.document if self.document and is_confirmed(self, self.document) else None

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        label = gettext("Asset declaration, part A")
        return [(self.shown_document, label)] if self.shown_document else []
