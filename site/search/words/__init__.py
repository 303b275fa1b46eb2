"""The editors' register of a centre: names that people use, and what they should find."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Site


@dataclass(frozen=True)
class RegisteredWord:
    """A name, the pages' own words for it, and the page to show first, which may not be public."""

    term: str
    means: tuple[str, ...]
    page_id: int | None


def words_of(site: Site) -> list[RegisteredWord]:
    """The register of a site, by name; one query. A change acts at once, since nothing is remembered."""
    from search.words.models import SearchWord

    rows = SearchWord.objects.filter(site=site).only("term", "means", "page_id")
    return [RegisteredWord(row.term, row.meanings, row.page_id) for row in rows]
