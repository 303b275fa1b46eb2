"""A centre of its own for each test of the bulletin, and a clock to turn."""

import pytest
from wagtail.models import Site

from portal.roles import make_roles
from tests.factories import make_centre
from tests.pages.bip.making import Travel, traveller


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre(street="ul. Polna 3", postcode="26-001", city="Nowa Wieś")
    make_roles(site)
    return site


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    return traveller(monkeypatch)
