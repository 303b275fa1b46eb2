"""What readers are told of the history, in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.claims import MOVING
from history.dates import day_text, from_to_text, moment_text, span_text
from history.models import ChangeKind, ContentStatus, Event, Redaction, RedactionScope
from history.people import SYSTEM
from history.timeline import Line, Overview, Period, Row

MOST_RANGES = 4


def person_text(name: str, function: str = "") -> str:
    """Name and function; what nobody did by hand is said to be automatic."""
    if name == SYSTEM:
        return _("automatically (system)")
    return ", ".join(filter(None, [name, function]))


def masked_note() -> str:
    """What stands in place of a description that was masked."""
    return _("description anonymised")


def masked_person() -> str:
    """What stands in place of a person who was masked."""
    return _("person anonymised")


def masked_data() -> str:
    """What stands in place of data about persons that were masked."""
    return _("data anonymised")


def masked_files_texts(redactions: Iterable[Redaction]) -> list[str]:
    """Which files of a version were masked, when and on what basis: a sentence for each decision."""
    decisions: dict[tuple[date, str, str], int] = {}
    for one in redactions:
        key = (localtime(one.at).date(), one.legal_basis, one.decided_by)
        decisions[key] = decisions.get(key, 0) + 1
    return [
        ngettext(
            "A file of this version was anonymised on %(day)s.",
            "%(count)s files of this version were anonymised on %(day)s.",
            count,
        )
        % {"count": count, "day": day_text(day)}
        + f" {basis_text(legal_basis, decided_by)}"
        for (day, legal_basis, decided_by), count in decisions.items()
    ]


def missing_text(status: str) -> str:
    """Why there is no text to read."""
    return _("text anonymised") if status == ContentStatus.REDACTED else _("text not available")


def kind_text(kind: str) -> str:
    """How much a change mattered; nothing where nobody said."""
    return str(ChangeKind(kind).label) if kind and kind != ChangeKind.UNKNOWN else ""


def shown_text(periods: Sequence[Period]) -> str:
    """When readers saw a version: "pokazywana 3–5 listopada 2025"."""
    spans = [span_text(period.start, period.end) for period in periods if period.end]
    if periods and periods[-1].end is None:
        since = day_text(periods[-1].start)
        if not spans:
            return _("shown since %(day)s") % {"day": since}
        return _("shown %(spans)s and since %(day)s") % {"spans": ", ".join(spans), "day": since}
    return _("shown %(spans)s") % {"spans": ", ".join(spans)} if spans else ""


def looked_so_text(periods: Sequence[Period], *, there: bool = True) -> str:
    """The sentence of the banner over a version; of one whose text is masked only when it was shown."""
    if not periods:
        return ""
    if not there:
        return f"{capfirst(shown_text(periods))}."
    last = periods[-1]
    if last.end is None:
        return _("The page has looked like this since %(moment)s.") % {"moment": moment_text(last.start)}
    spans = ", ".join(from_to_text(period.start, period.end) for period in periods if period.end)
    return _("The page looked like this %(spans)s.") % {"spans": spans}


def ranges_text(numbers: Sequence[int]) -> str:
    """1–3, 5 i 7–9; empty when that would be too long a list."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    # Two numbers in a row read better as two than as a range.
    parts = []
    for found in ranges:
        parts += [str(number) for number in found] if len(found) < 3 else [f"{found[0]}–{found[-1]}"]
    if not parts or len(parts) > MOST_RANGES:
        return ""
    if len(parts) == 1:
        return parts[0]
    return _("%(items)s and %(last)s") % {"items": ", ".join(parts[:-1]), "last": parts[-1]}


def _versions_since(told: Overview) -> str:
    """How many versions there are, over what time."""
    if told.since is None:
        return ""
    words = {"count": told.count, "since": day_text(told.since)}
    if told.until and day_text(told.until) == words["since"]:
        return ngettext("%(count)s version, %(since)s.", "%(count)s versions, %(since)s.", told.count) % words
    if told.until:
        words["until"] = day_text(told.until)
        return (
            ngettext(
                "%(count)s version, from %(since)s to %(until)s.",
                "%(count)s versions, from %(since)s to %(until)s.",
                told.count,
            )
            % words
        )
    return (
        ngettext("%(count)s version, since %(since)s.", "%(count)s versions since %(since)s to this day.", told.count)
        % words
    )


