"""Where visits are noticed: after the answer is known, whatever made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

from visits.counting import count

# Of a request's `META`: the site and the page that were counted, for whoever gives the same answer to others.
COUNTED = "visits.counted"


class VisitsMiddleware:
    """Counts pages that readers get.

    Stands before the session: it reads none, and sees what other middleware made of the answer. Who serves a page
    without asking the page tree for it calls `visits.counting.count` by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = page_in(response)
        site = Site.find_for_request(request) if page else None
        if page and site:
            request.META[COUNTED] = [site.pk, page.pk]
            count(request, site.pk, page.pk)
        return response


def page_in(response: HttpResponse) -> Page | None:
    """The page that an answer shows; None for errors, files and whatever is no page."""
    page = (getattr(response, "context_data", None) or {}).get("page")
    is_html = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    return page if is_html and isinstance(page, Page) and page.pk else None
