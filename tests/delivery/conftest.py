"""A centre with a few pages of several kinds, and two workers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from wagtail.models import Site

from news.models import NewsIndexPage, NewsPage
from pages.standard.models import ContentPage, SectionPage
from tests.delivery.workers import Worker, commit
from tests.factories import add_page, make_centre

HOST = "gops.localhost"


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
    settings.PAGES_DIR = tmp_path / "pages"  # type: ignore[attr-defined]
    return tmp_path / "pages"


@pytest.fixture
def worker(centre: Centre, pages: Path) -> Worker:
    return Worker(pages)


@pytest.fixture
def other(centre: Centre, pages: Path) -> Worker:
    return Worker(pages)
