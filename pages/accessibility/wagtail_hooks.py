"""What the administration says of statements on its first page, and where films are uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from pages.accessibility.films import urls
from pages.accessibility.models import AccessibilityStatementPage, SignFilmPage


class ReviewsDue(Component):
    """Statements of the editor's centre that have to be reviewed; nothing while none has."""

    name = "accessibility_reviews"
    order = 50
    template_name = "pages/accessibility/admin/reviews_due.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        mine = PagePermissionPolicy().instances_user_has_permission_for(parent_context["request"].user, "change")
        pages = AccessibilityStatementPage.objects.filter(pk__in=mine.values("pk"), live=True)
        states = [(page, page.review_state()) for page in pages.prefetch_related("reviews")]
        return {"due": [(page, state) for page, state in states if state.is_due]}


@hooks.register("construct_homepage_panels")
def add_reviews_due(request: HttpRequest, panels: list[Any]) -> None:
    """From 1 February until the review is made."""
    panels.append(ReviewsDue())


@hooks.register("register_admin_urls")
def film_urls() -> list[URLResolver]:
    """Below /admin/films/."""
    return [path("films/", include(urls))]


def _film_buttons(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class is SignFilmPage and page.permissions_for_user(user).can_edit():
        url = reverse("accessibility_admin:film", args=(page.pk,))
        yield Button(gettext_lazy("Upload the film"), url, icon_name="media", priority=61)


@hooks.register("register_page_header_buttons")
def film_header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a film page's own views."""
    return _film_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def film_listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside a film page in lists."""
    return _film_buttons(page, user)
