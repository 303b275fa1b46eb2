"""The bulletin as its own place: the sign, the home, its editors and where it leads."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from pages.bip.categories import Group
from pages.bip.models import BipArticlePage, BipEditor, BipHomePage, BipSectionPage, FoiRequestPage
from pages.core.models import CentreSettings, centre_collection
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre(street="ul. Lipowa 1", postcode="25-544", city="Nowa Wieś", phone="41 331 25 24")


@pytest.fixture
def home(site: Site) -> BipHomePage:
    home = BipHomePage(title="BIP", slug="bip")
    home.editors = [BipEditor(name="Anna Redaktor", phone="41 331 25 25", email="bip@example.pl")]
    return add_page(site.root_page, home)


@pytest.fixture
def section(home: BipHomePage) -> BipSectionPage:
    return add_page(home, BipSectionPage(title="O biuletynie", slug=Group.BULLETIN))


def uploaded_sign(site: Site):
    content = io.BytesIO()
    Picture.new("RGB", (340, 160), "white").save(content, "PNG")
    content.seek(0)
    return get_image_model().objects.create(
        title="znak.png", file=ImageFile(content, "znak.png"), collection=centre_collection(site)
    )


def read(site: Site, path: str = "/bip/") -> str:
    return reader_of(site).get(path).content.decode()


def test_the_home_leads_to_the_guide_to_requests_and_to_all_bulletins(site: Site, section: BipSectionPage) -> None:
    for category, slug in (("guide", "instrukcja"), ("unpublished", "nieudostepnione")):
        add_page(section, BipArticlePage(title=slug, slug=slug, category=category))
    add_page(section, FoiRequestPage(title="Wniosek", slug="wniosek", category="foi"))
    html = read(site)
    for path in ("instrukcja", "nieudostepnione", "wniosek"):
        assert f'href="/bip/biuletyn/{path}/"' in html
    assert 'href="https://www.gov.pl/bip"' in html
    assert "ul. Lipowa 1" in html.replace("\xa0", " ")
    assert "Anna Redaktor" in html
    assert 'href="tel:+48413312525"' in html
    assert 'href="mailto:bip@example.pl"' in html


def test_the_last_group_ends_with_what_the_site_keeps_by_itself(site: Site, section: BipSectionPage) -> None:
    listed = reader_of(site).get("/bip/").context["groups"]
    names = ("change_register", "journal", "visits", "site_map")
    assert [place.local_url for place in listed[0][1]] == [reverse(name) for name in names]
    assert f'class="item-title" href="{reverse("journal")}"' in read(site, "/bip/biuletyn/")


def test_an_uploaded_sign_takes_the_place_of_the_drawn_one_everywhere(site: Site, home: BipHomePage) -> None:
    assert "icons/bip" in read(site)
    CentreSettings.objects.filter(site=site).update(bip_sign=uploaded_sign(site))
    html = read(site)
    assert "icons/bip" not in html
    assert '<a href="/bip/">' in html
    assert 'alt="Biuletyn Informacji Publicznej' in html.split("<main")[0]
    assert "/media/images/znak" in read(site, "/")


def test_another_centres_picture_is_no_sign_of_this_one(site: Site) -> None:
    centre = CentreSettings.of(site)
    centre.bip_sign = uploaded_sign(make_centre("drugi.localhost"))
    with pytest.raises(ValidationError) as refused:
        centre.full_clean()
    assert list(refused.value.message_dict) == ["bip_sign"]


def test_publishing_the_home_needs_an_editor_who_can_be_reached(site: Site, home: BipHomePage) -> None:
    client = Client(headers={"host": f"{site.hostname}:{site.port}"})
    client.force_login(User.objects.create_superuser("administrator"))
    url = reverse("wagtailadmin_pages:edit", args=(home.pk,))
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    editor = {"id": str(home.editors.get().pk), "name": "Anna Redaktor", "phone": "", "email": ""}
    form |= nested_form_data({
        "comments": inline_formset([]), "body": streamfield([]), "editors": inline_formset([editor], initial=1),
    })  # fmt: skip
    form |= {"change_note": "Zmieniono dane redaktora biuletynu", "change_kind": "minor"}
    answer = client.post(url, {**form, "action-publish": "1"})
    assert answer.status_code == 200
    assert BipEditor.objects.get(bulletin=home).phone == "41 331 25 25"
    answer = client.post(url, {**form, "editors-0-phone": "41 1", "editors-0-email": "a@b.pl", "action-publish": "1"})
    assert answer.status_code == 200  # the rule for phones holds, too
    # A draft can wait.
    assert client.post(url, form).status_code == 302
    form |= {
        name: value
        for name, value in querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").items()
        if name.startswith("loaded_revision")
    }
    right = {"editors-0-phone": "41 111 22 33", "editors-0-email": "a@b.pl"}
    assert client.post(url, {**form, **right, "action-publish": "1"}).status_code == 302
    assert "41 111 22 33" in read(site).replace("\xa0", " ")


def test_the_page_on_the_editors_follows_the_home_and_the_search_follows_both(
    site: Site, home: BipHomePage, section: BipSectionPage
) -> None:
    add_page(section, BipArticlePage(title="Redakcja", slug="redakcja", category="office"))
    assert "bip@example.pl" in read(site, "/bip/biuletyn/redakcja/")
    home.refresh_from_db()
    home.editors = [BipEditor(name="Piotr Następca", phone="41 331 25 26", email="nowy@example.pl")]
    home.change_note, home.change_kind = "Nowy redaktor biuletynu", "significant"
    home.save_revision().publish()
    html = read(site, "/bip/biuletyn/redakcja/")
    assert "nowy@example.pl" in html
    assert "bip@example.pl" not in html
    assert "/bip/biuletyn/redakcja/" in read(site, "/szukaj/?q=Następca")


def test_the_home_costs_the_same_for_any_number_of_entries(site: Site, section: BipSectionPage) -> None:

    def queries() -> int:
        client = reader_of(site)
        client.get("/bip/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/bip/")
        return len(asked)

    for number in range(6):  # as many as the list of changes prints, so that only the menu grows
        add_page(section, BipArticlePage(title=f"Wpis {number}", slug=f"wpis-{number}"))
    before = queries()
    for number in range(6, 12):
        add_page(section, BipArticlePage(title=f"Wpis {number}", slug=f"wpis-{number}"))
    assert queries() == before
