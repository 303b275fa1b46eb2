"""Each address of an act answers after its page, or its register, was moved or renamed."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.models import Page, Site

from pages.acts.models import ActRegisterPage, RelationKind
from pages.standard.models import SectionPage
from tests.factories import add_page
from tests.pages.acts.making import add_register, add_resolution, add_statute, add_text, amends, does

OF_REGISTER = ["", "akty.csv", "akty.json", "akty.atom", "akty.csv?year=2020&q=uchwała"]
OF_STATUTE = [
    "",
    "na-dzien/",
    "na-dzien/2021-06-01/",
    "porownaj-stany/",
    "porownaj-stany/tekst-1/tekst-2/",
    "porownaj-stany/tekst-1/tekst-2/?widok=obok",
    "historia/",
    "wersje/1/",
    "tekst-1/",
    "tekst-1/historia/",
    "tekst-1/akoma-ntoso.xml",
    "tekst-1/jeden-plik.html",
]


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    """A register with a statute of two texts."""
    register = add_register(site)
    statute = add_statute(register)
    add_resolution(register, "I/1/2020", "2020-01-02", does(RelationKind.GRANTS, statute))
    change = add_resolution(register, "II/2/2021", "2021-01-02", amends(statute))
    add_text(statute, "tekst-1")
    add_text(statute, "tekst-2", [change], [("1", "Inna treść.")])
    return register


def led(client: Client, address: str) -> tuple[list[int], str]:
    """The statuses on the way from an address, and where it ends on the site."""
    response = client.get(address, follow=True)
    chain = response.redirect_chain
    last = urlsplit(chain[-1][0] if chain else address)
    return [*(status for _address, status in chain), response.status_code], last._replace(scheme="", netloc="").geturl()


def renamed(page: Page, slug: str) -> None:
    page = page.specific
    page.slug = slug
    page.change_note, page.change_kind = "Zmiana adresu na potrzeby testu", "significant"
    page.save_revision().publish()


@pytest.mark.parametrize("rest", OF_STATUTE)
def test_every_address_of_an_act_leads_on_after_the_act_was_renamed(
    client: Client, register: ActRegisterPage, rest: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert led(client, f"/akty/statut/{rest}") == ([200], f"/akty/statut/{rest}")
    with django_capture_on_commit_callbacks(execute=True):
        renamed(register.get_children().get(slug="statut"), "nowy-statut")
    assert led(client, f"/akty/statut/{rest}") == ([301, 200], f"/akty/nowy-statut/{rest}")


@pytest.mark.parametrize("rest", [*OF_REGISTER, *(f"statut/{rest}" for rest in OF_STATUTE)])
def test_every_address_leads_on_after_the_register_was_moved(
    site: Site, client: Client, register: ActRegisterPage, rest: str
) -> None:
    section = add_page(site.root_page, SectionPage(title="Prawo", slug="prawo"))
    register.move(section, pos="last-child")
    statuses, address = led(client, f"/akty/{rest}")
    assert (statuses, address.partition("?")[0]) == ([301, 200], f"/prawo/akty/{rest.partition('?')[0]}")
    assert ("?" in address) == ("?" in rest)


def test_an_address_that_never_was_stays_unknown(client: Client, register: ActRegisterPage) -> None:
    renamed(register, "prawo")
    for rest in ("akty.xml", "nic/", "statut/nic/", "statut/porownaj-stany/a/b/c/", "akty.csv/x/"):
        assert client.get(f"/akty/{rest}").status_code == 404
