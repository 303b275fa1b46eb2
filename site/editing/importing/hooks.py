"""Where the administration leads to the import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editing.importing import urls
from editing.importing.places import kinds_below, may_import


@hooks.register("register_admin_urls")
def importing_urls() -> list[URLResolver]:
    """Below /admin/importing/."""
    return [path("importing/", include(urls))]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page's own views."""
    if may_import(user, page):
        url = reverse("importing:into", args=(page.pk,))
        yield Button(_("Import from Word"), url, icon_name="doc-full", priority=66)
    if kinds_below(user, page):
        url = reverse("importing:below", args=(page.pk,))
        yield Button(_("New page from Word"), url, icon_name="doc-full-inverse", priority=67)
