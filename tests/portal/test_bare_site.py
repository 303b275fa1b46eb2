"""A site with nothing in it yet, or with pages that came by an odd way: answered, and reading writes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, RelationKind
from pages.bip.models import BipArticlePage, BipHomePage, BipSectionPage
from pages.core.dates import PartialDate
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


def test_a_site_that_nobody_has_described_is_read_without_writing(site: Site) -> None:
    CentreSettings.objects.filter(site=site).delete()
    client = reader_of(site)
    statuses = {path: client.get(path).status_code for path in ("/", "/szukaj/?q=a", "/mapa-serwisu/", "/nie-ma/")}
    assert statuses == {"/": 200, "/szukaj/?q=a": 200, "/mapa-serwisu/": 200, "/nie-ma/": 404}
    assert not CentreSettings.objects.filter(site=site).exists()


def test_a_bulletin_lists_its_changes_though_a_page_of_it_was_never_published_by_hand(site: Site) -> None:
    bulletin = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    section = add_page(bulletin, BipSectionPage(title="Ośrodek", slug="osrodek"))
    add_page(section, BipArticlePage(title="Dane", slug="dane"))
    section.add_child(instance=BipArticlePage(title="Statut", slug="statut", live=True))
    answer = reader_of(site).get("/bip/")
    assert answer.status_code == 200
    assert [line.title for line in answer.context["recent"]] == ["Dane"]


def test_a_list_of_acts_costs_the_same_for_any_number_of_them(site: Site) -> None:
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    statute = add_page(register, ActPage(title="Statut", slug="statut", kind=ActKind.STATUTE))
    body = [{"type": "act_list", "value": {"limit": 20}}, {"type": "act_timeline", "value": {"act": statute.pk}}]
    add_page(site.root_page, ContentPage(title="Strona", slug="strona", body=body))

    def grow_to(numbers: range) -> int:
        for number in numbers:
            act = ActPage(
                title="Zmiana",
                number=f"I/{number}/2022",
                kind=ActKind.RESOLUTION,
                adopted_on=PartialDate(2022, 1, number),
            )
            ActRelation.objects.create(source=add_page(register, act), kind=RelationKind.AMENDS, target=statute)
        client = reader_of(site)
        client.get("/strona/")  # what is read once per process
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/strona/").status_code == 200
        return len(queries)

    assert grow_to(range(1, 3)) == grow_to(range(3, 20))
