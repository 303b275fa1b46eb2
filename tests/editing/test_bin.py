"""Deleted pages come back: as the same pages, with all that was below, in the public history as in the address."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from editing.models import BinnedPage
from history.models import JournalEntry
from history.redaction import redact
from news.models import NewsPage
from pages.acts.models import ActPage
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage, SectionPage
from tests.conftest import KEDZIERZYN, KIELCE
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import paragraph
from tests.history.editing import administrator, editor_of, news, notes

WHY = "Stronę usunięto przez pomyłkę, wraca bez zmian."


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def admin(site: Site) -> Client:
    return administrator(site.hostname)


@pytest.fixture
def reader(site: Site) -> Client:
    return reader_of(site)


def content(parent: Page, title: str, slug: str, **fields: Any) -> ContentPage:
    return add_page(parent, ContentPage(title=title, slug=slug, body=paragraph(f"<p>Tekst: {title}.</p>"), **fields))


def delete(client: Client, page: Page, **answers: Any) -> BinnedPage:
    assert client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)), answers).status_code == 302
    return BinnedPage.objects.get(page_id=page.pk)


def restore(client: Client, binned: BinnedPage, **data: Any) -> Any:
    """Send the form with what it shows, and the given changes."""
    url = reverse("leaving:restore", args=(binned.pk,))
    form = client.get(url).context["form"]
    start = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    start["parent"] = start["parent"].pk if start["parent"] else ""
    return client.post(url, {**start, "change_note": WHY, **data}, follow=True)


def test_a_page_comes_back_as_the_same_one_with_those_below(site: Site, admin: Client, reader: Client) -> None:
    content(site.root_page, "Przed", "przed")
    page = content(site.root_page, "Zasiłek", "zasilek")
    below = content(page, "Wniosek", "wniosek")
    content(site.root_page, "Po", "po")
    order = [child.pk for child in site.root_page.get_children()]
    binned = delete(admin, page, departure_reason="mistake")
    assert reader.get("/zasilek/").status_code == 410
    assert "Zasiłek" in admin.get(reverse("leaving:bin")).content.decode()
    restore(admin, binned)
    assert reader.get("/zasilek/").status_code == 200
    assert reader.get("/zasilek/wniosek/").status_code == 200
    assert {page.pk, below.pk} <= {child.pk for child in site.root_page.get_descendants()}
    assert [child.pk for child in site.root_page.get_children()][:4] == order
    assert notes(page) == ["Pierwsza publikacja", WHY]
    assert reader.get("/zasilek/wersje/1/").status_code == 200
    assert not BinnedPage.objects.exists()


def test_as_a_draft_it_waits_for_its_editor(site: Site, admin: Client, reader: Client) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek")
    page.summary = "Zdanie, którego nikt jeszcze nie widział."
    page.save_revision()
    binned = delete(admin, page)
    restore(admin, binned, draft="1", change_note="")
    back = ContentPage.objects.get(pk=page.pk)
    assert not back.live
    assert back.summary == ""
    assert back.get_latest_revision_as_object().summary == "Zdanie, którego nikt jeszcze nie widział."
    assert reader.get("/zasilek/").status_code == 410


def test_published_again_it_keeps_the_draft_that_was_begun(site: Site, admin: Client) -> None:
    page = content(site.root_page, "Zasiłek", "zasilek", summary="Tak było.")
    page.summary = "Tak będzie."
    page.save_revision()
    restore(admin, delete(admin, page))
    back = ContentPage.objects.get(pk=page.pk)
    assert (back.live, back.has_unpublished_changes, back.summary) == (True, True, "Tak było.")
    assert back.get_latest_revision_as_object().summary == "Tak będzie."


def test_a_reason_is_asked_of_whoever_publishes_it_again(site: Site, admin: Client) -> None:
    binned = delete(admin, content(site.root_page, "Zasiłek", "zasilek"))
    answer = restore(admin, binned, change_note="zmiana")
    assert answer.context["form"].errors["change_note"]
    assert not Page.objects.filter(pk=binned.page_id).exists()


def test_a_taken_address_is_replaced_and_a_place_that_is_gone_is_asked_for(site: Site, admin: Client) -> None:
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    binned = delete(admin, content(section, "Zasiłek", "zasilek"))
    delete(admin, section)
    content(site.root_page, "Nowy zasiłek", "zasilek")
    refused = restore(admin, binned)
    assert refused.context["form"].errors["parent"]
    answer = restore(admin, binned, parent=site.root_page.pk)
    page = Page.objects.get(pk=binned.page_id)
    assert (page.slug, page.get_parent().pk) == ("zasilek-1", site.root_page.pk)
    assert "zasilek-1" in answer.content.decode()


def test_what_went_with_it_is_back_restrictions_redirects_and_settings(
    site: Site, admin: Client, reader: Client
) -> None:
    page = content(site.root_page, "Dla pracowników", "kadry")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    Redirect.add_redirect("/stare/", page, site=site)
    CentreSettings.objects.filter(site=site).update(contact_page=page)
    binned = delete(admin, page)
    restore(admin, binned)
    assert PageViewRestriction.objects.filter(page_id=page.pk).exists()
    assert reader.get("/kadry/").status_code in (302, 403, 404)
    assert Redirect.objects.filter(old_path="/stare", redirect_page_id=page.pk).exists()
    assert CentreSettings.objects.get(site=site).contact_page_id == page.pk


def test_the_redirect_of_a_deleted_page_gives_way_to_it(site: Site, admin: Client, reader: Client) -> None:
    instead = content(site.root_page, "Pomoc", "pomoc")
    binned = delete(admin, content(site.root_page, "Zasiłek", "zasilek"), leads_to=instead.pk)
    assert reader.get("/zasilek/").status_code == 301
    restore(admin, binned)
    assert reader.get("/zasilek/").status_code == 200
    assert not Redirect.objects.filter(site=site).exists()


def test_rows_of_other_tables_are_back_too(db: None) -> None:
    client = administrator(KIELCE)
    act = ActPage.objects.filter(relations__isnull=False, relations__target__isnull=False).live().last()
    assert act is not None
    rows = list(act.relations.values_list("pk", "kind", "target_id"))
    restore(client, delete(client, act))
    assert list(ActPage.objects.get(pk=act.pk).relations.values_list("pk", "kind", "target_id")) == rows


def test_several_deleted_at_once_are_each_in_the_bin(site: Site, admin: Client) -> None:
    one, two = content(site.root_page, "Jeden", "jeden"), content(site.root_page, "Dwa", "dwa")
    below = content(two, "Trzy", "trzy")
    admin.post(f"/admin/bulk/wagtailcore/page/delete/?id={one.pk}&id={two.pk}")
    assert set(BinnedPage.objects.values_list("page_id", flat=True)) == {one.pk, two.pk, below.pk}
    assert set(BinnedPage.objects.tops().values_list("page_id", flat=True)) == {one.pk, two.pk}


def test_a_centre_that_goes_altogether_leaves_no_bin(site: Site) -> None:
    content(site.root_page, "Zasiłek", "zasilek")
    Page.objects.get(pk=site.root_page_id).delete()
    assert not BinnedPage.objects.exists()


# -- whose it is -------------------------------------------------------------------------------------------------------


def test_another_centre_sees_nothing_of_it_and_brings_nothing_back(db: None) -> None:
    page = news("Turkusowy kanarek")
    owner, stranger = editor_of(), editor_of(KEDZIERZYN, "obcy", "Obca Osoba")
    page.delete()
    binned = BinnedPage.objects.get()
    url = reverse("leaving:restore", args=(binned.pk,))
    assert "Turkusowy kanarek" in owner.get(reverse("leaving:bin")).content.decode()
    assert owner.get(url).status_code == 200
    assert "Turkusowy kanarek" not in stranger.get(reverse("leaving:bin")).content.decode()
    assert stranger.get(url).status_code == 404
    assert stranger.post(url, {"parent": binned.parent_id, "change_note": WHY}).status_code == 404
    assert not NewsPage.objects.filter(pk=page.pk).exists()
    # Nor can the owner put it into the other centre.
    elsewhere = Site.objects.get(hostname=KEDZIERZYN).root_page
    assert restore(owner, binned, parent=elsewhere.pk).context["form"].errors["parent"]


# -- how long it stays -------------------------------------------------------------------------------------------------


def test_after_thirty_days_it_is_gone_and_not_before(site: Site, admin: Client) -> None:
    binned = delete(admin, content(site.root_page, "Zasiłek", "zasilek"))
    BinnedPage.objects.update(deleted_at=timezone.now() - timedelta(days=29, hours=23))
    call_command("empty_bin", verbosity=0)
    assert BinnedPage.objects.filter(pk=binned.pk).exists()
    BinnedPage.objects.update(deleted_at=timezone.now() - timedelta(days=30, minutes=1))
    call_command("empty_bin", verbosity=0)
    assert not BinnedPage.objects.exists()


def test_masking_what_the_page_published_lets_go_of_its_copy_and_of_no_other(site: Site, admin: Client) -> None:
    page, other = content(site.root_page, "Pani Nowak", "nowak"), content(site.root_page, "Inna", "inna")
    below = content(page, "Wniosek", "wniosek")
    delete(admin, page)
    delete(admin, other)
    entry = JournalEntry.objects.filter(object__page_id=page.pk, version__isnull=False).first()
    redact(entry, ["content"], legal_basis="art. 17 RODO", decided_by="Dyrektor", by=None)
    assert set(BinnedPage.objects.values_list("page_id", flat=True)) == {other.pk, below.pk}
    # What stood below it comes back by itself.
    assert BinnedPage.objects.get(page_id=below.pk) in BinnedPage.objects.tops()


def test_personal_data_whose_time_is_over_does_not_wait_thirty_days(site: Site, admin: Client) -> None:
    binned = delete(admin, content(site.root_page, "Nabór", "nabor"))
    for day, number in ((localdate() + timedelta(days=1), 1), (localdate(), 0)):
        data = {"chosen_name": "Anna Nowak", "mask_on": day.isoformat()}
        BinnedPage.objects.filter(pk=binned.pk).update(kind="bip.recruitmentpage", draft=data)
        call_command("empty_bin", verbosity=0)
        assert BinnedPage.objects.count() == number
