"""What tests of acts share: a centre with its reader and its register of acts."""

import pytest
from django.test import Client
from wagtail.models import Site

from pages.acts.models import ActRegisterPage
from tests.factories import make_centre, reader_of
from tests.pages.acts.making import add_register


@pytest.fixture
def site(db: None) -> Site:
    """An empty centre beside the demo."""
    return make_centre()


@pytest.fixture
def client(site: Site) -> Client:
    """A reader of that centre."""
    return reader_of(site)


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    """Its register of acts."""
    return add_register(site)
