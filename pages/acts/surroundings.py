"""What the publication of an act makes wrong around it: in its own texts, in the acts that it acts on and in theirs.

A contradiction may come in from the other side: a day is moved to after a text that rests on it, a relation goes that
a text takes in, an act begins after what was done to it. Whoever publishes that act is told, whatever way they publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.acts.rules import known_of, time_faults
from pages.acts.text_rules import misplaced, stranger_fault
from pages.core.addresses import is_public

if TYPE_CHECKING:
    from pages.acts.dossier import Dossier
    from pages.acts.models import ActPage, ActRelation


def faults_around(act: ActPage, rows: Iterable[ActRelation]) -> list[str]:
    """What contradicts the act as it will be, with these relations; a sentence each.

    A few queries for the act, and for each one that it acts on or is worked into.
    """
    rows = list(rows)
    found: list[str] = []
    for target in _touched(act, rows):
        dossier = _as_published(target, act, rows)
        found += _wrong_texts(dossier, act)
        found += _wrong_effects(dossier, target, act)
    return list(dict.fromkeys(found))


def _touched(act: ActPage, rows: list[ActRelation]) -> list[ActPage]:
    """The act as it will be, those that it acts on, and those into whose texts it is worked."""
    from pages.acts.models import ActPage as Act
    from pages.acts.models import ExpressionPage as Expression

    wanted = Q(pk__in={row.target_id for row in rows})
    if act.pk:
        texts = Expression.objects.filter(incorporated__act=act, live=True, alias_of=None)
        wanted |= Q(path__in={path[: -Act.steplen] for path in texts.values_list("path", flat=True)})
    others = Act.objects.filter(wanted, live=True, alias_of=None).exclude(pk=act.pk).order_by("path")
    return [*([act] if act.pk else []), *others]


def _as_published(target: ActPage, act: ActPage, rows: list[ActRelation]) -> Dossier:
    """What will be public of the target once the act is."""
    from pages.acts.dossier import effect_of

    known = known_of(target)
    source = copy(act)
    source.live = False  # one that is being made has no address that others could name
    mine = [row for row in rows if row.target_id == target.pk]
    effects = [effect_of(row, source, number) for number, row in enumerate(mine)]
    others = (effect for effect in known.effects if effect.act.pk != (act.pk or 0))
    return replace(known, effects=(*others, *effects))


def _wrong_texts(dossier: Dossier, act: ActPage) -> Iterator[str]:
    """The live texts of an act that contradict its life; of the acts in them, only the one published is asked about."""
    rewords = any(effect.rewords for effect in dossier.effects if effect.act.pk == act.pk)
    for placed in dossier.life.states:
        text = dossier.text_of(placed)
        if act.pk in text.included and not rewords:
            yield _at_text(text.title, stranger_fault(act.eyebrow))
            continue
        for _field, sentence in misplaced(placed, dossier.life, dossier):
            yield _at_text(text.title, sentence)
            break


def _at_text(title: str, fault: str) -> str:
    return _("“%(text)s”: %(fault)s") % {"text": title, "fault": fault}


def _wrong_effects(dossier: Dossier, target: ActPage, act: ActPage) -> Iterator[str]:
    """What other acts did to this one before its beginning, or after its end."""
    from pages.acts.models import ActRelation as Relation

    others = Relation.objects.filter(target_id=target.pk, source__live=True, source__alias_of=None)
    for row in others.exclude(source_id=act.pk).select_related("source"):
        if is_public(row.source):
            for _field, sentence in time_faults(row, row.source, target, dossier):
                yield f"{row.source.eyebrow}: {sentence}"
