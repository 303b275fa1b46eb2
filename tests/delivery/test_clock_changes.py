"""Both nights in which clocks change: what a page says of an hour that comes twice, or never, is right all through."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

import delivery.ends
import delivery.layer
from pages.core.dates import WARSAW
from tests.delivery.conftest import HOST, Centre
from tests.delivery.workers import Worker, commit
from tests.factories import add_page, publish_again
from tests.pages.bip.making import add_list, procurement

Travel = Callable[[datetime], None]
OPEN = b'class="status status-open"'
ENQUIRY, NEWS = "/bip/praca/lista/wegiel/", "/aktualnosci/dyzur/"
HALF_PAST_TWO = hour(2, 30)
TWICE, NEVER = date(2026, 10, 25), date(2026, 3, 29)


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Sets the clock of the whole process."""

    def travel(to: datetime) -> None:
        for module in (timezone, delivery.ends, delivery.layer):
            monkeypatch.setattr(module, "now", lambda: to)
        monkeypatch.setattr(time, "time", to.timestamp)

    return travel


@pytest.mark.parametrize(
    ("night", "closed_at", "times"),
    [
        # 2.30 comes at 0.30 and at 1.30 UTC: whoever comes by their clock at 2.29 comes in time, both times.
        (TWICE, datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 3),
        # At 1.00 UTC, instead of showing 2.00, clocks show 3.00: half past two is over.
        (NEVER, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 4),
    ],
)
def test_a_deadline_at_half_past_two_ends_once_and_for_every_reader(
    travel: Travel, centre: Centre, pages: Path, night: date, closed_at: datetime, times: int
) -> None:
    evening = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(hours=2)
    travel(evening)
    tenders = add_list(centre.site, "procurement")
    add_page(tenders, procurement(deadline_on=night, deadline_time=HALF_PAST_TWO))
    commit()
    worker, other = Worker(pages), Worker(pages)
    for minutes in (0, 90, 119, 121, 149, 151, 179, 181, 209, 211, 239, 241, 1_319, 1_321, 1_379, 1_381, 1_500):
        moment = evening + timedelta(minutes=minutes)
        travel(moment)
        right = worker.fresh(HOST, ENQUIRY)
        assert (OPEN in right.body) is (moment < closed_at), moment
        assert right.status == 200
        for asked in (worker, other):
            assert asked.get(HOST, ENQUIRY).body == right.body, moment
    assert worker.asked_django + other.asked_django == times, "kept in between, and by each for both"


@pytest.mark.parametrize("half_past_two", [0, 1], ids=["the first", "the second"])
def test_what_expires_at_half_past_two_goes_at_that_one_of_both(
    travel: Travel, centre: Centre, pages: Path, half_past_two: int
) -> None:
    ends = datetime.combine(TWICE, HALF_PAST_TWO, WARSAW).replace(fold=half_past_two).astimezone(UTC)
    travel(ends - timedelta(hours=8))
    centre.news.expire_at = ends
    publish_again(centre.news)
    commit()
    worker, other = Worker(pages), Worker(pages)
    for minutes in (-481 + 60, -91, -61, -31, -29, -1, 1, 29, 31, 61, 91):
        moment = ends + timedelta(minutes=minutes)
        travel(moment)
        call_command("publish_scheduled", verbosity=0)
        commit()
        for asked in (worker, other):
            assert asked.get(HOST, NEWS).status == (200 if moment < ends else 410), moment
            assert (b"dyzur" in asked.get(HOST, "/aktualnosci/").body) is (moment < ends), moment


def test_what_was_made_while_the_clock_was_ahead_is_made_again_when_it_is_right(
    travel: Travel, centre: Centre, pages: Path
) -> None:
    noon = datetime(2026, 6, 1, 10, tzinfo=UTC)
    travel(noon)
    tenders = add_list(centre.site, "procurement")
    add_page(tenders, procurement(deadline_on=date(2026, 6, 3), deadline_time=hour(12)))
    commit()
    workers = Worker(pages), Worker(pages)
    travel(noon + timedelta(days=3))
    for asked in workers:  # one has it in memory, the other on disk, too
        assert OPEN not in asked.get(HOST, ENQUIRY).body
    travel(noon)
    for asked in workers:
        got = asked.get(HOST, ENQUIRY)
        assert OPEN in got.body
        assert got.body == asked.fresh(HOST, ENQUIRY).body
    travel(noon - timedelta(seconds=30))
    workers[0].get(HOST, ENQUIRY)
    assert sum(asked.asked_django for asked in workers) == 2, "a clock that is put right by seconds makes nothing anew"


def test_a_page_that_ends_earlier_on_the_next_day_is_kept_on_it(travel: Travel, centre: Centre, pages: Path) -> None:
    noon = datetime(2026, 6, 1, 10, tzinfo=UTC)
    travel(noon)
    tenders = add_list(centre.site, "procurement")
    add_page(tenders, procurement(deadline_on=date(2026, 6, 2), deadline_time=hour(15)))
    commit()
    worker, other = Worker(pages), Worker(pages)
    for day in (0, 1, 2):  # for a web server in front, not for it, for it again
        travel(noon + timedelta(days=day))
        right = worker.get(HOST, ENQUIRY).body
        assert other.get(HOST, ENQUIRY).body == right
        assert worker.fresh(HOST, ENQUIRY).body == right
        bodies = {found.relative_to(pages).parts[2] for found in pages.glob("*/[0-9]*/*/bip/praca/lista/wegiel/*.html")}
        assert bodies == {"apart" if day == 1 else "pages"}
    assert (worker.asked_django, other.asked_django) == (3, 0)
