"""People with passwords, and browsers from different addresses."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.http import HttpResponse
from django.test import Client
from wagtail.models import GroupPagePermission, Site

from tests.conftest import KIELCE, reader

PASSWORD = "zielony rower pod wiatą"
LOGIN = "/admin/login/"


@pytest.fixture
def site(db: None) -> Site:
    return Site.objects.get(hostname=KIELCE)


@pytest.fixture
def publishers(settings) -> None:
    settings.SECOND_FACTOR = "publishers"


@pytest.fixture
def mail_server(settings) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True


@pytest.fixture
def writers(site: Site) -> Group:
    """They write and do not publish."""
    return group(site, "Piszący", "add_page", "change_page")


@pytest.fixture
def editors(site: Site) -> Group:
    """They publish."""
    return group(site, "Redakcja", "add_page", "change_page", "publish_page")


def group(site: Site, name: str, *codenames: str) -> Group:
    made = Group.objects.create(name=name)
    made.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.create(group=made, page=site.root_page, permission=permission)
    return made


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    def make(name: str, *groups: Group, **facts: object) -> User:
        user = User.objects.create_user(name, f"{name}@mopr.example", PASSWORD, **facts)
        user.groups.add(*groups)
        return user

    return make


def browser(address: str = "192.0.2.1") -> Client:
    client = reader(KIELCE)
    client.defaults["REMOTE_ADDR"] = address
    return client


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post(LOGIN, {"login": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200
