"""The register of a centre's acts."""

from django.utils.translation import gettext_lazy as _

from pages.acts.views.register import RegisterRoutes
from pages.core.models import LIST_PRIOR, BasePage, BodyMixin


class ActRegisterPage(RegisterRoutes, BodyMixin, BasePage):
    """The register of a centre's acts; it lists the acts below it by itself."""

    search_prior = LIST_PRIOR

    template = "pages/acts/act_register_page.html"
    page_description = _("The register of acts: it lists the acts below it by year and lets readers filter them.")
    parent_page_types = ["home.HomePage", "bip.BipSectionPage"]
    subpage_types = ["acts.ActPage"]
    max_count_per_parent = 1

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("register of acts")
        verbose_name_plural = _("registers of acts")
