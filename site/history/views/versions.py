"""One version of a page, as it stood."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from history.articles import PLACEHOLDER, Article, FileAddress
from history.claims import Details, disclosed
from history.dates import DayError, day_text, end_of, moment_text, parse_day
from history.models import ContentStatus, Event, RedactionScope, VersionAttachment, VersionContent
from history.open_files import open_among
from history.timeline import Row
from history.views.files import file_url
from history.views.memento import add_headers, timemap_of
from history.views.subject import Subject, subject_at
from history.wording import (
    basis_text,
    kind_text,
    looked_so_text,
    masked_data,
    masked_files_texts,
    masked_note,
    masked_person,
    missing_text,
    person_text,
)


def version_row(subject: Subject, number: int) -> Row:
    """The entry of a version; raises Http404 for a number that there isn't."""
    row = subject.timeline.version(number)
    if row is None:
        raise Http404
    return row


def file_addresses(subject: Subject, row: Row, attachments: Sequence[VersionAttachment]) -> FileAddress:
    """Where each file of a version is; one query."""
    addresses = {item.order: file_url(subject, row.number, item) for item in open_among(attachments)}
    return lambda order: addresses.get(order, "")


@require_safe
def version(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """`…/wersje/N/`: the stored text, or why there is none."""
    subject = subject_at(request, path)
    row = version_row(subject, int(number))
    content = VersionContent.objects.get(version_id=row.version_id)
    ending = None if row.imported else subject.timeline.ended_by(row.number)
    details = Details([row, *([ending] if ending else [])], subject.timeline.rows)
    there = content.status == ContentStatus.FULL
    context = {
        **subject.context(request),
        **_banner(subject, row, ending, details),
        "asked_day": _asked_day(request, subject, row),
        "row": row,
        "title": content.title or subject.title,
        "head_title": subject.head_title if content.title == subject.title else content.title or subject.title,
        "article": _article(subject, row, content.html) if there else None,
        "missing": "" if there else missing_text(content.status),
        "imported": row.imported,
        "provenance": _provenance(subject, row, content, details),
        "example": bool(content.fields.get("is_example")),
    }
    response = render(request, "history/version.html", context)
    if there:
        add_headers(request, response, subject, row)
    return response


def _asked_day(request: HttpRequest, subject: Subject, row: Row) -> str:
    """What is said to whoever came from a day: that it was this version; "" when it was another one."""
    try:
        day = parse_day(request.GET.get("dzien", "")[:10])
    except DayError:
        return ""
    if subject.timeline.shown_before(min(end_of(day), now())) != row:
        return ""
    text = _("On %(day)s the page looked like this.") if row.comparable else _("This is the version of %(day)s.")
    return text % {"day": day_text(day)}


def _article(subject: Subject, row: Row, html: str) -> Article:
    attachments = list(VersionAttachment.objects.filter(version_id=row.version_id)) if PLACEHOLDER in html else []
    return Article(html, file_addresses(subject, row, attachments))


def _banner(subject: Subject, row: Row, ending: Row | None, details: Details) -> dict[str, Any]:
    """What is said over the text: when readers saw it, why it changed, what stands beside it."""
    timeline = subject.timeline
    current = timeline.current
    before, after = timeline.neighbours(row.number)
    is_current = current is not None and current.number == row.number
    masked = details.masked.get(row.entry_id, {})
    basis = masked.get(RedactionScope.CONTENT)
    note_masked = details.is_masked(row, RedactionScope.NOTE)
    return {
        "is_current": is_current,
        "current": current,
        "before": before,
        "after": after,
        "looked_so": "" if row.imported else looked_so_text(timeline.periods[row.number], there=row.comparable),
        "ended": "" if is_current else _why_ended(ending, details),
        "note": masked_note() if note_masked else details.note(row),
        "corrections": details.corrections[row.version_id],
        "kind": kind_text(row.kind),
        "basis": basis_text(basis.legal_basis, basis.decided_by) if basis else "",
        "masked_files": masked_files_texts(details.masked_files[row.entry_id]),
        "compare_url": _compare_with_current(subject, row, current),
        "before_missing": "" if before is None or before.comparable else missing_text(before.status),
        "is_last": after is None,
    }


def _compare_with_current(subject: Subject, row: Row, current: Row | None) -> str:
    if current is None or current.number == row.number or not (row.comparable and current.comparable):
        return ""
    return subject.comparison_url(row.number, current.number)


def _why_ended(ending: Row | None, details: Details) -> str:
    """Why the version gave way: what was said to the next one, or to the page's going."""
    if ending is None or details.is_masked(ending, RedactionScope.NOTE):
        return ""
    note = details.note(ending)
    if ending.makes_version:
        return _("Changed because: %(note)s") % {"note": note} if note else ""
    words = {"note": note}
    texts = {
        Event.DELETE: _("Deleted because: %(note)s") % words if note else _("Then the page was deleted."),
        Event.EXPIRE: _("Then the page expired."),
        Event.RESTRICT: _("Then the page was taken out of public view."),
    }
    withdrawn = _("Withdrawn because: %(note)s") % words if note else _("Then the page was withdrawn.")
    return texts.get(Event(ending.event), withdrawn)


def _provenance(subject: Subject, row: Row, content: VersionContent, details: Details) -> Sequence[tuple[str, str]]:
    """The rows of the provenance box as they were then: names and functions are frozen in the version."""
    masked = details.is_masked(row, RedactionScope.PERSON)
    unknown = _("not given")
    claims = disclosed([row.entry_id], ["provenance"]).get(row.entry_id, {})
    body = (claims.get("provenance") or {}).get("body", "")
    produced = "; ".join(filter(None, [content.produced_by, content.responsible_person]))
    produced = produced or (masked_data() if masked else unknown)
    rows = [(_("Published by (body)"), body)] if body else []
    if not row.imported:
        rows.append((_("Produced by / responsible for the content"), produced))
        rows.append((_("Date produced"), content.produced_at or unknown))
    person = masked_person() if masked else person_text(row.person, row.function)
    first = subject.timeline.first
    if first is None or first.number == row.number:
        return [*rows, (_("Published by"), person), (_("Date published"), moment_text(row.moment))]
    return [
        *rows,
        (_("Published by"), person_text(first.person, first.function) or masked_person()),
        (_("Date published"), moment_text(first.moment)),
        (_("Last modified by"), person),
        (_("Date last modified"), moment_text(row.moment)),
    ]


@require_safe
def timemap(request: HttpRequest, path: str) -> HttpResponse:
    """`…/historia/timemap.link`."""
    return timemap_of(request, subject_at(request, path))
