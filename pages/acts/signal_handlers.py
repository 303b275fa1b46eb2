"""Refuses a publication that contradicts an act's life, whatever way it comes; withdraws an act's texts with it.

Keeps what the search says of acts in step with the acts that change them.

The forms say it at the field. A schedule, the end of a workflow or a copy that is published pass no form.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from history.recording import PublicationRefused, is_postponed
from pages.acts.models import ActPage, ActRelation, ExpressionPage
from pages.acts.rules import act_faults, number_fault, relation_faults
from pages.acts.surroundings import faults_around
from pages.acts.text_rules import publication_faults
from pages.core.addresses import forget_private_paths
from search.indexing import put


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


def relation_changed(instance: ActRelation, **_signal: Any) -> None:
    """What the search says of the other act, in force or not, follows from this one."""
    if instance.target_id:
        _index_anew([instance.target_id])


def acting_act_was_withdrawn(instance: ActPage, **_signal: Any) -> None:
    """What it did to others counts no more."""
    _index_anew(instance.relations.exclude(target=None).values_list("target", flat=True))


def privacy_changed(instance: PageViewRestriction, **_signal: Any) -> None:
    """Nothing follows from an act that readers can't open."""
    forget_private_paths()
    acting = ActRelation.objects.filter(source__path__startswith=instance.page.path).exclude(target=None)
    _index_anew(acting.values_list("target", flat=True))


def _index_anew(act_ids: Iterable[int]) -> None:
    put(ActPage.objects.filter(pk__in=set(act_ids), live=True))


def _refuse(page: ActPage | ExpressionPage, sentences: Iterable[str]) -> None:
    if found := list(dict.fromkeys(sentences)):
        raise PublicationRefused(page, ValidationError({"__all__": found}))


page_published.connect(act_was_published, sender=ActPage)
page_published.connect(text_was_published, sender=ExpressionPage)
page_unpublished.connect(act_was_unpublished, sender=ActPage)
page_unpublished.connect(acting_act_was_withdrawn, sender=ActPage)
for signal in (post_save, post_delete):
    signal.connect(relation_changed, sender=ActRelation)
    signal.connect(privacy_changed, sender=PageViewRestriction)
