"""Pages of the site that stand in no page tree: its map, its sign, what robots read, what is said when things fail."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.models import Site

from delivery.trouble import Trouble, trouble_behind, trouble_of
from delivery.verdicts import GONE
from pages.core.addresses import public_among
from pages.core.models import BasePage, CentreSettings


@dataclass
class MapNode:
    """A page in the site map, with the pages below it."""

    page: BasePage
    children: list[MapNode] = field(default_factory=list)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every public page of the site as a nested list; three queries, whatever the number of pages."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = site.root_page
    nodes: dict[str, MapNode] = {}
    for page in public_among(BasePage.objects.descendant_of(root, inclusive=True)).order_by("path"):
        if page.specific_class.leads_elsewhere or page.specific_class.retells:
            continue  # the map names the page it leads to, or the one that it retells
        nodes[page.path] = MapNode(page)
        parent = nodes.get(page.path[: -page.steplen])
        if parent:
            parent.children.append(nodes[page.path])
    return render(
        request, "navigation/site_map.html", {"tree": nodes[root.path].children if root.path in nodes else []}
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read everything public; a demonstration asks them by a tag on each page not to list it."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /szukaj/",
        "Disallow: /podglad/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask for the old address get the sign in the centre's colours."""
    return redirect(static(f"icons/favicon-{CentreSettings.of_request(request).palette}.svg"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page: say so in the centre's own dress."""
    return render(request, "errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader may not see this."""
    return render(request, "errors/403.html", status=403)


def plain_answer(name: str, status: int, **said: Any) -> HttpResponse:
    """An answer that needs neither the request nor the database nor the site: `errors/<name>.html`."""
    return HttpResponse(get_template(f"errors/{name}.html").render(said), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request can't be read, or asks for a host that is not ours."""
    if trouble := trouble_behind(exception):
        return in_trouble(request, trouble)
    return plain_answer("400", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: it may have been open for too long."""
    return plain_answer("csrf", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the number leads whoever is told of it to what the log says."""
    if trouble := trouble_of(sys.exc_info()[1]):
        return in_trouble(request, trouble)
    return plain_answer("500", 500, request_id=getattr(request, "request_id", ""))


def in_trouble(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The database or the disk can't do what is wanted of it, through no fault of the reader or of the program."""
    if trouble is Trouble.BUSY:
        return busy(request)
    if trouble is Trouble.GONE:
        request.META[GONE] = True  # the page store has the page, perhaps
    heading, lead, status = TROUBLES[trouble]
    sent = request.method not in {"GET", "HEAD"}
    said = {"heading": str(heading), "lead": str(lead), "code": status, "sent": sent}
    response = plain_answer("trouble", status, request_id=getattr(request, "request_id", ""), **said)
    response["Retry-After"] = "120"
    return response


TROUBLES = {
    # Translators: Baza danych nie odpowiada
    Trouble.GONE: (
        gettext_lazy("The database does not answer"),
        gettext_lazy(
            "The site can neither read nor save anything at the moment. Please try again in a few minutes; whoever "
            "looks after the server finds the cause in its log."
        ),
        503,
    ),
    # Translators: Trwa przerwa w zapisywaniu
    Trouble.READ_ONLY: (
        gettext_lazy("Nothing can be saved at the moment"),
        gettext_lazy("Pages can be read, but nothing can be saved, and nobody can sign in. Please try again later."),
        503,
    ),
    # Translators: Na serwerze skończyło się miejsce
    Trouble.FULL: (
        gettext_lazy("The server's disk is full"),
        gettext_lazy(
            "Pages can be read, but nothing can be saved until whoever looks after the server makes room. "
            "Please tell them."
        ),
        507,
    ),
}


def busy(request: HttpRequest) -> HttpResponse:
    """Somebody else is writing to the database, and it takes longer than a reader can wait."""
    response = plain_answer("503", 503)
    response["Retry-After"] = "60"
    return response
