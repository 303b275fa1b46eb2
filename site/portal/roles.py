"""Who may do what: each centre has its editors, and they touch nothing of another centre."""

from itertools import chain, count
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from compliance.models import ComplianceBoard
from pages.core.models import CentreSettings, centre_collection
from portal.models import CentreEditors
from search.words.models import SearchWord

PAGE_ACTIONS = ("add_page", "change_page", "publish_page")
FILE_ACTIONS = ("add", "change", "choose")


def editors_of(site: Site) -> Group | None:
    """The group of a centre's editors, None before the centre is set up."""
    return Group.objects.filter(centre_editors__site=site).first()


def function_of(user: Any) -> str:
    """What readers are told of a person beside the name: what they do for the centre, never their account."""
    if user.is_superuser:
        return _("administrator of the site")
    return _("editor of the site") if CentreEditors.objects.filter(group__user=user).exists() else ""


@transaction.atomic
def make_editors(site: Site) -> Group:
    """Make the group that edits one centre: its pages, files and data, and nothing of another.

    A group that is there is left alone: an administrator may have taken rights from it, or given it more.
    """
    if group := editors_of(site):
        return group
    group = Group.objects.create(
        name=_free_name(_("Editors – %(site)s") % {"site": f"{site.site_name} ({site.hostname})"})
    )
    CentreEditors.objects.create(site=site, group=group)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in _permissions(Page, PAGE_ACTIONS):
        GroupPagePermission.objects.create(group=group, page=site.root_page, permission=permission)
    collection = centre_collection(site)
    for model in (image_policy.auth_model, document_policy.auth_model):  # Wagtail's own, whichever are in use
        codenames = tuple(f"{action}_{model._meta.model_name}" for action in FILE_ACTIONS)
        for permission in _permissions(model, codenames):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    on_site = (
        (CentreSettings, "change_centresettings"),
        (SearchWord, "change_searchword"),
        (ComplianceBoard, "change_complianceboard"),
    )
    for model, codename in on_site:
        for permission in _permissions(model, (codename,)):
            GroupSitePermission.objects.create(group=group, site=site, permission=permission)
    return group


def _free_name(name: str) -> str:
    """The name, with a number when another group has it already: that one is not the centre's."""
    names = chain([name[:140]], (f"{name[:140]} ({number})" for number in count(2)))
    return next(free for free in names if not Group.objects.filter(name=free).exists())


def _permissions(model: type, codenames: tuple[str, ...]) -> list[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=codenames))
