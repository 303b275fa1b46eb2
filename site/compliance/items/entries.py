"""Recruitments, petitions, asset declarations: what each has to say, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from compliance.answers import Answer, Link, met, not_met
from compliance.items.bulletin import templates_changed
from compliance.items.shared import no_entries, of_category
from compliance.looking import ask, look_at
from compliance.subject import Subject, titles
from history.models import ObjectState, PublishedVersion, TrackedObject
from pages.bip.categories import Holds
from pages.bip.models import AssetDeclarationPage, BipListPage, PetitionPage, RecruitmentPage
from pages.bip.models.entries.outcome import KEPT_MONTHS, Outcome, months_later
from pages.bip.part_b import publication_faults
from pages.bip.petitions import due_year
from pages.core.dates import PartialDate

NOTICE = (
    "post",
    "necessary_requirements",
    "tasks",
    "conditions",
    "disability_index",
    "documents",
    "deadline_on",
    "place_of_filing",
)
RESULT = ("chosen_name", "chosen_residence", "reasons")
SETTLED = (Outcome.CHOSEN, Outcome.NONE)
DAY, MONTH = timedelta(days=1), timedelta(days=31)


def recruitments(subject: Subject) -> Answer:
    """L20: notices say all they have to, and results stay for three months."""
    found = subject.category("recruitment")
    if not found.is_there:
        return of_category(subject, "recruitment", "")
    proof = subject.proof_of(found.page)
    if early := withdrawn_early(subject):
        why = _("The result on the page “%(title)s” was withdrawn before three months had passed.")
        to_do = _("Publish it again; it has to be public until %(day)s.")
        day = PartialDate.from_date(early[1]).label
        return not_met(why % {"title": early[0].title}, to_do % {"day": day}, _place_of_gone(subject, early[0]), proof)
    entries = subject.own_of(RecruitmentPage)
    lacking = [entry for entry in entries if not _says_all(entry)]
    if lacking:
        why = _("These recruitments lack a part of the notice or of the result: %(titles)s.")
        return not_met(
            why % {"titles": titles(lacking)}, _("Complete it and publish it."), subject.place_of(lacking[0]), proof
        )
    overdue = [entry for entry in entries if entry.mask_on and entry.mask_on <= subject.today and entry.chosen_name]
    if overdue:
        why = _("The data of chosen persons is still public after its time: %(titles)s.")
        to_do = _("Tell whoever runs the site: what removes the data every day does not run.")
        return not_met(why % {"titles": titles(overdue)}, to_do, subject.place_of(overdue[0]), proof)
    if not entries:
        return no_entries(subject, found, _("There is no recruitment, and the page says so."))
    why = _("Recruitments that say what they have to: %(count)s, all of them; no result was withdrawn early.")
    return met(why % {"count": len(entries)}, proof)


def _says_all(entry: RecruitmentPage) -> bool:
    names = list(NOTICE)
    if entry.outcome == Outcome.CHOSEN and not entry.data_is_over:
        names += RESULT
    return all(getattr(entry, name) for name in names) and _says_where(entry)


def _says_where(entry: RecruitmentPage) -> bool:
    """Whether the notice has the employer's address beside the name."""
    return bool(entry.employer_address or (not entry.employer and entry.centre.street))


def withdrawn_early(subject: Subject) -> tuple[TrackedObject, date] | None:
    """A recruitment that is gone although readers should still see its result, and until when they should.

    Asks as often for thousands as for one: only what has gone within these months can have gone too early.
    """
    since = subject.now - (KEPT_MONTHS * MONTH + DAY)
    tracked = TrackedObject.objects.filter(journal__site=subject.site, kind=RecruitmentPage._meta.label_lower)
    gone = tracked.exclude(state__in=(ObjectState.SHOWN, ObjectState.NEVER)).annotate(gone_at=Max("entries__at"))
    left = {one.pk: one for one in gone.filter(gone_at__gte=since)}
    for pk, published in _first_results(left):
        until = months_later(localdate(published), KEPT_MONTHS)
        if localdate(left[pk].gone_at) < until and subject.today <= until:
            return left[pk], until
    return None


