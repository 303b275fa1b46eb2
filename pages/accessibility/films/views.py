"""The addresses of a film and of its captions: below the page that shows them, for whoever may open that page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase

from pages.accessibility.films.serving import serve_file
from pages.accessibility.films.shown import kind_of

if TYPE_CHECKING:
    from pages.accessibility.models import SignFilmPage


def serve_film(request: HttpRequest, page: SignFilmPage) -> HttpResponseBase:
    """Raises Http404 when there is none."""
    if not page.film:
        raise Http404
    kind = kind_of(page.film.name)
    return serve_file(request, page.film, kind.mime, f"{page.slug}.{kind.suffix}")


def serve_captions(request: HttpRequest, page: SignFilmPage) -> HttpResponseBase:
    """Raises Http404 when there are none."""
    if not page.captions:
        raise Http404
    return serve_file(request, page.captions, "text/vtt; charset=utf-8", f"{page.slug}.vtt")
