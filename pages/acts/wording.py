"""What readers are told of an act on a day, in sentences. Each says no more than the days prove."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.acts.dossier import Dossier
from pages.acts.in_time import Answer, Day, Phase
from pages.core.dates import PartialDate


def day_words(day: date) -> str:
    """A day in a sentence."""
    return PartialDate.from_date(day).genitive


def _known(day: Day | None) -> str:
    return day.known.genitive if day and day.known else ""


def phase_text(dossier: Dossier, answer: Answer) -> str:
    """Whether the act was in force on the day of an answer, as far as days prove it; never a guess."""
    begins, ended = dossier.life.begins, answer.ended
    words = {"day": day_words(answer.day), "begin": _known(begins), "end": _known(ended)}
    if dossier.is_annulled:
        return _("The act was declared invalid.")
    match answer.phase:
        case Phase.IN_FORCE:
            return _("On %(day)s in force, since %(begin)s.") % words
        case Phase.MAYBE_ENDED:
            return _("Repealed by an act of %(end)s; the day from which it is no longer in force is not known.") % words
        case Phase.ENDED:
            return _("On %(day)s no longer in force, since %(end)s.") % words
        case Phase.NOT_YET_ADOPTED:
            return _("On %(day)s the act had not been adopted yet.") % words
        case Phase.NOT_YET_IN_FORCE:
            return _("On %(day)s not yet in force; the day of entry into force is %(begin)s.") % words
        case Phase.ADOPTED:
            return _("The day of entry into force is not established.")
    return _("What is known of this act's days doesn't tell.")


def ended_notice(dossier: Dossier, today: date, *, shows_last: bool) -> tuple[str, str]:
    """Headline and sentence over an act that has ended, or may have; two empty ones for any other."""
    answer = dossier.as_of(today)
    words = {"day": _known(answer.ended)}
    if dossier.is_annulled:
        return _("Important: this act was declared invalid"), ""
    if answer.phase == Phase.MAYBE_ENDED:
        headline = _("Important: this act was repealed")
        return headline, _("No source says from which day on it is no longer in force; the act is of %(day)s.") % words
    if answer.phase == Phase.ENDED:
        last = f" {_('Below stands what it said last.')}" if shows_last else ""
        return _("Important: this act is no longer in force"), _("It ended on %(day)s.") % words + last
    return "", ""


def span_text(since: PartialDate | None, until: PartialDate | None, *, replaced_at_once: bool) -> str:
    """From when to when a text holds: "Tekst w brzmieniu od 13 października 2022 r. do …"."""
    if since is None:
        return ""
    words = {"start": since.genitive, "end": until.genitive if until else ""}
    if replaced_at_once:
        return _("Text as worded from %(start)s; another text replaced it from the same day.") % words
    if until:
        return _("Text as worded from %(start)s to %(end)s.") % words
    return _("Text as worded from %(start)s.") % words


def lead_text(day: date, since: PartialDate, until: PartialDate | None) -> str:
    """The day, and since when its text holds: "Tekst na dzień 15 grudnia 2022 r., w brzmieniu od …"."""
    words = {"day": day_words(day), "start": since.genitive, "end": until.genitive if until else ""}
    if until:
        return _("Text on %(day)s, as worded from %(start)s to %(end)s.") % words
    return _("Text on %(day)s, as worded from %(start)s.") % words


def pending_title(count: int) -> str:
    """The headline of what is missing from a text."""
    if count == 1:
        return _("one change is missing from this text")
    words = {"count": count}
    return (
        ngettext("%(count)s change is missing from this text", "%(count)s changes are missing from this text", count)
        % words
    )


def clock_text(day: date, known_on: date | None, *, has_text: bool) -> str:
    """Which of the two questions a page of a day answers."""
    words = {"day": day_words(day), "known": day_words(known_on) if known_on else ""}
    if known_on:
        said = _("This page says what the site told of %(day)s at the end of %(known)s. It may know more today.")
        return f"{said % words} {_('Links lead to texts and acts as they are today.')}"
    if not has_text:
        return _("This page says what the site knows today of the act on %(day)s.") % words
    return _("This page shows the act as worded on %(day)s, by all that the site knows today.") % words
