"""How to ask for public information: every way that the centre's data knows, a letter, and no form."""

import pytest
from wagtail.models import Site

from pages.bip.models import BipHomePage, BipSectionPage, FoiRequestPage
from pages.core.models import CentreSettings
from tests.factories import add_page, make_centre, reader_of

PATH = "/bip/sprawy/wniosek/"


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    home = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    section = add_page(home, BipSectionPage(title="Sprawy", slug="sprawy"))
    add_page(section, FoiRequestPage(title="Wniosek", slug="wniosek", category="foi"))
    return site


def main(site: Site) -> str:
    html = reader_of(site).get(PATH).content.decode()
    return html.split("<main")[1].split("</main>")[0].replace("\xa0", " ")


def describe(site: Site) -> None:
    centre = CentreSettings.of(site)
    centre.street, centre.postcode, centre.city = "ul. Lipowa 1", "25-544", "Nowa Wieś"
    centre.phone, centre.email = "41 331 25 24", "gops@example.pl"
    centre.edelivery, centre.epuap = "AE:PL-12345-12345-ABCDE-12", "/gops/SkrytkaESP"
    centre.save()


def test_every_way_to_ask_comes_from_the_centres_data(site: Site) -> None:
    describe(site)
    html = main(site)
    for said in (
        "mailto:gops@example.pl", "tel:+48413312524", "ul. Lipowa 1, 25-544 Nowa Wieś",
        "AE:PL-12345-12345-ABCDE-12", "/gops/SkrytkaESP",
    ):  # fmt: skip
        assert said in html
    assert PATH in reader_of(site).get("/szukaj/", {"q": "SkrytkaESP"}).content.decode()


def test_a_letter_is_there_to_print_and_nothing_asks_for_personal_data(site: Site) -> None:
    describe(site)
    html = main(site)
    letter = html.split('id="wzor-wniosku"')[1]
    assert "Gminny Ośrodek" in letter
    assert "write-in" in letter
    assert not any(tag in html for tag in ("<form", "<input", "<textarea"))


def test_an_unknown_address_is_not_guessed(site: Site) -> None:
    html = main(site)
    assert "mailto:" not in html
    assert "tel:" not in html
    assert '<dl class="facts"' not in html
