"""What can't be so in a text among the others of its act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from pages.acts.in_time import Change, Day, Life, PlacedState, State
from pages.acts.rules import Faults, in_words, known_of
from pages.core.addresses import is_public
from pages.core.dates import PartialDate

if TYPE_CHECKING:
    from pages.acts.dossier import Dossier
    from pages.acts.models import ActPage, ExpressionPage


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


def act_above_fault(act: ActPage) -> str:
    """A text would show of its act what no reader can open; empty when the act is public.

    One that is only kept from some readers keeps its texts from them, too.
    """
    if act.live:
        return ""
    return _("“%(act)s” is not published. Publish the act first, then its text.") % {
        "act": act.get_admin_display_title()
    }


def publication_faults(text: ExpressionPage, act: ActPage, included: Iterable[ActPage]) -> Faults:
    """What keeps a text from being published by itself: all that contradicts it, and what has to be public before."""
    acts = list(included)
    faults = text_faults(text, act, acts)
    if fault := act_above_fault(act):
        faults[NON_FIELD_ERRORS] = fault
    if "incorporated" not in faults and (fault := unpublished_fault(acts)):
        faults["incorporated"] = fault
    return faults


def text_faults(text: ExpressionPage, act: ActPage, included: Iterable[ActPage]) -> Faults:
    """What contradicts the states that the act has already; the first thing found.

    `included` are the acts said to be worked in, as they stand in the form.
    """
    acts = list(included)
    dossier = with_planned(known_of(act), act, acts)
    known = {effect.act.pk for effect in dossier.effects if effect.rewords}
    stranger = next((one for one in acts if (one.pk or 0) not in known), None)
    if stranger:
        return {"incorporated": stranger_fault(stranger.eyebrow)}
    life, placed = life_with(dossier, text.pk or 0, text.valid_from, acts)
    for field, sentence in misplaced(placed, life, dossier):
        return {field: sentence}
    return {}


def stranger_fault(name: str) -> str:
    """A text takes in an act that doesn't change its act."""
    return _("%(act)s does not amend this act. Add the relation to that act first.") % {"act": name}


def misplaced(placed: PlacedState, life: Life, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What contradicts a text where it stands in the life of its act, field by field."""
    for field, sentence in _misplaced(placed, life, dossier):
        # The name of an act may end with an abbreviation: "… z 13 stycznia 2022 r.".
        yield field, f"{sentence[:-2]}." if sentence.endswith("..") else sentence


def text_day(act: ActPage, valid_from: PartialDate | None, included: Iterable[ActPage]) -> Day | None:
    """The day from which a text of the act will hold; None when nobody knows."""
    acts = list(included)
    _life, placed = life_with(with_planned(known_of(act), act, acts), 0, valid_from, acts)
    return placed.since if placed.since.known else None


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


def _misplaced(placed: PlacedState, life: Life, dossier: Dossier) -> Iterator[tuple[str, str]]:
    day, since = in_words(placed.since), placed.since.known
    begin = life.begins.known if life.begins else None
    if since and begin and since.last < begin.first and placed.state.given:
        message = _("A text as from %(day)s precedes the act, which begins on %(begin)s.")
        yield "valid_from", message % {"day": day, "begin": begin.genitive}
    if since and life.ends and not life.ends.assumed and since.first >= life.ends.day:
        message = _("A text as from %(day)s comes after the end of the act on %(end)s.")
        yield "valid_from", message % {"day": day, "end": in_words(life.ends)}
    firsts: dict[object, Change] = {}
    for change in life.changes:
        firsts.setdefault(change.act, change)
    names = {effect.act.pk: effect.act.name for effect in dossier.effects}
    for act in sorted(placed.state.includes & firsts.keys(), key=str):
        taken = firsts[act].since
        if since and taken and taken.known and taken.known.first > since.last:
            message = _("A text as from %(day)s can't take in %(act)s, which takes effect on %(since)s.")
            yield "valid_from", message % {"day": day, "act": names[act], "since": in_words(taken)}  # type: ignore[index] # keys of changes are those of acts
    yield from _beside_others(placed, life, dossier)


def _beside_others(placed: PlacedState, life: Life, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Two texts of one day with the same changes; a later text without a change that an earlier one has."""
    names = {effect.act.pk: effect.act.name for effect in dossier.effects}
    place = life.states.index(placed)
    for other in life.states:
        if other is placed:
            continue
        title = dossier.texts[other.state.key].title  # type: ignore[index] # keys of states are those of texts
        words: dict[str, str] = {"text": title, "day": in_words(placed.since)}
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
