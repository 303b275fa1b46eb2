"""Articles of the bulletin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pages.bip.models.category import CategoryMixin
from pages.bip.models.menu import BULLETIN, entries_among
from pages.bip.models.nothing import NothingHereMixin
from pages.bip.own_parts import OwnPart, own_part
from pages.bip.provenance_form import ProvenanceForm
from pages.core.addresses import public_among
from pages.core.models import OTHER_FORMS, BasePage, BodyMixin


class BipArticlePage(CategoryMixin, NothingHereMixin, BodyMixin, BasePage):
    """A piece of public information."""

    template = "pages/bip/bip_article_page.html"
    page_description = _("Public information on one matter, with who produced it and when.")
    base_form_class = ProvenanceForm
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types = OTHER_FORMS

    search_kind = BULLETIN

    history_fields = (*BasePage.history_fields, *NothingHereMixin.nothing_fields, "body")

    content_panels = [
        *BasePage.content_panels,
        *CategoryMixin.category_panels,
        *BodyMixin.body_panels,
        *NothingHereMixin.nothing_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("public information")
        verbose_name_plural = _("public information (plural)")

    @property
    def has_content(self) -> bool:
        said = any(block.block_type != "heading" for block in self.body)  # a heading alone says nothing
        return said or (bool(self.own_part) and self.own_part.suffices)

    @cached_property
    def own_part(self) -> OwnPart:
        """What the site says on the page by itself, by its category."""
        return own_part(self)

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return self.nothing_facts

    @property
    def drawn_facts(self) -> list[tuple[str, str]]:
        return self.own_part.texts

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        return [*self.history_facts, *self.drawn_facts]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        siblings = entries_among(public_among(BasePage.objects.sibling_of(self)).order_by("path"))
        for page in siblings:
            page.current = page.pk == self.pk
        context["section"] = self.page_above
        context["siblings"] = siblings
        return context
