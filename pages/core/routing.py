"""The way from a page down to the one that an address names, found at once.

Wagtail asks for each part of an address: for the child, then for what is particular to its kind. Only the last page's
particulars are needed, unless one on the way answers the rest of the address itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin

if TYPE_CHECKING:
    from pages.core.models import BasePage

MOST_PARTS = 12
"""Longer addresses are Wagtail's matter: it gives up at the first part that is not there."""


def pages_on_the_way(top: BasePage, parts: list[str]) -> list[BasePage]:
    """The pages below `top` that the parts of an address name, without their particulars; one query.

    Ends early with a page that has to be asked itself, and where a part names none.
    """
    from pages.core.models import BasePage  # its route() asks this module

    if not 0 < len(parts) <= MOST_PARTS:
        return []
    addresses = [f"{top.url_path}{'/'.join(parts[:number])}/" for number in range(1, len(parts) + 1)]
    # Slugs have an index, paths of addresses have none.
    named = BasePage.objects.descendant_of(top).filter(slug__in=set(parts), url_path__in=addresses)
    found = {page.url_path: page for page in named}
    way: list[BasePage] = []
    for number, address in enumerate(addresses, start=1):
        if address not in found:
            break
        page = found[address]
        page._cached_parent_obj = way[-1] if way else top  # as Wagtail does: get_parent() needs no query
        way.append(page)
        if _answers_below(page, parts[number:]):
            break
    return way


def _answers_below(page: BasePage, rest: list[str]) -> bool:
    """Whether a page's kind answers at an address below its own."""
    kind = page.specific_class
    if not rest or not issubclass(kind, RoutablePageMixin):
        return False
    try:
        kind.get_resolver().resolve(f"/{'/'.join(rest)}/")
    except Resolver404:
        return False
    return True
