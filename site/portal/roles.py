"""Who may do what: each centre has its editors, and they touch nothing of another centre."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from pages.core.models import CentreSettings, centre_collection

PAGE_ACTIONS = ("add_page", "change_page", "publish_page")
FILE_ACTIONS = ("add", "change", "choose")


def editors_of(site: Site) -> Group | None:
    """The group of a centre's editors, None before the centre is set up."""
    return Group.objects.filter(site_permissions__site=site).first()


@transaction.atomic
def make_editors(site: Site) -> Group:
    """Make the group that edits one centre: its pages, files and data, and nothing of another. Safe to repeat."""
    group = editors_of(site) or Group.objects.create(
        name=_("Editors – %(site)s") % {"site": f"{site.site_name} ({site.hostname})"[:120]}
    )
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in _permissions(Page, PAGE_ACTIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=site.root_page, permission=permission)
    collection = centre_collection(site)
    for model in (get_image_model(), get_document_model()):
        codenames = tuple(f"{action}_{model._meta.model_name}" for action in FILE_ACTIONS)
        for permission in _permissions(model, codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    for permission in _permissions(CentreSettings, ("change_centresettings",)):
        GroupSitePermission.objects.get_or_create(group=group, site=site, permission=permission)
    return group


def _permissions(model: type, codenames: tuple[str, ...]) -> list[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=codenames))
