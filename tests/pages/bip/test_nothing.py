"""A page of the menu is never empty: it has content, says with a date that there is none, or owns up."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from wagtail.models import Site

from pages.bip.categories import Holds
from pages.bip.models import BipArticlePage, BipHomePage, BipListPage, BipSectionPage, FoiRequestPage, Nothing
from tests.factories import add_page, make_centre, reader_of

CONFIRMED = {"nothing_confirmed_on": date(2020, 11, 12), "nothing_confirmed_by": "kierownik działu świadczeń"}
TEXT = [{"type": "text", "value": "<p>Treść.</p>"}]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre(email="gops@example.pl")


@pytest.fixture
def section(site: Site) -> BipSectionPage:
    home = add_page(site.root_page, BipHomePage(title="BIP", slug="bip"))
    return add_page(home, BipSectionPage(title="Ośrodek", slug="osrodek"))


def read(site: Site, slug: str) -> str:
    html = reader_of(site).get(f"/bip/osrodek/{slug}/").content.decode()
    return html.split("<main")[1].split("</main>")[0].replace("\xa0", " ")


@pytest.mark.parametrize("nothing", Nothing.values)
@pytest.mark.parametrize("made", [(BipArticlePage, {}), (BipListPage, {"holds": Holds.INSPECTIONS})])
def test_that_there_is_nothing_is_said_with_who_confirmed_it_and_when(site, section, made, nothing) -> None:
    model, fields = made
    page = add_page(section, model(title="Kontrole", slug="kontrole", nothing=nothing, **CONFIRMED, **fields))
    assert not page.empty_notice
    html = read(site, "kontrole")
    for said in ("Kontrole:", "12 listopada 2020", "kierownik działu świadczeń"):
        assert said in page.nothing_said
        assert said in html
    assert "12 listopada 2020" in read(site, "kontrole/wersje/1")


def test_a_page_that_nobody_has_filled_owns_up_and_leads_to_a_request(site: Site, section: BipSectionPage) -> None:
    page = add_page(section, BipArticlePage(title="Statut", slug="statut"))
    assert page.empty_notice
    assert "wniosek" not in read(site, "statut")
    add_page(section, FoiRequestPage(title="Wniosek", slug="wniosek"))
    own_up, way = "<p>", 'href="/bip/osrodek/wniosek/"'
    assert own_up in read(site, "statut")
    assert way in read(site, "statut").split("siblings", 1)[-1].split("</nav>", 1)[1]


def test_facts_of_the_centre_are_content_but_an_officer_is_no_privacy_notice(site, section) -> None:
    facts = add_page(section, BipArticlePage(title="Dane", slug="dane", category="basic_facts"))
    assert facts.has_content
    assert "gops@example.pl" in read(site, "dane")
    centre = facts.centre
    centre.dpo_name, centre.dpo_email = "Jan Inspektor", "iod@example.pl"
    centre.complaints_hours = "poniedziałek 14–16\nśroda 8–9"
    centre.save()
    privacy = add_page(section, BipArticlePage(title="RODO", slug="rodo", category="privacy"))
    assert not privacy.has_content
    assert "mailto:iod@example.pl" in read(site, "rodo")
    add_page(section, BipArticlePage(title="Skargi", slug="skargi", category="complaints"))
    assert "poniedziałek 14–16; środa 8–9" in read(site, "skargi")


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"nothing": Nothing.NONE}, {"nothing_confirmed_on", "nothing_confirmed_by"}),
        ({"nothing": Nothing.NONE, **CONFIRMED, "body": TEXT}, {"nothing"}),
        (
            {"nothing": Nothing.NONE, **CONFIRMED, "nothing_confirmed_on": localdate() + timedelta(days=1)},
            {"nothing_confirmed_on"},
        ),
    ],
)
def test_what_nobody_can_have_confirmed_is_refused(section: BipSectionPage, fields: dict, faulty: set[str]) -> None:
    page = add_page(section, BipArticlePage(title="Kontrole", slug="kontrole"))
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == faulty


def test_where_every_centre_has_something_to_say_nothing_is_refused_and_not_told(site, section) -> None:
    page = BipArticlePage(title="Statut", slug="statut", category="statute", nothing="none", **CONFIRMED)
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert list(caught.value.message_dict) == ["nothing"]
    assert page.empty_notice


def test_a_heading_alone_is_no_content(db: None) -> None:
    heading = {"type": "heading", "value": "Statut"}
    assert BipArticlePage(body=[heading]).empty_notice
    assert not BipArticlePage(body=[heading, *TEXT]).empty_notice
