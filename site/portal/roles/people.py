"""Who has which role."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.models import CentreRole, Role

_CACHE = "_centre_roles_cache"


def roles_of(user: Any) -> dict[int, Role]:
    """The roles of a person by the group that gives each; kept with the account as long as a request lasts."""
    if not hasattr(user, _CACHE):
        found = CentreRole.objects.filter(group__user=user).values_list("group_id", "role")
        setattr(user, _CACHE, {group: Role(role) for group, role in found})
    roles: dict[int, Role] = getattr(user, _CACHE)
    return roles


def function_of(user: Any) -> str:
    """What readers are told of a person beside the name: what they do for the centre, never their account."""
    if user.is_superuser:
        return _("administrator of the site")
    return _("editor of the site") if roles_of(user) else ""
