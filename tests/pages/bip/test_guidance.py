"""What an editor is told about a page of the menu: above its body, and never to readers."""

from html import escape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from pages.bip.categories import CATEGORIES
from pages.bip.guidance import GUIDANCE
from pages.bip.models import BipArticlePage, BipHomePage, BipReferencePage, BipSectionPage
from pages.core.models import BasePage
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def section(db: None) -> BipSectionPage:
    home = add_page(make_centre().root_page, BipHomePage(title="BIP", slug="bip"))
    return add_page(home, BipSectionPage(title="Praca", slug="praca"))


@pytest.fixture
def editor(section: BipSectionPage) -> Client:
    site = Site.objects.get(root_page_id=section.get_site().root_page_id)
    client = Client(headers={"host": f"{site.hostname}:{site.port}"})
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def form(client: Client, page: BasePage) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_category_has_guidance() -> None:
    assert set(GUIDANCE) == {category.code for category in CATEGORIES}
    assert all(all(str(text) for text in guidance) for guidance in GUIDANCE.values())


def test_guidance_stands_above_the_body_and_readers_never_see_it(section: BipSectionPage, editor: Client) -> None:
    page = BipArticlePage(title="Sygnaliści", slug="sygnalisci", category="whistleblowing", live=False)
    section.add_child(instance=page)
    told = [escape(str(text)) for text in GUIDANCE["whistleblowing"]]
    html = form(editor, page)
    assert all(text in html for text in told)
    assert html.index(told[0]) < html.index('-body-section"')
    page.save_revision().publish()
    public = reader_of(page.get_site()).get("/bip/praca/sygnalisci/").content.decode()
    assert not any(text in public for text in told)


def test_a_reference_has_guidance_and_a_page_of_ones_own_has_none(section: BipSectionPage, editor: Client) -> None:
    own = add_page(section, BipArticlePage(title="Nasze", slug="nasze"))
    reference = BipReferencePage(title="Deklaracja", slug="deklaracja", target=own, category="accessibility")
    section.add_child(instance=reference)
    assert escape(str(GUIDANCE["accessibility"].belongs)) in form(editor, reference)
    assert "guidance-section" not in form(editor, own)
