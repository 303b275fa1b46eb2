"""Where the administration leads to the links of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editing.previews import urls


@hooks.register("register_admin_urls")
def preview_urls() -> list[URLResolver]:
    """Below /admin/previews/."""
    return [path("previews/", include(urls))]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page's own views."""
    if page.permissions_for_user(user).can_edit():
        yield Button(_("Share a preview"), reverse("previews:links", args=(page.pk,)), icon_name="view", priority=65)


@hooks.register("register_log_actions")
def sharing_is_logged(actions: Any) -> None:
    """In the page's own history of what editors did."""
    actions.register_action("editing.preview_shared", _("Share a preview"), _("Shared a preview"))
    actions.register_action("editing.preview_withdrawn", _("Withdraw a preview"), _("Withdrew a shared preview"))
