"""Where the administration leads to the public history, and asks why a page goes."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from history.administration import urls
from history.departures import reason_of_departure
from history.mixins import has_history
from history.models import TrackedObject
from history.reasons import give_reason


@hooks.register("register_admin_urls")
def public_history_urls() -> list[URLResolver]:
    """Below /admin/public-history/."""
    return [path("public-history/", include(urls))]


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    if not page.permissions_for_user(user).can_edit() or not TrackedObject.objects.filter(page_id=page.pk).exists():
        return
    url = reverse("public_history:versions", args=(page.pk,))
    yield Button(_("Public history"), url, icon_name="history", priority=66)
    if page.live and page.has_unpublished_changes and has_history(page.specific_deferred):
        url = reverse("public_history:compare_draft", args=(page.pk,))
        yield Button(_("Compare the draft with the live page"), url, icon_name="resubmit", priority=67)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page's own views."""
    return _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside a page in lists."""
    return _buttons(page, user)


class DeletedPagesItem(MenuItem):
    """Only for who answers for all centres: a page that is gone belongs to none."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_reports_menu_item")
def deleted_pages() -> MenuItem:
    """In the menu of reports."""
    return DeletedPagesItem(_("Deleted pages"), reverse("public_history:gone"), icon_name="history", order=1200)


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def say_why_it_goes(request: HttpRequest, page: Page) -> None:
    """What the editor says on the page that asks “are you sure?” becomes the note of the entries that follow."""
    if request.method == "POST" and (note := reason_of_departure(request.POST)):
        give_reason(note)
