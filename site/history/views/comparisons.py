"""What changed from one version to another."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from history.claims import Details
from history.comparing import ComparedVersion, attachments_of, comparison_of, contents_of, facts_of
from history.diff.view import comparison_context
from history.models import RedactionScope
from history.open_files import open_among
from history.timeline import Row
from history.views.files import file_url
from history.views.subject import Subject, subject_at
from history.views.versions import version_row
from history.wording import masked_files_texts, masked_note, masked_person, missing_text, person_text

LONGEST_NUMBER = 9
BESIDE = "obok"


@require_safe
def choose(request: HttpRequest, path: str) -> HttpResponse:
    """`…/porownaj/?starsza=A&nowsza=B` leads to the comparison's own address, or says what is wrong."""
    subject = subject_at(request, path)
    older, newer = _number(request.GET.get("starsza", "")), _number(request.GET.get("nowsza", ""))
    if not request.GET:
        return redirect(subject.history_url)
    if not (older and newer):
        context = {**subject.context(request), "history_url": subject.history_url, "fault": _wrong_numbers(request)}
        return render(request, "history/no_comparison.html", context, status=400)
    return redirect(subject.comparison_url(min(older, newer), max(older, newer)))


def _wrong_numbers(request: HttpRequest) -> str:
    """What is wrong with the numbers that were asked for."""
    asked = [request.GET.get(name, "").strip()[:20] for name in ("starsza", "nowsza")]
    wrong = [text for text in asked if text and not _number(text)]
    if wrong:
        return _("“%(text)s” is no number of a version. Choose two versions in the history.") % {"text": wrong[0]}
    return _("Two versions are needed. Choose them in the history.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


@require_safe
def comparison(request: HttpRequest, path: str, older: str, newer: str) -> HttpResponse:
    """`…/porownaj/A/B/`: what leads from A to B; backwards, too, for whoever swaps the sides."""
    subject = subject_at(request, path)
    before, after = version_row(subject, int(older)), version_row(subject, int(newer))
    fault = _why_not(before, after)
    context = {**subject.context(request), "history_url": subject.history_url}
    if fault:
        context |= {"before": before, "after": after, "fault": fault}
        return render(request, "history/no_comparison.html", context)
    old, new = _compared(subject, [before, after])
    found = comparison_of((before.commitment, old), (after.commitment, new))
    beside = request.GET.get("widok") == BESIDE
    context |= comparison_context(old, new, found, beside=beside)
    context["swap_url"] = subject.comparison_url(after.number, before.number)
    return render(request, "history/comparison.html", context)


def _why_not(before: Row, after: Row) -> str:
    """Why two versions can't be compared; empty when they can."""
    if before.number == after.number:
        return _("These are one and the same version. Choose two different ones in the history.")
    faults = [
        _("Version %(number)s: %(why)s.") % {"number": row.number, "why": missing_text(row.status)}
        for row in (before, after)
        if not row.comparable
    ]
    return " ".join(faults)


def _compared(subject: Subject, rows: Sequence[Row]) -> list[ComparedVersion]:
    """Versions with all that a comparison prints; the same queries for two as for one."""
    details = Details(rows, subject.timeline.rows)
    contents, attachments = contents_of(rows), attachments_of(rows)
    shown = {item.pk for item in open_among([item for items in attachments.values() for item in items])}
    current = subject.timeline.current
    return [
        ComparedVersion(
            number=row.number,
            title=contents[row.version_id][0],
            at=row.moment,
            person=_person(row, details),
            note=masked_note() if details.is_masked(row, RedactionScope.NOTE) else details.note(row),
            url=subject.version_url(row.number),
            is_current=current is not None and current.number == row.number,
            blocks=contents[row.version_id][1],
            files=facts_of(attachments[row.version_id]),
            masked_files=masked_files_texts(details.masked_files[row.entry_id]),
            file_urls={
                item.order: file_url(subject, row.number, item)
                for item in attachments[row.version_id]
                if item.pk in shown
            },
        )
        for row in rows
    ]


def _person(row: Row, details: Details) -> str:
    masked = details.is_masked(row, RedactionScope.PERSON)
    return masked_person() if masked else person_text(row.person, row.function)
