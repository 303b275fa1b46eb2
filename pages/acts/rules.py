"""What can't be so in the life of an act. Each rule answers with the field and a sentence that says what and where.

The form, the wizard and `load_centre` ask the same rules, so that nothing contradictory is ever public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pages.acts.in_time import Day, Life, PlacedState, State
from pages.acts.models.kinds import ENDING
from pages.acts.numbers import ActNumber
from pages.acts.text.citations import parse_citations
from pages.core.addresses import centre_path, is_public
from pages.core.dates import PartialDate

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.acts.dossier import Dossier
    from pages.acts.models import ActPage, ActRelation, ExpressionPage

Faults = dict[str, str]

DAYS = ("in_force_from", "repealed_on")
# A statute, then a handful of years of amendments: nobody reads further, and hostile chains end.
MOST_STEPS = 10_000


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


def number_fault(register: Page, *, kind: str, number: str, issuer: str, besides: int | None = None) -> str:
    """Another act of the register has the number, whatever way it is spelt; empty when none has."""
    from pages.acts.models import ActPage as Act

    try:
        key = ActNumber.parse(number).key
    except ValueError:
        return ""  # no number, or a wrong one, which the model's own rule refuses
    for act in Act.objects.child_of(register).filter(kind=kind, number_key=key).exclude(pk=besides):
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
    yield from _out_of_time(relation, source, target)
    circle = _circle(source, target)
    if circle:
        names = " → ".join([*circle, circle[0]])
        yield "target", _("The relation would close a circle: %(names)s.") % {"names": names}
    yield from _second_ending(relation, target)


def _out_of_time(relation: ActRelation, source: ActPage, target: ActPage) -> Iterator[tuple[str, str]]:
    """An effect before the act that has it, before its target, or after the target's end."""
    from pages.acts.dossier import day_of, live_dossier

    day = day_of(relation.effective_from)
    adopted = source.adopted_on
    if day and adopted and day.day < adopted.first and not relation.retroactive:
        yield (
            "effective_from",
            _("The effect on %(day)s precedes the act itself, of %(adopted)s. If the act says so, mark it retroactive.")
            % {"day": _words(day.day), "adopted": adopted.genitive},
        )
    since = day or day_of(adopted, assumed=True)
    if since is None:
        return
    # What the relation itself brings about doesn't count against it.
    known = live_dossier(target)
    life = replace(known, effects=tuple(effect for effect in known.effects if effect.act.pk != source.pk)).life
    begins = life.begins
    if begins and since.day < begins.day and relation.kind not in {"grants", "introduces", "creates"}:
        yield (
            "effective_from" if day else "target",
            _("The effect on %(day)s precedes “%(act)s”, which begins on %(begin)s.")
            % {"day": _words(since.day), "act": target.title, "begin": _words(begins.day)},
        )
    if life.ends and since.day > life.ends.day:
        yield (
            "effective_from" if day else "target",
            _("The effect on %(day)s comes after the end of “%(act)s” on %(end)s.")
            % {"day": _words(since.day), "act": target.title, "end": _words(life.ends.day)},
        )


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
    from pages.acts.models import ActRelation as Relation

    if not source.pk:
        return []
    pairs = Relation.objects.filter(source__path__startswith=centre_path(target), target__isnull=False)
    forward: defaultdict[int, list[int]] = defaultdict(list)
    for origin, reached in pairs.exclude(source_id=source.pk).values_list("source_id", "target_id"):
        forward[origin].append(reached)
    came_from: dict[int, int] = {target.pk: source.pk}
    waiting = [target.pk]
    while waiting and len(came_from) < MOST_STEPS:
        here = waiting.pop()
        for following in forward[here]:
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


# -- a text among the others -----------------------------------------------------------------------------------------


def with_planned(dossier: Dossier, act: ActPage, acts: Iterable[ActPage]) -> Dossier:
    """The dossier as it will be once these acts, those of them that no reader can open yet, are public."""
    from pages.acts.dossier import effect_of

    rows = ((row, one) for one in acts if not is_public(one) for row in one.relations.all())
    planned = (effect_of(row, one) for row, one in rows if row.target_id == act.pk)
    return replace(dossier, effects=(*dossier.effects, *planned))


def unpublished_fault(included: Iterable[ActPage]) -> str:
    """A text can't be public before an act that it takes in; empty when all of them are."""
    draft = next((act for act in included if not act.live), None)
    if draft is None:
        return ""
    return _("%(act)s is not published yet. “Check and publish” publishes it together with this text.") % {
        "act": draft.eyebrow
    }


