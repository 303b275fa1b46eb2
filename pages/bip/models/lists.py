"""Lists of the bulletin: inspections, procurements, recruitments and the rest, each of one kind of entry."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.bip.categories import Holds
from pages.bip.models.category import CategoryMixin
from pages.bip.models.menu import BULLETIN
from pages.bip.models.nothing import NothingHereMixin
from pages.bip.views.lists import ListRoutes
from pages.bip.views.petitions import PetitionSummaryRoutes
from pages.core.addresses import public_among
from pages.core.models import LIST_PRIOR, BasePage, BodyMixin

if TYPE_CHECKING:
    from pages.bip.models.entries.base import BipEntryPage


class BipListPage(PetitionSummaryRoutes, ListRoutes, CategoryMixin, NothingHereMixin, BodyMixin, BasePage):
    """A list of entries of one kind: current ones first, then the archive by years."""

    search_kind = BULLETIN
    search_prior = LIST_PRIOR

    template = "pages/bip/bip_list_page.html"
    page_description = _("A list of inspections, procurements, recruitments, petitions… with their states.")
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types = [
        "bip.InspectionPage",
        "bip.ProcurementPage",
        "bip.RecruitmentPage",
        "bip.PetitionPage",
        "bip.AssetDeclarationPage",
        "bip.ReportPage",
        "bip.PublicRegisterPage",
        "bip.WithholdingPage",
    ]

    holds = models.CharField(_("what it lists"), max_length=15, choices=Holds.choices)

    history_fields = (*BasePage.history_fields, "holds", *NothingHereMixin.nothing_fields, "body")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("holds"),
        *CategoryMixin.category_panels,
        *BodyMixin.body_panels,
        *NothingHereMixin.nothing_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("list of entries")
        verbose_name_plural = _("lists of entries")

    def clean(self) -> None:
        super().clean()
        if self.path and self.holds and self.get_children().not_exact_type(self.entry_class).exists():
            message = _("There are entries of another kind in this list: it would show them no more. Make a new list.")
            raise ValidationError({"holds": message})

    @property
    def has_content(self) -> bool:
        if "entries" in vars(self) or not self.pk or not self.holds:
            return bool(self.entries)
        return bool(public_among(self.entry_class.objects.child_of(self)).exists())

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return self.nothing_facts

    @property
    def entry_class(self) -> type[BipEntryPage]:
        """The page type of its entries."""
        from pages.bip.models.entries import ENTRY_TYPES  # entries know lists

        return ENTRY_TYPES[Holds(self.holds)]

    @cached_property
    def entries(self) -> list[BipEntryPage]:
        """The public entries: current ones first, then those that are over, each the newest first.

        One query, without the texts, which no list prints: there may be thousands.
        """
        if not self.pk or not self.holds:
            return []
        found: Any = public_among(self.entry_class.objects.child_of(self)).defer(*self.entry_class.history_streams)
        return sorted(found, key=lambda entry: (entry.is_current, entry.listed_by, entry.pk), reverse=True)


def holds_of(parent: Page) -> str:
    """What the list above a page holds; empty when that is no list."""
    page = parent.specific
    return page.holds if isinstance(page, BipListPage) else ""
