"""Menus and the way back to the home page, worked out once per request and only when printed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Site

from pages.core.addresses import public_among

if TYPE_CHECKING:
    from pages.core.models import BasePage


class MenuItem(NamedTuple):
    """A link in a menu; `current` marks the page itself or one above it.

    `language` is that of the page, where the text around the link is in another one.
    """

    title: str
    url: str
    current: bool = False
    language: str = ""


class Navigation:
    """What the header and the footer of one request link to."""

    def __init__(self, request: HttpRequest, page: BasePage | None = None) -> None:
        self.request = request
        self.page = page

    @cached_property
    def _top(self) -> list[BasePage]:
        """The public pages right below the site's home."""
        from pages.core.models import BasePage  # the models import this module

        site = Site.find_for_request(self.request)
        return list(public_among(BasePage.objects.child_of(site.root_page)).order_by("path")) if site else []

    @cached_property
    def _current_ids(self) -> set[int]:
        return {page.pk for page in self.page.trail} if self.page else set()

    def _item(self, page: BasePage) -> MenuItem:
        language = page.language if page.language != get_language() else ""
        return MenuItem(page.nav_title, page.local_url, page.pk in self._current_ids, language)

    @cached_property
    def ukrainian_url(self) -> str:
        """Where Ukrainian begins: the first page in it right below the home page; empty when there is none."""
        return next((page.local_url for page in self._top if page.language == "uk"), "")

    @cached_property
    def menu(self) -> list[MenuItem]:
        """The main menu: children of the home page that ask to be in it, the bulletin apart."""
        asked = [page for page in self._top if page.show_in_menus and not page.specific_class.retells]
        return [self._item(page) for page in asked if page != self._bulletin]

    @cached_property
    def _bulletin(self) -> BasePage | None:
        return next((page for page in self._top if page.specific_class.starts_bulletin), None)

    @cached_property
    def bip_url(self) -> str:
        """Address of the bulletin, empty when the site has none."""
        return self._bulletin.local_url if self._bulletin else ""

    @cached_property
    def bip_menu(self) -> list[MenuItem]:
        """The pages of the bulletin that ask to be in its menu."""
        from pages.core.models import BasePage  # the models import this module

        if not self._bulletin:
            return []
        below = public_among(BasePage.objects.descendant_of(self._bulletin)).filter(show_in_menus=True).order_by("path")
        kinds = ((page, page.specific_class) for page in below)
        return [self._item(page) for page, kind in kinds if not kind.leads_elsewhere and not kind.retells]

    @cached_property
    def breadcrumbs(self) -> list[MenuItem]:
        """The pages above the current one, nearest last; in the bulletin they begin at its home."""
        if not self.page:
            return []
        trail = self.page.trail[:-1]
        start = next((i for i, page in enumerate(trail) if page.specific_class.starts_bulletin), 0)
        return [self._item(page) for page in trail[start:]]
