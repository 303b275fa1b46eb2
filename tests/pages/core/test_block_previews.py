"""Who chooses a block sees first what it looks like to readers, and reads what it is for."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Site

from pages.accessibility.blocks import EasyReadBlock
from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, RelationKind
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of

BODY = ContentPage._meta.get_field("body").stream_block.child_blocks
EASY = EasyReadBlock().child_blocks
KEEP_THEMSELVES = {"programme_list", "news_list", "act_list", "act_timeline"}


def preview(site: Site, block) -> str:
    client = reader_of(site)
    client.force_login(User.objects.create_superuser("ala"))
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.mark.parametrize("name", BODY)
def test_each_block_of_a_body_says_what_it_is_for_and_shows_itself(site: Site, name: str) -> None:
    block = BODY[name]
    assert str(block.get_description())
    assert block.is_previewable
    shown = preview(site, block)
    assert "css/site" in shown
    assert ("Treść przykładowa" in shown) == (name not in KEEP_THEMSELVES), "what is invented says so"


@pytest.mark.parametrize(("name", "words"), [("contact", "Pracownik socjalny"), ("pictured", "podjazd")])
def test_so_do_those_of_an_easy_text(site: Site, name: str, words: str) -> None:
    assert words in preview(site, EASY[name])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("contact_card", "swiadczenia@osrodek.example"),
        ("amounts", "12,50 zł"),
        ("links", 'href="#">Zasiłek okresowy'),
        ("documents", "PDF, 120 kB"),
        ("image", "picture-example"),
        ("table", "od wtorku do piątku"),
    ],
)
def test_the_example_is_printed_as_readers_would_see_it(site: Site, name: str, words: str) -> None:
    assert words in preview(site, BODY[name])


def test_a_list_that_keeps_itself_shows_what_the_site_has(site: Site) -> None:
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    statute = add_page(register, ActPage(title="Statut GOPS", slug="statut", kind=ActKind.STATUTE))
    resolution = ActPage(title="Zmiana statutu", slug="zmiana", kind=ActKind.RESOLUTION, number="II/7/2022")
    resolution.relations = [ActRelation(kind=RelationKind.AMENDS, target=statute)]
    add_page(register, resolution)
    assert "II/7/2022" in preview(site, BODY["act_timeline"])
