"""Which centre the home of an editor is about: one at a time, so that it answers as quickly for fifty as for one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

WRITING = ("add", "change", "publish")


def own_centres(user: Any) -> list[Site]:
    """The centres in which somebody writes or publishes, by name."""
    # A new database has a site with a plain page of Wagtail's for its home: nobody's centre.
    made = Site.objects.exclude(root_page__content_type__app_label="wagtailcore")
    sites = list(made.select_related("root_page").order_by("site_name", "pk"))
    if user.is_superuser:
        return sites
    grants = page_permission_policy.get_cached_permissions_for_user(user)
    return [site for site in sites if any(_meet(grant.page.path, site.root_page.path) for grant in grants)]


def _meet(granted: str, root: str) -> bool:
    return granted.startswith(root) or root.startswith(granted)


def chosen_centre(request: HttpRequest, centres: list[Site]) -> Site | None:
    """The one that was asked for by its key, else the one whose address is open, else the first."""
    by_key = {str(site.pk): site for site in centres}
    here = Site.find_for_request(request)
    asked = by_key.get(request.GET.get("centre", "")) or (by_key.get(str(here.pk)) if here else None)
    return asked or next(iter(centres), None)


def may_change(user: Any, page: Page) -> bool:
    """Whether somebody's role lets them change a page; nothing is asked of the database for each."""
    return user.is_superuser or "change" in page.permissions_for_user(user).permissions
