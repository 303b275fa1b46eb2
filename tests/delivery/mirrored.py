"""Two small centres with something of each kind that a copy has to hold, and words that no copy may hold."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from news.models import NewsIndexPage, NewsPage
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, publish_again

FIRST, SECOND = "gops.localhost", "mops.localhost"
CANARY = "Kanarek"
"""Begins every word that is not public."""
FILE = b"Cennik, po polsku."


class Centres(NamedTuple):
    """What tests change."""

    first: Site
    page: ContentPage
    news: NewsIndexPage


def make_centres() -> Centres:
    """The first has pages, versions, files, a list over several pages and secrets; the second is nearly empty."""
    first, second = make_centre(FIRST), make_centre(SECOND)
    for site in (first, second):
        site.root_page.specific.save_revision().publish()
    page = add_page(first.root_page, ContentPage(title="Usługi", slug="uslugi", body=_body(first)))
    page.summary = "Zmienione streszczenie"
    publish_again(page)
    news = add_page(first.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    for number in range(1, 6):
        add_page(news, NewsPage(title=f"Wiadomość {number}", slug=f"w{number}", summary=".", date=f"2026-01-0{number}"))
    add_page(second.root_page, ContentPage(title="Tylko u sąsiadów", slug="sasiedzi"))
    _add_secrets(first, page)
    return Centres(first, page, news)


def _body(site: Site) -> list[dict[str, object]]:
    collection = centre_collection(site)
    document = Document.objects.create(
        title="Cennik", file=ContentFile(FILE, name="cennik usług.txt"), collection=collection
    )
    picture = get_image_model().objects.create(title="Wejście", file=get_test_image_file(), collection=collection)
    closed = collection.add_child(instance=Collection(name="Zamknięte"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
    secret = Document.objects.create(
        title="Wewnętrzny", file=ContentFile(f"{CANARY} pliku".encode(), name="w.txt"), collection=closed
    )
    text = f'<p><a linktype="document" id="{secret.pk}">Plik tylko dla pracowników</a></p>'
    return [
        {"type": "text", "value": text, "id": "t"},
        {"type": "image", "value": {"image": picture.pk, "alt": "Wejście"}, "id": "p"},
        {"type": "documents", "value": [{"type": "item", "value": {"document": document.pk}, "id": "a"}], "id": "d"},
    ]


def _add_secrets(site: Site, page: ContentPage) -> None:
    draft = ContentPage(title=f"{CANARY} szkicu", slug="szkic", live=False)
    site.root_page.add_child(instance=draft)
    draft.save_revision()
    page.summary = f"{CANARY} nieopublikowanej zmiany"
    page.save_revision()
    page.refresh_from_db()
    private = add_page(site.root_page, ContentPage(title=f"{CANARY} strony zamkniętej", slug="zamknieta"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)


class Reader(HTMLParser):
    """Somebody who opens a file and looks where it leads; knows nothing of how copies are made."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.leads_to: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("rel") not in {"canonical", "bookmark"}:
            self.leads_to += [value for name, value in attrs if name in {"href", "src", "action", "poster"} and value]


def read_all(start: Path) -> tuple[set[Path], list[str]]:
    """Every file that is met when one follows all links from a file on a disk, and the links that lead nowhere."""
    met, lost, waiting = {start}, [], [start]
    while waiting:
        file = waiting.pop()
        for link in Reader(file).leads_to:
            target = urlsplit(urljoin(file.as_uri(), link))
            if target.scheme != "file":
                if target.hostname in {FIRST, SECOND}:
                    lost.append(f"{file.name}: {link}")
                continue
            place = Path(unquote(target.path))
            if not place.is_file():
                lost.append(f"{file}: {link}")
            elif place not in met:
                met.add(place)
                waiting += [place] if place.suffix == ".html" else []
    return met, lost
