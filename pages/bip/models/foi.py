"""How to ask for public information that the bulletin doesn't hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.bip.centre_facts import Facts, ways_to_ask
from pages.bip.models.category import CategoryMixin
from pages.bip.models.menu import BULLETIN
from pages.bip.provenance_form import ProvenanceForm
from pages.core.models import OTHER_FORMS, BasePage, BodyMixin


class FoiRequestPage(CategoryMixin, BodyMixin, BasePage):
    """How to ask for public information: by which ways, what to write, what follows."""

    search_kind = BULLETIN
    template = "pages/bip/foi_request_page.html"
    page_description = _("How to ask for public information that isn’t here: every way, and what happens next.")
    base_form_class = ProvenanceForm
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types = OTHER_FORMS

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [
        *BasePage.content_panels,
        *CategoryMixin.category_panels,
        *BodyMixin.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("request for public information")
        verbose_name_plural = _("requests for public information")

    @property
    def empty_notice(self) -> bool:
        """Never: what it says follows from the centre's data."""
        return False

    @property
    def ways(self) -> Facts:
        """Every way to ask, from the centre's data."""
        return ways_to_ask(self.centre)

    @property
    def drawn_facts(self) -> list[tuple[str, str]]:
        return [(label, value) for label, value, _url in self.ways]

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        return [*self.history_facts, *self.drawn_facts]
