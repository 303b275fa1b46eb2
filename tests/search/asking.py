"""What a reader asks a centre's search, in one line each."""

from typing import Any

from wagtail.models import Site

from tests.factories import reader_of


def answer(site: Site, query: str, **narrowed: str) -> dict[str, Any]:
    """All that the search says, as programs get it."""
    response = reader_of(site).get("/szukaj.json", {"q": query, **narrowed})
    assert response.status_code == 200, response.content[:500]
    return response.json()


def found_titles(site: Site, query: str, **narrowed: str) -> list[str]:
    """Titles of the first page of results, in its order."""
    return [result["title"] for result in answer(site, query, **narrowed)["results"]]


def suggested(site: Site, query: str) -> list[str]:
    """Titles that are offered while somebody types."""
    response = reader_of(site).get("/szukaj/podpowiedzi.json", {"q": query})
    assert response.status_code == 200, response.content[:500]
    return response.json()[1]
