"""What stays of a page that was withdrawn, has expired or was deleted."""

from typing import Any

from django.utils.translation import gettext as _

from history.claims import Details
from history.dates import day_text, from_to_text
from history.models import ObjectState, RedactionScope
from history.timeline import overview
from history.views.subject import Subject
from history.wording import masked_note


def tombstone_context(subject: Subject) -> dict[str, Any]:
    """Title, dates, and the reason if somebody gave one."""
    timeline = subject.timeline
    told = overview(timeline)
    ending = next((row for row in reversed(timeline.rows) if row.ends), None)
    details = Details([ending] if ending else [], timeline.rows)
    reason = ""
    if ending:
        reason = masked_note() if details.is_masked(ending, RedactionScope.NOTE) else details.note(ending)
    return {
        "subject": subject,
        "in_bip": subject.in_bip,
        "eyebrow": _what_became(subject.tracked.state),
        "lead": _dates(told.since, told.until),
        "reason": reason,
        "count": told.count,
        "last": timeline.last if timeline.last and timeline.last.comparable else None,
    }


def _what_became(state: str) -> str:
    texts = {
        ObjectState.WITHDRAWN: _("Page withdrawn"),
        ObjectState.EXPIRED: _("Page expired"),
        ObjectState.DELETED: _("Page deleted"),
    }
    return texts.get(ObjectState(state), _("Page withdrawn"))


def _dates(since: Any, until: Any) -> str:
    """From when to when readers could open it."""
    if since and until:
        return _("Readers could open this page %(span)s.") % {"span": from_to_text(since, until)}
    return _("Readers could open this page until %(day)s.") % {"day": day_text(until)} if until else ""
