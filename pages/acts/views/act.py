"""An act's page: what it says today, on a day, and what changed between two of its texts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from history.dates import DayError, end_of, parse_day
from pages.acts import wording
from pages.acts.dossier import live_dossier, recorded_dossier
from pages.acts.linked_data import machine_readable
from pages.acts.models.kinds import REWORDING
from pages.acts.reading import Reading
from pages.acts.views.attachments import attachments_of
from pages.acts.views.comparison import compare_texts, state_choices
from pages.core.dates import parse_polish_date

if TYPE_CHECKING:
    from pages.acts.models import ActPage

KNOWN = "wedlug"
"""The parameter of the second clock: the day at whose end the site is asked."""


class ActRoutes(RoutablePageMixin):
    """Addresses below an act's own. Those of days come by way of the history, whose addresses stand before pages."""

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reading = self.reading_today
        add_comparisons(self)
        return context | reading_context(self, reading) | machine_readable(request, self, reading)

    def serve_day(self: ActPage, request: HttpRequest, typed: str) -> HttpResponse:
        """`…/na-dzien/YYYY-MM-DD/`: what the act said on the day; `?wedlug=` asks what the site said of it then."""
        known = _typed(request, KNOWN)
        try:
            day = parse_day(typed)
        except DayError as fault:
            return _ask(request, self, typed, known, fault=str(fault), status=404)
        typed = f"{day:%d.%m.%Y}"
        if not known:
            return _answer(request, self, Reading(live_dossier(self), day, asked=True))
        try:
            known_on = parse_day(known)
        except DayError as fault:
            return _ask(request, self, typed, known, known_fault=str(fault), status=400)
        if known_on > localdate():
            return _ask(request, self, typed, known, known_fault=_("Nobody knows yet what the site will say then."))
        dossier = recorded_dossier(self, min(end_of(known_on), now()))
        if dossier is None:
            return _ask(request, self, typed, known, answer=_not_here_then(self))
        return _answer(request, self, Reading(dossier, day, asked=True, known_on=known_on))

    def ask_day(self: ActPage, request: HttpRequest) -> HttpResponse:
        """`…/na-dzien/?dzien=15.12.2022&wedlug=20.12.2022` leads to the day's own address, or says what is wrong."""
        typed, known = _typed(request, "dzien"), _typed(request, KNOWN)
        if not typed:
            return _ask(request, self, "", known)
        try:
            address = f"{self.local_url}na-dzien/{_day(typed).isoformat()}/"
        except DayError as fault:
            return _ask(request, self, typed, known, fault=str(fault))
        try:
            return redirect(f"{address}?{KNOWN}={_day(known).isoformat()}" if known else address)
        except DayError as fault:
            return _ask(request, self, typed, known, known_fault=str(fault))

    @path("porownaj-stany/")
    def choose_states(self: ActPage, request: HttpRequest) -> HttpResponse:
        """`…/porownaj-stany/?starszy=A&nowszy=B` leads to the comparison's own address; without them it asks."""
        older, newer = (request.GET.get(name, "") for name in ("starszy", "nowszy"))
        reading = Reading(live_dossier(self), localdate())
        choices = state_choices(reading, older, newer)
        slugs = [choice.slug for choice in choices]
        if older in slugs and newer in slugs and older != newer:
            return redirect(f"{self.local_url}porownaj-stany/{older}/{newer}/")
        fault = _("Choose two different texts.") if older or newer else ""
        context = {**_frame(self, request), "reading": reading, "choices": choices, "fault": fault}
        return render(request, "pages/acts/choose_states.html", context, status=400 if fault else 200)

    @path("porownaj-stany/<slug:older>/<slug:newer>/")
    def compare_states(self: ActPage, request: HttpRequest, older: str, newer: str) -> HttpResponse:
        """What changed between two texts, provision by provision; backwards, too."""
        beside = request.GET.get("widok") == "obok"
        context = compare_texts(live_dossier(self), older, newer, address=self.local_url, beside=beside)
        if context is None:
            raise Http404
        return render(request, "pages/acts/compare_states.html", {**_frame(self, request), **context})


def _frame(page: ActPage, request: HttpRequest) -> dict[str, Any]:
    """What the frame around the content prints."""
    return super(ActRoutes, page).get_context(request) | {"act": page, "act_url": page.local_url}


def add_comparisons(act: ActPage) -> None:
    """Tell each relation of the act where readers see what it changed in the text of the other act."""
    for relation in act.relations_out:
        if relation.target is None or relation.kind not in REWORDING:
            continue
        other = Reading(live_dossier(relation.target), localdate())
        for before, after in pairwise(placed for placed, _text in other.states):
            made = {change.act for change in after.done - before.done}
            if act.pk in made and (url := other.compare_url(before, after)):
                relation.compare_url = url


def reading_context(act: ActPage, reading: Reading) -> dict[str, Any]:
    """What the pages of an act and of its texts print: the act, the reading, the attachments of its text."""
    text = reading.text.page if reading.text else None
    if text:
        text.centre = act.centre  # it would ask for its site once more
    return {
        "act": act,
        "act_url": act.local_url,
        "reading": reading,
        "attachments": attachments_of(reading),
        "summary": "" if reading.asked else act.summary,
        # Below a text stands who answers for that text.
        "provenance_page": text or act,
    }


def _answer(request: HttpRequest, page: ActPage, reading: Reading) -> HttpResponse:
    address = {"address": request.build_absolute_uri()}  # paper names the day, too
    context = {
        **_frame(page, request),
        **address,
        **reading_context(page, reading),
        **machine_readable(request, page, reading),
    }
    return render(request, "pages/acts/act_on_day.html", context)


def _day(typed: str) -> date:
    """A day as people type it, or as the site prints it: "15 grudnia 2022 r.". Raises DayError."""
    try:
        found = parse_polish_date(typed)
    except ValueError:
        return parse_day(typed)
    return parse_day(found.first.isoformat() if found.is_full else typed)


def _typed(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:40]


def _not_here_then(page: ActPage) -> str:
    """Since when the site has the act: the answer to what it said of it before."""
    first = page.published_versions.first
    if first is None:
        return _("On that day this act was not on the site.")
    words = {"day": wording.day_words(localdate(first.live_from))}
    return _("On that day this act was not on the site. It has been here since %(day)s.") % words


def _ask(
    request: HttpRequest,
    page: ActPage,
    typed: str,
    known: str,
    *,
    fault: str = "",
    known_fault: str = "",
    answer: str = "",
    status: int = 200,
) -> HttpResponse:
    """Ask for the days again, with what is wrong with those that were typed."""
    said = {"typed": typed, "known": known, "fault": fault, "known_fault": known_fault, "answer": answer}
    context = {**_frame(page, request), "reading": Reading(live_dossier(page), localdate()), **said}
    return render(request, "pages/acts/ask_day.html", context, status=status)
