"""The subject menu: its groups, and its entries that lead to pages elsewhere."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel

from pages.bip.bulletin import computed_places
from pages.bip.categories import Group
from pages.bip.models.category import CategoryMixin
from pages.bip.reference_form import ReferenceForm
from pages.core.addresses import local_url, public_among
from pages.core.models import LIST_PRIOR, BasePage, BodyMixin
from pages.core.snapshots import public_title
from search.content import Kind

BULLETIN = Kind("bip", _("Bulletin (BIP)"))


def entries_among(pages: models.QuerySet[BasePage]) -> list[BasePage]:
    """Entries of the subject menu; a reference whose target is not public is left out.

    References know where they lead; of the rest a menu needs what all pages share.
    """
    entries = list(pages)
    ids = [entry.pk for entry in entries if entry.specific_class is BipReferencePage]
    references = BipReferencePage.objects.select_related("target").in_bulk(ids)
    entries = [references.get(entry.pk, entry) for entry in entries]
    return [entry for entry in entries if entry.local_url]


class BipSectionPage(BodyMixin, BasePage):
    """A group of the subject menu."""

    search_prior = LIST_PRIOR

    template = "pages/bip/bip_section_page.html"
    page_description = _("A group of the bulletin's subject menu.")
    parent_page_types = ["bip.BipHomePage"]
    subpage_types = [
        "bip.BipArticlePage",
        "bip.BipListPage",
        "bip.BipReferencePage",
        "bip.FoiRequestPage",
        "acts.ActRegisterPage",
    ]

    search_kind = BULLETIN

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("section of the bulletin")
        verbose_name_plural = _("sections of the bulletin")

    @cached_property
    def entries(self) -> list[Any]:
        """The public entries of the section, in the order of the tree, and what the site adds to them."""
        entries: list[Any] = entries_among(public_among(BasePage.objects.child_of(self)).order_by("path"))
        return [*entries, *computed_places()] if self.slug == Group.BULLETIN else entries


class BipReferencePage(CategoryMixin, BasePage):
    """An entry of the subject menu that leads to a page elsewhere on the site: texts are linked, never copied."""

    review_months = 0  # never: it only leads to another page

    leads_elsewhere = True
    preview_modes: list[tuple[str, str]] = []
    page_description = _("An entry of the subject menu whose content is another page of this site, e.g. the structure.")
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types: list[str] = []

    target = models.ForeignKey(
        "core.BasePage", models.RESTRICT, related_name="referred_to_from_bip", verbose_name=_("page it leads to")
    )

    base_form_class = ReferenceForm

    history_fields = (*BasePage.history_fields, "target")

    content_panels = [*BasePage.content_panels, PageChooserPanel("target"), *CategoryMixin.category_panels]

    class Meta:
        verbose_name = _("reference to another page")
        verbose_name_plural = _("references to other pages")

    def clean(self) -> None:
        super().clean()
        if self.target_id and self.target.specific_class is BipReferencePage:
            raise ValidationError({"target": _("A reference leads to a page, not to another reference.")})

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        title = public_title(self.target)
        return [(gettext("Leads to the page"), title)] if title else []

    @property
    def local_url(self) -> str:
        """The address of the page it leads to; its own would only lead there."""
        return local_url(self.target)

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[BipReferencePage]:
        """Nothing: the search finds the page it leads to."""
        return cls.objects.none()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Nothing: the map names the page it leads to."""
        return []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.local_url:
            raise Http404
        return redirect(self.local_url)
