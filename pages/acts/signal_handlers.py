"""Refuses a publication that contradicts an act's life, whatever way it comes; withdraws an act's texts with it.

Keeps what the search says of acts in step with the acts that change them.

The forms say it at the field. A schedule, the end of a workflow or a copy that is published pass no form.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from history.recording import PublicationRefused, is_postponed
from pages.acts.models import ActPage, ActRelation, ExpressionPage
from pages.acts.rules import act_faults, number_fault, relation_faults
from pages.acts.surroundings import faults_around
from pages.acts.text_rules import publication_faults
from pages.core.addresses import forget_private_paths
from search.following import index_pages


def act_was_published(instance: ActPage, **_signal: Any) -> None:
    """Raises PublicationRefused when the act can't be so, or something around it can't be any more."""
    if instance.live and not is_postponed() and instance.alias_of_id is None:
        _refuse(instance, _faults_of(instance))


def _faults_of(act: ActPage) -> Iterator[str]:
    rows = list(act.relations.all())
    # A draft with the number is no contradiction yet: its own publication will be one.
    if fault := number_fault(
        act.get_parent(), kind=act.kind, number=act.number, issuer=act.issuer, besides=act.pk, drafts=False
    ):
        yield fault
    yield from act_faults(act).values()
    for row in rows:
        yield from relation_faults(row).values()
    yield from faults_around(act, rows)


def act_was_unpublished(instance: ActPage, **_signal: Any) -> None:
    """The texts of an act go with it, for the same reason: each of them would go on naming it.

    Also sent before a deletion, while the row is still live; then they go with the tree.
    """
    if ActPage.objects.filter(pk=instance.pk, live=True).exists():
        return
    with transaction.atomic():
        for text in ExpressionPage.objects.child_of(instance).live():
            text.unpublish()


def text_was_published(instance: ExpressionPage, **_signal: Any) -> None:
    """Raises PublicationRefused when the text contradicts the others of its act, or shows what isn't public."""
    if instance.live and not is_postponed() and instance.alias_of_id is None:
        acts = [row.act for row in instance.incorporated.all()]
        _refuse(instance, publication_faults(instance, instance.act, acts).values())


def relation_was_deleted(instance: ActRelation, **_signal: Any) -> None:
    """What the search says of the other act, in force or not, follows from this one no more."""
    if instance.target_id:
        _index_anew([instance.target_id])


def acting_act_changed(instance: ActPage, **_signal: Any) -> None:
    """What it does to others begins, or stops, to count."""
    _index_anew(instance.relations.exclude(target=None).values_list("target", flat=True))


def acts_were_moved(instance: Page, **_signal: Any) -> None:
    """Nothing follows from an act that readers can't open, or that is another centre's."""
    path = Page.objects.filter(pk=instance.pk).values_list("path", flat=True).first()
    if path is None:  # a restriction that goes with its page
        return
    touched = ActRelation.objects.exclude(target=None).filter(
        Q(source__path__startswith=path) | Q(target__path__startswith=path)
    )
    _index_anew(touched.values_list("target", flat=True))


def privacy_changed(instance: PageViewRestriction, **_signal: Any) -> None:
    """The same for acts that are closed, or opened, where they stand."""
    forget_private_paths()
    acts_were_moved(instance.page)


def _index_anew(act_ids: Iterable[int]) -> None:
    """The acts, and their other addresses, which tell the same."""
    ids = set(act_ids)
    index_pages([*ids, *ActPage.objects.filter(alias_of__in=ids).values_list("pk", flat=True)] if ids else [])


def _refuse(page: ActPage | ExpressionPage, sentences: Iterable[str]) -> None:
    if found := list(dict.fromkeys(sentences)):
        raise PublicationRefused(page, ValidationError({"__all__": found}))


page_published.connect(act_was_published, sender=ActPage)
page_published.connect(text_was_published, sender=ExpressionPage)
page_unpublished.connect(act_was_unpublished, sender=ActPage)
for signal in (page_published, page_unpublished):
    signal.connect(acting_act_changed, sender=ActPage)
for signal in (post_save, post_delete):
    signal.connect(privacy_changed, sender=PageViewRestriction)
post_delete.connect(relation_was_deleted, sender=ActRelation)
post_page_move.connect(acts_were_moved)
