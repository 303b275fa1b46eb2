"""The register of search words: list, form, history."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.permission_policies.pages import PagePermissionPolicy

from search.words.models import SearchMiss, SearchWord, folded_key

from .rights import OwnCentreFilterSet, OwnCentreMixin, OwnObjectMixin, own_sites, words_policy


class SearchWordForm(WagtailAdminModelForm):
    """The form of a word: its centre is asked for only when it isn't clear, and never changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = own_sites(self.for_user)
        if self.instance.pk:
            del self.fields["site"]
        elif sites.count() == 1:
            self.instance.site = sites.get()
            del self.fields["site"]
        else:
            self.fields["site"].queryset = sites

    def is_valid(self) -> bool:
        """Raises PermissionDenied for a page that the chooser doesn't offer: the form, shown again, would name it."""
        page = self.data.get(self.add_prefix("page"), "")
        pages = PagePermissionPolicy().explorable_instances(self.for_user)
        if page and not (page.isdecimal() and len(page) < 19 and pages.filter(pk=page).exists()):
            raise PermissionDenied
        return super().is_valid()


class SearchWordFilterSet(OwnCentreFilterSet):
    """By centre, and by whether a page is shown first."""

    has_page = django_filters.BooleanFilter(
        field_name="page",
        lookup_expr="isnull",
        exclude=True,
        label=gettext_lazy("A page is shown first"),
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = SearchWord
        fields: list[str] = []


def page_of(word: SearchWord) -> str:
    """The page shown first, and that readers don't see it when they don't."""
    if word.page is None:
        return ""
    if not word.page.path.startswith(word.site.root_page.path):
        return _("a page that is no longer this centre's")
    title = word.page.get_admin_display_title()
    return title if word.page.live else _("%(title)s (not public)") % {"title": title}


class SearchWordList(OwnCentreMixin, generic.IndexView):
    """The register of one's own centre."""

    filterset_class = SearchWordFilterSet
    list_export = ["site", "term", "meanings_in_a_line", "page", "note"]
    export_headings = {"meanings_in_a_line": gettext_lazy("what the pages call it")}
    default_ordering = "folded"

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            self._get_title_column("term"),
            Column("meanings_in_a_line", label=gettext_lazy("On pages"), width="35%"),
            Column("page", accessor=page_of, label=gettext_lazy("Shown first")),
        ]
        if own_sites(self.request.user).count() > 1:
            columns.append(self._get_custom_column("site"))
        return [*columns, UpdatedAtColumn()]

    def get_base_queryset(self) -> QuerySet[SearchWord]:
        return super().get_base_queryset().select_related("page", "site__root_page")

    def search_queryset(self, queryset: QuerySet[SearchWord]) -> QuerySet[SearchWord]:
        """Words with a part of what is typed, with or without Polish letters."""
        text = self.search_query
        if not text:
            return queryset
        found = Q(means__icontains=text) | Q(note__icontains=text)
        if key := folded_key(text):
            found |= Q(folded__contains=key)
        return queryset.filter(found)


class SearchWordAdd(generic.CreateView):
    """A new word; `?miss=` is what was looked for in vain and shall have one."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("miss", "")
        misses = SearchMiss.objects.filter(site__in=own_sites(self.request.user))
        miss = misses.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        return {**super().get_initial(), **({"term": miss.query, "site": miss.site_id} if miss else {})}


class SearchWordEdit(OwnObjectMixin, generic.EditView):
    """A word of one's own centre."""


class SearchWordDelete(OwnObjectMixin, generic.DeleteView):
    """The same, to be deleted."""

    @property
    def confirmation_message(self) -> str:
        return _("Do you want to delete this word? Whoever types it will then find only pages that hold it.")


class SearchWordHistory(OwnCentreMixin, history.HistoryView):
    """Who changed a word, and when."""

    def get_base_queryset(self) -> QuerySet:
        """Entries of the log, whose subject was found to be one's own."""
        return history.HistoryView.get_base_queryset(self)


class SearchWordUsage(OwnCentreMixin, usage.UsageView):
    """Nothing refers to a word; Wagtail has the address all the same."""


class SearchWordViewSet(ModelViewSet):
    """Below /admin/search-words/, in the menu of settings."""

    model = SearchWord
    name = "search_words"
    url_prefix = "search-words"
    icon = "search"
    add_to_settings_menu = True
    menu_order = 150
    menu_label = gettext_lazy("Search words")
    copy_view_enabled = False
    list_per_page = 50
    search_fields = ("term",)
    export_filename = pgettext_lazy("name of a file", "search-words")
    index_view_class = SearchWordList
    add_view_class = SearchWordAdd
    edit_view_class = SearchWordEdit
    delete_view_class = SearchWordDelete
    history_view_class = SearchWordHistory
    usage_view_class = SearchWordUsage
    edit_handler = ObjectList(
        [
            FieldPanel("site"),
            FieldPanel("term"),
            FieldPanel("means"),
            PageChooserPanel("page"),
            FieldPanel("note"),
        ],
        base_form_class=SearchWordForm,
    )

    @property
    def permission_policy(self) -> Any:
        return words_policy

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None among those that hold for all centres: see `CentrePolicy`."""
        return Permission.objects.none()


search_words = SearchWordViewSet()
