"""What an editor can do, through the real forms, and that another centre's editor can't."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from news.models import NewsIndexPage, NewsPage
from pages.acts.models import ActKind, ActPage, ActRegisterPage
from pages.core.blocks import TEXT_FEATURES
from pages.core.models import CentreSettings
from pages.home.models import HomePage
from pages.organisation.models import OrganisationPage, UnitKind, UnitPage
from portal.roles import Role, group_of
from tests.conftest import KEDZIERZYN, KIELCE, reader


def site_of(hostname: str) -> Site:
    """The site of a demo centre."""
    return Site.objects.get(hostname=hostname)


def the_page(model: type[Page], hostname: str) -> Any:
    """The one page of its type on a site."""
    return model.objects.descendant_of(site_of(hostname).root_page, inclusive=True).get()


@pytest.fixture
def editor(db: None) -> Callable[[str], Client]:
    """Sign in an editor of a centre."""

    def sign_in(hostname: str) -> Client:
        user = User.objects.create_user(f"redaktor-{hostname}", password="hasło", first_name="Redakcja")
        user.groups.add(group_of(site_of(hostname), Role.ADMINISTRATOR))
        client = reader(hostname)
        client.force_login(user)
        return client

    return sign_in


def add_page(client: Client, model: type[Page], parent: Page, **fields: Any) -> HttpResponse:
    """Open the form for a new page, fill it in as given and publish."""
    url = reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))
    form = client.get(url)
    assert form.status_code == 200, form.headers
    data = querydict_from_html(form.content.decode(), form_id="page-edit-form").dict()
    # The editor's script adds the fields of what a form may hold many of.
    data |= nested_form_data({"comments": inline_formset([]), "body": streamfield([]), "relations": inline_formset([])})
    data |= {"action-publish": "action-publish", **nested_form_data(fields)}
    answer = client.post(url, data)
    if answer.status_code != 302:
        errors = re.findall(r'class="error-message"[^>]*>(.*?)</', answer.content.decode(), re.DOTALL)
        pytest.fail(f"The form was not accepted: {errors or answer.content.decode()[:2000]}")
    return answer


def text_block(html: str) -> tuple[str, str]:
    """A block of text as the editor's form sends it."""
    return "text", rich_text(html, features=TEXT_FEATURES)


def test_the_password_opens_the_administration_and_a_wrong_one_does_not(db):
    User.objects.create_superuser("administrator", password="dobre hasło do testów")
    client = reader(KIELCE)
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    wrong = client.post("/admin/login/", {"login": "administrator", "password": "złe", "next": "/admin/"})
    assert wrong.status_code == 200
    right = client.post(
        "/admin/login/", {"login": "administrator", "password": "dobre hasło do testów", "next": "/admin/"}
    )
    assert right.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_an_editor_adds_a_piece_of_news_and_sees_it_live(editor, kielce: Client):
    index = the_page(NewsIndexPage, KIELCE)
    add_page(
        editor(KIELCE),
        NewsPage,
        index,
        title="Dyżur sobotni",
        slug="dyzur-sobotni",
        summary="W sobotę punkt informacyjny pracuje od 9.00 do 12.00.",
        date="15.12.2025",
        body=streamfield([text_block("<p>Zapraszamy na ulicę Studzienną.</p>"), ("heading", "Dojazd")]),
    )
    page = kielce.get(f"{index.local_url}dyzur-sobotni/").content.decode()
    assert "Dyżur sobotni" in page
    assert "Studzienną" in page
    assert 'datetime="2025-12-15"' in page
    assert "Dyżur sobotni" in kielce.get(index.local_url).content.decode()
    assert "dyzur-sobotni" in kielce.get("/szukaj/", {"q": "dyżur"}).content.decode()


def test_an_editor_adds_a_unit_and_sees_it_live(editor, kedzierzyn: Client):
    organisation = the_page(OrganisationPage, KEDZIERZYN)
    add_page(
        editor(KEDZIERZYN),
        UnitPage,
        organisation,
        title="Dział Nowych Zadań",
        slug="dzial-nowych-zadan",
        kind=UnitKind.DEPARTMENT.value,
        number="23",
        tasks_text="rozpoznawanie potrzeb\nprowadzenie spisu",
        phone="77 483 59 49",
    )
    page = kedzierzyn.get(f"{organisation.local_url}dzial-nowych-zadan/").content.decode()
    assert "rozpoznawanie potrzeb" in page
    assert 'href="tel:+48774835949"' in page
    assert "Dział Nowych Zadań" in kedzierzyn.get(organisation.local_url).content.decode()


