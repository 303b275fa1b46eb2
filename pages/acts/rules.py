"""What can't be so in the life of an act. Each rule answers with the field and a sentence that says what and where.

The form, the wizard and `load_centre` ask the same rules, so that nothing contradictory is ever public. What they say
of a text stands in `text_rules`, what a publication does to the acts around it in `surroundings`.

Only days that sources name contradict one another: one that is assumed refuses no more than what can't be whatever the
real day is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pages.acts.in_time import Day
from pages.acts.models.kinds import BEGINNING, ENDING, RelationKind
from pages.acts.numbers import ActNumber
from pages.acts.text.citations import parse_citations
from pages.core.addresses import centre_path
from pages.core.dates import PartialDate

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.acts.dossier import Dossier
    from pages.acts.models import ActPage, ActRelation

Faults = dict[str, str]

DAYS = ("in_force_from", "repealed_on")
# A statute, then a handful of years of amendments: nobody reads further, and hostile chains end.
MOST_STEPS = 10_000
_GIVING = BEGINNING | {RelationKind.CREATES}


_once: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("once", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the same rows once: for who asks the rules of thousands of acts in turn, and publishes nothing meanwhile."""
    token = _once.set({})
    try:
        yield
    finally:
        _once.reset(token)


def _kept(key: tuple[Any, ...], read: Callable[[], Any]) -> Any:
    kept = _once.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


def known_of(act: ActPage) -> Dossier:
    """What is public of an act and its texts."""
    from pages.acts.dossier import live_dossier

    return _kept(("act", act.pk), lambda: live_dossier(act)) if act.pk else live_dossier(act)


def whole_day_fault(value: PartialDate | None) -> str:
    """A day of effect is a day, or it isn't known."""
    return _("Give the whole day, e.g. 1.01.2023, or leave it empty.") if value and not value.is_full else ""


# -- an act by itself ------------------------------------------------------------------------------------------------


def act_faults(act: ActPage) -> Faults:
    """What contradicts itself in an act's own days."""
    faults = {name: fault for name in DAYS if (fault := whole_day_fault(getattr(act, name)))}
    if faults:
        return faults
    begins, ends = act.in_force_from, act.repealed_on
    if begins and ends and ends.first <= begins.first:
        faults["repealed_on"] = _("The act can't end on %(end)s, before it is in force from %(begin)s.") % {
            "end": ends.genitive,
            "begin": begins.genitive,
        }
    if act.promulgated_on and act.adopted_on and act.promulgated_on.last < act.adopted_on.first:
        faults["promulgated_on"] = _("The act can't be promulgated before %(day)s, when it was adopted.") % {
            "day": act.adopted_on.genitive
        }
    return faults


def number_fault(
    register: Page, *, kind: str, number: str, issuer: str, besides: int | None = None, drafts: bool = True
) -> str:
    """Another act of the register has the number, whatever way it is spelt; empty when none has."""
    from pages.acts.models import ActPage as Act

    try:
        key = ActNumber.parse(number).key
    except ValueError:
        return ""  # no number, or a wrong one, which the model's own rule refuses
    # A second address of an act is the same act.
    others = Act.objects.child_of(register).filter(kind=kind, number_key=key, alias_of=None)
    others = others if drafts else others.live()
    for act in others.exclude(pk=besides):
        if not (act.issuer and issuer) or act.issuer == issuer:  # a body that is not named may be any
            return _("“%(act)s” has this number already.") % {"act": act.get_admin_display_title()}
    return ""


# -- what an act does to another -------------------------------------------------------------------------------------


def relation_faults(relation: ActRelation) -> Faults:
    """What contradicts the life of the act that a relation bears on; the first thing found."""
    fault = whole_day_fault(relation.effective_from)
    if fault:
        return {"effective_from": fault}
    unread = parse_citations(relation.provisions).unread if relation.provisions else []
    if unread:
        message = _("“%(text)s” is not a provision; write e.g. § 5 ust. 3; § 7.")
        return {"provisions": message % {"text": unread[0]}}
    if relation.target is None or not hasattr(relation, "source"):
        return {}
    for field, sentence in _contradictions(relation):
        return {field: sentence}
    return {}


