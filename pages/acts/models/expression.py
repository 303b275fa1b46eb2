"""A text of an act as from a day."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from pages.acts.administration.panels import TextStepsPanel
from pages.acts.blocks import LegalTextBlock
from pages.acts.forms import ExpressionPageForm
from pages.acts.models.kinds import ACTS, LegalValue
from pages.acts.text.model import Piece
from pages.acts.text.structure import structure
from pages.acts.views.expression import ExpressionRoutes
from pages.core.addresses import is_public
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField
from pages.core.models import BasePage, BodyMixin
from search.content import Content

if TYPE_CHECKING:
    from pages.acts.models.act import ActPage


class ExpressionPage(ExpressionRoutes, BodyMixin, BasePage):
    """What the act above it says as from a day, with its attachments; the public history knows since when it is here.

    When a text ceases to hold is never stored: the next one says it (`pages.acts.in_time`).
    """

    review_months = 0  # never: it is the wording of one moment

    template = "pages/acts/act_page.html"
    page_description = _("A text of the act above as from a day, § by §, with its attachments.")
    parent_page_types = ["acts.ActPage"]
    subpage_types: list[str] = []

    base_form_class = ExpressionPageForm

    valid_from = PartialDateField(
        _("text as from"),
        blank=True,
        help_text=_("The day, e.g. 1.01.2023. Left empty: the day of the last change that the text takes in."),
    )
    legal_value = models.CharField(
        _("value of the text"), max_length=20, choices=LegalValue.choices, default=LegalValue.INFORMAL
    )
    checked_by = models.CharField(
        _("checked by"), max_length=200, blank=True, help_text=_("Who compared the text with the acts it is made of.")
    )
    text = StreamField(LegalTextBlock(), verbose_name=_("text"), blank=True)

    search_kind = ACTS

    history_fields = (*BasePage.history_fields, "valid_from", "legal_value", "checked_by", "text", "body")
    history_children = {"incorporated": ("act",)}
    history_streams = ("text", "body")

    content_panels = [
        TextStepsPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("legal_value")]),
                FieldPanel("checked_by"),
            ],
            heading=_("The text"),
        ),
        InlinePanel(
            "incorporated",
            heading=_("Changes that are worked into the text"),
            label=_("amending act"),
            help_text=_(
                "All of them, not only the last one. An act that is missing here is announced as not worked in."
            ),
        ),
        FieldPanel("text", heading=_("Text, § by §")),
        FieldPanel("body", heading=_("Attachments: tables, pictures, documents")),
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields, index.SearchField("text")]

    class Meta:
        verbose_name = _("text of an act")
        verbose_name_plural = _("texts of acts")

    def clean(self) -> None:
        super().clean()
        if self.valid_from and not self.valid_from.is_full:
            raise ValidationError({"valid_from": _("Give the whole day, e.g. 1.01.2023, or leave it empty.")})

    @property
    def check_url(self) -> str:
        """Where a draft is compared and published with its acts; empty for a page that isn't kept yet."""
        return reverse("acts_admin:check", args=(self.pk,)) if self.pk else ""

    @property
    def act(self) -> ActPage:
        """The act whose text it is."""
        return cast("ActPage", self.get_parent().specific)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The text in its structure."""
        return structure(list(self.text.raw_data))

    @property
    def included_ids(self) -> frozenset[int]:
        """The acts whose changes are worked in."""
        return frozenset(row.act_id for row in self.incorporated.all())

    @property
    def eyebrow(self) -> str:
        return str(self.get_legal_value_display()).capitalize()

    @property
    def search_dated(self) -> PartialDate | None:
        return self.valid_from

    def search_content(self) -> Content | None:
        """Found as a part of its act."""
        content = super().search_content()
        return replace(content, part_of_parent=True) if content else None

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        facts = [(gettext("Value of the text"), str(self.get_legal_value_display()))]
        if self.valid_from:
            facts.append((gettext("Text as from"), self.valid_from.label))
        if self.checked_by:
            facts.append((gettext("Checked by"), self.checked_by))
        return facts

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        acts = [row.act.eyebrow for row in self.incorporated.all() if is_public(row.act)]
        return [(gettext("Changes that are worked into the text"), acts)] if acts else []


class IncorporatedAct(Orderable):
    """An amending act that is worked into a text."""

    expression = ParentalKey("acts.ExpressionPage", on_delete=models.CASCADE, related_name="incorporated")
    act = models.ForeignKey("acts.ActPage", models.RESTRICT, related_name="+", verbose_name=_("amending act"))

    panels = [PageChooserPanel("act", "acts.ActPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("amending act worked in")
        verbose_name_plural = _("amending acts worked in")

    def __str__(self) -> str:
        return f"{self.expression}: {self.act}"
