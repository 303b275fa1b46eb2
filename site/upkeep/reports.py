"""Reports for editors about the pages of their own centre; each can be had as CSV."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site, get_page_content_types
from wagtail.permissions import page_permission_policy

from pages.core.models import BasePage
from upkeep.dead_links import dead_links
from upkeep.summary import Kept, kept_pages, to_correct

ACTIONS = ["add", "change", "publish"]


class PagesFilterSet(WagtailFilterSet):
    """By the kind of page and by who answers for it."""

    content_type = ContentTypeFilter(
        label=gettext_lazy("Kind"), queryset=lambda _request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = BasePage
        fields = ["content_type", "owner_email"]


class KeptPagesView(ReportView):
    """The public pages that somebody may edit, with owner and days; subclasses choose among them."""

    header_icon = "calendar-alt"
    permission_policy = page_permission_policy
    any_permission_required = ACTIONS
    filterset_class = PagesFilterSet
    list_export = ["title", "owner_address", "unit", "last_published_at", "reviewed_at", "due", "note"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "owner_address": gettext_lazy("Owner"),
        "unit": gettext_lazy("Responsible unit"),
        "last_published_at": gettext_lazy("Last published"),
        "reviewed_at": gettext_lazy("Last reviewed"),
        "due": gettext_lazy("Next review"),
        "note": gettext_lazy("To be corrected"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), url_name="wagtailadmin_pages:edit", width="25%"),
            Column("owner_address", label=_("Owner")),
            Column("unit", label=_("Responsible unit")),
            DateColumn("last_published_at", label=_("Last published")),
            Column("due", label=_("Next review")),
            Column("note", label=_("To be corrected")),
        ]

    @cached_property
    def kept(self) -> dict[int, Kept]:
        """What is known of every page of the centres that somebody works for."""
        own = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        ids = set(own.values_list("pk", flat=True))
        sites = Site.objects.select_related("root_page")
        return {one.page.pk: one for site in sites for one in kept_pages(site) if one.page.pk in ids}

    @cached_property
    def notes(self) -> dict[int, str]:
        """What owners asked to correct, by page."""
        waiting = to_correct([one.page for one in self.kept.values()])
        return {page.pk: review.note or review.get_answer_display() for page, review in waiting}

    def chosen(self) -> list[int]:
        """Which pages the report is about."""
        return list(self.kept)

    def get_queryset(self) -> QuerySet:
        self.queryset = (
            BasePage.objects.filter(pk__in=self.chosen()).select_related("owner_unit").order_by("last_published_at")
        )
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """With what follows from the kind of page and from its unit."""
        pages = list(object_list)
        for page in pages:
            one = self.kept[page.pk]
            page.due, page.note, page.unit = one.due, self.notes.get(page.pk, ""), page.owner_unit or ""
            page.owner_address = one.owner
        return pages


class OverdueView(KeptPagesView):
    """Pages that nobody has confirmed in time, and those that an owner asked to correct."""

    page_title = gettext_lazy("Pages to review")
    index_url_name = "upkeep:overdue"
    index_results_url_name = "upkeep:overdue_results"
    export_filename = pgettext_lazy("name of a file", "pages-to-review")

    def chosen(self) -> list[int]:
        today = localdate()
        return [pk for pk, one in self.kept.items() if pk in self.notes or (one.due and one.due < today)]


class OwnersView(KeptPagesView):
    """All pages by owner and age."""

    page_title = gettext_lazy("Pages by owner and age")
    index_url_name = "upkeep:owners"
    index_results_url_name = "upkeep:owners_results"
    export_filename = pgettext_lazy("name of a file", "pages-by-owner")


class BrokenLinksView(KeptPagesView):
    """Pages whose text leads to a page or a document that no reader can open."""

    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    index_url_name = "upkeep:links"
    index_results_url_name = "upkeep:links_results"
    export_filename = pgettext_lazy("name of a file", "broken-links")
    list_export = ["title", "owner_address", "broken"]
    export_headings = {**KeptPagesView.export_headings, "broken": gettext_lazy("Leads to")}

    @cached_property
    def columns(self) -> list[Column]:
        return [*super().columns[:2], Column("broken", label=_("Leads to"))]

    @cached_property
    def wrong(self) -> dict[int, list[str]]:
        """What is wrong, by page."""
        return dead_links([one.page for one in self.kept.values()])

    def chosen(self) -> list[int]:
        return list(self.wrong)

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """With what each page leads to."""
        pages = super().decorate_paginated_queryset(object_list)
        for page in pages:
            page.broken = "; ".join(self.wrong[page.pk])
        return pages
