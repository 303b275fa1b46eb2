"""What an act said on a day: the kernel against a model that asks about each day by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pages.acts.in_time import Answer, Change, Day, Life, Phase, State

FIRST = date(2020, 1, 1)
WINDOW = 40
"""Days are numbers from 0 in the tests below; those before and after the window are asked about too."""


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


class Facts(NamedTuple):
    """What a life is made of, with days as numbers and `?` days as pairs of a number and True."""

    adopted: int | None
    begins: tuple[int, bool] | None
    ends: tuple[int, bool] | None
    changes: tuple[tuple[str, tuple[int, bool] | None, int], ...]
    """The acting act, its day, its place among those of the day."""
    texts: tuple[tuple[int | None, frozenset[str]], ...]
    """The day that a text names and the acts that it takes in; its turn is its rank."""


def day(pair: tuple[int, bool] | None) -> Day | None:
    return Day(on(pair[0]), pair[1]) if pair else None


def life_of(facts: Facts) -> Life:
    return Life(
        adopted=None if facts.adopted is None else on(facts.adopted),
        begins=day(facts.begins),
        ends=day(facts.ends),
        changes=[Change(act, day(since), (order, number)) for number, (act, since, order) in enumerate(facts.changes)],
        states=[
            State(number, None if named is None else on(named), takes_in, (number,))
            for number, (named, takes_in) in enumerate(facts.texts)
        ],
    )


# -- the model: nothing but the definitions, one day at a time -------------------------------------------------------

LONG_AGO = -10_000


def starts_on(facts: Facts, text: int) -> int:
    """A text holds from the day that it names; else from the last of its acts; else from the act's beginning."""
    named, takes_in = facts.texts[text]
    if named is not None:
        return named
    firsts = []
    for act in takes_in:
        days = [since and since[0] for name, since, _order in facts.changes if name == act]
        if days and None not in days:
            firsts.append(min(days))
    if firsts:
        return max(firsts)
    return facts.begins[0] if facts.begins else LONG_AGO


def takes_in(facts: Facts, text: int, change: int) -> bool:
    """Whether a change is worked in: its act is named, and it has happened when the text begins."""
    act, since, _order = facts.changes[change]
    return act in facts.texts[text][1] and (since is None or since[0] <= starts_on(facts, text))


def text_of_day(facts: Facts, day: int) -> int | None:
    """The latest text that has begun by then; of several from one day the one that takes in more, then the last."""
    begun = [
        (starts_on(facts, text), sum(takes_in(facts, text, change) for change in range(len(facts.changes))), text)
        for text in range(len(facts.texts))
        if starts_on(facts, text) <= day
    ]
    return max(begun)[2] if begun else None


def alive(facts: Facts, day: int) -> bool:
    """Whether the day lies between the act's beginning, or its first text, and its end."""
    firsts = [starts_on(facts, text) for text in range(len(facts.texts))]
    first = facts.begins[0] if facts.begins else min(firsts, default=None)
    ended = facts.ends is not None and not facts.ends[1] and facts.ends[0] <= day  # an assumed end ends nothing
    return first is not None and first <= day and not ended


def pending_on(facts: Facts, day: int) -> list[int]:
    """Changes that have happened and that the text of the day lacks, in the order of their days."""
    text = text_of_day(facts, day) if alive(facts, day) else None
    found = [
        change
        for change, (_act, since, _order) in enumerate(facts.changes)
        if (since is None or since[0] <= day) and not (text is not None and takes_in(facts, text, change))
    ]
    undated = [change for change in found if facts.changes[change][1] is None]
    dated = [change for change in found if facts.changes[change][1] is not None]
    dated.sort(key=lambda change: (facts.changes[change][1][0], facts.changes[change][2], change))
    undated.sort(key=lambda change: (facts.changes[change][2], change))
    return undated + dated


def phase_on(facts: Facts, day: int) -> Phase:
    """What days that are known prove."""
    begins, sure = facts.begins or (None, False)
    if facts.ends is not None and facts.ends[0] <= day:
        return Phase.MAYBE_ENDED if facts.ends[1] else Phase.ENDED
    if begins is not None and begins <= day:
        return Phase.ADOPTED if sure else Phase.IN_FORCE
    if facts.adopted is not None and day < facts.adopted:
        return Phase.NOT_YET_ADOPTED
    if begins is not None and not sure:
        return Phase.NOT_YET_IN_FORCE
    return Phase.UNKNOWN


# -- made-up lives ---------------------------------------------------------------------------------------------------

numbers = st.integers(0, WINDOW)
pairs = st.tuples(numbers, st.booleans())
acts = st.sampled_from("ABCDE")
changes = st.lists(st.tuples(acts, st.none() | pairs, st.integers(0, 2)), max_size=7)
texts = st.lists(st.tuples(st.none() | numbers, st.frozensets(st.sampled_from("ABCDEX"))), max_size=6)


