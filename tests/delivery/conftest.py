"""A centre with a few pages of several kinds, and two workers."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Site

from news.models import NewsIndexPage, NewsPage
from pages.standard.models import ContentPage, SectionPage
from tests.delivery.workers import Worker, commit
from tests.factories import add_page, make_centre

HOST = "gops.localhost"
PASSWORD = "haslo-do-proby"


class Centre(NamedTuple):
    """What tests change."""

    site: Site
    section: SectionPage
    page: ContentPage
    index: NewsIndexPage
    news: NewsPage


@pytest.fixture
def centre(db: None) -> Centre:
    site = make_centre(HOST, phone="41 331 25 24")
    section = add_page(site.root_page, SectionPage(title="Pomoc", slug="pomoc", summary="Jak pomagamy."))
    page = add_page(section, ContentPage(title="Zasiłek stały", slug="zasilek-staly", summary="Dla kogo."))
    index = add_page(site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    news = add_page(index, NewsPage(title="Dyżur", slug="dyzur", summary="W sobotę.", date="2026-11-20"))
    commit()
    return Centre(site, section, page, index, news)


@pytest.fixture
def pages(tmp_path: Path, settings: object) -> Path:
    settings.PAGES_DIR = tmp_path / "pages"
    return tmp_path / "pages"


@pytest.fixture
def worker(centre: Centre, pages: Path) -> Worker:
    return Worker(pages)


@pytest.fixture
def other(centre: Centre, pages: Path) -> Worker:
    return Worker(pages)


@pytest.fixture(scope="module")
def data(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both demo centres as a file."""
    place = tmp_path_factory.mktemp("faults") / "db.sqlite3"
    with django_db_blocker.unblock():
        someone = get_user_model().objects.create_superuser("ktos", password=PASSWORD)
        with sqlite3.connect(place) as copy:
            connection.connection.backup(copy)
        copy.close()
        someone.delete()
    return place


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    shutil.copyfile(data, tmp_path / "db.sqlite3")
    return tmp_path
