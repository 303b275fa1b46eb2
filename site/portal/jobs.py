"""What has to be done again and again, and when; `manage.py run_jobs` does what is due.

Days are Polish days: a job at 3.00 runs once on each, also where the clock is put forward or back.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from socket import gethostname
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
    """After which a run that never ended was killed: it is begun anew, at whatever time."""
    needs: str = ""
    """A variable of the environment without which there is nothing to do."""
    everywhere: bool = False
    """On each machine, for what each keeps by itself."""
    answers: frozenset[int] = frozenset()
    """Exit statuses of the command, beside 0, that say something of the site and nothing of the job."""

    @property
    def key(self) -> str:
        """The name of its row: one for all machines, or this machine's own."""
        return f"{self.name}@{gethostname()}"[:100] if self.everywhere else self.name

    @property
    def is_wanted(self) -> bool:
        """Whether this installation has what the job needs."""
        return not self.needs or bool(os.environ.get(self.needs))

    def due_since(self, now: datetime) -> datetime:
        """The last moment, up to now, at which the job should have begun."""
        if self.at is None:  # cron never comes to the second: a minute early is early enough
            return now - timedelta(minutes=self.minutes - 1)
        day = now.astimezone(WARSAW).date()
        while True:
            # In a zone without changes: Python compares two moments of one zone by their clocks' faces.
            moment = datetime.combine(day, self.at, WARSAW).astimezone(UTC)
            if moment <= now and day.weekday() in self.weekdays and self.day_of_month in {0, day.day}:
                return moment
            day -= timedelta(days=1)

    def is_due(self, begun: datetime | None, now: datetime) -> bool:
        """Whether it has not begun since it should have; `begun` is its last beginning.

        One that never began is due at once: a new installation has its first copy within minutes. A clock that was put
        back does nothing twice that is done once a day; what is done all the time just goes on, and so does everything
        when the clock was days ahead.
        """
        if begun is None or begun < self.due_since(now):
            return True
        # By a little later than now it was begun by another process, which asked for the time after this one.
        return begun > now + (timedelta(days=1) if self.at else timedelta(minutes=self.minutes))

    def was_killed(self, begun: datetime, now: datetime) -> bool:
        """Whether a run that has no end never will have one; a clock that was wrong may have put it into the future."""
        return abs(now - begun) > timedelta(hours=self.hours)


JOBS = (
    Job("publish_scheduled", ("publish_scheduled",), hours=1),
    Job("fill_pages", ("fill_pages",), everywhere=True),
    Job("backup", ("backup",), time(2, 0), hours=6),
    Job("journal_verify", ("journal", "verify"), time(3, 0)),
    Job("journal_checkpoint", ("journal", "checkpoint"), time(3, 30), needs="JOURNAL_KEY_FILE"),
    Job("compliance", ("compliance", "--mail"), time(4, 0), answers=frozenset({1})),
    Job("prune_attempts", ("prune_attempts",), time(4, 10)),
    Job("prune_reviews", ("prune_reviews",), time(4, 12)),
    Job("empty_bin", ("empty_bin",), time(4, 15)),
    Job("clearsessions", ("clearsessions",), time(4, 20)),
    Job("check_links", ("check_links",), time(4, 30)),
    Job("ask_owners", ("ask_owners",), time(7, 0), weekdays=WORKDAYS, needs="EMAIL_URL"),
    Job("restore_drill", ("restore_drill",), time(5, 0), day_of_month=1, hours=6),
)


def job_called(name: str) -> Any:
    """A job by its name; None when there is none."""
    return next((job for job in JOBS if job.name == name), None)
