"""Pages that go, are renamed or moved: who links to them is said, and their readers find the way."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from history.models import JournalEntry
from pages.bip.models import BipArticlePage
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage, SectionPage
from tests.conftest import KEDZIERZYN
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.history.chronicle import paragraph
from tests.history.editing import administrator


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def admin(site: Site) -> Client:
    return administrator(site.hostname)


@pytest.fixture
def reader(site: Site) -> Client:
    return reader_of(site)


@pytest.fixture
def commits(django_capture_on_commit_callbacks) -> Iterator[None]:
    """Wagtail makes redirects for a new slug once the transaction is over, which in a test it never is."""
    return django_capture_on_commit_callbacks(execute=True)


def content(parent: Page, title: str, slug: str, text: str = "<p>Tekst.</p>", **fields) -> ContentPage:
    return add_page(parent, ContentPage(title=title, slug=slug, body=paragraph(text), **fields))


def link_to(page: Page, words: str = "zasiłek") -> str:
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def leaves(client: Client, page: Page, deed: str = "delete", **answers) -> None:
    """Answer the question whether one is sure."""
    led = {"leads_how": "redirect"} if "leads_to" in answers else {}
    answers = {"departure_reason": "outdated", **led, **answers}
    response = client.post(reverse(f"wagtailadmin_pages:{deed}", args=(page.pk,)), answers)
    assert response.status_code == 302
    assert f"/{deed}/" not in response.headers["Location"]


def where(client: Client, path: str) -> tuple[int, str]:
    """What an address answers, and where it leads."""
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "").partition(":8000")[2]


# -- who links to it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["delete", "unpublish"])
def test_pages_drafts_and_settings_that_link_there_are_named_and_linked(site: Site, admin: Client, deed: str) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    below = content(page, "Wniosek", "wniosek")
    linking = content(site.root_page, "Poradnik", "poradnik", link_to(below))
    drafting = content(site.root_page, "Plan", "plan")
    drafting.body = paragraph(link_to(page))
    drafting.save_revision()
    content(page, "Sama w sobie", "sama", link_to(page))
    CentreSettings.objects.filter(site=site).update(contact_page=page)
    CentreSettings.objects.get(site=site).save()
    home = Site.objects.get(hostname=KEDZIERZYN).root_page
    stranger = content(home, "Obca strona", "obca", link_to(page))
    shown = admin.get(reverse(f"wagtailadmin_pages:{deed}", args=(page.pk,))).content.decode()
    for source in (linking, drafting):
        assert f'href="/admin/pages/{source.pk}/edit/"' in shown
    assert reverse("wagtailsettings:edit", args=("core", "centresettings", site.pk)) in shown
    assert stranger.title not in shown
    assert "Sama w sobie" not in shown


def test_so_are_they_when_several_go_at_once_or_when_it_moves(site: Site, admin: Client) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    other = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    linking = content(site.root_page, "Poradnik", "poradnik", link_to(page))
    urls = [
        f"/admin/bulk/wagtailcore/page/{deed}/?id={page.pk}&id={other.pk}" for deed in ("delete", "unpublish", "move")
    ]
    urls.append(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, other.pk)))
    for url in urls:
        assert f'href="/admin/pages/{linking.pk}/edit/"' in admin.get(url).content.decode(), url


# -- where its readers go ----------------------------------------------------------------------------------------------


def test_readers_of_a_deleted_page_and_of_those_below_are_led_to_another(site, admin, reader) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    content(page, "Wniosek", "wniosek")
    instead = content(site.root_page, "Pomoc", "pomoc")
    leaves(admin, page, departure_reason="merged", leads_to=instead.pk, leads_how="redirect")
    assert where(reader, "/zasilek/") == (301, "/pomoc/")
    assert where(reader, "/zasilek/wniosek/") == (301, "/pomoc/")
    assert where(reader_of(Site.objects.get(hostname=KEDZIERZYN)), "/zasilek/")[0] == 404


def test_or_told_what_to_see_instead_of_a_withdrawn_one(site, admin, reader) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    instead = content(site.root_page, "Pomoc", "pomoc")
    leaves(admin, page, "unpublish", departure_reason="outdated", leads_to=instead.pk, leads_how="tombstone")
    told = reader.get("/zasilek/")
    assert told.status_code == 410
    assert 'href="/pomoc/"' in told.content.decode()
    publish_again(ContentPage.objects.get(pk=page.pk), "Zasiłek jest znów wypłacany.")
    leaves(admin, page, "unpublish")
    assert 'href="/pomoc/"' not in reader.get("/zasilek/").content.decode()


def test_a_page_that_is_published_again_is_not_hidden_by_its_redirect_nor_later_led_astray(site, admin, reader) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    instead = content(site.root_page, "Pomoc", "pomoc")
    leaves(admin, page, "unpublish", leads_to=instead.pk)
    assert where(reader, "/zasilek/") == (302, "/pomoc/")
    publish_again(ContentPage.objects.get(pk=page.pk), "Zasiłek jest znów wypłacany.")
    assert where(reader, "/zasilek/")[0] == 200
    assert not Redirect.objects.filter(old_path="/zasilek").exists()


def test_addresses_that_led_to_a_deleted_page_lead_on_in_one_step(site, admin, reader) -> None:
    last = content(site.root_page, "Pomoc", "pomoc")
    middle = content(site.root_page, "Zasiłek", "zasilek")
    leaves(admin, content(site.root_page, "Dodatek", "dodatek"), leads_to=middle.pk)
    leaves(admin, middle, leads_to=last.pk)
    assert where(reader, "/dodatek/") == (301, "/pomoc/")


def test_several_pages_go_with_one_reason_and_one_page_instead(site, admin, reader) -> None:
    one, two = content(site.root_page, "Jeden", "jeden"), content(site.root_page, "Dwa", "dwa")
    instead = content(site.root_page, "Pomoc", "pomoc")
    url = f"/admin/bulk/wagtailcore/page/delete/?id={one.pk}&id={two.pk}"
    answer = admin.post(
        url, {"departure_words": "zebrano w poradniku", "leads_to": instead.pk, "leads_how": "tombstone"}
    )
    assert answer.status_code == 302
    for path in ("/jeden/", "/dwa/"):
        told = reader.get(path)
        assert told.status_code == 410
        assert 'href="/pomoc/"' in told.content.decode()
        assert "zebrano w poradniku" in told.content.decode().replace("\xa0", " ")


def test_a_page_that_no_reader_could_open_is_refused_and_nothing_typed_is_lost(site, admin) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    below = content(page, "Wniosek", "wniosek")
    draft = content(site.root_page, "Szkic", "szkic")
    draft.unpublish()
    foreign = Site.objects.get(hostname=KEDZIERZYN).root_page
    for wrong in (below, draft, foreign):
        url = reverse("wagtailadmin_pages:delete", args=(page.pk,))
        answer = admin.post(url, {"departure_words": "zebrano w poradniku", "leads_to": wrong.pk}, follow=True)
        assert "zebrano w poradniku" in answer.content.decode()
        assert Page.objects.filter(pk=page.pk, live=True).exists()
        assert not Redirect.objects.filter(site=site).exists()


@pytest.mark.parametrize("deed", ["delete", "unpublish"])
@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "departure_reason"),
        ({"departure_reason": "cokolwiek", "departure_words": " "}, "departure_reason"),
        ({"departure_reason": "merged", "leads_how": "redirect"}, "leads_to"),
        ({"departure_reason": "merged", "leads_how": "tombstone"}, "leads_to"),
        ({"departure_reason": "merged", "leads_to": "instead", "leads_how": ""}, "leads_how"),
    ],
)
def test_nothing_goes_without_a_reason_or_with_half_an_answer(site, admin, deed, answers, field) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    instead = content(site.root_page, "Pomoc", "pomoc")
    answers = {name: instead.pk if value == "instead" else value for name, value in answers.items()}
    for url in (
        reverse(f"wagtailadmin_pages:{deed}", args=(page.pk,)),
        f"/admin/bulk/wagtailcore/page/{deed}/?id={page.pk}",
    ):
        told = admin.post(url, answers, follow=True).content.decode()
        assert "w-field__errors" in told.partition(f'name="{field}"')[0][-2000:] + told.partition(f'name="{field}"')[2]
    assert Page.objects.get(pk=page.pk).live


def test_nothing_is_chosen_beforehand_and_a_draft_that_nobody_read_goes_unasked(site, admin) -> None:
    asked = admin.get(reverse("wagtailadmin_pages:delete", args=(content(site.root_page, "Zasiłek", "z").pk,)))
    form = asked.content.decode().partition('name="departure_reason"')[2]
    assert 'value="redirect" checked' not in " ".join(form.split())
    draft = site.root_page.add_child(instance=ContentPage(title="Szkic", slug="szkic", live=False))
    url = reverse("wagtailadmin_pages:delete", args=(draft.pk,))
    assert 'name="departure_reason"' not in admin.get(url).content.decode()
    admin.post(url)
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_in_the_bulletin_the_address_goes_on_saying_what_stood_there(kedzierzyn: Client) -> None:
    client = administrator(KEDZIERZYN)
    page = BipArticlePage.objects.descendant_of(Site.objects.get(hostname=KEDZIERZYN).root_page).live().first()
    assert page is not None
    instead = page.get_parent()
    path = page.local_url
    leaves(client, page, "unpublish", departure_reason="outdated", leads_to=instead.pk, leads_how="redirect")
    told = kedzierzyn.get(path)
    assert told.status_code == 410
    assert f'href="{instead.specific.local_url}"' in told.content.decode()
    assert JournalEntry.objects.filter(object__page_id=page.pk, event="unpublish").exists()


# -- renamed and moved -------------------------------------------------------------------------------------------------


def rename(page: Page, slug: str) -> None:
    page = ContentPage.objects.get(pk=page.pk)
    page.slug = slug
    publish_again(page, "Adres strony jest krótszy.")


def test_a_renamed_page_and_those_below_are_found_at_their_old_addresses(site, reader, commits) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    content(page, "Wniosek", "wniosek")
    with commits:
        rename(page, "zasilki")
    assert where(reader, "/zasilek/") == (301, "/zasilki/")
    assert where(reader, "/zasilek/wniosek/") == (301, "/zasilki/wniosek/")


def test_renamed_twice_each_old_address_leads_there_in_one_step(
    site, reader, django_capture_on_commit_callbacks
) -> None:
    page = content(site.root_page, "Zasiłek", "a")
    for slug in ("b", "c"):
        with django_capture_on_commit_callbacks(execute=True):
            rename(page, slug)
    assert where(reader, "/a/") == (301, "/c/")
    assert where(reader, "/b/") == (301, "/c/")


def test_renamed_back_there_is_no_loop_even_once_it_is_withdrawn(
    site, admin, reader, django_capture_on_commit_callbacks
) -> None:
    page = content(site.root_page, "Zasiłek", "a")
    for slug in ("b", "a"):
        with django_capture_on_commit_callbacks(execute=True):
            rename(page, slug)
    assert where(reader, "/a/")[0] == 200
    leaves(admin, page, "unpublish")
    assert where(reader, "/a/")[0] == 410
    assert where(reader, "/b/") == (301, "/a/")


def test_moved_there_and_back_too(site, admin, reader) -> None:
    page = content(site.root_page, "Zasiłek", "a")
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    home = site.root_page
    for parent in (section, home):
        assert admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, parent.pk))).status_code == 302
    assert where(reader, "/a/")[0] == 200
    assert where(reader, "/dzial/a/") == (301, "/a/")
    assert not Redirect.objects.filter(site=site, old_path="/a").exists()


def test_a_new_page_at_an_old_address_wins(site, reader, django_capture_on_commit_callbacks) -> None:
    page = content(site.root_page, "Zasiłek", "a")
    with django_capture_on_commit_callbacks(execute=True):
        rename(page, "b")
    content(site.root_page, "Nowa", "a")
    assert where(reader, "/a/")[0] == 200


def test_a_page_taken_to_another_centre_leaves_no_way_there(site, admin, reader) -> None:
    other = make_centre("cus.localhost")
    page = content(site.root_page, "Zasiłek", "a")
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, section.pk)))
    assert where(reader, "/a/") == (301, "/dzial/a/")
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, other.root_page.pk)))
    assert "cus.localhost" not in reader.get("/a/").headers.get("Location", "")
    assert not Redirect.objects.filter(redirect_page=page, site=site).exists()
