"""What the roles do through the front door: each where it should, and nowhere else."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from pages.accessibility.models import EasyReadPage
from pages.core.models import BasePage
from pages.standard.models import ContentPage
from portal.roles import Role, group_of, groups_to_invite, make_roles
from tests.editing.approval.office import Office, make_office, send
from tests.factories import add_page, make_centre


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def news(office: Office) -> NewsPage:
    index = add_page(office.site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    return add_page(index, NewsPage(title="Dyżur", slug="dyzur", date="2025-12-15"))


def title_of(page: Page) -> str:
    return Page.objects.get(pk=page.pk).title


def may(role: Role, office: Office, page: Page) -> set[str]:
    """What somebody of a role may do with a page; asked of the plain page, as some of Wagtail's views do."""
    user = User.objects.create_user(f"{role}-{User.objects.count()}")
    user.groups.add(group_of(office.site, role))
    can = Page.objects.get(pk=page.pk).permissions_for_user(user)
    asked = ("add_subpage", "edit", "publish", "unpublish", "delete", "move", "lock", "set_view_restrictions")
    return {name for name in asked if getattr(can, f"can_{name}")()}


def test_the_bulletin_is_a_wall_for_the_portals_rights(office: Office, news: NewsPage):
    assert {"edit", "publish", "delete", "move"} <= may(Role.PORTAL_EDITOR, office, news)
    assert may(Role.PORTAL_EDITOR, office, office.page) == set()
    assert may(Role.BULLETIN_EDITOR, office, news) == set()
    assert may(Role.BULLETIN_EDITOR, office, office.section) == {"add_subpage", "edit"}
    assert may(Role.OWNER, office, office.page) == may(Role.OWNER, office, news) == {"edit"}
    assert may(Role.APPROVER, office, office.page) == {"edit", "publish", "unpublish", "set_view_restrictions"}


def test_an_editor_of_the_portal_edits_the_home_page_but_closes_nothing_with_the_bulletin(office: Office):
    found = may(Role.PORTAL_EDITOR, office, office.site.root_page)
    assert {"add_subpage", "edit", "publish"} <= found
    assert "set_view_restrictions" not in found
    assert "set_view_restrictions" in may(Role.ADMINISTRATOR, office, office.site.root_page)


def test_lists_actions_and_scripts_stop_at_the_wall(office: Office, news: NewsPage):
    editor = office.person(Role.PORTAL_EDITOR)
    office.page.title = "Szkic"
    office.page.save_revision()
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    editor.post(f"{bulk}?id={office.page.pk}")
    for action in ("publish_revision", "unpublish", "delete"):
        editor.post(reverse("wagtailadmin_api:pages:action", args=(office.page.pk, action)), {})
    for page, place in ((news, office.section), (office.page, news.get_parent())):
        editor.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, place.pk)))
        copy = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": place.pk, "publish_copies": "on"}
        editor.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), copy)
    assert (office.public_title, office.versions) == ("Majątek", 1)
    assert not Page.objects.filter(slug="kopia").exists()
    assert Page.objects.get(pk=news.pk).get_parent().pk == news.get_parent().pk


@pytest.mark.parametrize("role", [Role.PORTAL_EDITOR, Role.BULLETIN_EDITOR])
def test_who_writes_on_one_side_links_to_the_other(office: Office, news: NewsPage, role: Role):
    other = office.page if role == Role.PORTAL_EDITOR else news
    listed = office.person(role).get(reverse("wagtailadmin_choose_page_child", args=(other.get_parent().pk,)))
    assert f">{other.title}<" in re.sub(r"\s*([<>])\s*", r"\1", listed.json()["html"])


def test_the_coordinator_adds_easy_texts_and_nothing_else(office: Office, news: NewsPage):
    coordinator = office.person(Role.ACCESSIBILITY)
    source = add_page(office.site.root_page, ContentPage(title="Pomoc", slug="pomoc"))

    def form(model: type[BasePage], parent: Page) -> int:
        args = (model._meta.app_label, model._meta.model_name, parent.pk)
        return coordinator.get(reverse("wagtailadmin_pages:add", args=args)).status_code

    assert form(EasyReadPage, source) == 200
    assert form(ContentPage, office.site.root_page) == 302
    assert may(Role.ACCESSIBILITY, office, source) == {"add_subpage"}
    twin = EasyReadPage(title="Pomoc w prostych słowach", slug="etr", live=False)
    source.add_child(instance=twin)
    assert {"edit", "publish", "delete"} <= may(Role.ACCESSIBILITY, office, twin)
    assert may(Role.ACCESSIBILITY, office, news) == {"add_subpage"}, "an easy-to-read text of it"


def test_an_owner_writes_a_draft_and_submits_it(office: Office, news: NewsPage):
    owner = office.person(Role.OWNER)
    send(owner, news, "publish", title="Sam publikuję")
    assert title_of(news) == "Dyżur"
    send(owner, news, "submit", title="Dyżur w sobotę")
    assert Page.objects.get(pk=news.pk).workflow_in_progress
    state = Page.objects.get(pk=news.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(news.pk, "approve", state.pk))
    office.person(Role.PORTAL_EDITOR).post(url, {"comment": ""})
    assert title_of(news) == "Dyżur w sobotę"


def test_nobody_invites_to_another_centre(office: Office):
    other = make_centre("inny.localhost")
    make_roles(other)
    office.person(Role.ADMINISTRATOR)
    office.person(Role.APPROVER)
    administrator = User.objects.get(username=Role.ADMINISTRATOR.value)
    assert set(groups_to_invite(administrator)) == set(make_roles(office.site).values())
    assert not groups_to_invite(User.objects.get(username=Role.APPROVER.value)).exists()
    assert set(make_roles(other).values()) <= set(groups_to_invite(User.objects.create_superuser("wszystko")))


def test_one_page_says_what_each_role_may_do_and_who_has_it(office: Office):
    other = make_centre("inny.localhost")
    stranger = User.objects.create_user("obcy", first_name="Obca", last_name="Osoba")
    stranger.groups.add(make_roles(other)[Role.APPROVER])
    text = office.person(Role.OWNER).get(reverse("roles")).content.decode()
    assert all(str(role.label) in text for role in Role)
    assert "Owner Nowak" in text
    assert "Obca Osoba" not in text
