"""What somebody may do with a page: Wagtail's rights by place, narrowed to what the roles that give them mean.

Wagtail's rights reach from a page down to all that stands below it, and the bulletin stands below the home page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy

from pages.core.bulletins import bulletin_paths
from portal.roles.people import roles_of
from portal.roles.rights import ADD, PUBLISH, RIGHTS

_CACHE = "_bulletin_paths_cache"


def actions_on(user: Any, page: Page, kinds: Iterable[str]) -> set[str]:
    """What somebody may do at the place of a page with pages of some kinds, to any of them."""
    roles, allowed = roles_of(user), set()
    for grant in page_permission_policy.get_cached_permissions_for_user(user):
        if not page.path.startswith(grant.page.path):
            continue
        action = grant.permission.codename.rsplit("_", maxsplit=1)[0]
        role = roles.get(grant.group_id)
        if role is None:  # a group of an administrator's own: as Wagtail has it
            allowed.add(action)
            continue
        inside = page.path.startswith(known_bulletins(user))
        if any(action in RIGHTS[role].on(kind, in_bulletin=inside) for kind in kinds):
            allowed.add(action)
    return allowed


def known_bulletins(user: Any) -> tuple[str, ...]:
    """Where the bulletins are; kept with the account as long as a request lasts, since lists ask for every row."""
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, bulletin_paths())
    paths: tuple[str, ...] = getattr(user, _CACHE)
    return paths


def kinds_below(model: type[Page]) -> tuple[str, ...]:
    """The kinds of pages that may stand below one of a kind."""
    return tuple(kind._meta.label_lower for kind in model.clean_subpage_models())


def may_add(user: Any, parent: Page, model: type[Page]) -> bool:
    """Whether somebody may add a page of just this kind below another."""
    if user.is_superuser or not user.is_active:
        return bool(user.is_active)
    return ADD in actions_on(user, parent, [model._meta.label_lower])


class RolePermissionTester(PagePermissionTester):
    """Wagtail's answers to what somebody may do with a page, with the roles' limits."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.model: type[Page] = page.specific_class or type(page)
        self.limited = user.is_active and not user.is_superuser
        self.below: set[str] = set()
        if self.limited:
            self.permissions: set[str] = actions_on(user, page, [self.model._meta.label_lower])
            self.below = actions_on(user, page, kinds_below(self.model))
            if ADD in self.below:  # what Wagtail asks of the page that something new is to stand below
                self.permissions.add(ADD)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deleting, and moving, undo adding: whoever may only edit may do neither."""
        if self.limited and not may_add(self.user, self.page, self.model):
            return False
        return bool(super().can_delete(ignore_bulk))

    def can_publish_subpage(self) -> bool:
        if self.limited and PUBLISH in self.below:
            return bool(self.model.creatable_subpage_models())
        return bool(super().can_publish_subpage())

    def can_set_view_restrictions(self) -> bool:
        """A page is closed with all that stands below it, which may be the bulletin."""
        return bool(super().can_set_view_restrictions()) and self._everywhere_below(PUBLISH)

    def can_move_to(self, destination: Page) -> bool:
        return bool(super().can_move_to(destination)) and may_add(self.user, destination, self.model)

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return bool(super().can_copy_to(destination, recursive)) and may_add(self.user, destination, self.model)

    def _everywhere_below(self, action: str) -> bool:
        """Whether something may be done in the bulletins below the page, too."""
        if not self.limited:
            return True
        below = Page.objects.filter(path__in=known_bulletins(self.user)).descendant_of(self.page)
        return all(action in page.permissions_for_user(self.user).permissions for page in below)
