"""A centre with its editors, and their browsers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from portal.roles import Role, group_of, make_roles
from tests.conftest import KIELCE, reader
from tests.factories import make_centre

EditorOf = Callable[..., Client]


@pytest.fixture
def small(db: None) -> Site:
    """A centre with no more than a home and its editors."""
    site = make_centre("mala.localhost", name="Mały Ośrodek", phone="41 331 25 24")
    make_roles(site)
    return site


@pytest.fixture
def editor_of() -> EditorOf:
    """Signs in an editor of a centre."""

    def sign_in(site: Site, name: str = "redaktorka", **facts: str) -> Client:
        facts = {"email": f"{name}@osrodek.example.pl", "first_name": "Anna", "last_name": "Redaktorska", **facts}
        user, _made = User.objects.get_or_create(username=name, defaults=facts)
        user.groups.add(group_of(site, Role.ADMINISTRATOR))
        client = reader(site.hostname)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def other(db: None) -> Site:
    """A centre of somebody else."""
    return Site.objects.get(hostname=KIELCE)
