"""The axis of time: to scale, complete, no label over another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.acts.timeline.axis import BOLD, PLAIN, TimeAxis, life_axis
from pages.acts.timeline.events import EventKind, LifeEvent, Span
from pages.acts.timeline.labels import GAP
from pages.acts.timeline.scale import LEFT, RIGHT, WIDTH
from pages.core.dates import PartialDate

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
numbers = st.text("XVI/0123456789", min_size=1, max_size=18)
events = st.builds(
    LifeEvent,
    days.map(PartialDate.from_date),
    st.just(EventKind.AMENDMENT),
    numbers,
    st.just("zmienia statut"),
    mark=st.sampled_from(["", "", "niewprowadzona"]),
)
lives = st.lists(events, max_size=16).map(lambda found: sorted(found, key=lambda event: event.place))


def event(day: str, name: str = "LX/1197.2022") -> LifeEvent:
    return LifeEvent(PartialDate.parse(day) if day else None, EventKind.AMENDMENT, name, "zmienia statut")


def place(axis: TimeAxis, percent: str) -> float:
    """Pixels from the left edge at the least width."""
    return LEFT + float(percent.rstrip("%")) / 100 * (WIDTH - LEFT - RIGHT[axis.room])


@given(lives, days)
def test_an_axis_has_every_event_in_order_or_is_not_drawn(life: list[LifeEvent], day: date) -> None:
    axis = life_axis(life, [], day)
    if axis is None:
        return
    assert [point.event for point in axis.points] == life
    places = [place(axis, point.x) for point in axis.points]
    assert places == sorted(places)
    assert {dot.x for dot in axis.dots} == {point.x for point in axis.points}
    assert len(axis.dots) == len({one.place for one in life})


@given(lives)
def test_distances_on_the_axis_are_those_in_time(life: list[LifeEvent]) -> None:
    axis = life_axis(life, [], None)
    if axis is None:
        return
    first, last = life[0].place, life[-1].place
    ends = place(axis, axis.points[0].x), place(axis, axis.points[-1].x)
    for point in axis.points:
        share = (point.event.place - first) / (last - first)
        assert place(axis, point.x) == pytest.approx(ends[0] + share * (ends[1] - ends[0]), abs=0.2)


@given(lives)
def test_no_label_meets_another_or_the_stem_of_a_higher_one_or_leaves_the_drawing(life: list[LifeEvent]) -> None:
    axis = life_axis(life, [], None)
    if axis is None:
        return
    spans = []
    for point in axis.points:
        stem = place(axis, point.x)
        width = max(len(point.event.label) * BOLD, len(point.day_label) * PLAIN)
        start = stem + GAP if point.anchor == "start" else stem - GAP - width
        spans.append((point.top, stem, start, start + width))
        assert start >= -0.1
        assert start + width <= WIDTH + 0.1  # places are printed to a hundredth of a percent
    for number, (top, _stem, start, end) in enumerate(spans):
        for other, (other_top, stem, other_start, other_end) in enumerate(spans):
            if number != other and top == other_top:
                assert end <= other_start + 0.1 or other_end <= start + 0.1
            if number != other and other_top <= top:
                assert not start + 0.1 < stem < end - 0.1


@given(st.lists(days, min_size=2, max_size=8, unique=True).map(sorted), st.booleans())
def test_bars_follow_one_another_without_gap_or_overlap(bounds: list[date], goes_on: bool) -> None:
    ends = [*bounds[1:], None] if goes_on else bounds[1:]
    spans = [
        Span(number, start, end, "", chosen=False)
        for number, (start, end) in enumerate(zip(bounds, ends, strict=False), start=1)
    ]
    axis = life_axis([event(str(bounds[0]), "I/1"), event(str(bounds[-1]), "I/2")], spans, None)
    if axis is None:
        return
    shares = [(float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))) for bar in axis.bars]
    for (start, width), (following, _) in pairwise(shares):
        assert start + width == pytest.approx(following, abs=0.02)
    assert shares[0][0] == 0
    assert sum(shares[-1]) == pytest.approx(97 if goes_on else 92, abs=0.02)


def test_a_day_not_known_in_full_has_no_place_on_the_axis() -> None:
    known = event("2020-04-23")
    assert life_axis([known, event("2022")], [], None) is None
    assert life_axis([event(""), known], [], None) is None
    assert life_axis([known], [], None) is None
    assert life_axis([known, event("2020-04-23")], [], None) is None
    assert life_axis([known, event("2022-04-21")], [], None) is not None


def test_eight_acts_of_a_few_years_are_drawn_however_late_the_last_one_came() -> None:
    known = ("2020-04-23", "2020-10-15", "2022-01-13", "2022-04-21", "2022-06-09", "2022-10-13", "2022-12-01")
    for last in ("2022-12-02", "2023-03-01", "2024-06-01", "2026-11-28"):
        assert life_axis([event(day, "LXVI.1331/2022") for day in (*known, last)], [], None)


def test_more_acts_than_fit_are_left_to_the_list() -> None:
    crowd = [event("1990-01-01"), *(event(str(date(2022, 1, 1) + timedelta(days=n))) for n in range(12))]
    assert life_axis(crowd, [], None) is None
    assert life_axis([event(str(date(1990, 1, 1) + timedelta(days=n))) for n in range(5000)], [], None) is None


def test_a_chosen_day_far_away_stands_at_the_end_of_the_line_and_says_so() -> None:
    life = [event("2020-04-23"), event("2022-12-01")]
    axes = [life_axis(life, [], date(year, 6, 1)) for year in (2023, 2099, 1950)]
    drawn = [axis.day for axis in axes if axis and axis.day]
    assert [day.label for day in drawn] == ["1.06.2023", "1.06.2099 →", "← 1.06.1950"]
    assert [day.x for day in drawn[1:]] == ["100%", "-38"]


def test_years_are_as_many_as_have_room_for_their_labels() -> None:
    axis = life_axis([event("1990-03-01", "X/79/90"), event("2026-03-01", "X/1/26")], [], None)
    assert axis is not None
    assert [year.year for year in axis.years] == [1995, 2000, 2005, 2010, 2015, 2020, 2025]
