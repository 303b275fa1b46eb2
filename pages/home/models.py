"""The first page of a centre's site."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.core.models import OTHER_FORMS, BasePage, BodyMixin
from search.content import Content


class HomePage(BodyMixin, BasePage):
    """Says whom the centre helps and leads there in one step."""

    template = "pages/home/home_page.html"
    page_description = _("The site's first page: whom you help, the most needed matters, phone and address.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "standard.SectionPage",
        "standard.ContentPage",
        "standard.ContactPage",
        "acts.ActRegisterPage",
        "organisation.OrganisationPage",
        "programmes.ProgrammeIndexPage",
        "news.NewsIndexPage",
        "bip.BipHomePage",
        "accessibility.AccessibilityStatementPage",
        *OTHER_FORMS,
    ]

    hero_title = models.CharField(
        _("opening sentence"),
        max_length=120,
        blank=True,
        help_text=_("The large sentence at the top; left empty: the centre's name."),
    )

    history_fields = (*BasePage.history_fields, "hero_title", "body")

    content_panels = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("summary"),
        *BodyMixin.body_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    def search_content(self) -> Content | None:
        """Nobody looks for the page that every other one leads to."""
        return None

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return [(gettext("Opening sentence"), self.hero_title)] if self.hero_title else []
