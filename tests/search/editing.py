"""Editors' browsers for tests of the register and the report."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from pages.standard.models import ContentPage
from portal.roles import Role, make_roles
from search.words.models import SearchWord
from tests.factories import add_page, reader_of


def editor_of(*sites: Site) -> Client:
    """Somebody who edits these centres and no other."""
    user = User.objects.create_user(f"redaktor-{User.objects.count()}")
    user.groups.add(*(make_roles(site)[Role.ADMINISTRATOR] for site in sites))
    client = reader_of(sites[0])
    client.force_login(user)
    return client


def administrator(site: Site) -> Client:
    """Somebody who answers for all centres."""
    client = reader_of(site)
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def save_word(client: Client, word: SearchWord | None = None, **fields: Any) -> HttpResponse:
    """Send the form of a new word, or of one that is there."""
    url = reverse("search_words:edit", args=(word.pk,)) if word else reverse("search_words:add")
    return client.post(url, {"term": "becikowe", "means": "", "page": "", "note": "", **fields})


def faults(answer: HttpResponse) -> set[str]:
    """The fields that a form was refused for."""
    assert answer.status_code == 200, answer.headers
    return set(answer.context["form"].errors)


def word(site: Site, term: str = "becikowe", **fields: Any) -> SearchWord:
    """A word that is there, with a meaning unless told otherwise."""
    return SearchWord.objects.create(site=site, term=term, **{"means": "zapomoga", **fields})


def content(site: Site, title: str, **fields: Any) -> Page:
    """A page below the home page of a site."""
    slug = fields.pop("slug", f"strona-{Page.objects.count()}")
    return add_page(site.root_page, ContentPage(title=title, slug=slug, **fields))
