"""What a page looked like on a day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from history.dates import DayError, day_text, end_of, parse_day
from history.views.subject import Subject, subject_at


@require_safe
def ask_day(request: HttpRequest, path: str) -> HttpResponse:
    """`…/na-dzien/?dzien=15.12.2022`: leads to the day's own address, or says what is wrong with the day."""
    subject = subject_at(request, path)
    if hasattr(subject.page, "ask_day"):  # its text has a time of its own
        return subject.page.ask_day(request)
    typed = request.GET.get("dzien", "").strip()[:40]
    error = ""
    if typed:
        try:
            return redirect(f"{subject.local_url}na-dzien/{parse_day(typed).isoformat()}/")
        except DayError as fault:
            error = str(fault)
    return _answer(request, subject, {"typed": typed, "error": error})


# There are as many days as somebody likes; the versions that they lead to are kept.
@cache_control(no_cache=True)
@require_safe
def on_day(request: HttpRequest, path: str, day: str) -> HttpResponse:
    """`…/na-dzien/YYYY-MM-DD/`: the version that was public when the day ended, in Polish time.

    Answers 404 with the reason for a day that there isn't.
    """
    subject = subject_at(request, path)
    if hasattr(subject.page, "serve_day"):
        return subject.page.serve_day(request, day)
    try:
        wanted = parse_day(day)
    except DayError as fault:
        return _answer(request, subject, {"typed": day, "error": str(fault)}, status=404)
    row = subject.timeline.shown_before(min(end_of(wanted), now()))
    if row is not None and wanted <= localdate():
        return redirect(f"{subject.version_url(row.number)}?dzien={wanted.isoformat()}")
    return _answer(request, subject, {"typed": f"{wanted:%d.%m.%Y}", "answer": _why_nothing(wanted), "day": wanted})


def _why_nothing(wanted: date) -> str:
    """Why there is no version of a day."""
    words = {"day": day_text(wanted)}
    if wanted > localdate():
        return _("%(day)s has not come yet.") % words
    return _("On %(day)s this page was not published.") % words


def _answer(request: HttpRequest, subject: Subject, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "history/on_day.html", {**subject.context(request), **context}, status=status)
