"""What is not published shows nowhere: not in a page, nor in its history, nor in any list, feed, journal or search."""

from collections import defaultdict
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import Comment, Page, PageViewRestriction, Site, get_page_models

from history.models import TrackedObject
from history.reasons import because
from pages.accessibility.models import SignFilmPage
from pages.core.models import BasePage
from pages.home.models import HomePage
from tests.factories import add_page, reader_of
from tests.history.chronicle import boss
from tests.pages.accessibility.twins import sign_film

CANARY = "TAJNE"
OF_A_PAGE = ["", "historia/", "historia/atom.xml", "historia/dane.json", "historia/timemap.link", "wersje/1/"]
OF_A_SITE = [
    "/",
    "/mapa-serwisu/",
    "/sitemap.xml",
    f"/szukaj/?q={CANARY}",
    "/bip/",
    "/bip/rejestr-zmian/",
    "/bip/rejestr-zmian/atom.xml",
    "/bip/rejestr-zmian/dane.json",
    "/bip/dziennik/",
    "/bip/dziennik/dziennik.jsonl",
    "/bip/dziennik/ujawnienia.jsonl",
    "/bip/dziennik/paczka.zip",
]
OF_A_FORM = {"number", "phone", "contact_phone"}
"""Fields that take no words."""
NEEDED = {"author_consents": True, "approved_on": localdate()}
"""What other fields say before a text may stand beside them: a petitioner consents, an approval has a day."""
TYPES = [model for model in get_page_models() if issubclass(model, BasePage) and model is not BasePage]


def spoil(page: Any) -> None:
    """Put the canary into every text of a page."""
    for name, value in NEEDED.items():
        if hasattr(page, name):
            setattr(page, name, value)
    over = page.personal_fields if getattr(page, "data_is_over", False) else ()  # a masked result takes no person
    for field in page._meta.concrete_fields:
        plain = type(field) in (models.CharField, models.TextField) and not field.choices
        if plain and field.name in page.history_fields and field.name not in {*OF_A_FORM, *over}:
            setattr(page, field.name, CANARY)
    page.seo_title = page.search_description = page.short_title = page.change_note = CANARY
    if hasattr(page, "body"):
        page.body = [{"type": "text", "value": f"<p>{CANARY}</p>"}]


def everything(reader: Client, paths: list[str], of_site: list[str] = OF_A_SITE) -> list[tuple[str, bytes]]:
    """All that a reader gets at a site's addresses and at those of some pages; archives unpacked."""
    addresses = of_site + [path + rest for path in paths for rest in OF_A_PAGE]
    answers = [(address, reader.get(address)) for address in addresses]
    assert all(answer.status_code < 500 for _address, answer in answers)
    return [(address, unpacked(address, answer.getvalue())) for address, answer in answers]


def unpacked(address: str, body: bytes) -> bytes:
    """The files of an archive one after another; anything else as it is."""
    if not address.endswith(".zip"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def leaks(answers: list[tuple[str, bytes]]) -> list[str]:
    """Addresses whose answer holds the canary; the search repeats what it was asked for, which is no leak."""
    repeated = [f'value="{CANARY}"'.encode(), f"„{CANARY}”".encode(), f"?q={CANARY}".encode()]
    found = []
    for address, body in answers:
        for words in repeated:
            body = body.replace(words, b"")  # noqa: PLW2901 -- what is left is what counts
        if CANARY.encode() in body:
            found.append(address)
    return found


def live_page(model: type[BasePage]) -> Any:
    """A live page of a type; the demo shows all but plain sections and films."""
    found = model.objects.live().order_by("path").first()
    missing = sign_film() if model is SignFilmPage else model(title="Dział", slug="dzial")
    return found or add_page(HomePage.objects.first(), missing)


@pytest.fixture(params=TYPES, ids=lambda model: model.__name__)
def page(request: pytest.FixtureRequest, db: None) -> Any:
    """A live page of each type."""
    return live_page(request.param)


def reader_at(page: Page) -> tuple[Client, str]:
    tracked = TrackedObject.objects.get(page_id=page.pk)
    return Client(headers={"host": f"{page.get_site().hostname}:8000"}), tracked.path


def draft_and_schedule(page: Any) -> None:
    """A draft and an announced version full of canaries."""
    draft = type(page).objects.get(pk=page.pk)
    spoil(draft)
    draft.save_revision(clean=False)
    later = type(page).objects.get(pk=page.pk)
    spoil(later)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.change_kind = "minor"
    with because("Zapowiedź, której nikt jeszcze nie widzi."):
        later.save_revision(clean=False).publish()


def test_drafts_comments_and_schedules_show_nowhere(db: None) -> None:
    """All types at once: no draft hides another, and what a site shows as a whole has to be asked for only once."""
    author = boss("Jan", CANARY)
    paths_of: dict[Site, list[str]] = defaultdict(list)
    for page in [live_page(model) for model in TYPES]:
        paths_of[page.get_site()].append(reader_at(page)[1])
        draft_and_schedule(page)
        Comment.objects.create(page=page, user=author, text=CANARY, contentpath="title")
    for site, paths in paths_of.items():
        assert leaks(everything(reader_of(site), paths)) == []


def test_what_is_private_shows_nowhere(page: Any) -> None:
    reader, path = reader_at(page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    hidden = type(page).objects.get(pk=page.pk)
    spoil(hidden)
    with because("Zmiana, której nikt nie widzi, bo strona jest zamknięta."):
        revision = hidden.save_revision(clean=False)
        revision.publish()
    assert leaks(everything(reader, [path])) == []
    assert {reader.get(path + rest).status_code for rest in OF_A_PAGE[1:]} == {404}
    PageViewRestriction.objects.all().delete()
    assert leaks(everything(reader, [path], [])) != [], "what is public again is found: the test can see"
