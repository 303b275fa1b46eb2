"""One page of a long list of the history."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest

LINES_PER_PAGE = 50
ENTRIES_PER_FEED = 100


def page_of(request: HttpRequest, items: Any, per_page: int = LINES_PER_PAGE) -> Page:
    """The items that `?strona=` asks for; the first ones without it.

    Raises Http404 for a page that there isn't.
    """
    try:
        return Paginator(items, per_page).page(request.GET.get("strona", "1"))
    except InvalidPage as error:
        raise Http404 from error
