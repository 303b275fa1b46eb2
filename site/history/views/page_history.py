"""The history of one page: its versions and what else happened to it, newest first."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from history.models import TrackedObject
from history.timeline import Line, Row, fold, overview
from history.views.lines import Printer
from history.views.pages import LINES_PER_PAGE, page_of
from history.views.subject import Subject, subject_at
from history.visibility import GONE, open_objects
from history.wording import overview_text, ranges_text

MOST_BEFORE = 20
ALL, SIGNIFICANT = "wszystkie", "istotne"


@require_safe
def page_history(request: HttpRequest, path: str) -> HttpResponse:
    """`…/historia/`: bursts folded unless `?widok=wszystkie`; `?tylko=istotne` leaves the rest out."""
    subject = subject_at(request, path)
    source = subject.tracked.alias_of
    if source and not subject.timeline.versions and open_objects(subject.site).filter(pk=source.pk).exists():
        return redirect(f"{source.path}historia/")  # a second address of a page has no versions of its own
    rows = subject.timeline.rows[::-1]
    significant = [row for row in rows if row.significant]
    view = request.GET.get("widok")
    only = request.GET.get("tylko") == SIGNIFICANT
    shown = significant if only else rows
    folded = fold(shown)
    lines = [Line((row,)) for row in shown] if view == ALL else folded
    pages = page_of(request, lines)
    printer = Printer(subject, list(pages.object_list), _unfolding(subject, shown))
    pages.object_list = printer.views()
    context = {
        **subject.context(request),
        **_head(subject),
        "lines": pages,
        "before_it": _before_it(subject),
        "can_compare": printer.can_compare,
        "all_count": len(rows),
        "unfolded": view == ALL,
        "only_significant": only,
        "has_bursts": len(folded) < len(shown),
        "has_minor": len(significant) < len(rows) and bool(significant),
    }
    return render(request, "history/history.html", context)


def _before_it(subject: Subject) -> list[TrackedObject]:
    """Pages that are gone and stood at the address before: their histories have addresses of their own."""
    objects = open_objects(subject.site).filter(path=subject.local_url, state__in=GONE).order_by("-pk")
    return list(objects.exclude(pk=subject.tracked.pk)[:MOST_BEFORE])


def _head(subject: Subject) -> dict[str, Any]:
    """What is said above the table of the whole history."""
    told = overview(subject.timeline)
    return {
        "lead": overview_text(told),
        "imported": told.imported,
        "imported_text": ranges_text(told.imported),
        "redacted": told.redacted,
        "redacted_text": ranges_text(told.redacted),
    }


def _unfolding(subject: Subject, shown: Sequence[Row]) -> dict[int, str]:
    """Where each version stands when nothing is folded."""
    addresses = {}
    for index, row in enumerate(shown):
        page = index // LINES_PER_PAGE + 1
        more = f"&strona={page}" if page > 1 else ""
        if row.makes_version:
            addresses[row.number] = f"{subject.history_url}?widok={ALL}{more}#wersja-{row.number}"
    return addresses