@st.composite
def lives(draw: st.DrawFn) -> Facts:
    """Any life, sensible or not: what editors enter is checked elsewhere, and old rows may be anything."""
    begins = draw(st.none() | pairs)
    adopted = draw(st.none() | numbers) if begins else None
    return Facts(adopted, begins, draw(st.none() | pairs), tuple(draw(changes)), tuple(draw(texts)))


@given(lives())
@example(Facts(3, (5, False), (5, False), (), ((5, frozenset()),)))
@example(Facts(9, (5, False), None, (("A", None, 0),), ((None, frozenset("A")), (2, frozenset()))))
def test_each_day_is_answered_as_the_definitions_say(facts: Facts) -> None:
    life = life_of(facts)
    for number in range(-2, WINDOW + 3):
        answer = life.as_of(on(number))
        text = text_of_day(facts, number) if alive(facts, number) else None
        assert (answer.placed.state.key if answer.placed else None) == text
        assert answer.phase == phase_on(facts, number)
        told = alive(facts, number) or answer.phase == Phase.UNKNOWN
        assert [change.order[1] for change in answer.pending] == (pending_on(facts, number) if told else [])
        assert answer.ended == (life.ends if answer.phase in (Phase.ENDED, Phase.MAYBE_ENDED) else None)


@given(lives())
def test_days_from_the_beginning_to_the_end_lie_in_one_period_each_and_others_in_none(facts: Facts) -> None:
    life = life_of(facts)
    for number in range(-2, WINDOW + 3):
        found = [period for period in life.periods if period.holds(on(number))]
        assert len(found) == alive(facts, number)
        assert life.as_of(on(number)).period == (found[0] if found else None)


@given(lives())
def test_a_period_begins_when_the_one_before_ends_and_the_last_ends_with_the_act(facts: Facts) -> None:
    life = life_of(facts)
    for period, following in zip(life.periods, life.periods[1:], strict=False):
        assert period.end == following.start
        assert period.last_day == following.start.day - timedelta(days=1)
        assert following.placed
    if life.periods:
        assert life.periods[-1].end == (None if life.ends and life.ends.assumed else life.ends)
        assert life.begins is None or life.periods[0].start == life.begins


@given(lives())
def test_nothing_is_in_force_on_a_day_that_only_stands_in_for_another(facts: Facts) -> None:
    life = life_of(facts._replace(begins=facts.begins and (facts.begins[0], True)))
    assert not any(life.phase(on(number)) == Phase.IN_FORCE for number in range(-2, WINDOW + 3))


@given(lives(), st.randoms())
def test_the_order_in_which_facts_come_changes_nothing(facts: Facts, random: Any) -> None:
    life = life_of(facts)
    changes, states = list(life.changes), [placed.state for placed in life.states]
    random.shuffle(changes)
    random.shuffle(states)
    again = Life(adopted=life.adopted, begins=life.begins, ends=life.ends, changes=changes, states=states)
    assert (again.changes, again.states, again.periods) == (life.changes, life.states, life.periods)


@given(lives())
def test_what_rests_on_an_assumed_day_says_so_and_nothing_else_does(facts: Facts) -> None:
    life = life_of(facts)
    for number in range(-2, WINDOW + 3):
        answer = life.as_of(on(number))
        days = [answer.ended, *(change.since for change in answer.pending)]
        days += [answer.period.start, answer.period.end] if answer.period else []
        days += [answer.placed.since] if answer.placed else []
        assumed = any(one is not None and one.assumed for one in days) or answer.phase == Phase.ADOPTED
        assert answer.rests_on_adoption == assumed


@given(lives())
def test_a_life_of_exact_days_rests_on_nothing_else(facts: Facts) -> None:
    def exact(pair: tuple[int, bool] | None) -> tuple[int, bool] | None:
        return pair and (pair[0], False)

    known = {act for act, _since, _order in facts.changes}
    life = life_of(
        facts._replace(
            begins=exact(facts.begins) or (0, False),
            ends=exact(facts.ends),
            changes=tuple((act, exact(since) or (1, False), order) for act, since, order in facts.changes),
            texts=tuple((named, takes_in & known) for named, takes_in in facts.texts),
        )
    )
    assert not any(life.as_of(on(number)).rests_on_adoption for number in range(-2, WINDOW + 3))


# -- cases that have a name ------------------------------------------------------------------------------------------


def life(changes: list[Change], states: list[State], **days: Any) -> Life:
    known = {"adopted": on(0), "begins": Day(on(5)), "ends": None, **days}
    return Life(changes=changes, states=states, **known)


