"""Which group edits a centre, who may change that, and that no group edits every centre."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from pages.core.models import CentreSettings
from portal.models import CentreRole
from portal.roles import Role, group_of, make_roles
from tests.factories import make_centre

migration = import_module("portal.migrations.0001_initial")


@pytest.fixture
def site(db: None) -> Site:
    return make_centre("a.localhost")


def test_a_group_that_may_change_a_centres_data_is_not_yet_its_editors(site: Site):
    editors = make_roles(site)[Role.ADMINISTRATOR]
    stock = Group.objects.get(name="Editors")
    permission = GroupSitePermission.objects.filter(group=editors).first().permission
    editors.delete()
    GroupSitePermission.objects.create(group=stock, site=site, permission=permission)
    assert group_of(site, Role.ADMINISTRATOR) is None
    assert make_roles(site)[Role.ADMINISTRATOR] != stock
    assert not GroupPagePermission.objects.filter(group=stock, page=site.root_page).exists()


def test_rights_that_an_administrator_took_are_not_given_back(site: Site):
    group = make_roles(site)[Role.ADMINISTRATOR]
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    group.permissions.clear()
    assert make_roles(site)[Role.ADMINISTRATOR] == group
    assert not GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").exists()
    assert not group.permissions.exists()


def test_a_foreign_group_of_the_same_name_is_left_alone(site: Site):
    CentreRole.objects.filter(site=site).delete()
    foreign = make_roles(site)[Role.ADMINISTRATOR]
    CentreRole.objects.filter(site=site).delete()
    group = make_roles(site)[Role.ADMINISTRATOR]
    assert group != foreign
    assert group.name == f"{foreign.name} (2)"


def test_a_group_has_the_centres_name_and_the_address_only_where_another_has_that_name(site: Site):
    Site.objects.filter(pk=site.pk).update(site_name="Ośrodek")
    CentreRole.objects.filter(site=site).delete()
    names = {group.name for group in make_roles(Site.objects.get(pk=site.pk)).values()}
    assert names == {f"{role.label} – Ośrodek" for role in Role}
    namesake = make_centre("b.localhost")
    Site.objects.filter(pk=namesake.pk).update(site_name="Ośrodek")
    CentreRole.objects.filter(site=namesake).delete()
    groups = make_roles(Site.objects.get(pk=namesake.pk))
    assert groups[Role.OWNER].name == f"{Role.OWNER.label} – Ośrodek (b.localhost)"


def test_no_group_has_rights_on_every_centre(db):
    assert set(Group.objects.filter(name__in=migration.STOCK_GROUPS).values_list("name", flat=True)) == {
        "Editors",
        "Moderators",
    }
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()
    assert not GroupCollectionPermission.objects.filter(collection__depth=1).exists()


def test_the_migration_takes_rights_on_the_root_from_stock_groups_only(site: Site):
    stock, other = Group.objects.get(name="Moderators"), Group.objects.create(name="Wszystkie ośrodki")
    permission = GroupPagePermission.objects.first().permission
    root = Page.get_first_root_node()
    for group, page in ((stock, root), (stock, site.root_page), (other, root)):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    file_permission = GroupCollectionPermission.objects.first().permission
    GroupCollectionPermission.objects.create(
        group=stock, collection=Collection.get_first_root_node(), permission=file_permission
    )
    migration.take_stock_groups_rights(apps, None)
    left = set(GroupPagePermission.objects.filter(group__in=[stock, other]).values_list("group", "page"))
    assert left == {(stock.pk, site.root_page_id), (other.pk, root.pk)}
    assert not GroupCollectionPermission.objects.filter(group=stock).exists()


def test_the_migration_finds_the_editors_of_centres_set_up_before(site: Site):
    group = make_roles(site)[Role.ADMINISTRATOR]
    CentreRole.objects.all().delete()
    migration.mark_editors(apps, None)
    migration.mark_editors(apps, None)
    assert group_of(site, Role.ADMINISTRATOR) == group
    administered = CentreRole.objects.filter(role=Role.ADMINISTRATOR)
    assert administered.count() == CentreRole.objects.count() == CentreSettings.objects.count()
