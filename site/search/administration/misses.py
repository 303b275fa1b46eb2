"""The report of what readers looked for and didn't find."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton, ListingButton

from search.misses import PERIOD_DAYS, STEP, kept_since
from search.words.models import SearchMiss, SearchWord, folded_key

from .rights import OwnCentreFilterSet, OwnCentreMixin, OwnObjectMixin, misses_policy, own_sites


class SearchMissFilterSet(OwnCentreFilterSet):
    """By centre."""

    class Meta:
        model = SearchMiss
        fields: list[str] = []


class SearchMissList(OwnCentreMixin, generic.IndexView):
    """What was looked for in vain on one's own site, most often first; each leads to a new search word."""

    template_name = "search/administration/misses.html"
    page_title = gettext_lazy("Searched without results")
    any_permission_required = ["change"]
    filterset_class = SearchMissFilterSet
    list_export = ["site", "query", "count", "last_day"]
    export_filename = pgettext_lazy("name of a file", "searches-without-results")
    default_ordering = "-count"
    paginate_by = 50
    step = STEP
    days = PERIOD_DAYS

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            self._get_title_column("query"),
            self._get_custom_column("count"),
            self._get_custom_column("last_day"),
            StatusTagColumn("register", label=gettext_lazy("Register"), accessor=self._state),
        ]
        if own_sites(self.request.user).count() > 1:
            columns.append(self._get_custom_column("site"))
        return columns

    @cached_property
    def words(self) -> dict[tuple[int, str], int]:
        """The register by site and name: who has a word for it needs no other."""
        rows = SearchWord.objects.filter(site__in=own_sites(self.request.user))
        return {(site, folded): pk for site, folded, pk in rows.values_list("site_id", "folded", "pk")}

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Search words"), url=reverse("search_words:index"), icon_name="search")]

    def get_base_queryset(self) -> QuerySet[SearchMiss]:
        return super().get_base_queryset().filter(last_day__gte=kept_since(localdate()))

    def get_list_buttons(self, instance: SearchMiss) -> list[ListingButton]:
        word = self._word(instance)
        if word:
            change = ListingButton(_("Change the word"), url=reverse("search_words:edit", args=(word,)), priority=10)
        else:
            url = f"{reverse('search_words:add')}?miss={instance.pk}"
            change = ListingButton(_("Add a word"), url=url, priority=10)
        return [change, ListingButton(_("Delete"), url=reverse("search_misses:delete", args=(instance.pk,)))]

    def _word(self, miss: SearchMiss) -> int | None:
        return self.words.get((miss.site_id, folded_key(miss.query)))

    def _state(self, miss: SearchMiss) -> str:
        return _("in the register") if self._word(miss) else ""


class SearchMissDelete(OwnObjectMixin, generic.DeleteView):
    """Forget a question. The log would keep its words, so nothing is written there."""

    permission_required = "change"

    @property
    def confirmation_message(self) -> str:
        return _("Do you want to delete this question? It comes back when readers go on asking it.")

    def delete_action(self) -> None:
        self.object.delete()


class ReportItem(MenuItem):
    """Shown to whoever may do something about it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return misses_policy.user_has_permission(request.user, "change")


class SearchMissViewSet(ViewSet):
    """Below /admin/search-misses/, in the menu of reports: a list, and a way to delete from it."""

    model = SearchMiss
    name = "search_misses"
    url_prefix = "search-misses"
    icon = "search"
    menu_hook = "register_reports_menu_item"
    menu_item_class = ReportItem
    menu_label = gettext_lazy("Searched without results")
    menu_order = 1100

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{view}_url_name": self.get_url_name(view) for view in ("index", "index_results", "delete")}
        return super().get_common_view_kwargs(
            **{"model": self.model, "permission_policy": misses_policy, "header_icon": self.icon, **names, **kwargs}
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(SearchMissList), name="index"),
            path("results/", self.construct_view(SearchMissList, results_only=True), name="index_results"),
            path("delete/<int:pk>/", self.construct_view(SearchMissDelete), name="delete"),
        ]


search_misses = SearchMissViewSet()
