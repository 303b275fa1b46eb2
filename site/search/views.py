"""The search page of a site, and the same as JSON."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as ResultPage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.answering import Answer
from search.as_json import as_json, error_as_json
from search.facets import PARAMETERS, Address, Facet, facets_of
from search.finding import Narrowing, Order
from search.misses import note_miss
from search.pagination import page_of
from search.presenting import heading_of, other_forms, other_words, template_of

RESULTS_PER_PAGE = 10


def site_of(request: HttpRequest) -> Site:
    """The site that was asked; raises Http404 where there is none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
def search(request: HttpRequest, only_json: bool = False) -> HttpResponse:
    """Answer `?q=`: the public pages of the site that hold its words, `?strona=` by `?strona=`.

    A browser gets a page; who prefers `application/json`, or asks for `szukaj.json`, gets the same as data.
    """
    site = site_of(request)
    wants_json = only_json or request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    answer = _asked(site, request)
    try:
        results = page_of(request, answer.findings.matches, RESULTS_PER_PAGE)
    except Http404:
        response = error_as_json(request) if wants_json else render(request, "errors/404.html", status=404)
    else:
        response = _answered(request, answer, results, wants_json)
    patch_vary_headers(response, ["Accept"])
    return response


def _asked(site: Site, request: HttpRequest) -> Answer:
    """The question of an address, with what its results are narrowed to."""
    asked = request.GET
    narrowing = Narrowing(**{name: asked.get(parameter, "")[:100] for name, parameter in PARAMETERS.items()})
    order = Order.DATE if asked.get("uloz") == Order.DATE else Order.FIT
    return Answer(site, asked.get("q", ""), narrowing, order)


def _answered(request: HttpRequest, answer: Answer, results: ResultPage, wants_json: bool) -> HttpResponse:
    results.object_list = answer.results(results.object_list)
    if request.method == "GET" and results.number == 1:
        _note(answer)
    address = Address(reverse("search_json" if wants_json else "search"), answer.text, answer.narrowing, answer.order)
    facets = facets_of(answer, address)
    if wants_json:
        return JsonResponse(
            as_json(request, answer, results, facets, address), json_dumps_params={"ensure_ascii": False}
        )
    return render(request, "search/results.html", _context(answer, results, facets, address))


def _note(answer: Answer) -> None:
    """Tell the editors' report what was looked for in vain: the whole question, or words that nothing here holds."""
    if answer.question and not answer.findings.total:
        note_miss(answer.site, answer.text)
    for word in answer.missing if answer.findings.total else ():
        note_miss(answer.site, answer.text, word)


def _context(answer: Answer, results: ResultPage, facets: list[Facet], address: Address) -> dict[str, Any]:
    orders = [
        (pgettext("order of results", "best first"), address.url(order=Order.FIT), answer.order == Order.FIT),
        (pgettext("order of results", "newest first"), address.url(order=Order.DATE), answer.order == Order.DATE),
    ]
    return {
        "query": answer.text,
        "heading": heading_of(answer),
        "body": template_of(answer),
        "answer": answer,
        "results": results,
        "forms": other_forms(results.object_list, answer),
        "words": other_words(results.object_list, answer),
        "facets": facets[:1],
        "more_facets": facets[1:],
        "more_chosen": any(not facet.choices[0].current for facet in facets[1:]),
        "orders": orders if results.paginator.count > 1 else [],
        "everything_url": address.url(Narrowing()),
        "json_url": Address(reverse("search_json"), answer.text, answer.narrowing, answer.order).url(
            page=results.number
        ),
    }
