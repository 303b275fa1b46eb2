"""What pages of the bulletin print of the centre's data is a part of their history, like the rest of their text."""

import pytest
from wagtail.models import Site

from history.drift import check
from history.models import PublishedVersion
from pages.bip.models import BipArticlePage, BipHomePage, BipSectionPage, FoiRequestPage
from pages.core.models import CentreSettings
from tests.factories import add_page, reader_of

PHONE, NEW_PHONE = "41 331 25 24", "41 331 25 99"


@pytest.fixture
def site(site: Site) -> Site:
    """A centre with a phone, and the pages that print it."""
    CentreSettings.objects.filter(site=site).update(phone=PHONE)
    home = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    section = add_page(home, BipSectionPage(title="Ośrodek", slug="osrodek"))
    for category in ("basic_facts", "office", "unpublished"):
        add_page(section, BipArticlePage(title=category, slug=category.replace("_", "-"), category=category))
    add_page(section, FoiRequestPage(title="Wniosek", slug="wniosek"))
    return Site.objects.get(pk=site.pk)


def versions_of(site: Site, path: str) -> int:
    return PublishedVersion.objects.filter(object__journal__site=site, object__path=path).count()


def change_phone(site: Site) -> None:
    centre = CentreSettings.objects.get(site=site)
    centre.phone = NEW_PHONE
    centre.save()


@pytest.mark.parametrize(
    "slug", ["", "osrodek/basic-facts", "osrodek/office", "osrodek/unpublished", "osrodek/wniosek"]
)
def test_a_new_phone_makes_a_version_of_each_page_that_prints_it(site: Site, slug: str):
    change_phone(site)
    address = f"/bip/{slug}/" if slug else "/bip/"
    old, new = (
        reader_of(site).get(f"{address}wersje/{number}/").content.decode().partition("</main>")[0].replace("\xa0", " ")
        for number in (1, 2)
    )
    assert PHONE in old
    assert NEW_PHONE not in old
    assert NEW_PHONE in new
    assert "dane ośrodka, które pokazuje strona" in reader_of(site).get(f"{address}historia/").content.decode()


def test_what_prints_nothing_of_it_gets_no_version_and_saving_the_same_makes_none(site: Site):
    change_phone(site)
    before = PublishedVersion.objects.count()
    assert versions_of(site, "/bip/osrodek/") == 1
    CentreSettings.objects.get(site=site).save()
    assert PublishedVersion.objects.count() == before


def test_the_nightly_check_then_finds_nothing(site: Site):
    change_phone(site)
    assert not [found for found in check() if found.page_id != site.root_page_id]  # the home was never published
    assert versions_of(site, "/bip/osrodek/basic-facts/") == 2
