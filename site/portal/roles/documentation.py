"""What each role may do, in sentences; made from the same data as the rights, so that they can't part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.models import Site

from portal.models import CentreRole, Role
from portal.roles.rights import ADD, CHANGE, CHOOSE, LOCK, PUBLISH, RIGHTS, Rights

SUMMARIES = {
    Role.PORTAL_EDITOR: gettext_lazy("Runs the portal: news, services, contact. Has no say in the bulletin."),
    Role.BULLETIN_EDITOR: gettext_lazy("Writes the bulletin (BIP) and submits it for approval."),
    Role.APPROVER: gettext_lazy("Reads what others have written, compares it with what is public, and publishes it."),
    Role.OWNER: gettext_lazy("Knows the matter: keeps the text of existing pages true, and submits it for approval."),
    Role.ACCESSIBILITY: gettext_lazy(
        "Keeps the accessibility statement, easy-to-read texts, sign language films and reports on files."
    ),
    Role.ADMINISTRATOR: gettext_lazy("Answers for the whole centre: its pages, its data, its people."),
}

PAGE_ACTIONS = (
    (ADD, pgettext_lazy("right", "add, move and delete")),
    (CHANGE, pgettext_lazy("right", "edit")),
    (PUBLISH, pgettext_lazy("right", "publish and withdraw")),
    (LOCK, pgettext_lazy("right", "lock")),
)
FILE_ACTIONS = (
    (ADD, pgettext_lazy("right", "add")),
    (CHANGE, pgettext_lazy("right", "edit and delete")),
    (CHOOSE, pgettext_lazy("right", "put on pages")),
)


@dataclass(frozen=True)
class Described:
    """A role as the page prints it."""

    name: str
    summary: str
    duties: list[tuple[str, str]]
    """What it is about, and what may be done with it."""
    limits: list[str]
    """What it may not do, where somebody could expect it."""
    people: list[tuple[str, list[str]]] = field(default_factory=list)
    """Names by centre."""


def described_roles(user: Any) -> list[Described]:
    """All roles, with the names of their people in the centres that somebody works for."""
    sites = Site.objects.order_by("site_name", "pk")
    if not user.is_superuser:
        sites = sites.filter(centre_roles__group__user=user).distinct()
    return [_described(role, sites) for role in Role]


def _described(role: Role, sites: Any) -> Described:
    rights = RIGHTS[role]
    groups = CentreRole.objects.filter(role=role, site__in=sites).select_related("site", "group")
    people = [
        (found.site.site_name, [person.get_full_name() or person.get_username() for person in _members(found)])
        for found in groups.order_by("site__site_name", "pk")
    ]
    return Described(str(role.label), str(SUMMARIES[role]), _duties(rights), _limits(rights), people)


def _members(known: CentreRole) -> Any:
    return known.group.user_set.filter(is_active=True).order_by("last_name", "first_name", "pk")


def _duties(rights: Rights) -> list[tuple[str, str]]:
    duties = [
        (_("Pages of the portal"), _words(rights.portal, PAGE_ACTIONS)),
        (_("Pages of the bulletin"), _words(rights.bulletin, PAGE_ACTIONS)),
        (_("Pictures and documents"), _words(rights.files, FILE_ACTIONS)),
    ]
    further = (
        (rights.settings, _("Data of the centre"), pgettext("right", "edit")),
        (rights.words, _("Search words"), pgettext("right", "edit")),
        (rights.board, _("Legal compliance"), pgettext("right", "see and confirm")),
        (rights.approves, _("Texts that wait for approval"), pgettext("right", "approve, or send back")),
        (rights.invites, _("People"), pgettext("right", "invite to the roles of the centre")),
    )
    duties += [(subject, may) for given, subject, may in further if given]
    return [(subject, may) for subject, may in duties if may]


def _limits(rights: Rights) -> list[str]:
    limits = []
    if rights.kinds:
        names = ", ".join(str(apps.get_model(kind)._meta.verbose_name) for kind in rights.kinds)
        limits.append(_("Of the pages only these: %(kinds)s.") % {"kinds": names})
    if not rights.portal or not rights.bulletin:
        limits.append(_("Other pages of the centre can be read and linked to, not changed."))
    if PUBLISH in rights.bulletin:
        limits.append(_("In the bulletin nobody publishes a text that they have written a part of themselves."))
    elif PUBLISH not in rights.portal:
        limits.append(_("Doesn’t publish: submits for approval."))
    return [capfirst(limit) for limit in limits]


def _words(given: frozenset[str], actions: tuple[tuple[str, Any], ...]) -> str:
    return ", ".join(str(word) for action, word in actions if action in given)
