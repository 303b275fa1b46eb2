"""A private page is named nowhere: neither in lists nor in links that editors put to it while it was public."""

import pytest
from wagtail.models import PageViewRestriction, Site
from wagtail.rich_text import RichText

from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, RelationKind
from pages.bip.models import BipArticlePage, BipHomePage, BipReferencePage, BipSectionPage
from pages.core.dates import PartialDate
from pages.core.models import BasePage, CentreSettings
from pages.organisation.models import OrganisationPage, UnitKind, UnitPage
from pages.programmes.models import ProgrammeIndexPage, ProgrammePage, SeeAlso
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of

CANARY = "Kanarek"


@pytest.fixture
def site(db: None) -> Site:
    """A centre in which everything that can name a page names the canaries."""
    site = make_centre()
    home = site.root_page
    page = add_page(home, ContentPage(title=CANARY, slug="kanarek", show_in_menus=True))
    CentreSettings.objects.filter(site=site).update(privacy_page=page, accessibility_page=page)
    links = [{"page": page.pk, "title": CANARY, "note": ""}]
    text = f'<p>Proszę zobaczyć <a linktype="page" id="{page.pk}">tę stronę</a>.</p>'
    register = add_page(home, ActRegisterPage(title="Akty", slug="akty"))
    statute = add_page(register, ActPage(title="Statut", slug="statut", kind=ActKind.STATUTE))
    change = add_page(
        register,
        ActPage(title=CANARY, slug="zmiana", kind=ActKind.RESOLUTION, number="I/1/2020", adopted_on=PartialDate(2020)),
    )
    ActRelation.objects.create(source=change, kind=RelationKind.AMENDS, target=statute)
    body = [
        {"type": "links", "value": links},
        {"type": "text", "value": text},
        {"type": "act_timeline", "value": {"act": statute.pk}},
        {"type": "act_list", "value": {"limit": 5}},
    ]
    add_page(home, ContentPage(title="Odsyła", slug="odsyla", body=body))
    programmes = add_page(home, ProgrammeIndexPage(title="Programy", slug="programy"))
    programme = add_page(programmes, ProgrammePage(title="Lato", slug="lato"))
    SeeAlso.objects.create(programme=programme, target=page)
    bulletin = add_page(home, BipHomePage(title="BIP", slug="bip"))
    section = add_page(bulletin, BipSectionPage(title="Ośrodek", slug="osrodek"))
    add_page(section, BipArticlePage(title="Dane", slug="dane"))
    add_page(section, BipReferencePage(title=f"{CANARY} w BIP", slug="odeslanie", target=page))
    structure = add_page(home, OrganisationPage(title="Struktura", slug="struktura"))
    unit = add_page(structure, UnitPage(title=CANARY, slug="dzial", kind=UnitKind.DEPARTMENT))
    add_page(unit, UnitPage(title="Zespół", slug="zespol", kind=UnitKind.TEAM))
    return site


PAGES = [
    "/", "/odsyla/", "/akty/", "/akty/statut/", "/programy/lato/", "/bip/", "/bip/osrodek/", "/bip/osrodek/dane/",
    "/struktura/", "/mapa-serwisu/", "/sitemap.xml", "/szukaj/?q=kanarek+dane", "/nie-ma/",
]  # fmt: skip


def seen(site: Site) -> list[str]:
    """The addresses whose answer names a canary or leads to one."""
    client = reader_of(site)
    answers = {path: client.get(path).content.decode() for path in PAGES}
    secret = (CANARY, "/kanarek/", "I/1/2020", "/akty/zmiana/")
    return [path for path, answer in answers.items() if any(word in answer for word in secret)]


def test_public_pages_are_named(site: Site) -> None:
    assert {"/odsyla/", "/akty/statut/", "/programy/lato/", "/bip/osrodek/", "/struktura/"} <= set(seen(site))


def test_private_pages_are_named_nowhere(site: Site) -> None:
    for page in BasePage.objects.filter(title=CANARY):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert seen(site) == []


def test_withdrawn_pages_are_named_nowhere_and_no_link_is_empty(site: Site) -> None:
    for page in BasePage.objects.filter(title=CANARY):
        page.specific.unpublish()
    assert seen(site) == []
    client = reader_of(site)
    assert not [path for path in PAGES if 'href=""' in client.get(path).content.decode()]


def test_a_reference_to_a_withdrawn_page_is_gone_too(site: Site) -> None:
    reference = reader_of(site).get("/bip/osrodek/odeslanie/")
    assert reference.status_code == 302
    ContentPage.objects.get(slug="kanarek").unpublish()
    assert reader_of(site).get("/bip/osrodek/odeslanie/").status_code == 404


def test_a_link_to_a_private_page_is_plain_text(site: Site) -> None:
    page = ContentPage.objects.get(slug="kanarek")
    source = f'<p><a linktype="page" id="{page.pk}">strona</a></p>'
    assert 'href="/kanarek/"' in str(RichText(source))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "href" not in str(RichText(source))
