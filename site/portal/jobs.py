"""What has to be done again and again, and when; `manage.py run_jobs` does what is due.

Days are Polish days: a job at 3.00 runs once on each, also where the clock is put forward or back.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from pages.core.dates import WARSAW

WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Job:
    """A command with its time."""

    name: str
    command: tuple[str, ...]
    at: time | None = None
    """Of the day; None for a job of every few minutes."""
    weekdays: frozenset[int] = EVERY_DAY
    """Monday is 0."""
    day_of_month: int = 0
    """Only on this day of each month; 0 for all."""
    minutes: int = 5
    """Between the beginnings of a job without a time of the day."""
    hours: int = 2
    """After which a run that never ended no longer keeps the next one from starting."""
    needs: str = ""
    """A variable of the environment without which there is nothing to do."""

    @property
    def is_wanted(self) -> bool:
        """Whether this installation has what the job needs."""
        return not self.needs or bool(os.environ.get(self.needs))

    def due_since(self, now: datetime) -> datetime:
        """The last moment, up to now, at which the job should have begun."""
        if self.at is None:
            return now - timedelta(minutes=self.minutes)
        day = now.astimezone(WARSAW).date()
        while True:
            moment = datetime.combine(day, self.at, WARSAW)
            if moment <= now and day.weekday() in self.weekdays and self.day_of_month in {0, day.day}:
                return moment
            day -= timedelta(days=1)

    def is_due(self, begun: datetime | None, now: datetime) -> bool:
        """Whether it has not begun since it should have; `begun` is its last beginning.

        A clock that was put back does nothing twice that is done once a day; what is done all the time just goes on.
        """
        return begun is None or begun < self.due_since(now) or (self.at is None and begun > now)


JOBS = (
    Job("publish_scheduled", ("publish_scheduled",), hours=1),
    Job("backup", ("backup",), time(2, 0)),
    Job("journal_verify", ("journal", "verify"), time(3, 0)),
    Job("journal_checkpoint", ("journal", "checkpoint"), time(3, 30), needs="JOURNAL_KEY_FILE"),
    Job("compliance", ("compliance", "--mail"), time(4, 0)),
    Job("prune_attempts", ("prune_attempts",), time(4, 10)),
    Job("empty_bin", ("empty_bin",), time(4, 15)),
    Job("clearsessions", ("clearsessions",), time(4, 20)),
    Job("check_links", ("check_links",), time(4, 30)),
    Job("ask_owners", ("ask_owners",), time(7, 0), weekdays=WORKDAYS),
    Job("restore_drill", ("restore_drill",), time(5, 0), day_of_month=1, hours=6),
)


def job_called(name: str) -> Any:
    """A job by its name; None when there is none."""
    return next((job for job in JOBS if job.name == name), None)