def _first_results(objects: Iterable[int]) -> Iterator[tuple[int, datetime]]:
    """Of each of these recruitments the moment when its result was first public; examples have none."""
    results = PublishedVersion.objects.filter(object__in=objects, content__fields__outcome__in=SETTLED)
    seen = set()
    for pk, published, is_example in results.order_by("object", "number").values_list(
        "object", "live_from", "content__fields__is_example"
    ):
        if pk not in seen and not is_example:
            seen.add(pk)
            yield pk, published


def _place_of_gone(subject: Subject, tracked: TrackedObject) -> Link:
    """Where a page that is gone is edited, if it is still there as a draft."""
    page = RecruitmentPage.objects.filter(pk=tracked.page_id).first()
    return subject.place_of(page)


def petitions(subject: Subject) -> Answer:
    """L21: each petition with its scan, its day and the course of its case; a summary of each year."""
    found = subject.category("petitions")
    if not found.is_there:
        return of_category(subject, "petitions", "")
    proof = subject.proof_of(found.page)
    entries = subject.own_of(PetitionPage)
    if not entries:
        return no_entries(subject, found, _("There is no petition, and the page says so."))
    lacking = [entry for entry in entries if not entry.received_on or not entry.scan]
    if lacking:
        why = _("These petitions lack their scan or the day on which they came: %(titles)s.")
        return not_met(
            why % {"titles": titles(lacking)}, _("Complete it and publish it."), subject.place_of(lacking[0]), proof
        )
    silent = [entry for entry in entries if not (entry.expected_on or entry.answered_on or entry.course)]
    if silent:
        why = _("These petitions don’t say how their case goes on: %(titles)s.")
        to_do = _("Give the expected date of handling, or what was done.")
        return not_met(why % {"titles": titles(silent)}, to_do, subject.place_of(silent[0]), proof)
    if silent_list := _without_summary(subject):
        why = _("On the page “%(title)s” readers don’t find the summary of petitions for %(year)s, which is due.")
        names = {"title": silent_list.title, "year": due_year(subject.today)}
        return not_met(why % names, templates_changed(), None, subject.proof_of(silent_list))
    if not any(due_year(subject.today) in page.summary_years for page in subject.public_of(BipListPage)):
        why = _("Petitions with a scan, a day and the course of the case: %(count)s, all of them.")
        return met(why % {"count": len(entries)}, proof)
    why = _(
        "Petitions with a scan, a day and the course of the case: %(count)s, all of them; "
        "the summary for %(year)s is public."
    )
    return met(why % {"count": len(entries), "year": due_year(subject.today)}, proof)


def _without_summary(subject: Subject) -> BipListPage | None:
    """A list of petitions that doesn't lead to the summary of the year that is due, or whose summary doesn't open."""
    year = due_year(subject.today)
    for page in subject.public_of(BipListPage):
        address = f"{page.local_url}zbiorcza-informacja/{year}/"
        if (
            page.holds == Holds.PETITIONS
            and year in page.summary_years
            and not (
                look_at(subject.site, page.local_url).links_to(address)
                and ask(subject.site, address).status_code == 200
            )
        ):
            return page
    return None


def declarations(subject: Subject) -> Answer:
    """L22: nothing of part B of an asset declaration is public."""
    found = subject.category("declarations")
    if not found.is_there:
        return of_category(subject, "declarations", "")
    proof = subject.proof_of(found.page)
    entries = subject.public_of(AssetDeclarationPage)
    for entry in entries:
        if faults := publication_faults(entry):
            why = _("“%(title)s”: %(fault)s") % {"title": entry.title, "fault": faults[0]}
            to_do = _("Withdraw the page, or replace its file by part A alone and confirm it.")
            return not_met(why, to_do, subject.place_of(entry), subject.proof_of(entry))
    own = [entry for entry in entries if not entry.is_example]
    if not own:
        return no_entries(subject, found, _("There is no asset declaration, and the page says so."))
    why = _("Links, or files that somebody confirmed to hold no part B: %(count)s, all of them.")
    return met(why % {"count": len(own)}, proof)
