"""What the results page says, for programs.

- `query`: the text as it was understood to be asked; `corrected`: words that nothing here holds, and those that were
  looked for instead; `all_words`: false if no page holds all the words, and these hold the most of them
- `total`: results in all; `page` of `pages`, `previous` and `next`: addresses of the neighbours or null
- `html`: the page that says the same to people
- `facets`: what else the results may be narrowed to, as lists of `label`, `count`, `url`, `current`
- `results`: `url`, `title`, `kind`, `text` (where the words stand), `file` and `file_url` (the attached file in which
  they do), `place` in the site, `date` (the page's own, as exactly as it is known, or the day of its last publication),
  `date_is_its_own`, `state` (of an act, a programme, a piece of news) and `is_over`

All addresses are absolute. An error is `{"error": …}` with its status.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Page as ResultPage
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from search.answering import Answer
from search.facets import Address, Facet
from search.results import Result
from search.snippets import Piece


def as_json(
    request: HttpRequest, answer: Answer, results: ResultPage, facets: list[Facet], address: Address
) -> dict[str, Any]:
    """One page of results as data; `address` and the facets' addresses are those of the JSON."""
    absolute = request.build_absolute_uri
    neighbours = {
        "previous": results.number - 1 if results.has_previous() else None,
        "next": results.number + 1 if results.has_next() else None,
    }
    return {
        "query": answer.text,
        "corrected": [{"from": wrong, "to": right} for wrong, right in answer.corrections],
        "all_words": answer.loose_from is None,
        "total": results.paginator.count,
        "page": results.number,
        "pages": results.paginator.num_pages,
        **{name: absolute(address.url(page=number)) if number else None for name, number in neighbours.items()},
        "html": absolute(replace(address, path=reverse("search")).url(page=results.number)),
        "facets": {
            facet.name: [{**vars(choice), "url": absolute(choice.url)} for choice in facet.choices[1:]]
            for facet in facets
        },
        "results": [_result(request, result) for result in results.object_list],
    }


def _result(request: HttpRequest, result: Result) -> dict[str, Any]:
    return {
        "url": request.build_absolute_uri(result.url),
        "title": _plain(result.title),
        "kind": _plain(result.label),
        "text": _plain(result.text),
        "file": result.file,
        "file_url": request.build_absolute_uri(result.file_url) if result.file_url else "",
        "place": result.place,
        "date": result.day_told,
        "date_is_its_own": result.has_own_day,
        "state": result.state,
        "is_over": result.is_over,
    }


def _plain(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def error_as_json(request: HttpRequest) -> JsonResponse:
    """There is no such page of results."""
    told = _("There is no page %(number)s of these results.") % {"number": request.GET.get("strona", "")[:20]}
    return JsonResponse({"error": told}, status=404, json_dumps_params={"ensure_ascii": False})
