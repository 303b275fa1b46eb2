"""A statement of withholding: all that the law asks for, and a word on the page that it concerns."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from pages.acts.models import ActPage, ActRegisterPage
from pages.bip.models import BipArticlePage, BipReferencePage, BipSectionPage, WithholdingPage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.editing import editor_of
from tests.pages.bip.duties import draft_of, entry, faults, send
from tests.pages.bip.making import add_list

NOTICE = "/bip/praca/lista/wpis/"


@pytest.fixture
def statements(site: Site) -> Any:
    return add_list(site, "withholding")


@pytest.fixture
def section(statements: Any) -> BipSectionPage:
    return BipSectionPage.objects.get(pk=statements.get_parent().pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scope": ""}, "scope"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"decided_by": ""}, "decided_by"),
        ({"interest": "privacy", "interest_of": ""}, "interest_of"),
        ({"interest": "business", "interest_of": ""}, "interest_of"),
        ({"decided_on": "1.01.2099"}, "decided_on"),
    ],
)
def test_what_the_law_asks_for_is_asked_for_at_its_field(site: Site, changes: dict[str, str], field: str) -> None:
    page = draft_of(site, WithholdingPage)
    assert list(faults(send(editor_of(site.hostname), page, **changes))) == [field]


def test_another_secret_needs_nobody_in_whose_interest(site: Site) -> None:
    page = draft_of(site, WithholdingPage, interest="secret", interest_of="")
    assert faults(send(editor_of(site.hostname), page)) == {}


def test_the_page_concerned_says_it_and_leads_there(site: Site, statements: Any, section: BipSectionPage) -> None:
    article = add_page(section, BipArticlePage(title="Umowy", slug="umowy"))
    register = add_page(section, ActRegisterPage(title="Akty", slug="akty"))
    act = add_page(register, ActPage(title="Zarządzenie", slug="z1", kind="other"))
    add_page(statements, entry(WithholdingPage, concerns=article))
    add_page(statements, entry(WithholdingPage, slug="drugie", concerns=act))
    reader = reader_of(site)
    html = reader.get("/bip/praca/umowy/").content.decode()
    assert f'href="{NOTICE}"' in html
    assert "Ceny jednostkowe" in html
    assert 'href="/bip/praca/lista/drugie/"' in reader.get("/bip/praca/akty/z1/").content.decode()
    assert 'href="/bip/praca/umowy/"' in reader.get(NOTICE).content.decode()


@pytest.mark.parametrize("hidden", ["statement", "concerned"])
def test_what_readers_cannot_open_is_not_named(
    site: Site, statements: Any, section: BipSectionPage, hidden: str
) -> None:
    article = add_page(section, BipArticlePage(title="Umowy tajne", slug="umowy"))
    statement = add_page(statements, entry(WithholdingPage, concerns=article))
    target = statement if hidden == "statement" else article
    PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    reader = reader_of(site)
    if hidden == "statement":
        assert NOTICE not in reader.get("/bip/praca/umowy/").content.decode()
    else:
        assert "Umowy tajne" not in reader.get(NOTICE).content.decode()


def test_it_concerns_a_page_of_the_bulletin_and_of_this_centre(
    site: Site, statements: Any, section: BipSectionPage
) -> None:
    portal = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania"))
    reference = add_page(section, BipReferencePage(title="Zadania", slug="zadania", target=portal))
    foreign = add_page(make_centre("obcy.localhost").root_page, ContentPage(title="Obca", slug="obca"))
    page = draft_of(site, WithholdingPage)
    editor = editor_of(site.hostname)
    for wrong in (portal, reference, page):
        assert list(faults(send(editor, page, concerns=wrong.pk))) == ["concerns"], wrong
    assert send(editor, page, concerns=foreign.pk).status_code in {200, 302}
    assert WithholdingPage.objects.get(pk=page.pk).concerns is None


def test_a_concerned_page_that_is_deleted_leaves_the_statement(
    site: Site, statements: Any, section: BipSectionPage
) -> None:
    article = add_page(section, BipArticlePage(title="Umowy", slug="umowy"))
    add_page(statements, entry(WithholdingPage, concerns=article))
    article.delete()
    assert reader_of(site).get(NOTICE).status_code == 200


def test_it_costs_one_query_in_the_bulletin_and_none_elsewhere(site: Site, section: BipSectionPage) -> None:
    add_page(section, BipArticlePage(title="Umowy", slug="umowy"))
    add_page(site.root_page, ContentPage(title="Zadania", slug="zadania"))
    for address, most in (("/bip/praca/umowy/", 1), ("/zadania/", 0)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reader_of(site).get(address)
        asked = [query["sql"] for query in queries if "bip_withholdingpage" in query["sql"].lower()]
        assert len(asked) == most, asked
