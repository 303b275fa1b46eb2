"""The search page of a site."""

import re
import unicodedata
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from search.pagination import page_of

MAX_LENGTH = 200
MAX_WORDS = 20
RESULTS_PER_PAGE = 20

# `\w` keeps the underscore, which joins words in file names.
_WORD = re.compile(r"[^\W_]+")


class Result(NamedTuple):
    """A page found: where it is and how to name it."""

    url: str
    title: str
    summary: str
    kind: str
    place: str


def query_words(text: str) -> list[str]:
    """The words of a query, cut to what the database's search takes: quotes, stars and NUL never reach it."""
    return _WORD.findall(unicodedata.normalize("NFC", text[:MAX_LENGTH]))[:MAX_WORDS]


def found_pages(site: Site, words: list[str]) -> Any:
    """The public pages of one site that hold all the words, best first; nothing for no words."""
    if not words:
        return []
    return Page.objects.in_site(site).live().public().exclude(depth=site.root_page.depth).search(" ".join(words))


def as_result(page: Page, titles: dict[str, str]) -> Result:
    """A found page in the words of the results list; `titles` are those of the pages above, by tree path."""
    specific = page.specific
    steps = range(Page.steplen * 3, len(page.path), Page.steplen)
    return Result(
        url=getattr(specific, "local_url", "") or specific.url or "",
        title=page.title,
        summary=getattr(specific, "summary", ""),
        kind=getattr(specific, "eyebrow", "") or str(page.cached_content_type.model_class()._meta.verbose_name),
        place=" · ".join(titles[page.path[:end]] for end in steps if page.path[:end] in titles),
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`: the site's public pages with all the words, `?strona=` by `?strona=`."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    query = request.GET.get("q", "").strip()[:MAX_LENGTH]
    results = page_of(request, found_pages(site, query_words(query)), RESULTS_PER_PAGE)
    pages = list(Page.objects.filter(pk__in=[page.pk for page in results.object_list]).specific())
    order = {page.pk: number for number, page in enumerate(results.object_list)}
    pages.sort(key=lambda page: order[page.pk])
    above = {page.path[:end] for page in pages for end in range(Page.steplen, len(page.path), Page.steplen)}
    titles = dict(Page.objects.filter(path__in=above).values_list("path", "title")) if above else {}
    results.object_list = [as_result(page, titles) for page in pages]
    return render(request, "search/results.html", {"query": query, "results": results})
