"""What tests of the search share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from wagtail.models import Site

from pages.standard.models import ContentPage, SectionPage
from tests.factories import add_page, make_centre
from tests.search.canaries import canary, open_page

Commit = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], AbstractContextManager[Any]]:
    """What happens within is committed at its end, as it is at the end of each request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def site(db: None) -> Site:
    """A centre with a public page, for tests of what must not be found beside it."""
    site = make_centre()
    open_page(site.root_page)
    return site


@pytest.fixture
def section(site: Site) -> SectionPage:
    return add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))


@pytest.fixture
def page(section: SectionPage) -> ContentPage:
    """The page that holds the secrets, public as yet."""
    return canary(section)
