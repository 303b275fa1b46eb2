"""What readers find behind the links of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.db import models
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from pages.core.addresses import is_public
from pages.core.models.body import free_anchor
from proofing.reading import LinkState

if TYPE_CHECKING:
    from pages.core.models import BasePage

# Places that every page has.
_ALWAYS = frozenset({"", "main-content", "top"})


References = Mapping[type[models.Model], set[int]]
"""Ids of what a field refers to, by model."""


class Links:
    """Asks once for all pages and files that a page refers to."""

    def __init__(self, page: BasePage, site: Site | None, references: Iterable[References]) -> None:
        self._page, self._site = page, site
        self._places: dict[int, set[str] | None] = {}
        pages: set[int] = set()
        documents: set[int] = set()
        for model, ids in (item for found in references for item in found.items()):
            if issubclass(model, Page):
                pages |= ids
            elif model is get_document_model():
                documents |= ids
        self._pages = Page.objects.in_bulk(pages)
        self.documents: dict[int, Any] = get_document_model().objects.in_bulk(documents)

    def of_page(self, pk: int) -> LinkState:
        """Whether readers may open a page."""
        if pk == self._page.pk:
            return LinkState.FINE
        target = self._pages.get(pk)
        if target is None:
            return LinkState.GONE
        if not target.live and target.first_published_at:
            return LinkState.WITHDRAWN
        return LinkState.FINE if is_public(target) else LinkState.DRAFT

    def of_document(self, pk: int) -> LinkState:
        """Whether a file is there."""
        return LinkState.FINE if pk in self.documents else LinkState.GONE

    def of_anchor(self, attributes: Mapping[str, str]) -> tuple[str, LinkState]:
        """The target of an `<a>` as Wagtail keeps it, and what is there."""
        kind, pk = attributes.get("linktype", ""), attributes.get("id", "")
        if kind in ("page", "document"):
            number = int(pk) if pk.isdecimal() and len(pk) < 10 else 0
            state = self.of_page(number) if kind == "page" else self.of_document(number)
            target = self._pages.get(number) if kind == "page" else self.documents.get(number)
            return (target.title if target else "…"), state
        address = attributes.get("href", "")
        return address, self.of_address(address)

    def of_address(self, address: str) -> LinkState:
        """What is at an address that somebody typed; of other sites nothing is known."""
        if address.startswith("#"):
            missing = self._anchors is not None and unquote(address[1:]) not in self._anchors
            return LinkState.NO_ANCHOR if missing else LinkState.FINE
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            return LinkState.FINE
        own = not parts.scheme and not host and parts.path.startswith("/")
        if own or (self._site and parts.scheme in ("http", "https") and host == self._site.hostname):
            return self._of_path(unquote(parts.path) or "/", unquote(parts.fragment))
        return LinkState.FINE

    def _of_path(self, path: str, place: str = "") -> LinkState:
        """What is at a path of this site: a page with the place, something else, a redirect, or nothing."""
        try:
            if resolve(path).url_name != "wagtail_serve":
                return LinkState.FINE
        except Resolver404:
            return LinkState.GONE
        if self._site is None or path == "/":
            return LinkState.FINE
        found = Page.objects.filter(url_path=f"{self._site.root_page.url_path}{path.strip('/')}/").first()
        if found:
            return self._of_found(found, place)
        if self._answers_below(self._site, path):
            return LinkState.FINE
        redirect = Redirect.get_for_site(self._site).filter(old_path=Redirect.normalise_path(path)).first()
        if redirect is None:
            return LinkState.GONE
        return self._of_found(redirect.redirect_page) if redirect.redirect_page else LinkState.FINE

    @staticmethod
    def _answers_below(site: Site, path: str) -> bool:
        """Whether a page answers at an address below its own: histories, feeds, filters."""
        request = HttpRequest()
        request.method, request.path = "GET", path
        try:
            site.root_page.specific.route(request, [part for part in path.split("/") if part])
        except Http404:
            return False
        return True

    def _of_found(self, page: Page, place: str = "") -> LinkState:
        self._pages.setdefault(page.pk, page)
        state = self.of_page(page.pk)
        if state is not LinkState.FINE or place in _ALWAYS:
            return state
        own = page.pk == self._page.pk
        anchors = self._anchors if own else self._anchors_of(page)
        if anchors is None or place in anchors:
            return LinkState.FINE
        return LinkState.NO_ANCHOR if own else LinkState.NO_ANCHOR_THERE

    @cached_property
    def _anchors(self) -> set[str] | None:
        return anchors_of(self._page)

    def _anchors_of(self, page: Page) -> set[str] | None:
        """The places of another page, which is read once however many links lead there."""
        if page.pk not in self._places:
            self._places[page.pk] = anchors_of(page.specific)
        return self._places[page.pk]


def anchors_of(page: Any) -> set[str] | None:
    """The places of a page that a link may lead to; None where something else than a body makes them."""
    if getattr(type(page), "rows", None) is None or "body" not in page.history_streams:
        return None
    taken: set[str] = set()
    for block in page.body:
        if block.block_type == "heading" and isinstance(block.value, str):
            free_anchor(block.value, taken)
    return taken | _ALWAYS
