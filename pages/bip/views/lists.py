"""A list of the bulletin: current entries first, then the archive by years; the same for programs and calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from pages.bip.feeds.atom import ATOM, entries_as_atom
from pages.bip.feeds.data import entries_as_data
from pages.bip.feeds.ical import CALENDAR, entries_as_calendar
from pages.bip.views.filter import EntryFilter
from pages.core.models import CentreSettings
from search.pagination import page_of

if TYPE_CHECKING:
    from pages.bip.models import BipListPage
    from pages.bip.models.entries.base import BipEntryPage

ENTRIES_PER_PAGE = 50


class ListRoutes(RoutablePageMixin):
    """Addresses below a list's own; all of them honour the same filter, `?state=open&year=2026`.

    Wagtail reads every address as if it ended with a slash; the files are asked for without one (`portal.urls`).
    """

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        form = asked(self, request)
        found = form.found()
        entries = page_of(request, found, ENTRIES_PER_PAGE)
        context["form"] = form
        context["entries"] = entries
        context["groups"] = list(_groups(entries))
        context["count"] = len(found)
        context["has_entries"] = bool(form.entries)
        context["has_calendar"] = any(entry.calendar for entry in found)
        return context

    @path("wpisy.atom/")
    def as_atom(self: BipListPage, request: HttpRequest) -> HttpResponse:
        """`…/wpisy.atom`: the newest entries."""

        def answer(form: EntryFilter) -> HttpResponse:
            return HttpResponse(entries_as_atom(request, self, form.found(), form.query), content_type=ATOM)

        return _for_programs(self, request, answer)

    @path("wpisy.json/")
    def as_json(self: BipListPage, request: HttpRequest) -> HttpResponse:
        """`…/wpisy.json`: the entries as data."""
        return _for_programs(self, request, lambda form: JsonResponse(entries_as_data(request, self, form.found())))

    @path("terminy.ics/")
    def as_calendar(self: BipListPage, request: HttpRequest) -> HttpResponse:
        """`…/terminy.ics`: their deadlines for a calendar."""

        def answer(form: EntryFilter) -> HttpResponse:
            response = HttpResponse(entries_as_calendar(request, self, form.found()), content_type=CALENDAR)
            response["Content-Disposition"] = f'inline; filename="{self.slug}.ics"'
            return response

        return _for_programs(self, request, answer)


def asked(page: BipListPage, request: HttpRequest) -> EntryFilter:
    """The filter with what was asked of it, over the entries of the list."""
    centre = CentreSettings.of_request(request)
    for entry in page.entries:
        entry.centre = centre  # each would ask for its site otherwise
    return EntryFilter(page.entries, request.GET)


def _groups(entries: Iterable[BipEntryPage]) -> Iterator[tuple[str, list[BipEntryPage]]]:
    """Entries under the headings that they stand below."""
    for heading, group in groupby(entries, key=_heading):
        yield heading, list(group)


def _heading(entry: BipEntryPage) -> str:
    return _("Current") if entry.is_current else str(entry.listed_by.year)


def _for_programs(
    page: BipListPage, request: HttpRequest, answer: Callable[[EntryFilter], HttpResponse]
) -> HttpResponse:
    """The answer, or 400 with what is wrong: a program would take all entries for those that it asked for."""
    form = asked(page, request)
    if form.fault:
        return HttpResponse(form.fault, status=400, content_type="text/plain; charset=utf-8")
    return answer(form)