def text_faults(text: ExpressionPage, act: ActPage, included: Iterable[ActPage]) -> Faults:
    """What contradicts the states that the act has already; the first thing found.

    `included` are the acts said to be worked in, as they stand in the form.
    """
    from pages.acts.dossier import live_dossier

    acts = list(included)
    dossier = with_planned(live_dossier(act), act, acts)
    known = {effect.act.pk for effect in dossier.effects if effect.rewords}
    stranger = next((one for one in acts if (one.pk or 0) not in known), None)
    if stranger:
        message = _("%(act)s does not amend this act. Add the relation to that act first.")
        return {"incorporated": message % {"act": stranger.eyebrow}}
    life, placed = life_with(dossier, text.pk or 0, text.valid_from, acts)
    for field, sentence in _misplaced(placed, life, dossier, acts):
        # The name of an act may end with an abbreviation: "… z 13 stycznia 2022 r.".
        return {field: f"{sentence[:-2]}." if sentence.endswith("..") else sentence}
    return {}


def text_day(act: ActPage, valid_from: PartialDate | None, included: Iterable[ActPage]) -> Day | None:
    """The day from which a text of the act will hold; None when nobody knows."""
    from pages.acts.dossier import live_dossier

    acts = list(included)
    _life, placed = life_with(with_planned(live_dossier(act), act, acts), 0, valid_from, acts)
    return placed.since if placed.since.day > date.min else None


def life_with(
    dossier: Dossier, key: int, valid_from: PartialDate | None, acts: Iterable[ActPage]
) -> tuple[Life, PlacedState]:
    """The act's life with a text as it stands in the form, in the place of the one that was kept under its key."""
    given = valid_from.first if valid_from else None
    others = [placed.state for placed in dossier.life.states if placed.state.key != key]
    state = State(key, given, frozenset(act.pk or 0 for act in acts), (key,))
    life = Life(
        adopted=dossier.life.adopted,
        begins=dossier.life.begins,
        ends=dossier.life.ends,
        changes=dossier.life.changes,
        states=[*others, state],
    )
    return life, next(one for one in life.states if one.state.key == key)


def _misplaced(placed: PlacedState, life: Life, dossier: Dossier, acts: list[ActPage]) -> Iterator[tuple[str, str]]:
    day = _words(placed.since.day)
    if life.begins and placed.since.day < life.begins.day and placed.state.given:
        message = _("A text as from %(day)s precedes the act, which begins on %(begin)s.")
        yield "valid_from", message % {"day": day, "begin": _words(life.begins.day)}
    if life.ends and placed.since.day >= life.ends.day:
        message = _("A text as from %(day)s comes after the end of the act on %(end)s.")
        yield "valid_from", message % {"day": day, "end": _words(life.ends.day)}
    for act in acts:
        firsts = [change for change in life.changes if change.act == (act.pk or 0)]
        if firsts and not firsts[0].is_made_by(placed.since.day):
            message = _("A text as from %(day)s can't take in %(act)s, which takes effect on %(since)s.")
            since = firsts[0].since
            words = {"day": day, "act": act.eyebrow, "since": _words(since.day) if since else ""}
            yield "valid_from", message % words
    yield from _beside_others(placed, life, dossier)


def _beside_others(placed: PlacedState, life: Life, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Two texts of one day with the same changes; a later text without a change that an earlier one has."""
    names = {effect.act.pk: effect.act.name for effect in dossier.effects}
    place = life.states.index(placed)
    for other in life.states:
        if other is placed:
            continue
        title = dossier.texts[other.state.key].title  # type: ignore[index] # keys of states are those of texts
        words: dict[str, str] = {"text": title, "day": _words(placed.since.day)}
        if other.since.day == placed.since.day and other.state.includes == placed.state.includes:
            with_day = _("There is a text as from %(day)s with the same changes: “%(text)s”.")
            without = _("There is a text with the same changes already: “%(text)s”.")
            yield "valid_from", (with_day if words["day"] else without) % words
            continue
        earlier, later = sorted((other, placed), key=life.states.index)
        lost = [names[act] for act in earlier.state.includes - later.state.includes if act in names]
        if lost and words["day"] and abs(life.states.index(other) - place) == 1:
            words["act"] = lost[0]
            if later is placed:
                message = _("The text as from %(day)s lacks a change that the earlier one, “%(text)s”, has: %(act)s.")
            else:
                message = _("The later text, “%(text)s”, lacks a change that this one, as from %(day)s, has: %(act)s.")
            yield "incorporated", message % words


def _words(day: date) -> str:
    """The day in words; "" for the one that stands for a day that nobody knows."""
    return PartialDate.from_date(day).genitive if day > date.min else ""
