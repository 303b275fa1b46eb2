"""The public bulletin (BIP): its home, the groups of its subject menu, its entries.

Requirements on a body's own bulletin page: rozporządzenie MSWiA z 18.01.2007, § 11 (Dz.U. 2007 nr 10 poz. 68).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Site

from history.models import Event
from history.register import RegisterLine, lines_of, public_entries
from pages.core.addresses import local_url, public_among
from pages.core.models import LIST_PRIOR, BasePage, BodyMixin
from pages.core.snapshots import public_title
from pages.core.validators import phone_validator
from search.content import Kind

RECENT = 5
BULLETIN = Kind("bip", _("Bulletin (BIP)"))
SECTION = "bip.bipsectionpage"  # lists of what is listed here anyway


class BipHomePage(BodyMixin, BasePage):
    """The home of the bulletin: the whole subject menu at a glance, recent changes, the editorial office."""

    search_prior = LIST_PRIOR

    starts_bulletin = True
    search_kind = BULLETIN
    template = "pages/bip/bip_home_page.html"
    page_description = _("The home of the public bulletin (BIP): subject menu, recent changes, editors.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["bip.BipSectionPage"]
    max_count_per_parent = 1

    history_fields = (*BasePage.history_fields, "body")
    history_children = {"editors": ("name", "phone", "email")}

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("editors", heading=_("Editorial office"), label=_("editor"), min_num=1),
        *BodyMixin.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("home of the bulletin")
        verbose_name_plural = _("homes of bulletins")

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        editors = [", ".join(filter(None, [row.name, row.phone, row.email])) for row in self.editors.all()]
        return [(gettext("Editorial office"), editors)]

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        return [(label, "; ".join(lines)) for label, lines in self.history_lists]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        below = public_among(BasePage.objects.descendant_of(self)).order_by("path")
        sections: dict[str, tuple[BasePage, list[BasePage]]] = {
            page.path: (page, []) for page in below if page.specific_class is BipSectionPage
        }
        entries = entries_among(below)
        for page in entries:
            group = sections.get(page.path[: -self.steplen])
            if group:
                group[1].append(page)
        context["groups"] = list(sections.values())
        context["recent"] = _latest_changes(Site.find_for_request(request) or self.get_site(), entries)
        return context


def _latest_changes(site: Site, entries: list[BasePage]) -> list[RegisterLine]:
    """The newest versions of entries, as the register prints them; of a reference, those of its target."""
    shown = {page.target_id if isinstance(page, BipReferencePage) else page.pk for page in entries}
    news = Q(event__in=(Event.PUBLISH, Event.DRIFT), version__isnull=False, object__page_id__in=shown)
    return lines_of(site, public_entries(site).filter(news).exclude(object__kind=SECTION)[:RECENT])


def entries_among(pages: models.QuerySet[BasePage]) -> list[BasePage]:
    """Entries of the subject menu; a reference whose target is not public is left out.

    References know where they lead; of the rest a menu needs what all pages share.
    """
    entries = list(pages)
    ids = [entry.pk for entry in entries if entry.specific_class is BipReferencePage]
    references = BipReferencePage.objects.select_related("target").in_bulk(ids)
    entries = [references.get(entry.pk, entry) for entry in entries]
    return [entry for entry in entries if entry.local_url]


class BipEditor(Orderable):
    """A person or post that edits the bulletin; § 11 ust. 1 pkt 3 asks for at least one with phone and e-mail."""

    bulletin = ParentalKey(BipHomePage, on_delete=models.CASCADE, related_name="editors")
    name = models.CharField(_("person or post"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])]

    class Meta(Orderable.Meta):
        verbose_name = _("editor")
        verbose_name_plural = _("editors")

    def __str__(self) -> str:
        return self.name


class BipSectionPage(BodyMixin, BasePage):
    """A group of the subject menu."""

    search_prior = LIST_PRIOR

    template = "pages/bip/bip_section_page.html"
    page_description = _("A group of the bulletin's subject menu.")
    parent_page_types = ["bip.BipHomePage"]
    subpage_types = ["bip.BipArticlePage", "bip.BipReferencePage", "acts.ActRegisterPage"]

    search_kind = BULLETIN

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("section of the bulletin")
        verbose_name_plural = _("sections of the bulletin")

    @cached_property
    def entries(self) -> list[BasePage]:
        """The public entries of the section, in the order of the tree."""
        return entries_among(public_among(BasePage.objects.child_of(self)).order_by("path"))


class BipArticlePage(BodyMixin, BasePage):
    """A piece of public information."""

    template = "pages/bip/bip_article_page.html"
    page_description = _("Public information on one matter, with who produced it and when.")
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types: list[str] = []

    search_kind = BULLETIN

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("public information")
        verbose_name_plural = _("public information (plural)")

    @property
    def empty_notice(self) -> bool:
        """Whether the page must say that nothing has been published here yet."""
        return not self.body

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        section = BasePage.objects.parent_of(self).live().first()
        siblings = entries_among(public_among(BasePage.objects.sibling_of(self)).order_by("path"))
        for page in siblings:
            page.current = page.pk == self.pk
        context["section"] = section
        context["siblings"] = siblings
        return context


class BipReferencePage(BasePage):
    """An entry of the subject menu that leads to a page elsewhere on the site: texts are linked, never copied."""

    leads_elsewhere = True
    preview_modes: list[tuple[str, str]] = []
    page_description = _("An entry of the subject menu whose content is another page of this site, e.g. the structure.")
    parent_page_types = ["bip.BipSectionPage"]
    subpage_types: list[str] = []

    target = models.ForeignKey(
        "core.BasePage", models.RESTRICT, related_name="referred_to_from_bip", verbose_name=_("page it leads to")
    )

    history_fields = (*BasePage.history_fields, "target")

    content_panels = [*BasePage.content_panels, PageChooserPanel("target")]

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
