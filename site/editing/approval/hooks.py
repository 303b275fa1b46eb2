"""Where the administration leads to the approval of a text, and what it leaves out on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editing.approval.rules import asks_for_approval, needs_approval, standing_of
from editing.approval.views import ApprovalView

PUBLISH = "action-publish"

urls = ([path("<int:page_id>/", ApprovalView.as_view(), name="page")], "approval")


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLResolver]:
    """Below /admin/approval/."""
    return [path("approval/", include(urls))]


class ApproveItem(ActionMenuItem):
    """Leads to the comparison; approving is done there."""

    name = "action-compare-and-approve"
    label = gettext_lazy("Compare and approve")
    icon_name = "success"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return True

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("approval:page", args=(context["page"].pk,))


@hooks.register("construct_page_action_menu", order=50)
def lead_to_approval(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """In a bulletin nobody publishes from the form what nobody else has approved."""
    page: Any = context.get("page")
    if context["view"] == "create":
        if asks_for_approval(context["parent_page"]):
            menu_items[:] = [item for item in menu_items if item.name != PUBLISH]
        return
    if page is None or not needs_approval(page) or page.latest_revision is None:
        return
    standing = standing_of(page.latest_revision.as_object(), page.latest_revision)
    if standing.may_be_published and context["view"] == "edit":
        return
    menu_items[:] = [item for item in menu_items if item.name != PUBLISH]
    may_approve = page.permissions_for_user(request.user).can_publish() and request.user.pk not in standing.authors
    if may_approve and context["view"] == "edit":
        menu_items.insert(0, ApproveItem(order=0))


@hooks.register("before_copy_page")
def copy_the_original(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A second address has no drafts, so a copy of it would not say who has written the text."""
    original = page.alias_of
    if original is None:
        return None
    messages.info(
        request, _("This is a second address of “%s”. You copy that page.") % original.get_admin_display_title()
    )
    return redirect("wagtailadmin_pages:copy", original.pk)


@hooks.register("before_convert_alias_page")
def keep_unseen_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nor would a page made of one that readers of a bulletin have not seen."""
    if page.live or not asks_for_approval(page):
        return None
    said = _(
        "Readers have not seen this second address yet. Copy its page as a draft and submit the draft for approval."
    )
    messages.error(request, said)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def approval_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """In the menus of a page with a draft in a bulletin."""
    if page.has_unpublished_changes and page.permissions_for_user(user).can_publish() and needs_approval(page):
        url = reverse("approval:page", args=(page.pk,))
        yield Button(_("Compare and approve"), url, icon_name="success", priority=65)
