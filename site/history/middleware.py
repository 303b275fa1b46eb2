"""What is said at the address of a page that is gone, or of the history of one that moved."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Site

from history.models import TrackedObject
from history.moved import moved_to
from history.views.subject import Subject
from history.views.tombstone import tombstone_context
from history.visibility import GONE, OWN_ADDRESS, object_at


class TombstoneMiddleware:
    """Answers 410 with what may be known of a withdrawn page, instead of 404.

    It stands before `RedirectMiddleware`, so that a redirect from the old address wins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        site = Site.find_for_request(request)
        moved = moved_to(request, site) if site else ""
        if moved:
            return HttpResponsePermanentRedirect(moved)
        gone = TrackedObject.objects.filter(journal__site=site, path=request.path, state__in=GONE)
        if site is None or not (OWN_ADDRESS.fullmatch(request.path) or gone.exists()):
            return response
        tracked = object_at(site, request.path)  # asks for restrictions, too
        if tracked is None or tracked.state not in GONE:
            return response
        subject = Subject(site, tracked, None, request.path)
        return render(request, "history/tombstone.html", tombstone_context(subject), status=410)
