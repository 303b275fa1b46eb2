"""Where the administration and texts meet what is known of files. Imported by the app's hooks."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import features as rich_text_features

from pages.core.documents.administration import InaccessibleDocumentsView, register, sees_files

register()


class NotedDocumentLinkHandler(DocumentLinkHandler):
    """Links in texts carry what is to be said of their file; `file_notes` puts it behind them."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [
            f'<a href="{escape(document.url)}" data-file="{escape(document.note)}">' if document else "<a>"
            for document in cls.get_many(attrs_list)
        ]


@hooks.register("register_rich_text_features", order=100)
def register_noted_links(features: type[rich_text_features]) -> None:
    """Take the place of Wagtail's own handler."""
    features.register_link_type(NotedDocumentLinkHandler)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """The report, whole and only its results."""
    view = InaccessibleDocumentsView
    return [
        path("reports/inaccessible-documents/", view.as_view(), name=view.index_url_name),
        path(
            "reports/inaccessible-documents/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
    ]


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_files(request)


@hooks.register("register_reports_menu_item")
def report_in_menu() -> MenuItem:
    """Among the reports, for whoever looks after files."""
    return _Item(
        _("Documents that are not accessible"),
        reverse(InaccessibleDocumentsView.index_url_name),
        name="inaccessible-documents",
        icon_name="doc-full-inverse",
        order=1150,
    )
