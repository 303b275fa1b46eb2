"""What a recruitment can't say: rules of its days, of its result, of the personal data in it.

Asked by the form and, for publications that pass none, by the receiver of their signal.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pages.bip.models.entries.outcome import Outcome, first_day_without
from pages.bip.names import mentions

if TYPE_CHECKING:
    from pages.bip.models.entries.recruitment import RecruitmentPage

USUAL_DAYS = 10
"""Days from the notice to the deadline, below which readers are told why: our own rule."""

BESIDE = (
    "title",
    "summary",
    "post",
    "employer",
    "employer_address",
    "necessary_requirements",
    "additional_requirements",
    "tasks",
    "conditions",
    "documents",
    "place_of_filing",
    "short_deadline_reason",
    "short_title",
    "seo_title",
    "search_description",
    "search_terms",
)
"""Texts that readers or search engines get and that stay when the personal data goes."""

Faults = dict[str, str]


def faults_of(page: RecruitmentPage) -> Faults:
    """What is wrong, by field; empty when nothing is."""
    return {**_days(page), **_result(page), **_person(page), **_data(page), **_taken_back(page)}


def _days(page: RecruitmentPage) -> Faults:
    faults = {}
    announced, deadline = page.announced, page.deadline_on
    if page.announced_on and page.announced_on > localdate():
        faults["announced_on"] = _("Nothing was announced after today. To publish later, set a schedule.")
    if deadline and deadline <= announced:
        faults["deadline_on"] = _("The deadline is at the earliest on the day after the notice, %(day)s.") % {
            "day": _typed(announced + timedelta(days=1))
        }
    elif deadline and (deadline - announced).days < USUAL_DAYS and not page.short_deadline_reason:
        faults["short_deadline_reason"] = _(
            "There are fewer than 10 days from the notice to the deadline. Move the deadline, or tell readers why."
        )
    return faults


def _result(page: RecruitmentPage) -> Faults:
    faults = {}
    if page.outcome and not page.result_on:
        faults["result_on"] = _("Say on which day the result was settled.")
    if page.result_on and not page.outcome:
        faults["outcome"] = _("Say how the recruitment ended.")
    if not page.outcome or not page.result_on:
        return faults
    if page.result_on > page.next_public_day:
        faults["result_on"] = _("The result can’t be of a day after today. Check the date.")
    elif page.result_on < page.announced:
        faults["result_on"] = _("The result can’t be earlier than the notice.")
    elif page.outcome != Outcome.CANCELLED and page.deadline_on and not _deadline_passed(page, page.result_on):
        faults["result_on"] = _("There is no result before the deadline has passed.")
    return faults


def _deadline_passed(page: RecruitmentPage, day: date) -> bool:
    return bool(page.deadline_on and (page.deadline_on < day or (page.deadline_on == day and page.is_past_deadline)))


def _person(page: RecruitmentPage) -> Faults:
    """Name, residence and reasons stand together, as long as they may."""
    faults = {}
    given = {name: getattr(page, name).strip() for name in page.personal_fields}
    if page.outcome == Outcome.CHOSEN and not page.data_is_over and not _removed_on(page):
        asked = {
            "chosen_name": _("Give the first name and the surname of the chosen person."),
            "chosen_residence": _("Give the town where the chosen person lives."),
            "reasons": _("Give the reasons for the choice."),
        }
        return {name: sentence for name, sentence in asked.items() if not given[name]}
    for name in ("chosen_name", "chosen_residence"):
        if given[name] and page.outcome == Outcome.CHOSEN:
            faults[name] = _("The time in which this may be public is over. Leave it empty.")
        elif given[name]:
            faults[name] = _("Leave it empty: nobody was chosen.")
    if page.outcome in (Outcome.NONE, Outcome.CANCELLED) and not given["reasons"]:
        faults["reasons"] = _("Say why nobody was chosen, or why it was cancelled.")
    elif given["reasons"] and not page.outcome:
        faults["reasons"] = _("There is no result yet that these could be the reasons of.")
    elif given["reasons"] and page.outcome == Outcome.CHOSEN:
        faults["reasons"] = _("The time in which this may be public is over. Leave it empty.")
    return faults


def _data(page: RecruitmentPage) -> Faults:
    """For how long the name stays, and that it stands nowhere else."""
    faults = {}
    removed = _removed_on(page)
    if removed and page.mask_on != removed:
        faults["mask_on"] = _("The personal data was removed on %(day)s. Leave this day as it is.") % {
            "day": _typed(removed)
        }
    elif page.mask_on and page.outcome != Outcome.CHOSEN:
        faults["mask_on"] = _("Without a chosen person there is no personal data to remove. Leave it empty.")
    elif page.mask_on and page.result_on and page.chosen_name and not page.data_is_over:
        earliest = first_day_without(page)
        if page.mask_on < earliest:
            faults["mask_on"] = _("A result stays public for three months: choose %(day)s or a later day.") % {
                "day": _typed(earliest)
            }
    for name, text in texts_beside(page):
        if mentions(text, page.chosen_name):
            faults[name] = _("The chosen person is named here too, where the site can’t remove it later. Take it out.")
    return faults


def _removed_on(page: RecruitmentPage) -> date | None:
    """The day on which the data of the very result that the page gives was removed; None before, or for a later one.

    Three months would begin anew without it: the versions that could tell since when the result was public are masked.
    """
    if not page.pk or page.outcome != Outcome.CHOSEN:
        return None
    found = type(page).objects.filter(pk=page.pk, outcome=Outcome.CHOSEN, chosen_name="", mask_on__lte=localdate())
    day: date | None = found.values_list("mask_on", flat=True).first()
    return None if day and page.result_on and page.result_on > day else day


def texts_beside(page: RecruitmentPage) -> list[tuple[str, str]]:
    """Fields that stay when the personal data goes, each with its text."""
    texts = [(name, str(getattr(page, name))) for name in BESIDE]
    texts.append(("slug", page.slug.replace("-", " ")))
    texts.append(("body", " ".join(_words_of(block) for block in page.body)))
    return texts


def _words_of(block: object) -> str:
    value = block.block.get_searchable_content(block.value)  # type: ignore[attr-defined] # a bound block
    return " ".join(str(text) for text in value)


def _taken_back(page: RecruitmentPage) -> Faults:
    """A result that readers see may be corrected, and not taken back before its time."""
    if not page.pk or page.outcome in (Outcome.CHOSEN, Outcome.NONE):
        return {}
    shown = type(page).objects.filter(pk=page.pk, live=True, outcome__in=(Outcome.CHOSEN, Outcome.NONE)).first()
    if shown is None or (shown.mask_on or first_day_without(shown)) <= localdate():
        return {}
    return {"outcome": _("Readers see a result, which stays public for three months. Correct it if it is wrong.")}


def _typed(day: date) -> str:
    """A day as editors type it."""
    return f"{day:%d.%m.%Y}"
