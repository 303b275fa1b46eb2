"""Who may change the search words of a centre: one right on its site covers the register and the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.contrib.settings.forms import SitePermissionForm
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from search.words.models import SearchMiss, SearchWord

RIGHT = "change_searchword"


class CentrePolicy(SitePermissionPolicy):
    """Whatever somebody wants to do, they need the right to change the words of that centre.

    The right is given on a site, never by Django's own permission: that one would hold for every centre, and show the
    log of what all of them did.
    """

    def _get_permission_codenames(self, actions: Iterable[str]) -> set[str]:
        return {RIGHT}

    def _get_permission_name(self, action: str) -> str:
        return f"{self.app_label}.{RIGHT}"


words_policy = CentrePolicy(SearchWord)
misses_policy = CentrePolicy(SearchMiss, auth_model=SearchWord)


def own_sites(user: Any) -> QuerySet[Site]:
    """The sites whose words somebody may change."""
    return words_policy.sites_user_has_permission_for(user, "change").order_by("site_name", "pk")


def sites_of_request(request: HttpRequest | None) -> QuerySet[Site]:
    """The same for who asks, as filters want it."""
    return own_sites(request.user) if request else Site.objects.none()


class OwnCentreMixin:
    """A view of things that belong to a site: those of another centre are not there."""

    def get_base_queryset(self) -> QuerySet:
        """What a list shows."""
        return self._own(super().get_base_queryset())  # type: ignore[misc]  # a view follows

    def get_base_object_queryset(self) -> QuerySet:
        """Where a history looks for its subject."""
        return self._own(super().get_base_object_queryset())  # type: ignore[misc]  # a view follows

    def _own(self, queryset: QuerySet) -> QuerySet:
        sites = own_sites(self.request.user)  # type: ignore[attr-defined]  # of the view
        return queryset.filter(site__in=sites).select_related("site")


class OwnObjectMixin(OwnCentreMixin):
    """The same for views that change one thing."""

    def get_queryset(self) -> QuerySet:
        """Where the view looks for its subject."""
        return self._own(super().get_queryset())  # type: ignore[misc]  # a view follows


class OwnCentreFilterSet(WagtailFilterSet):
    """By centre, for who has several."""

    site = django_filters.ModelChoiceFilter(queryset=sites_of_request, label=_("centre"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        if own_sites(request.user).count() < 2:
            del self.filters["site"]


class WordsPermissionForm(SitePermissionForm):
    """Part of the form of a group: on which sites it may change the words."""

    settings_model = SearchWord
    icon = "search"

    def __init__(self, *args: Any, instance: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
