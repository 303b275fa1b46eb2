"""Refuses what a recruitment may not be, whatever way it is asked for: a contradiction, or its result gone too soon.

The forms and the administration's views say it first (`wagtail_hooks`). A schedule, the end of a workflow, a bulk
action, a command pass none of them, nor does making a page private.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from history.recording import PublicationRefused, is_postponed
from pages.bip.models import RecruitmentPage
from pages.bip.models.entries.outcome import keeps_public
from pages.bip.models.entries.recruitment_rules import faults_of


def recruitment_was_published(instance: RecruitmentPage, **_signal: Any) -> None:
    """Raises PublicationRefused when the notice or the result can't be so."""
    if instance.live and not is_postponed() and instance.alias_of_id is None and (faults := faults_of(instance)):
        raise PublicationRefused(instance, ValidationError({"__all__": list(faults.values())}))


def recruitment_was_unpublished(instance: RecruitmentPage, **_signal: Any) -> None:
    """Raises PublicationRefused while the result has to be public. Sent before a deletion too, of a row still live."""
    if not RecruitmentPage.objects.filter(pk=instance.pk, live=True).exists():
        _refuse_if_kept(instance)


def recruitment_will_be_deleted(instance: RecruitmentPage, **_signal: Any) -> None:
    """The same for a deletion, by itself or with a page above it."""
    if instance.live:
        _refuse_if_kept(instance)


def pages_were_restricted(instance: PageViewRestriction, **_signal: Any) -> None:
    """The same for a page made private, or one above it."""
    below = RecruitmentPage.objects.descendant_of(instance.page, inclusive=True).filter(live=True)
    for page in below.exclude(outcome=""):
        _refuse_if_kept(page)


def _refuse_if_kept(page: RecruitmentPage) -> None:
    if page.alias_of_id is None and (why := keeps_public(page)):
        raise PublicationRefused(page, ValidationError({"__all__": [why]}))


page_published.connect(recruitment_was_published, sender=RecruitmentPage)
page_unpublished.connect(recruitment_was_unpublished, sender=RecruitmentPage)
pre_delete.connect(recruitment_will_be_deleted, sender=RecruitmentPage)
post_save.connect(pages_were_restricted, sender=PageViewRestriction)
