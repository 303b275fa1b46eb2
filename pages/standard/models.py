"""Ordinary pages: a section, a page of text, the contact page."""

from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.core.addresses import public_among
from pages.core.contact_cards import ContactCard, OffersContactCard
from pages.core.models import LIST_PRIOR, OTHER_FORMS, BasePage, BodyMixin

ORDINARY_PAGES = ["standard.SectionPage", "standard.ContentPage"]


class TextPage(BodyMixin, BasePage):
    """What ordinary pages share: a lead and a body of blocks."""

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        abstract = True


class SectionPage(TextPage):
    """A doorway to pages about one matter."""

    search_prior = LIST_PRIOR

    template = "pages/standard/section_page.html"
    page_description = _("A section: a short introduction and a list of the pages below it.")
    parent_page_types = ["home.HomePage", "standard.SectionPage"]
    subpage_types = [
        *ORDINARY_PAGES,
        "organisation.OrganisationPage",
        "programmes.ProgrammeIndexPage",
        *OTHER_FORMS,
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @cached_property
    def listed_children(self) -> list[BasePage]:
        """The public pages right below, in the order of the tree."""
        below = public_among(BasePage.objects.child_of(self)).order_by("path").specific()
        return [page for page in below if not page.retells]


class ContentPage(TextPage):
    """A page of text."""

    template = "pages/standard/content_page.html"
    page_description = _("A page of text: about one matter, with headings, lists, tables and files.")
    parent_page_types = ["home.HomePage", "standard.SectionPage"]
    subpage_types = OTHER_FORMS

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class ContactPage(OffersContactCard, TextPage):
    """How to reach the centre, from the centre's own data."""

    review_months = 3

    template = "pages/standard/contact_page.html"
    page_description = _("Phone, address and hours, taken from the centre's data; you may add text below them.")
    parent_page_types = ["home.HomePage"]
    subpage_types = OTHER_FORMS
    max_count_per_parent = 1

    @property
    def search_names(self) -> list[str]:
        """People look for what they want to know, and don't call it contact."""
        words = gettext("phone, address, e-mail, opening hours")
        return [*super().search_names, words, self.centre.phone]

    @property
    def contact_card(self) -> ContactCard:
        """The centre's own, under its name."""
        centre = self.centre
        town = f"{centre.postcode} {centre.city}".strip() if centre.city else ""
        address = "\n".join(filter(None, [centre.street if town else "", town]))
        name = centre.name or self.title
        return ContactCard(name, self.local_url, centre.phone, centre.email, address, centre.opening_hours)

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        """The centre's data, which the page prints."""
        centre = self.centre
        address = f"{centre.street}, {centre.postcode} {centre.city}" if centre.street else ""
        facts = [
            (gettext("Address"), address),
            (gettext("Phone"), centre.phone),
            (gettext("Fax"), centre.fax),
            (gettext("E-mail"), centre.email),
            (gettext("Opening hours"), " ".join(centre.opening_hours.split())),
            (gettext("NIP"), centre.nip),
            (gettext("REGON"), centre.regon),
            (gettext("e-Doręczenia address"), centre.edelivery),
            (gettext("ePUAP box"), centre.epuap),
        ]
        contacts = centre.contacts.all() if centre.pk else []
        return [*facts, *((point.label, f"{point.phone} {point.email}".strip()) for point in contacts)]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")
