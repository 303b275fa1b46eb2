"""A bulletin is made with its whole subject menu; of one that is there, only what it lacks."""

import pytest
from django.apps import apps
from wagtail.models import Page, Site

from history.models import PublishedVersion
from pages.acts.models import ActRegisterPage
from pages.bip.categories import CATEGORIES, Group
from pages.bip.making import Editor, make_bulletin, pages_by_category
from pages.bip.models import BipArticlePage, BipHomePage, BipReferencePage, BipSectionPage
from pages.core.models import BasePage, CentreSettings
from pages.organisation.models import OrganisationPage
from pages.standard.models import ContentPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, reader_of
from tests.history.editing import editor_of, opened, post
from tests.pages.bip.making import fresh
from tests.portal.crawling import Document

EDITOR = Editor("Anna Redaktor", "41 331 25 24", "bip@example.pl")
DUTIES = {category.code for category in CATEGORIES if category.duty}


@pytest.fixture
def site(db: None) -> Site:
    facts = {"street": "ul. Lipowa 1", "postcode": "25-544", "city": "Nowa Wieś", "phone": "41 331 25 24"}
    return make_centre("nowy.localhost", email="gops@example.pl", **facts)


def test_every_category_is_there_and_nobody_gets_ready_made_duties(site: Site) -> None:
    CentreSettings.objects.filter(site=site).update(edelivery="AE:PL-12345-12345-ABCDE-12")
    made = make_bulletin(site, EDITOR)
    there = pages_by_category(made.home)
    # The register of acts belongs to another family of pages, which knows no categories.
    assert set(there) == {category.code for category in CATEGORIES} - {"acts"}
    assert ActRegisterPage.objects.descendant_of(made.home).live().count() == 1
    # What the centre's own data says is no draft.
    assert {code for code, pages in there.items() if not pages[0].live} == DUTIES - {"electronic"}
    assert not any(getattr(page.specific, "body", None) for page in made.drafts)
    assert [section.slug for section in BipSectionPage.objects.child_of(made.home).order_by("path")] == Group.values

    versions = PublishedVersion.objects.filter(object__page_id__in=[page.pk for page in made.published])
    assert sorted(versions.values_list("object__page_id", flat=True)) == sorted(page.pk for page in made.published)
    assert not PublishedVersion.objects.filter(object__page_id__in=[page.pk for page in made.drafts]).exists()

    # The statement of accessibility is begun where it has its place, and the menu waits for it.
    statement = apps.get_model("accessibility.AccessibilityStatementPage").objects.child_of(site.root_page).get()
    reference = there["accessibility"][0]
    assert (statement.live, reference.live, reference.target_id) == (False, False, statement.pk)

    again = make_bulletin(site, EDITOR)
    assert (again.published, again.drafts, again.in_the_way) == ([], [], [])


def test_every_page_of_it_answers_with_its_sign_a_search_and_the_way_to_the_portal(site: Site) -> None:
    made = make_bulletin(site, EDITOR)
    client = reader_of(site)
    pages = BasePage.objects.descendant_of(made.home, inclusive=True).live()
    assert len(pages) == len(made.published) > 30
    for page in pages:
        answer = client.get(page.local_url)
        assert answer.status_code == 200, page.local_url
        html = answer.content.decode()
        head, main = html.split("<main", 1)
        assert '<a href="/bip/">' in head
        assert 'alt="Biuletyn Informacji Publicznej' in head
        assert 'role="search"' in head
        assert '<a href="/">' in head
        assert len("".join(main.split("</main>")[0].split())) > 300, page.local_url  # never an empty page
        assert all(url.startswith(("/static/", "/media/")) for url in Document(html).resources)
    assert '"/bip/"' in client.get("/").content.decode()


def test_a_bulletin_that_is_there_gets_only_what_it_lacks(site: Site) -> None:
    home = add_page(site.root_page, BipHomePage(title="Nasz biuletyn", slug="bip"))
    section = add_page(home, BipSectionPage(title="O nas", slug="o-nas"))
    statute = add_page(section, BipArticlePage(title="Nasz statut", slug="nasz", category="statute"))
    unnamed = add_page(section, BipArticlePage(title="Regulamin", slug="regulamin-organizacyjny"))
    structure = add_page(site.root_page, OrganisationPage(title="Struktura", slug="struktura"))
    privacy = add_page(site.root_page, ContentPage(title="RODO", slug="rodo"))
    CentreSettings.objects.filter(site=site).update(privacy_page=privacy)
    made = make_bulletin(site, EDITOR)
    there = pages_by_category(home)
    assert made.home == home
    assert there["statute"] == [statute]
    assert not BipSectionPage.objects.child_of(home).filter(slug=Group.BODY).exists()
    assert there["basic_facts"][0].is_child_of(section)
    assert [(category.code, page.pk) for category, page in made.in_the_way] == [("regulations", unnamed.pk)]
    for code, target in (("structure", structure), ("privacy", privacy)):
        reference = BipReferencePage.objects.descendant_of(home).get(category=code)
        assert reference.live
        assert reference.target_id == target.pk


def test_an_entry_of_the_menu_waits_for_the_page_that_it_leads_to(site: Site) -> None:
    home = make_bulletin(site, EDITOR).home
    section = BipSectionPage.objects.child_of(home).first()
    draft = site.root_page.add_child(instance=ContentPage(title="Wkrótce", slug="wkrotce", live=False))
    reference = BipReferencePage(title="Wkrótce", slug="wkrotce", live=False, target=draft)
    section.add_child(instance=reference)
    make_roles(site)
    editor = editor_of(site.hostname)
    answer = post(editor, reference, opened(editor, reference))
    assert "target" in answer.context["form"].errors
    draft.save_revision().publish()
    assert post(editor, reference, opened(editor, reference)).status_code == 302
    assert fresh(reference).live


def test_the_law_s_categories_are_named_by_pages_that_exist() -> None:
    for category in CATEGORIES:
        for name in filter(None, (category.page_type, category.leads_to)):
            assert issubclass(apps.get_model(name), Page)
        if category.centre_page:
            assert CentreSettings._meta.get_field(category.centre_page)
    assert len({category.code for category in CATEGORIES}) == len(CATEGORIES)
    assert len({(category.group, category.slug) for category in CATEGORIES}) == len(CATEGORIES)
