"""What the application tells the layer in front of it, through the request that both see.

`request.META` is the WSGI environment itself, so that nothing of this can come from a reader: names of headers begin
with `HTTP_` there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from delivery.ends import collected

LAYER, VERDICT, GONE = "delivery.layer", "delivery.verdict", "delivery.gone"
_KEPT = frozenset({200, 301, 308, 404, 410})


class Verdict(NamedTuple):
    """An answer that may be given to others: of which site, and until when."""

    site_id: int
    until: datetime


class VerdictMiddleware:
    """Says of each answer whether the store may keep it.

    Stands inside of compression and outside of the session, so that it sees what others made of the answer. A view
    keeps its answer out by saying anything about caching itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if LAYER not in request.META:
            return self.get_response(request)
        with collected() as ends:
            response = self.get_response(request)
        if is_for_all(request, response) and (site := Site.find_for_request(request)):
            request.META[VERDICT] = Verdict(site.pk, min(ends))
        return response


def is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether every reader would get this very answer."""
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {"", "accept-encoding"}
    return (
        request.method == "GET"
        and response.status_code in _KEPT
        and not response.streaming
        and not response.cookies
        and not vary
        and "Cache-Control" not in response.headers
    )
