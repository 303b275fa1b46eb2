"""A contact card: a phone said once, shown on many pages, and never a stale one, in public or in the history."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from history.drift import check
from history.models import PublishedVersion
from pages.bip.models import BipArticlePage, BipHomePage, BipSectionPage
from pages.core.blocks import BodyBlock
from pages.core.models import CentreSettings
from pages.core.proofing.reading import reading_of
from pages.organisation.models import OrganisationPage, UnitKind, UnitPage
from pages.standard.models import ContactPage, ContentPage
from proofing.proof import proof
from tests.factories import add_page, make_centre, publish_again, reader_of

PHONE, NEW_PHONE = "41 331 25 24", "41 331 25 99"
BIP = "/bip/osrodek/sprawy/"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre(phone=PHONE, street="ul. Lipowa 1", postcode="26-001", city="Lipowo")


@pytest.fixture
def unit(site: Site) -> UnitPage:
    structure = add_page(site.root_page, OrganisationPage(title="Struktura", slug="struktura"))
    fields = {"phone": PHONE, "email": "dzial@example.org", "opening_hours": "pon.–pt. 8–15"}
    return add_page(structure, UnitPage(title="Dział Świadczeń", slug="dzial", kind=UnitKind.DEPARTMENT, **fields))


def with_card(parent, page, of):
    page.body = BodyBlock().to_python([{"type": "contact_card", "value": {"page": of.pk}}])
    return add_page(parent, page)


@pytest.fixture
def entry(site: Site, unit: UnitPage) -> BipArticlePage:
    """A page of the bulletin that shows the unit's card."""
    bulletin = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    section = add_page(bulletin, BipSectionPage(title="Ośrodek", slug="osrodek"))
    return with_card(section, BipArticlePage(title="Załatwianie spraw", slug="sprawy"), unit)


def main(site: Site, address: str) -> str:
    html = reader_of(site).get(address).content.decode().replace("\u00a0", " ")
    return html.partition("<main")[2].partition("</main>")[0]


def versions(site: Site) -> int:
    return PublishedVersion.objects.filter(object__journal__site=site, object__path=BIP).count()


def test_readers_get_every_way_to_reach_the_unit(site: Site, entry: BipArticlePage) -> None:
    shown = main(site, BIP)
    for words in ("/struktura/dzial/", "Dział Świadczeń", "tel:+48413312524", PHONE, "dzial@example.org", "pon.–pt."):
        assert words in shown


def test_a_new_phone_of_the_unit_makes_a_version_of_the_page_that_prints_it(
    site: Site, unit: UnitPage, entry: BipArticlePage
) -> None:
    unit.phone = NEW_PHONE
    publish_again(unit)
    assert NEW_PHONE in main(site, BIP)
    old, new = (main(site, f"{BIP}wersje/{number}/") for number in (1, 2))
    assert PHONE in old
    assert NEW_PHONE in new
    assert PHONE not in new
    assert versions(site) == 2
    unit.summary = "O tym karta nie mówi."
    publish_again(unit)
    assert versions(site) == 2
    assert not [found for found in check() if found.page_id == entry.pk]


def test_the_contact_page_is_the_centre_itself(site: Site) -> None:
    contact = add_page(site.root_page, ContactPage(title="Kontakt", slug="kontakt"))
    page = with_card(site.root_page, ContentPage(title="Zasiłki", slug="zasilki"), contact)
    shown = main(site, "/zasilki/")
    assert "Gminny Ośrodek" in shown
    assert "ul. Lipowa 1<br>26-001 Lipowo" in shown
    centre = CentreSettings.objects.get(site=site)
    centre.phone = NEW_PHONE
    centre.save()
    assert NEW_PHONE in main(site, "/zasilki/wersje/2/")
    assert PublishedVersion.objects.filter(object__page_id=page.pk).count() == 2


@pytest.mark.parametrize("how", ["withdrawn", "deleted", "restricted"])
def test_of_a_unit_that_is_gone_readers_see_nothing_and_the_editor_is_told(
    site: Site, unit: UnitPage, entry: BipArticlePage, how: str
) -> None:
    if how == "withdrawn":
        unit.unpublish()
    elif how == "deleted":
        unit.delete()
    else:
        PageViewRestriction.objects.create(page=unit, restriction_type=PageViewRestriction.LOGIN)
    for address in (BIP, f"{BIP}wersje/2/"):
        assert PHONE not in main(site, address)
        assert "Dział Świadczeń" not in main(site, address)
    assert versions(site) == 2
    found = proof(reading_of(BipArticlePage.objects.get(pk=entry.pk)))
    assert {"dead-link", "link-to-draft"} & {finding.code for finding in found}


def test_only_what_has_a_phone_to_show_can_be_chosen(site: Site, entry: BipArticlePage) -> None:
    client = reader_of(site)
    client.force_login(User.objects.create_superuser("ala"))
    url = reverse("wagtailadmin_pages:add", args=("standard", "contentpage", site.root_page.pk))
    fields = {"title": "Nowa", "slug": "nowa", "summary": "", "comments": inline_formset([])}
    body = streamfield([("contact_card", {"page": entry.pk})])
    answer = client.post(url, nested_form_data({**fields, "body": body}))
    assert not ContentPage.objects.filter(slug="nowa").exists()
    assert answer.context["form"].errors.as_data()["body"]