def _contradictions(relation: ActRelation) -> Iterator[tuple[str, str]]:
    source, target = relation.source, relation.target
    if target is None:
        return
    if source.pk and source.pk == target.pk:
        yield "target", _("An act can't act on itself.")
        return
    yield from _before_itself(relation, source)
    yield from time_faults(relation, source, target, known_of(target))
    circle = _circle(source, target)
    if circle:
        names = " → ".join([*circle, circle[0]])
        yield "target", _("The relation would close a circle: %(names)s.") % {"names": names}
    yield from _second_ending(relation, target)


def _before_itself(relation: ActRelation, source: ActPage) -> Iterator[tuple[str, str]]:
    day, adopted = relation.effective_from, source.adopted_on
    if day and adopted and day.last < adopted.first and not relation.retroactive:
        yield (
            "effective_from",
            _("The effect on %(day)s precedes the act itself, of %(adopted)s. If the act says so, mark it retroactive.")
            % {"day": day.genitive, "adopted": adopted.genitive},
        )


def time_faults(relation: ActRelation, source: ActPage, target: ActPage, known: Dossier) -> Iterator[tuple[str, str]]:
    """An effect before its target, or after the target's end; `known` is what is, or will be, public of the target.

    Without a day of its own an effect may come at any time after the act that has it was adopted.
    """
    since = relation.effective_from or source.adopted_on
    if not since:
        return
    field = "effective_from" if relation.effective_from else "target"
    words = {"day": since.genitive, "act": target.title}
    known = _without(known, source)
    if relation.effective_from:
        begin = known.life.begins.known if known.life.begins else None
    else:
        begin = known.adoption
    if begin and since.last < begin.first and relation.kind not in _GIVING:
        yield (
            field,
            _("The effect on %(day)s precedes “%(act)s”, which begins on %(begin)s.")
            % {**words, "begin": begin.genitive},
        )
    end = known.life.ends
    if not end or end.assumed or (relation.retroactive and not relation.effective_from):
        return
    # That it ended on that day is what an act that ends it says.
    says_so = relation.kind in ENDING and not relation.provisions and since.first == end.day
    if since.first >= end.day and not says_so:
        yield (
            field,
            _("The effect on %(day)s comes after the end of “%(act)s” on %(end)s.") % {**words, "end": in_words(end)},
        )


def _without(known: Dossier, source: ActPage) -> Dossier:
    """What an act itself brings about doesn't count against it."""
    if not any(effect.act.pk == source.pk for effect in (*known.beginnings, *known.endings)):
        return known
    return replace(known, effects=tuple(effect for effect in known.effects if effect.act.pk != source.pk))


def _second_ending(relation: ActRelation, target: ActPage) -> Iterator[tuple[str, str]]:
    from pages.acts.models import ActRelation as Relation

    if relation.kind not in ENDING or relation.provisions:
        return
    others = Relation.objects.filter(target=target, kind__in=ENDING, provisions="", source__live=True)
    other = others.exclude(source_id=relation.source.pk).select_related("source").first()
    if other:
        yield (
            "kind",
            _("“%(act)s” was ended already by %(other)s.") % {"act": target.title, "other": other.source.eyebrow},
        )


def _circle(source: ActPage, target: ActPage) -> list[str]:
    """The acts on the way from the target back to the source, the source first; [] when there is no way."""
    from pages.acts.models import ActPage as Act

    if not source.pk:
        return []
    forward = _relations_below(centre_path(target))
    came_from: dict[int, int] = {target.pk: source.pk}
    waiting = [target.pk]
    while waiting and len(came_from) < MOST_STEPS:
        here = waiting.pop()
        for following in forward.get(here, ()):
            if following == source.pk:
                way = [here]
                while way[-1] != target.pk:
                    way.append(came_from[way[-1]])
                acts = Act.objects.in_bulk([source.pk, *way])
                return [acts[pk].number or acts[pk].title for pk in [source.pk, *reversed(way)] if pk in acts]
            if following not in came_from:
                came_from[following] = here
                waiting.append(following)
    return []


def _relations_below(path: str) -> Mapping[int, Sequence[int]]:
    """The acts of a centre with those that they act on."""
    from pages.acts.models import ActRelation as Relation

    def read() -> Mapping[int, Sequence[int]]:
        forward: defaultdict[int, list[int]] = defaultdict(list)
        pairs = Relation.objects.filter(source__path__startswith=path, target__isnull=False)
        for origin, reached in pairs.values_list("source_id", "target_id"):
            forward[origin].append(reached)
        return forward

    return _kept(("relations", path), read)


def in_words(day: Day) -> str:
    """As much of a day as is known; "" for one of which nothing is."""
    return day.known.genitive if day.known else ""