def told(answer: Answer) -> tuple[Any, list[Any]]:
    """The text of the day and the acts that it lacks."""
    return answer.placed and answer.placed.state.key, [change.act for change in answer.pending]


def test_acts_of_one_day_are_pending_in_their_order() -> None:
    changes = [Change("second", Day(on(9)), (2,)), Change("first", Day(on(9)), (1,)), Change("zeroth", None, (3,))]
    assert told(life(changes, [State("original")]).as_of(on(9))) == ("original", ["zeroth", "first", "second"])


def test_an_act_with_two_days_of_effect_is_half_worked_in_until_a_text_takes_in_the_rest() -> None:
    changes = [Change("A", Day(on(8)), (0,), ("par_1",)), Change("A", Day(on(12)), (1,), ("par_2",))]
    states = [State("original"), State("half", None, frozenset("A")), State("whole", on(14), frozenset("A"))]
    found = life(changes, states)
    assert told(found.as_of(on(7))) == ("original", [])
    assert told(found.as_of(on(8))) == ("half", [])
    assert told(found.as_of(on(12))) == ("half", ["A"])
    assert [change.provisions for change in found.as_of(on(13)).pending] == [("par_2",)]
    assert told(found.as_of(on(14))) == ("whole", [])


def test_of_two_texts_from_one_day_the_one_that_takes_in_more_holds_alone() -> None:
    changes = [Change("A", Day(on(8)), (1,)), Change("B", Day(on(8)), (2,))]
    states = [State("both", None, frozenset("AB"), (1,)), State("one", None, frozenset("A"), (2,))]
    found = life(changes, states)
    assert told(found.as_of(on(8))) == ("both", [])
    assert len(found.periods) == 2


def test_each_text_follows_the_one_that_begins_before_it() -> None:
    found = life([], [State("third", on(9)), State("first", on(6)), State("second", on(8))])
    first, second, third = found.states
    assert [found.before(placed) for placed in (first, second, third)] == [None, first, second]


def test_before_its_first_text_an_act_has_a_period_without_one() -> None:
    found = life([Change("A", Day(on(8)))], [State("later", None, frozenset("A"))])
    assert [(period.start.day, period.placed is not None) for period in found.periods] == [
        (on(5), False),
        (on(8), True),
    ]
    assert told(found.as_of(on(6))) == (None, [])


def test_a_text_from_before_the_act_holds_from_its_beginning() -> None:
    found = life([], [State("early", on(1)), State("later", on(3))])
    assert told(found.as_of(on(4))) == (None, [])
    assert told(found.as_of(on(5))) == ("later", [])
    assert len(found.periods) == 1


def test_after_its_end_nothing_holds_and_nothing_is_missing() -> None:
    found = life([Change("A", Day(on(8)))], [State("text"), State("too late", on(20))], ends=Day(on(10)))
    assert told(found.as_of(on(9))) == ("text", ["A"])
    assert told(found.as_of(on(10))) == (None, [])
    assert found.as_of(on(10)).ended == Day(on(10))
    assert not found.as_of(on(10)).rests_on_adoption
    assert [period.last_day for period in found.periods] == [on(9)]


def test_an_end_whose_day_nobody_knows_is_flagged_and_the_text_goes_on() -> None:
    found = life([], [State("text")], ends=Day(on(10), assumed=True))
    assert (found.phase(on(9)), found.phase(on(10))) == (Phase.IN_FORCE, Phase.MAYBE_ENDED)
    assert not found.as_of(on(9)).rests_on_adoption
    assert found.as_of(on(10)).rests_on_adoption
    assert found.as_of(on(10)).placed == found.as_of(on(9)).placed


def test_an_act_that_ended_before_it_began_never_held() -> None:
    found = life([], [State("text")], ends=Day(on(5)))
    assert found.periods == ()
    assert {found.phase(on(number)) for number in range(5, 9)} == {Phase.ENDED}


def test_in_force_from_a_day_before_its_adoption_is_in_force_on_it() -> None:
    found = life([], [State("text")], adopted=on(8))
    assert (found.phase(on(4)), found.phase(on(5))) == (Phase.NOT_YET_ADOPTED, Phase.IN_FORCE)


def test_an_act_without_any_day_tells_what_others_did_and_nothing_else() -> None:
    found = life([Change("A", Day(on(8))), Change("B", None)], [], adopted=None, begins=None)
    for number, pending in ((7, ["B"]), (8, ["B", "A"])):
        answer = found.as_of(on(number))
        assert (answer.phase, answer.period, told(answer)) == (Phase.UNKNOWN, None, (None, pending))


