"""Atom and JSON of a page's history and of the register; a hundred entries at a time."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from history.feeds import atom, data
from history.models import JournalEntry
from history.register import RegisterLine, lines_of, public_entries
from history.views.pages import ENTRIES_PER_FEED, page_of
from history.views.subject import site_of, subject_at

ATOM = "application/atom+xml; charset=utf-8"


class Feed(NamedTuple):
    """What both forms are made of."""

    title: str
    address: str
    next_url: str
    lines: Sequence[RegisterLine]


def _feed(request: HttpRequest, site: Site, title: str, address: str, entries: QuerySet[JournalEntry]) -> Feed:
    page = page_of(request, entries, ENTRIES_PER_FEED)
    next_url = ""
    if page.has_next():
        next_url = request.build_absolute_uri(f"{request.path}?strona={page.next_page_number()}")
    return Feed(title, address, next_url, lines_of(site, page.object_list))


def _of_page(request: HttpRequest, path: str) -> Feed:
    subject = subject_at(request, path)
    entries = public_entries(subject.site).filter(object=subject.tracked)
    title = _("Page history: %(title)s") % {"title": subject.title}
    return _feed(request, subject.site, title, subject.history_url, entries)


def _of_register(request: HttpRequest) -> Feed:
    site = site_of(request)
    title = _("Register of changes: %(name)s") % {"name": site.site_name or site.hostname}
    return _feed(request, site, title, reverse("change_register"), public_entries(site))


def _atom(request: HttpRequest, feed: Feed) -> HttpResponse:
    site = site_of(request)
    return HttpResponse(atom(request, *feed, site.site_name or site.hostname), content_type=ATOM)


def _json(request: HttpRequest, feed: Feed) -> HttpResponse:
    return JsonResponse(data(request, *feed), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def page_atom(request: HttpRequest, path: str) -> HttpResponse:
    """`…/historia/atom.xml`."""
    return _atom(request, _of_page(request, path))


@require_safe
def page_json(request: HttpRequest, path: str) -> HttpResponse:
    """`…/historia/dane.json`."""
    return _json(request, _of_page(request, path))


@require_safe
def register_atom(request: HttpRequest) -> HttpResponse:
    """`/bip/rejestr-zmian/atom.xml`."""
    return _atom(request, _of_register(request))


@require_safe
def register_json(request: HttpRequest) -> HttpResponse:
    """`/bip/rejestr-zmian/dane.json`."""
    return _json(request, _of_register(request))