def overview_text(told: Overview) -> str:
    """The lead of a history: how many versions, since when, and which of them can be read."""
    sentences = [_versions_since(told)]
    numbers = ranges_text(told.comparable)
    if len(told.comparable) == told.count:
        if told.count > 1:
            sentences.append(_("Each can be opened and compared with another."))
    elif len(told.comparable) == 1:
        sentences.append(_("Version %(number)s can be opened.") % {"number": numbers})
    elif numbers:
        sentences.append(_("Versions %(numbers)s can be opened and compared.") % {"numbers": numbers})
    elif told.comparable:
        sentences.append(_("Those whose number is a link can be opened and compared."))
    return " ".join(filter(None, sentences))


def burst_text(line: Line) -> str:
    """11 zapisów w 23 minuty."""
    entries = ngettext("%(count)s entry", "%(count)s entries", len(line.rows)) % {"count": len(line.rows)}
    if not line.minutes:
        return _("%(entries)s within a minute") % {"entries": entries}
    time = ngettext("in %(count)s minute", "in %(count)s minutes", line.minutes) % {"count": line.minutes}
    return f"{entries} {time}"


def what_text(row: Row) -> str:
    """What an entry is, in a word or two."""
    if row.makes_version:
        return _("version %(number)s") % {"number": row.number}
    return str(Event(row.event).label)


def _moved_text(row: Row, old: str, new: str) -> str:
    """From where to where a page went; what isn't known, or no longer public, isn't said."""
    words = {"old": old, "new": new, "path": new}
    moved = row.event == Event.MOVE
    if not new:
        return _("The page was moved.") if moved else _("The page got a new address.")
    if old and old != new:
        both = (
            _("The page was moved from %(old)s to %(new)s") if moved else _("Address changed from %(old)s to %(new)s")
        )
        return both % words
    text = _("The page was moved; its new address: %(path)s") if moved else _("The page got a new address: %(path)s")
    return text % words


def event_text(row: Row, claims: dict[str, Any], address_before: str = "") -> str:
    """What happened, of an entry that brought no version; `claims` are the disclosed values by kind."""
    number = row.number
    texts = {
        Event.PUBLISH: _("The page was made public."),
        Event.UNPUBLISH: _("The page was withdrawn."),
        Event.EXPIRE: _("The page expired: its planned end had come."),
        Event.DELETE: _("The page was deleted."),
        Event.RESTRICT: _("The page was taken out of public view."),
        Event.UNRESTRICT: _("The page came back to public view."),
        Event.DRIFT: _("The page disappeared without anybody having withdrawn it."),
        Event.NOTE_CORRECTION: _("The description of version %(number)s was corrected.") % {"number": number},
        Event.RECOVERY: _("The journal was recovered from a backup."),
        Event.ACT_RELATION: _("A relation of the act to another one was recorded."),
        Event.REDACT: _redaction_text(number, claims.get("basis") or {}),
    }
    if row.event in MOVING:
        return _moved_text(row, address_before, str((claims.get("address") or {}).get("path", "")))
    return texts.get(Event(row.event), str(Event(row.event).label))


def _redaction_text(number: int, basis: dict[str, Any]) -> str:
    """What was masked, in which version."""
    scopes = [scope for scope in str(basis.get("scope", "")).split(",") if scope in RedactionScope.values]
    what = ", ".join(str(RedactionScope(scope).label) for scope in scopes)
    if not number or not what:
        return _("Data in this history was anonymised.")
    return _("Data was anonymised in version %(number)s: %(what)s.") % {"number": number, "what": what}


def basis_text(legal_basis: str, decided_by: str) -> str:
    """On what basis something was masked, and who decided it."""
    parts = []
    if legal_basis:
        parts.append(_("Legal basis: %(basis)s.") % {"basis": legal_basis.rstrip(".")})
    if decided_by:
        parts.append(_("Decided by: %(name)s.") % {"name": decided_by.rstrip(".")})
    return " ".join(parts)
