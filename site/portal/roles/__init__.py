"""Who may do what: each centre has its roles, and their people touch nothing of another centre."""

from portal.models import CentreRole, Role
from portal.roles.making import group_of, groups_to_invite, make_roles
from portal.roles.people import function_of, roles_of
from portal.roles.rights import RIGHTS, Rights

__all__ = [
    "RIGHTS",
    "CentreRole",
    "Rights",
    "Role",
    "function_of",
    "group_of",
    "groups_to_invite",
    "make_roles",
    "roles_of",
]
