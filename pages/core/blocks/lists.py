"""Blocks that keep themselves up to date."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import IntegerBlock, PageChooserBlock, StructBlock, StructValue
from wagtail.models import Site

from pages.core.addresses import is_public, local_url, public_among
from pages.core.blocks.common import TEMPLATES


class PageListBlock(StructBlock):
    """The newest pages of one kind, kept up to date by itself.

    `page_type` and `index_type` are models as "app.Model": the families of pages don't import one another. The page
    type's `listing(root)` gives the pages of a site in their order.
    """

    limit = IntegerBlock(label=_("how many"), default=3, min_value=1, max_value=20)

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        site = Site.find_for_request(context["request"])
        if site is None:
            return context
        root = site.root_page
        index = public_among(apps.get_model(self.meta.index_type).objects.descendant_of(root)).first()
        context["items"] = apps.get_model(self.meta.page_type).listing(root)[: value["limit"]]
        context["more_url"] = local_url(index)
        context["more_text"] = index.title if index else ""
        return context

    def get_preview_value(self) -> StructValue:
        """What the site has, nothing invented."""
        return self.get_default()

    class Meta:
        group = _("Lists that keep themselves")
        page_type = ""
        index_type = ""


class ProgrammeListBlock(PageListBlock):
    """The newest programmes."""

    class Meta:
        icon = "date"
        label = _("Programmes")
        description = _("The newest programmes; the list keeps itself.")
        page_type = "programmes.ProgrammePage"
        index_type = "programmes.ProgrammeIndexPage"
        template = f"{TEMPLATES}/programme_list.html"


class NewsListBlock(PageListBlock):
    """The newest news."""

    class Meta:
        icon = "site"
        label = _("News")
        description = _("The newest news; the list keeps itself.")
        page_type = "news.NewsPage"
        index_type = "news.NewsIndexPage"
        template = f"{TEMPLATES}/news_list.html"


class ActListBlock(PageListBlock):
    """The newest acts."""

    class Meta:
        icon = "history"
        label = _("Acts")
        description = _("The newest acts of the register; the list keeps itself.")
        page_type = "acts.ActPage"
        index_type = "acts.ActRegisterPage"
        template = f"{TEMPLATES}/act_list.html"


class ActTimelineBlock(StructBlock):
    """What other acts did to one act, in the order of time: a statute with the resolutions that gave and changed it."""

    act = PageChooserBlock(label=_("act"), page_type="acts.ActPage")

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        act = value["act"]
        context["act"] = act.specific if is_public(act) else None
        return context

    def get_preview_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """An act of this very site that others changed, if there is one."""
        context = {**(parent_context or {})}
        site = Site.find_for_request(context["request"])
        acts = apps.get_model("acts.ActPage").objects
        changed = acts.descendant_of(site.root_page).exclude(relations_to_this=None) if site else acts.none()
        context["bound_block"] = self.bind(self.normalize({"act": public_among(changed).first()}))
        return context

    class Meta:
        icon = "history"
        label = _("An act in time")
        description = _("A statute or regulations on a line of time, with what gave and changed them.")
        template = f"{TEMPLATES}/act_timeline.html"
        group = _("Lists that keep themselves")
