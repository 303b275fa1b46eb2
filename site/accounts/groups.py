"""Whom a user may bring in: which groups and which centres. What a group is for, others know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from wagtail.models import Site
from wagtail.permission_policies.pages import PagePermissionPolicy


def groups_for(user: Any) -> QuerySet[Group]:
    """The groups that a user may invite to; all for a superuser, else what ACCOUNTS_GROUPS_FOR says."""
    if not user.is_active:
        return Group.objects.none()
    if user.is_superuser:
        return Group.objects.order_by("name")
    found: QuerySet[Group] = import_string(settings.ACCOUNTS_GROUPS_FOR)(user)
    return found


def may_invite(user: Any) -> bool:
    """Whether there is any group that the user may invite to."""
    return bool(user.is_superuser) or groups_for(user).exists()


def sites_for(user: Any) -> QuerySet[Site]:
    """The centres that a user may bring somebody to: those whose whole tree they work on."""
    sites = Site.objects.order_by("site_name", "pk")
    if user.is_superuser:
        return sites
    own = PagePermissionPolicy().instances_user_has_any_permission_for(user, ["add", "change", "publish"])
    return sites.filter(root_page__in=own)
