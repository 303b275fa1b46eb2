"""What editors are told of their files: after an upload, in the list of documents, in a report."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.documents import CreateView, EditView, IndexView
from wagtail.permission_policies.pages import PagePermissionPolicy

from pages.core.documents.accessibility import pages_offering
from pages.core.documents.labels import problems_html
from pages.core.spreadsheets import HarmlessExportMixin

FILE_ACTIONS = ["add", "change", "delete"]


def _short(document: Any) -> str:
    """What was found, in a few words."""
    return ", ".join(str(rule.told or rule.wrong) for rule in document.rules)


def _told_after(view: Any) -> None:
    """Let a view of Wagtail, which has no hook for it, say what is wrong with the file that was just saved."""
    save = view.form_valid

    def form_valid(self: Any, form: Any) -> HttpResponse:
        response = save(self, form)
        for problem in form.instance.problems:
            messages.warning(self.request, problem)
        return response

    view.form_valid = form_valid


def _with_findings(view: Any) -> None:
    """Add a column to Wagtail's list of documents."""
    columns = view.columns.func

    def with_findings(self: Any) -> list[Column]:
        found = columns(self)
        return [*found[:3], Column("findings", label=_("Check"), accessor=_short), *found[3:]]

    view.columns = cached_property(with_findings)
    view.columns.__set_name__(view, "columns")


def register() -> None:
    """Change Wagtail's views, once."""
    for view in (CreateView, EditView):
        _told_after(view)
    _with_findings(IndexView)


class UsedOnColumn(Column):
    """Links to the pages that offer a file."""

    def get_value(self, instance: Any) -> str:
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (reverse("wagtailadmin_pages:edit", args=(page.pk,)), page.get_admin_display_title())
                for page in instance.offered_on
            ),
        )


class InaccessibleDocumentsView(HarmlessExportMixin, ReportView):
    """The files of one's own centre that not everybody can read, with what to do."""

    page_title = gettext_lazy("Documents that are not accessible")
    header_icon = "doc-full-inverse"
    index_url_name = "inaccessible_documents"
    index_results_url_name = "inaccessible_documents_results"
    permission_policy = permission_policy
    any_permission_required = FILE_ACTIONS
    default_ordering = "-created_at"
    list_export = ["title", "problems", "used_on", "created_at"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "problems": gettext_lazy("What is wrong, and what to do"),
        "used_on": gettext_lazy("Used on"),
        "created_at": gettext_lazy("Uploaded"),
    }
    export_filename = pgettext_lazy("name of a file", "inaccessible-documents")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), url_name="wagtaildocs:edit", width="20%"),
            Column("problems", label=_("What is wrong, and what to do"), accessor=problems_html),
            UsedOnColumn("used_on", label=_("Used on")),
            DateColumn("created_at", label=_("Uploaded")),
        ]

    def get_queryset(self) -> QuerySet:
        self.queryset = permission_policy.instances_user_has_any_permission_for(
            self.request.user, FILE_ACTIONS
        ).exclude(findings=[])
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """With the pages that the editor has to do with."""
        documents = list(object_list)
        pages = PagePermissionPolicy().explorable_instances(self.request.user).filter(live=True)
        shown = pages_offering(documents, pages)
        for document in documents:
            document.offered_on = shown.get(document.pk, [])
            document.used_on = ", ".join(page.get_admin_display_title() for page in document.offered_on)
        return documents


def sees_files(request: HttpRequest) -> bool:
    """Whether somebody has files to look after."""
    return permission_policy.user_has_any_permission(request.user, FILE_ACTIONS)
