"""Which copies stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copies.retention import Kept, to_keep

NOW = datetime(2026, 11, 28, 3, tzinfo=UTC)
moments = st.sets(st.integers(0, 2_500).map(lambda days: NOW - timedelta(days=days, hours=days % 7)))
keeps = st.builds(Kept, st.integers(0, 20), st.integers(0, 10), st.integers(0, 15))


def test_of_a_year_of_nights_two_weeks_eight_weeks_and_twelve_months_stay() -> None:
    nights = [NOW - timedelta(days=day) for day in range(400)]
    kept = to_keep(nights)
    assert set(nights[:14]) <= kept
    assert len(kept) == 14 + 6 + 10, "the newest of a week or a month may be one of the days before it"
    assert min(kept) == datetime(2025, 12, 31, 3, tzinfo=UTC)


@given(moments, keeps)
def test_the_newest_stays_and_no_more_than_was_asked_for(found: set[datetime], kept: Kept) -> None:
    stays = to_keep(found, kept)
    assert stays <= found
    assert max(found, default=None) == max(stays, default=None)
    assert len(stays) <= max(1, sum(kept))


@given(moments, keeps)
def test_what_was_kept_is_kept_again_when_nothing_is_new(found: set[datetime], kept: Kept) -> None:
    stays = to_keep(found, kept)
    assert to_keep(stays, kept) == stays
