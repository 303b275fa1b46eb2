"""Barriers that the site finds by itself: files that somebody can't read, films without captions."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext
from wagtail.models import Site

from pages.accessibility.models.sign_film import SignFilmPage
from pages.core.addresses import public_among
from pages.core.documents.accessibility import inaccessible_documents

SHOWN = 30
"""More are counted, not listed: a reader is helped by knowing where to ask."""


class Barrier(NamedTuple):
    """One thing that somebody can't read or hear."""

    title: str
    url: str
    why: str


def barriers_of(site: Site) -> list[Barrier]:
    """What the site knows of itself: files that public pages offer, films that readers can play."""
    files = [Barrier(item.title, item.document.url, item.barriers) for item in inaccessible_documents(site)]
    # Published through a form they have captions; a file lost or taken away since leaves none.
    films = public_among(SignFilmPage.objects.descendant_of(site.root_page)).filter(captions="").exclude(film="")
    return [*files, *(Barrier(film.title, film.local_url, gettext("a film without captions")) for film in films)]
