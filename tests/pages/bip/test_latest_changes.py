"""The bulletin's home names its latest changes: what the register has, with its reasons."""

import pytest
from wagtail.models import PageViewRestriction, Site

from history.models import Event, JournalEntry, RedactionScope
from history.redaction import redact
from pages.acts.models import ActRegisterPage
from pages.bip.models import BipArticlePage, BipHomePage, BipReferencePage, BipSectionPage
from tests.factories import add_page, make_centre, publish_again, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def section(site: Site) -> BipSectionPage:
    home = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    return add_page(home, BipSectionPage(title="Ośrodek", slug="osrodek"))


@pytest.fixture
def article(section: BipSectionPage) -> BipArticlePage:
    return add_page(section, BipArticlePage(title="Statut", slug="statut"))


def changes(site: Site) -> list[tuple[str, tuple[str, ...]]]:
    recent = reader_of(site).get("/bip/").context["recent"]
    return [(line.title, tuple(line.notes)) for line in recent]


def test_the_newest_stands_first_with_its_reason(site: Site, section: BipSectionPage, article: BipArticlePage) -> None:
    add_page(section, BipArticlePage(title="Kontrole", slug="kontrole"))
    article.title = "Statut Ośrodka"
    publish_again(article, note="Nowa nazwa po zmianie statutu")
    assert changes(site) == [
        ("Statut Ośrodka", ("Nowa nazwa po zmianie statutu",)),
        ("Kontrole", ("Pierwsza publikacja",)),
        ("Statut Ośrodka", ("Pierwsza publikacja",)),
    ]


def test_each_leads_to_its_page_and_to_its_history(site: Site, article: BipArticlePage) -> None:
    html = reader_of(site).get("/bip/").content.decode()
    assert '<a href="/bip/osrodek/statut/historia/">Pierwsza' in html
    article.title = "Statut Ośrodka"
    publish_again(article, note="Nowa nazwa po zmianie statutu")
    html = reader_of(site).get("/bip/").content.decode()
    assert '<a href="/bip/osrodek/statut/">Statut' in html
    assert '<a href="/bip/osrodek/statut/porownaj/1/2/">Nowa nazwa' in html
    assert 'href="/bip/rejestr-zmian/"' in html
    assert 'href="/bip/rejestr-zmian/atom.xml"' in html


def test_a_page_that_the_bulletin_only_points_to_counts(site: Site, section: BipSectionPage) -> None:
    target = add_page(site.root_page, ActRegisterPage(title="Akty prawne", slug="akty"))
    add_page(section, BipReferencePage(title="Akty", slug="akty", target=target))
    assert changes(site) == [("Akty prawne", ("Pierwsza publikacja",))]


def test_what_is_kept_from_the_public_is_not_named(site: Site, article: BipArticlePage) -> None:
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert changes(site) == []


def test_a_masked_reason_stays_masked(site: Site, article: BipArticlePage) -> None:
    article.title = "Statut Ośrodka"
    publish_again(article, note="Usunięto dane Jana Kowalskiego")
    entry = JournalEntry.objects.filter(object__page_id=article.pk, event=Event.PUBLISH).latest("seq")
    redact(entry, [RedactionScope.NOTE], legal_basis="art. 17 RODO", decided_by="dyrektor", by=None)
    html = reader_of(site).get("/bip/").content.decode()
    assert "Kowalskiego" not in html
    assert len(changes(site)) == 2
