"""The register of a centre's acts."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.acts.forms import RegisterFilter
from pages.acts.models.act import ActPage
from pages.core.models import BasePage, BodyMixin


class ActRegisterPage(BodyMixin, BasePage):
    """The register of a centre's acts."""

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        acts = list(ActPage.listing(self))
        form = RegisterFilter(acts, request.GET)
        form.is_valid()
        shown = [act for act in acts if form.matches(act)]
        context["form"] = form
        context["groups"] = [(year, list(group)) for year, group in groupby(shown, key=lambda act: act.year)]
        context["count"] = len(shown)
        context["filtered"] = len(shown) != len(acts)
        return context
