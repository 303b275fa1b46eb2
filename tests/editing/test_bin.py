"""Deleted pages come back: as the same pages, with all that was below, in the public history as in the address."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from editing.approval.rules import standing_of
from editing.models import BinnedPage
from history.models import JournalEntry
from history.redaction import redact
from news.models import NewsPage
from pages.acts.models import ActPage
from pages.core.models import CentreSettings
from pages.standard.models import ContentPage, SectionPage
from portal.roles import Role, group_of, make_roles
from tests.conftest import KEDZIERZYN, KIELCE
from tests.editing.approval.office import approve, article, draft, make_office
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
    answers = {"departure_reason": "outdated", **answers}
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
    binned = delete(admin, content(site.root_page, "Zasiłek", "zasilek"), leads_to=instead.pk, leads_how="redirect")
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
    admin.post(f"/admin/bulk/wagtailcore/page/delete/?id={one.pk}&id={two.pk}", {"departure_reason": "outdated"})
    assert set(BinnedPage.objects.values_list("page_id", flat=True)) == {one.pk, two.pk, below.pk}
    assert set(BinnedPage.objects.tops().values_list("page_id", flat=True)) == {one.pk, two.pk}


def test_a_centre_that_goes_altogether_leaves_no_bin(site: Site) -> None:
    content(site.root_page, "Zasiłek", "zasilek")
    Page.objects.get(pk=site.root_page_id).delete()
    assert not BinnedPage.objects.exists()


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_bin_asks_as_little_for_a_thousand_pages_as_for_three_and_shows_them_in_pages(
    site: Site, admin: Client, everywhere: bool
) -> None:
    make_roles(site)
    client = admin if everywhere else reader_of(site)
    if not everywhere:
        user = User.objects.create_user("anna", "anna@gops.example", "x")
        user.groups.add(group_of(site, Role.PORTAL_EDITOR))
        client.force_login(user)
    section = add_page(site.root_page, SectionPage(title="Dział", slug="dzial"))
    gone = content(section, "Wzór", "wzor")
    content(gone, "Pod spodem", "pod-spodem")
    one = delete(admin, gone)

    def shown(number: int, page: int = 1) -> tuple[int, str]:
        """How many queries it takes to show a page of a bin of so many, and what is on it."""
        there = BinnedPage.objects.tops().count()
        BinnedPage.objects.bulk_create(
            BinnedPage(**{**model_to_dict(one, exclude=["id"]), **of_its_own(there + at, section)})
            for at in range(number - there)
        )
        with CaptureQueriesContext(connection) as queries:
            text = client.get(reverse("leaving:bin"), {"p": page}).content.decode()
        return len(queries), text

    shown(1)
    few, text = shown(3)
    assert all(words in text for words in ("Wzór", "Dział", "Strona 2"))
    more, _text = shown(30)
    assert more == few
    many, text = shown(1_000)
    assert many == few
    assert text.count("/restore/") == 50
    _queries, last = shown(1_000, page=20)
    assert last.count("/restore/") == 50
    assert "Strona 999" in last
    first, second = client.get(reverse("leaving:bin")).context["listed"].object_list[:2]
    assert (first.title, first.below, second.below) == ("Wzór", 1, 0)


def of_its_own(number: int, section: SectionPage) -> dict[str, Any]:
    """What tells one deleted page from another; every other one stood below a page that is gone, too."""
    return {
        "site": section.get_site(),
        "deleted_by": None,
        "batch": uuid4(),
        "page_id": 900_000 + number,
        "parent_id": section.pk if number % 2 else 800_000 + number,
        "path": f"{section.path}{number + 2_000:04}",
        "title": f"Strona {number}",
    }


# -- a second pair of eyes ---------------------------------------------------------------------------------------------


def test_a_draft_that_came_back_is_still_whose_it_was_and_never_a_commands(db: None) -> None:
    office = make_office()
    author, approver = office.person(Role.ADMINISTRATOR), office.person(Role.APPROVER)
    page = add_page(office.section, article("Budynki", "budynki"))
    draft(author, page, "Budynki ośrodka", "")
    binned = delete(author, page)
    office.person(None).post(reverse("leaving:restore", args=(binned.pk,)), {"parent": office.section.pk, "draft": "1"})
    back = Page.objects.get(pk=page.pk)
    User.objects.filter(username="wszystko").delete()  # who brought it back has left the office since
    standing = standing_of(back.latest_revision.as_object(), back.latest_revision)
    assert User.objects.get(username=Role.ADMINISTRATOR.value).pk in standing.authors
    assert len(standing.authors) == 2
    # Whoever wrote it does not approve it; whoever did not, does.
    for client, public in ((author, False), (approver, True)):
        approve(client, page)
        assert Page.objects.get(pk=page.pk).live is public


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