def test_an_editor_adds_an_act_and_sees_it_live(editor, kielce: Client):
    register = the_page(ActRegisterPage, KIELCE)
    statute = ActPage.objects.descendant_of(register).get(number="XXVII/508/2020")
    add_page(
        editor(KIELCE),
        ActPage,
        register,
        title="Zmiana statutu w 2025 roku",
        slug="zmiana-statutu-2025",
        kind=ActKind.RESOLUTION.value,
        number="XX/321/2025",
        issuer="Rada Miasta Kielce",
        adopted_on="13 marca 2025 r.",
        subject="w sprawie zmiany statutu",
        relations=inline_formset(
            [{"kind": statute.relations.get().kind, "text": "", "target": str(statute.pk), "order_in_day": "0"}]
        ),
    )
    page = kielce.get(f"{register.local_url}zmiana-statutu-2025/").content.decode()
    assert "XX/321/2025" in page
    assert "13 marca 2025" in page.replace("\xa0", " ")
    assert statute.local_url in page
    assert "XX/321/2025" in kielce.get(register.local_url).content.decode()
    assert "zmiana-statutu-2025" in kielce.get(statute.local_url).content.decode()


def test_a_form_says_in_polish_what_is_wrong(editor):
    client, register = editor(KIELCE), the_page(ActRegisterPage, KIELCE)
    url = reverse("wagtailadmin_pages:add", args=("acts", "actpage", register.pk))
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({"comments": inline_formset([]), "body": streamfield([]), "relations": inline_formset([])})
    data |= {"title": "Akt", "slug": "akt", "kind": "resolution", "number": "", "action-publish": "action-publish"}
    answer = client.post(url, data)
    assert answer.status_code == 200
    assert "Uchwała i zarządzenie mają numer" in answer.content.decode()
    assert not ActPage.objects.filter(slug="akt").exists()


def test_an_editor_changes_the_facts_about_their_own_centre(editor, kielce: Client):
    client, settings = editor(KIELCE), CentreSettings.objects.get(site__hostname=KIELCE)
    url = reverse("wagtailsettings:edit", args=("core", "centresettings", settings.site_id))
    form = client.get(url)
    assert form.status_code == 200
    data = querydict_from_html(form.content.decode(), form_id="w-editor-form").dict()
    answer = client.post(url, {**data, "phone": "41 111 22 33"})
    assert answer.status_code == 302
    assert "tel:+48411112233" in kielce.get("/").content.decode()


# -- Another centre's editor; test_stranger.py asks every single address ----------------------------------------------


@pytest.fixture
def stranger(editor) -> Client:
    """An editor of Kędzierzyn-Koźle, who has no business with Kielce."""
    return editor(KEDZIERZYN)


REFUSALS = {302, 403, 404, 405}


@pytest.mark.parametrize(
    ("model", "parent"), [(NewsPage, NewsIndexPage), (UnitPage, OrganisationPage), (ActPage, ActRegisterPage)]
)
def test_nothing_can_be_added_to_another_centre(stranger: Client, model, parent):
    where = Page.objects.filter(pk__in=parent.objects.descendant_of(site_of(KIELCE).root_page)).first()
    where = where or site_of(KIELCE).root_page
    url = reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, where.pk))
    before = model.objects.count()
    assert stranger.get(url).status_code in REFUSALS
    assert stranger.post(url, {"title": "Obce", "slug": "obce"}).status_code in REFUSALS
    assert model.objects.count() == before


def test_a_page_can_not_be_moved_or_copied_into_another_centre(editor, kedzierzyn: Client):
    client = editor(KEDZIERZYN)
    home, target = the_page(HomePage, KEDZIERZYN), the_page(HomePage, KIELCE)
    own = home.get_children().live().last()
    path = own.path
    client.post(reverse("wagtailadmin_pages:move_confirm", args=(own.pk, target.pk)))
    data = {"new_title": "Obce", "new_slug": "kanarek", "new_parent_page": target.pk, "publish_copies": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=(own.pk,)), data)
    assert Page.objects.get(pk=own.pk).path == path
    assert not Page.objects.descendant_of(target).filter(title="Obce").exists()
