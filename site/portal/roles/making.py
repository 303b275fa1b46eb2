"""Makes the groups of a centre's roles, with the rights that `portal.roles.rights` gives them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page, Site

from compliance.models import ComplianceBoard
from editing.approval.workflows import make_workflow
from pages.core.bulletins import bulletin_paths
from pages.core.models import CentreSettings, centre_collection
from portal.models import CentreRole, Role
from portal.roles.rights import LOCK, PUBLISH, RIGHTS, Rights
from search.words.models import SearchWord

# Wagtail shows pages and lets link to them only whoever has a right on them: for those who otherwise would have none.
READING = LOCK


def group_of(site: Site, role: Role) -> Group | None:
    """The group of a role in a centre, None before the centre is set up."""
    return Group.objects.filter(centre_role__site=site, centre_role__role=role).first()


def groups_to_invite(user: Any) -> QuerySet[Group]:
    """The groups that somebody may invite people to: those of the centres that they administer."""
    groups = Group.objects.filter(centre_role__isnull=False).order_by("centre_role__site__site_name", "pk")
    if user.is_superuser:
        return groups
    inviting = [role for role, rights in RIGHTS.items() if rights.invites]
    own = CentreRole.objects.filter(group__user=user, role__in=inviting)
    return groups.filter(centre_role__site__in=own.values("site")) if user.is_active else groups.none()


@transaction.atomic
def make_roles(site: Site) -> dict[Role, Group]:
    """Make the groups of a centre's roles: rights on its pages, files and data, and on nothing of another.

    A group that is there is left alone: an administrator may have taken rights from it.
    """
    groups = {role: group_of(site, role) or _make(site, role) for role in Role}
    for bulletin in bulletins_below(site.root_page):
        _make_bulletin_workflow(bulletin, site)
    deciding = [group for role, group in groups.items() if PUBLISH in RIGHTS[role].portal and not RIGHTS[role].kinds]
    make_workflow(site.root_page, f"{_('Portal')} – {_short_name_of(site)}", deciding)
    return groups


def give_bulletin(bulletin: Page, site: Site) -> None:
    """Let those who have rights in the bulletin use them in a new one."""
    for known in CentreRole.objects.filter(site=site).select_related("group"):
        _grant_pages(known.group, bulletin, RIGHTS[Role(known.role)].bulletin)
    _make_bulletin_workflow(bulletin, site)


def _make_bulletin_workflow(bulletin: Page, site: Site) -> None:
    """In a step of its own, since below the home page the portal's would hold."""
    approving = [role for role, rights in RIGHTS.items() if rights.approves]
    groups = list(Group.objects.filter(centre_role__site=site, centre_role__role__in=approving))
    if groups:
        make_workflow(bulletin, f"{_('Bulletin (BIP)')} – {_short_name_of(site)}", groups)


def _short_name_of(site: Site) -> str:
    """For groups, buttons and letters: the address only where the name alone doesn't tell the centre from another."""
    alone = site.site_name and not Site.objects.filter(site_name=site.site_name).exclude(pk=site.pk).exists()
    return site.site_name if alone else f"{site.site_name} ({site.hostname})".strip()


def _make(site: Site, role: Role) -> Group:
    rights = RIGHTS[role]
    group = Group.objects.create(name=_free_name(f"{role.label} – {_short_name_of(site)}"))
    CentreRole.objects.create(site=site, role=role, group=group)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    _grant_pages(group, site.root_page, rights.portal or {READING})
    for bulletin in bulletins_below(site.root_page):
        _grant_pages(group, bulletin, rights.bulletin)
    _grant_files(group, site, rights)
    on_site = (
        (rights.settings, CentreSettings, "change_centresettings"),
        (rights.words, SearchWord, "change_searchword"),
        (rights.board, ComplianceBoard, "change_complianceboard"),
    )
    for given, model, codename in on_site:
        for permission in _permissions(model, [codename]) if given else []:
            GroupSitePermission.objects.create(group=group, site=site, permission=permission)
    return group


def bulletins_below(home: Page) -> list[Page]:
    """The homes of the bulletins of a site; asked by path, since what is known of the home may be older than they."""
    return [page for page in Page.objects.filter(path__in=bulletin_paths()) if page.path.startswith(home.path)]


def _grant_pages(group: Group, page: Page, actions: Iterable[str]) -> None:
    for permission in _permissions(Page, [f"{action}_page" for action in actions]):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _grant_files(group: Group, site: Site, rights: Rights) -> None:
    from wagtail.documents.permissions import permission_policy as document_policy
    from wagtail.images.permissions import permission_policy as image_policy

    collection = centre_collection(site)
    for model in (image_policy.auth_model, document_policy.auth_model):  # Wagtail's own, whichever are in use
        for permission in _permissions(model, [f"{action}_{model._meta.model_name}" for action in rights.files]):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def _free_name(name: str) -> str:
    """The name, with a number when another group has it already: that one is not the centre's."""
    names = chain([name[:140]], (f"{name[:140]} ({number})" for number in count(2)))
    return next(free for free in names if not Group.objects.filter(name=free).exists())


def _permissions(model: type, codenames: list[str]) -> list[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=codenames))
