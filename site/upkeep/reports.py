"""Reports for editors about the pages of their own centre; each can be had as CSV."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_permission_policy
from wagtail.models import ReferenceIndex, Site, get_page_content_types
from wagtail.permissions import page_permission_policy

from history.models import Event, JournalEntry
from pages.core.models import BasePage
from pages.core.spreadsheets import HarmlessExportMixin
from upkeep.columns import DayColumn
from upkeep.models import LinkCheck
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


class KeptPagesView(HarmlessExportMixin, ReportView):
    """The public pages that somebody may edit, with owner and days; subclasses choose among them."""

    header_icon = "calendar-alt"
    permission_policy = page_permission_policy
    any_permission_required = ACTIONS
    filterset_class = PagesFilterSet
    then_by: tuple[str, ...] = ("last_published_at",)
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
            Column("owner_told", label=_("Owner")),
            DayColumn("last_published_at", label=_("Last published")),
            DayColumn("due", label=_("Next review"), empty=pgettext("review", "never")),
            Column("note", label=_("To be corrected"), width="25%"),
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

    def urgent(self) -> list[int]:
        """Those of them that stand first."""
        return list(self.notes)

    def get_queryset(self) -> QuerySet:
        first = Case(When(pk__in=self.urgent(), then=Value(0)), default=Value(1))
        chosen = BasePage.objects.filter(pk__in=self.chosen()).select_related("owner_unit")
        self.queryset = chosen.order_by(first, *self.then_by)
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """With what follows from the kind of page and from its unit."""
        pages = list(object_list)
        for page in pages:
            one = self.kept[page.pk]
            page.due, page.note, page.unit = one.due, self.notes.get(page.pk, ""), page.owner_unit or ""
            page.owner_address = one.owner
            page.owner_told = _owner_told(one, page)
        return pages


def _owner_told(one: Kept, page: BasePage) -> str:
    """Who answers for a page: a person's or a unit's address, or nobody, and who is written to instead."""
    if not one.has_owner:
        told = pgettext("owner", "none; letters go to %(email)s") if one.owner else pgettext("owner", "none")
        return told % {"email": one.owner}
    return ", ".join(str(part) for part in (one.owner, page.owner_unit) if part)


class OverdueView(KeptPagesView):
    """Pages that nobody has confirmed in time, and those that an owner asked to correct: these first."""

    page_title = gettext_lazy("Pages to review")
    index_url_name = "upkeep:overdue"
    index_results_url_name = "upkeep:overdue_results"
    export_filename = pgettext_lazy("name of a file", "pages-to-review")

    def chosen(self) -> list[int]:
        today = localdate()
        return [pk for pk, one in self.kept.items() if pk in self.notes or (one.due and one.due < today)]


class OwnersView(KeptPagesView):
    """All pages by owner and age: those that nobody answers for first."""

    page_title = gettext_lazy("Pages by owner and age")
    index_url_name = "upkeep:owners"
    index_results_url_name = "upkeep:owners_results"
    export_filename = pgettext_lazy("name of a file", "pages-by-owner")
    then_by = ("owner_email", "owner_unit", "last_published_at")

    def urgent(self) -> list[int]:
        return [pk for pk, one in self.kept.items() if not one.has_owner]


class BrokenLinksView(HarmlessExportMixin, ReportView):
    """Links that led nowhere when they were looked at last, in pages that somebody may edit."""

    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    model = LinkCheck
    permission_policy = page_permission_policy
    any_permission_required = ACTIONS
    index_url_name = "upkeep:links"
    index_results_url_name = "upkeep:links_results"
    export_filename = pgettext_lazy("name of a file", "broken-links")
    list_export = [
        "page.title",
        "words",
        "target",
        "get_fault_display",
        "status",
        "first_failed_at",
        "last_checked_at",
        "next_step",
    ]
    export_headings = {
        "page.title": gettext_lazy("Title"),
        "words": gettext_lazy("Text of the link"),
        "target": gettext_lazy("Leads to"),
        "get_fault_display": gettext_lazy("What is wrong"),
        "status": gettext_lazy("Status"),
        "first_failed_at": gettext_lazy("Since"),
        "last_checked_at": gettext_lazy("Last checked"),
        "next_step": gettext_lazy("Next step"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        edit = "wagtailadmin_pages:edit"
        return [
            TitleColumn("page", label=_("Title"), get_url=lambda row: reverse(edit, args=(row.page_id,)), width="25%"),
            Column("words", label=_("Text of the link")),
            Column("target", label=_("Leads to")),
            Column("get_fault_display", label=_("What is wrong")),
            DayColumn("first_failed_at", label=_("Since")),
            Column("next_step", label=_("Next step")),
        ]

    def get_queryset(self) -> QuerySet:
        own = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        self.queryset = LinkCheck.objects.broken().filter(page__in=own).select_related("page")
        return super().get_queryset()


class PicturesView(HarmlessExportMixin, ReportView):
    """Pictures that nobody has described yet: each page that takes one then has to find the words anew."""

    page_title = gettext_lazy("Pictures without a description")
    header_icon = "image"
    model = get_image_model()
    permission_policy = image_permission_policy
    any_permission_required = ["change"]
    index_url_name = "upkeep:pictures"
    index_results_url_name = "upkeep:pictures_results"
    export_filename = pgettext_lazy("name of a file", "pictures-without-description")
    list_export = ["title", "uses", "created_at"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "uses": gettext_lazy("Used on pages"),
        "created_at": gettext_lazy("Added on"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), url_name="wagtailimages:edit", width="40%"),
            Column("uses", label=_("Used on pages")),
            DayColumn("created_at", label=_("Added on")),
            Column("next_step", label=_("Next step"), accessor=lambda _row: _("Open it and say what can be seen.")),
        ]

    def get_queryset(self) -> QuerySet:
        own = image_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        kind = ContentType.objects.get_for_model(get_image_model())
        # Keys of what is referred to are texts in Wagtail's index.
        named = ReferenceIndex.objects.filter(
            to_content_type=kind, to_object_id=Cast(OuterRef("pk"), CharField())
        ).order_by()
        number = named.values("to_object_id").annotate(number=Count("object_id", distinct=True)).values("number")
        self.queryset = (
            own.filter(description="").annotate(uses=Coalesce(Subquery(number), 0)).order_by("-uses", "title")
        )
        return super().get_queryset()


class UnexplainedView(HarmlessExportMixin, ReportView):
    """Changes that readers saw and nobody gave a reason for: the verifier met them, no publication made them."""

    page_title = gettext_lazy("Unexplained changes")
    header_icon = "history"
    model = JournalEntry
    permission_policy = page_permission_policy
    any_permission_required = ACTIONS
    index_url_name = "upkeep:unexplained"
    index_results_url_name = "upkeep:unexplained_results"
    export_filename = pgettext_lazy("name of a file", "unexplained-changes")
    list_export = ["object.title", "version.number", "at"]
    export_headings = {
        "object.title": gettext_lazy("Title"),
        "version.number": gettext_lazy("Version"),
        "at": gettext_lazy("Found on"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("object.title", label=_("Title"), accessor="object.title", get_url=self._correct, width="40%"),
            Column("version", label=_("Version"), accessor="version.number"),
            DayColumn("at", label=_("Found on")),
            Column("next_step", label=_("Next step"), accessor=lambda _row: _("Open it and say what changed and why.")),
        ]

    @staticmethod
    def _correct(row: Any) -> str:
        return reverse("public_history:correct", args=(row.object.page_id, row.version.number))

    def get_queryset(self) -> QuerySet:
        own = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        explained = JournalEntry.objects.filter(event=Event.NOTE_CORRECTION, version=OuterRef("version"))
        self.queryset = (
            JournalEntry.objects.filter(
                ~Exists(explained), event=Event.DRIFT, version__isnull=False, object__page_id__in=own.values("pk")
            )
            .select_related("object", "version")
            .order_by("-at", "-pk")
        )
        return super().get_queryset()
