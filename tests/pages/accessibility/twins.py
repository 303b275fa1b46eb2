"""A page with its other forms, for tests."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page, Site

from pages.accessibility.models import EasyReadPage, SignFilmPage
from pages.standard.models import ContentPage
from tests.factories import add_page

FILMS = Path(__file__).parent / "films"
MP4 = (FILMS / "film.mp4").read_bytes()
WEBM = (FILMS / "film.webm").read_bytes()
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.900\nDzień dobry.\n"


def blocks(*pairs: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in pairs])


def add_source(site: Site, **fields: Any) -> ContentPage:
    """An ordinary page that can be retold."""
    given = {"title": "Zasiłek celowy", "slug": "zasilek", "body": blocks(("text", "<p>Kto może go dostać.</p>"))}
    return add_page(site.root_page, ContentPage(**given | fields))


def easy_read(**fields: Any) -> EasyReadPage:
    given = {"title": "Pieniądze na jedzenie", "body": blocks(("text", "<p>Pomagamy, gdy brakuje na jedzenie.</p>"))}
    return EasyReadPage(**given | fields)


def sign_film(**fields: Any) -> SignFilmPage:
    given = {
        "title": "Zasiłek celowy",
        "film": ContentFile(MP4, "film.mp4"),
        "captions": ContentFile(CAPTIONS.encode(), "napisy.vtt"),
        "duration": timedelta(minutes=2, seconds=5),
        "transcript": blocks(("text", "<p>Opowiadamy o zasiłku.</p>")),
    }
    return SignFilmPage(**given | fields)


def add_draft(parent: Page, page: Any) -> Any:
    """A page that nobody has published."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    return page
