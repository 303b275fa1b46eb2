"""What entries of the bulletin may not become, whatever way it is asked for.

The forms and the administration's views say it first (`entry_forms`, `wagtail_hooks`). A schedule, the end of a
workflow, an action on a list of pages, a command pass none of them. Each receiver raises PublicationRefused; whoever
publishes, withdraws, moves or restricts undoes it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, pre_page_move

from history.people import acting_person
from history.recording import PublicationRefused, is_postponed
from pages.bip.models import AssetDeclarationPage, RecruitmentPage, ReportPage
from pages.bip.models.entries.outcome import keeps_public
from pages.bip.models.entries.recruitment_rules import faults_of
from pages.bip.part_b import publication_faults
from pages.bip.provenance_form import ProvenanceForm, missing_provenance
from pages.core.models import BasePage

# -- what is published -------------------------------------------------------------------------------------------------


def declaration_was_published(instance: AssetDeclarationPage, **_signal: Any) -> None:
    """Refuses an asset declaration that its form would refuse."""
    if _is_new(instance):
        _refuse(instance, publication_faults(instance))


def report_was_published(instance: ReportPage, **_signal: Any) -> None:
    """Refuses a report without anything to read."""
    if _is_new(instance):
        _refuse(instance, instance.publication_faults())


def recruitment_was_published(instance: RecruitmentPage, **_signal: Any) -> None:
    """Refuses a notice or a result that contradicts itself."""
    if _is_new(instance):
        _refuse(instance, list(faults_of(instance).values()))


def information_was_published(instance: Any, revision: Any = None, **_signal: Any) -> None:
    """Refuses information without its provenance that a person publishes, at once or by a schedule."""
    if not isinstance(instance, BasePage) or not issubclass(instance.base_form_class, ProvenanceForm):
        return
    if _is_new(instance) and acting_person(instance.pk, revision).user_id is not None:
        faults = missing_provenance(instance.produced_by, instance.responsible_person, instance.produced_at)
        if faults:
            raise PublicationRefused(instance, ValidationError(faults))


def _is_new(page: Any) -> bool:
    """Whether the page was published by itself, and is no second address of another."""
    return page.live and not is_postponed() and page.alias_of_id is None


# -- what has to stay public -------------------------------------------------------------------------------------------


def recruitment_was_unpublished(instance: RecruitmentPage, **_signal: Any) -> None:
    """Refuses while the result has to be public. Sent before a deletion too, of a row still live."""
    if not RecruitmentPage.objects.filter(pk=instance.pk, live=True).exists():
        _refuse_if_kept(instance)


def recruitment_will_be_deleted(instance: RecruitmentPage, **_signal: Any) -> None:
    """The same for a deletion, by itself or with a page above it."""
    if instance.live:
        _refuse_if_kept(instance)


def pages_were_restricted(instance: PageViewRestriction, **_signal: Any) -> None:
    """The same for a page made private, or one above it."""
    _refuse_results_below(instance.page)


def pages_will_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **_signal: Any) -> None:
    """The same for a page that moves from a public place to one that is private."""
    if parent_page_after.get_view_restrictions() and not parent_page_before.get_view_restrictions():
        _refuse_results_below(instance)


def _refuse_results_below(page: Page) -> None:
    below = RecruitmentPage.objects.descendant_of(page, inclusive=True).filter(live=True)
    for recruitment in below.exclude(outcome=""):
        _refuse_if_kept(recruitment)


def _refuse_if_kept(page: RecruitmentPage) -> None:
    if page.alias_of_id is None and (why := keeps_public(page)):
        _refuse(page, [why])


def _refuse(page: Page, faults: list[str]) -> None:
    if faults:
        raise PublicationRefused(page, ValidationError({"__all__": faults}))


page_published.connect(information_was_published)
page_published.connect(declaration_was_published, sender=AssetDeclarationPage)
page_published.connect(report_was_published, sender=ReportPage)
page_published.connect(recruitment_was_published, sender=RecruitmentPage)
page_unpublished.connect(recruitment_was_unpublished, sender=RecruitmentPage)
pre_delete.connect(recruitment_will_be_deleted, sender=RecruitmentPage)
post_save.connect(pages_were_restricted, sender=PageViewRestriction)
pre_page_move.connect(pages_will_move)
