"""What browsers ask search engines for: how to search the site from the address bar, and titles while typing.

OpenSearch Description 1.1 and OpenSearch Suggestions 1.1, https://github.com/dewitt/opensearch.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.asking import ask_beginning, clipped
from search.finding import PublicPages, told_by
from search.models import Entry
from search.ranking import best, ranked
from search.views import site_of

DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"
# What the two standards allow a name to have, and a list that is read while typing.
SHORT_NAME, LONG_NAME, MOST_SUGGESTIONS = 16, 48, 6
SHORTEST_BEGINNING = 2


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Pages whose titles hold what is typed, the last word perhaps unfinished: the text, titles, kinds, addresses."""
    text = clipped(request.GET.get("q", ""))
    found = _suggested(site_of(request), text) if len(text) >= SHORTEST_BEGINNING else []
    return JsonResponse(
        [
            text,
            [entry.title for entry in found],
            [entry.label for entry in found],
            [request.build_absolute_uri(entry.url) for entry in found],
        ],
        safe=False,
        content_type=SUGGESTIONS,
        json_dumps_params={"ensure_ascii": False},
    )


def _suggested(site: Site, text: str) -> list[Entry]:
    question = ask_beginning(text)
    if question is None:
        return []
    pages = PublicPages(site)
    matches = pages.matches(question)
    told = told_by(best(matches))
    shown = [match.page_id for match in ranked(matches, told, question, pages.today)[:MOST_SUGGESTIONS]]
    entries = Entry.objects.select_related("page").in_bulk(shown)
    return [entries[pk] for pk in shown if pk in entries]


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """How a browser searches the site from its address bar."""
    site, absolute = site_of(request), request.build_absolute_uri
    name = site.site_name or site.hostname
    context: dict[str, Any] = {
        "short_name": shortened(name, SHORT_NAME),
        "long_name": shortened(name, LONG_NAME),
        "description": _("Search the site of: %(name)s") % {"name": name},
        "icon": absolute("/favicon.ico"),
        "self": absolute(reverse("opensearch")),
        "html": absolute(reverse("search")),
        "json": absolute(reverse("search_json")),
        "suggestions": absolute(reverse("search_suggestions")),
    }
    return render(request, "search/opensearch.xml", context, content_type=DESCRIPTION)


def shortened(name: str, length: int) -> str:
    """The name's first words, as many as there is room for; the beginning of one that is too long by itself."""
    whole_words = re.match(rf".{{1,{length}}}(?!\w)", name)
    return (whole_words[0] if whole_words else name[:length]).strip(" -–,")
