"""The home of the public bulletin (BIP).

Requirements on a body's own bulletin page: rozporządzenie MSWiA z 18.01.2007, § 11 (Dz.U. 2007 nr 10 poz. 68).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Site

from history.models import Event
from history.register import RegisterLine, lines_of, public_entries
from pages.bip.bulletin import NATIONAL_BULLETIN, ask_url, computed_places
from pages.bip.categories import Group
from pages.bip.home_form import BulletinForm
from pages.bip.models.articles import BipArticlePage
from pages.bip.models.menu import BULLETIN, BipReferencePage, BipSectionPage, entries_among
from pages.bip.own_parts import OwnPart, office_part
from pages.core.addresses import public_among
from pages.core.models import LIST_PRIOR, BasePage, BodyMixin
from pages.core.validators import phone_validator

RECENT = 5
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
    base_form_class = BulletinForm

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
    def drawn_facts(self) -> list[tuple[str, str]]:
        return [(label, value) for label, value, _url in self.office.facts]

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        return [(label, "; ".join(lines)) for label, lines in self.history_lists]

    @property
    def office(self) -> OwnPart:
        """Where the editors are and who they are."""
        return office_part(self, self.centre)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        below = public_among(BasePage.objects.descendant_of(self)).order_by("path")
        sections: dict[str, tuple[BasePage, list[Any]]] = {
            page.path: (page, []) for page in below if page.specific_class is BipSectionPage
        }
        entries = entries_among(below)
        for page in entries:
            group = sections.get(page.path[: -self.steplen])
            if group:
                group[1].append(page)
        for section, listed in sections.values():
            if section.slug == Group.BULLETIN:
                listed.extend(computed_places())
        context["groups"] = list(sections.values())
        context["ask_url"] = ask_url(self)
        context["ways"] = self._ways()
        context["recent"] = _latest_changes(Site.find_for_request(request) or self.get_site(), entries)
        return context

    def _ways(self) -> list[tuple[str, str]]:
        """Where to learn how to use the bulletin, how to get what it doesn't hold, and where all bulletins are."""
        told = BipArticlePage.objects.descendant_of(self).filter(category__in=("guide", "unpublished"))
        pages = sorted(public_among(told), key=lambda page: page.category)
        return [
            *((page.title, page.local_url) for page in pages),
            (gettext("All bulletins: gov.pl/bip"), NATIONAL_BULLETIN),
        ]


def _latest_changes(site: Site, entries: list[BasePage]) -> list[RegisterLine]:
    """The newest versions of entries, as the register prints them; of a reference, those of its target."""
    shown = {page.target_id if isinstance(page, BipReferencePage) else page.pk for page in entries}
    news = Q(event__in=(Event.PUBLISH, Event.DRIFT), version__isnull=False, object__page_id__in=shown)
    return lines_of(site, public_entries(site).filter(news).exclude(object__kind=SECTION)[:RECENT])


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
