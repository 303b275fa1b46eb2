"""The axis of time: to scale, complete, and no label over another."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pages.acts.time_axis import LABEL_GAP, LETTER, WIDTH, time_axis
from pages.core.dates import PartialDate

days = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(lambda day: PartialDate(day.year, day.month, day.day))
entries = st.lists(st.tuples(days, st.text("XVI/0123456789", min_size=1, max_size=18), st.just("/akt/")), max_size=12)


@given(entries)
def test_an_axis_has_every_act_in_order_or_is_not_drawn(entries: list[tuple[PartialDate, str, str]]) -> None:
    axis = time_axis(entries)
    if axis is None:
        return
    assert [point.day for point in axis.points] == sorted(day for day, _text, _url in entries)
    places = [float(point.x.rstrip("%")) for point in axis.points]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(entries)
def test_labels_of_one_height_never_meet(entries: list[tuple[PartialDate, str, str]]) -> None:
    axis = time_axis(entries)
    if axis is None:
        return
    spans: dict[int, list[tuple[float, float]]] = {}
    for point in axis.points:
        place, width = float(point.x.rstrip("%")) * WIDTH / 100, max(len(point.text), 10) * LETTER
        start = place + LABEL_GAP if point.anchor == "start" else place - LABEL_GAP - width
        spans.setdefault(point.top, []).append((start, start + width))
    for row in spans.values():
        for (_, end), (start, _end) in zip(sorted(row), sorted(row)[1:], strict=False):
            assert end <= start + 0.1  # places are printed to a hundredth of a percent


def test_a_day_not_known_in_full_has_no_place_on_the_axis() -> None:
    known = (PartialDate(2020, 4, 23), "XXVII/508/2020", "/a/")
    assert time_axis([known, (PartialDate(2022), "LX/1197.2022", "/b/")]) is None
    assert time_axis([known, (None, "LX/1197.2022", "/b/")]) is None
    assert time_axis([known]) is None
    assert time_axis([known, (PartialDate(2022, 4, 21), "LX/1197.2022", "/b/")]) is not None
