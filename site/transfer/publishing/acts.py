"""Asks the rules of acts once all acts and texts are in their places.

The rules look at what stands in the database, so they can't be asked while the acts come in one after another: an act
may be amended by one further down the folder, and a change to one act may make a text of another wrong, which has not
changed itself.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError

from pages.acts.models import ActPage, ExpressionPage
from pages.acts.rules import read_once
from pages.acts.text_rules import text_faults
from transfer.reading.model_rules import key_of
from transfer.reading.problems import Report
from transfer.reading.specs import PageSpec

from .pages import PagePublisher


def check_acts(specs: list[PageSpec], pages: PagePublisher, report: Report) -> None:
    """Note what contradicts itself among the acts of a folder, wherever it stands, when any of them was published."""
    kinds = (ActPage, ExpressionPage)
    if not any(issubclass(spec.model, kinds) for spec in pages.published):
        return
    with read_once():
        for spec in specs:
            pk = pages.ids.get(spec.source)
            page = spec.model.objects.filter(pk=pk, live=True).first() if issubclass(spec.model, kinds) else None
            if isinstance(page, ActPage):
                _check_relations(page, spec, report)
            elif isinstance(page, ExpressionPage):
                _check_text(page, spec, report)


def _check_relations(act: ActPage, spec: PageSpec, report: Report) -> None:
    for number, row in enumerate(act.relations.select_related("target")):
        try:
            row.full_clean()
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                for message in messages:
                    report.error(spec.place_in_row("relations", number, field), f"{key_of(field)}: {message}")


def _check_text(text: ExpressionPage, spec: PageSpec, report: Report) -> None:
    acts = [row.act for row in text.incorporated.select_related("act")]
    for field, message in text_faults(text, text.act, acts).items():
        report.error(spec.place_of(field), f"{key_of(field)}: {message}")
