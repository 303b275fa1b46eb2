"""Refuses a publication that contradicts an act's life, by whatever way it comes.

The forms say it at the field. A schedule, the end of a workflow or a copy that is published pass no form.
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.signals import page_published

from history.recording import PublicationRefused, is_postponed
from pages.acts.models import ActPage, ExpressionPage
from pages.acts.rules import relation_faults, text_faults


def act_was_published(instance: ActPage, **_signal: Any) -> None:
    """Raises PublicationRefused when a relation of the act can't be so."""
    if instance.live and not is_postponed():
        _refuse(instance, [sentence for row in instance.relations.all() for sentence in relation_faults(row).values()])


def text_was_published(instance: ExpressionPage, **_signal: Any) -> None:
    """Raises PublicationRefused when the text contradicts the others of its act."""
    if instance.live and not is_postponed() and instance.alias_of_id is None:
        acts = [row.act for row in instance.incorporated.all()]
        _refuse(instance, text_faults(instance, instance.act, acts).values())


def _refuse(page: ActPage | ExpressionPage, sentences: Any) -> None:
    if found := list(sentences):
        raise PublicationRefused(page, ValidationError({"__all__": found}))


page_published.connect(act_was_published, sender=ActPage)
page_published.connect(text_was_published, sender=ExpressionPage)