def test_a_text_without_any_day_holds_always_and_says_that_it_is_not_known_since_when() -> None:
    found = Life(adopted=None, begins=None, ends=None, states=[State("text")])
    answer = found.as_of(on(0))
    assert (answer.phase, told(answer), answer.rests_on_adoption) == (Phase.UNKNOWN, ("text", []), True)


@pytest.mark.parametrize("undated", [[Change("B", None)], []])
def test_a_text_that_takes_in_an_act_whose_day_is_not_known_has_no_sure_day(undated: list[Change]) -> None:
    """The second act may be withdrawn from readers: then it isn't named, but the text's day isn't claimed either."""
    changes = [Change("A", Day(on(8))), *undated]
    found = life(changes, [State("text", None, frozenset("AB")), State("named", on(20), frozenset("AB"))])
    assert [placed.since for placed in found.states] == [Day(on(8), assumed=True), Day(on(20))]


def test_the_first_and_the_last_day_of_the_calendar_are_days_like_others() -> None:
    begins, ends = Day(date.min), Day(date.max)
    found = Life(
        adopted=date.min,
        begins=begins,
        ends=ends,
        changes=[Change("A", Day(date.max - timedelta(days=1)))],
        states=[State("text"), State("last", None, frozenset("A")), State("never", date.max)],
    )
    assert told(found.as_of(date.min)) == ("text", [])
    assert told(found.as_of(date.max - timedelta(days=1))) == ("last", [])
    assert found.phase(date.max) == Phase.ENDED
    assert [period.last_day for period in found.periods] == [
        date.max - timedelta(days=2),
        date.max - timedelta(days=1),
    ]
    endless = Life(adopted=None, begins=Day(date.max), ends=None, states=[State("text")])
    assert told(endless.as_of(date.max)) == ("text", [])


# -- Kielce: the days of adoption that the seeds give, and no day of entry into force --------------------------------

GRANTED = date(2020, 4, 23)
AMENDED = {
    "XXXIV/682/2020": date(2020, 10, 15),
    "LVI/1114/2022": date(2022, 1, 13),
    "LX/1197.2022": date(2022, 4, 21),
    "LXII/1242.2022": date(2022, 6, 9),
    "LXVI.1331/2022": date(2022, 10, 13),
    "LXIX/1395/2022": date(2022, 12, 1),
}
NUMBERS = list(AMENDED)


def kielce() -> Life:
    """Six texts: the first one, and one for each amendment but the last."""
    return Life(
        adopted=GRANTED,
        begins=Day(GRANTED, assumed=True),
        ends=None,
        changes=[Change(number, Day(adopted, assumed=True)) for number, adopted in AMENDED.items()],
        states=[State(count, None, frozenset(NUMBERS[:count]), (count,)) for count in range(len(NUMBERS))],
    )


@pytest.mark.parametrize("turn", range(7))
def test_each_of_the_seven_days_of_the_statute_of_kielce_and_those_around_it(turn: int) -> None:
    wanted = [GRANTED, *AMENDED.values()][turn]
    life = kielce()
    for shift in (-1, 0, 1):
        answer = life.as_of(wanted + timedelta(days=shift))
        made = turn if shift >= 0 else turn - 1
        """How many amendments have been adopted by then; -1 before the statute was given."""
        if made < 0:
            assert (answer.phase, answer.period, answer.pending) == (Phase.NOT_YET_ADOPTED, None, ())
            assert not answer.rests_on_adoption
            continue
        assert answer.phase == Phase.ADOPTED
        assert told(answer) == (min(made, 5), NUMBERS[5:] if made == 6 else [])
        assert answer.rests_on_adoption
        assert answer.period
        assert answer.period.start.day == [GRANTED, *AMENDED.values()][min(made, 5)]


def test_the_statute_of_kielce_is_never_said_to_be_in_force() -> None:
    life = kielce()
    days = (GRANTED - timedelta(days=10) + timedelta(days=number) for number in range(1000))
    assert {life.phase(day) for day in days} == {Phase.NOT_YET_ADOPTED, Phase.ADOPTED}


def test_a_day_of_effect_that_becomes_known_moves_the_text_and_is_no_longer_flagged() -> None:
    changes = [replace(change, since=Day(change.since.day + timedelta(days=30))) for change in kielce().changes]
    life = Life(
        adopted=GRANTED,
        begins=Day(GRANTED + timedelta(days=30)),
        ends=None,
        changes=changes,
        states=[placed.state for placed in kielce().states],
    )
    assert life.phase(GRANTED) == Phase.NOT_YET_IN_FORCE
    answer = life.as_of(date(2022, 4, 21))
    assert (told(answer), answer.phase, answer.rests_on_adoption) == ((2, []), Phase.IN_FORCE, False)
    assert told(life.as_of(date(2022, 5, 21))) == (3, [])
