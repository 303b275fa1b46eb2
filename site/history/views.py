"""The public history of a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from history.models import ImportedChange


def public_page(request: HttpRequest, path: str) -> Page:
    """The page that a reader sees at a path of the request's site.

    Raises Http404 for what no anonymous reader can open: history follows today's visibility.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    found = site.root_page.specific.route(request, [part for part in path.split("/") if part])
    if not isinstance(found, RouteResult) or found.page.get_view_restrictions():
        raise Http404
    return found.page


@require_safe
def page_history(request: HttpRequest, path: str) -> HttpResponse:
    """The change register of one page, newest first."""
    page = public_page(request, path)
    entries = ImportedChange.objects.filter(page_id=page.pk).order_by("-number")
    if not entries:
        raise Http404
    context = {**page.get_context(request), "page": page, "entries": entries}
    return render(request, "history/history.html", context)
