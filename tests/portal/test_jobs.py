"""What is due is done once, by one process; what fails keeps nothing else from being done."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands
from hypothesis import given
from hypothesis import strategies as st

from pages.core.dates import WARSAW
from portal.jobs import JOBS, Job, job_called
from portal.models import JobRun

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 60 * 24 * 800).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))


@given(moments)
def test_a_daily_job_is_due_once_on_each_polish_day_whatever_the_clock_does(start: datetime) -> None:
    for job in JOBS:
        if job.at is None or job.day_of_month or len(job.weekdays) < 7:
            continue
        begun, days = None, []
        for step in range(0, 60 * 24 * 4, 5):
            now = start + timedelta(minutes=step)
            if job.is_due(begun, now):
                begun = now
                days.append(now.astimezone(WARSAW).date())
        assert len(days[1:]) == len(set(days[1:])), "never twice"
        assert len(days) in {4, 5}


@pytest.mark.parametrize("night", ["2027-03-28", "2027-10-31"])
def test_the_nights_of_the_changing_clock_have_each_job_once(night: str) -> None:
    begins = datetime.fromisoformat(night).replace(tzinfo=WARSAW).astimezone(UTC)
    job, begun, runs = job_called("backup"), begins - timedelta(hours=2), []
    for minutes in range(0, 23 * 60, 5):
        now = begins + timedelta(minutes=minutes)
        if job.is_due(begun, now):
            begun = now
            runs.append(now)
    assert len(runs) == 1


def test_a_clock_put_back_repeats_nothing_of_the_day() -> None:
    job, now = job_called("backup"), datetime(2026, 11, 28, 2, 5, tzinfo=WARSAW)
    assert not job.is_due(now, now - timedelta(hours=1))
    assert job_called("publish_scheduled").is_due(now, now - timedelta(hours=1)), "that one goes on all the time"


def test_every_job_is_a_command_that_there_is() -> None:
    assert {job.command[0] for job in JOBS} <= set(get_commands())
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.fixture
def jobs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two jobs of every few minutes: one that can't be done, and one that can."""
    bad, good = Job("bad", ("compliance", "nie-ma.example")), Job("good", ("prune_attempts",))
    monkeypatch.setattr("portal.management.commands.run_jobs.JOBS", (bad, good))


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("run_jobs", *arguments, stdout=output, stderr=output)
    return output.getvalue()


def test_one_that_fails_is_named_and_the_others_are_done(jobs: None) -> None:
    with pytest.raises(CommandError, match="bad"):
        run()
    bad, good = JobRun.objects.get(name="bad"), JobRun.objects.get(name="good")
    assert bad.failure
    assert (good.failure, good.ended_at is not None) == ("", True)
    assert run() == "", "neither is due again"


def test_who_comes_second_leaves_it_to_the_first(jobs: None) -> None:
    running = JobRun.objects.create(name="good", begun_at=datetime.now(UTC) - timedelta(minutes=30))
    JobRun.objects.create(name="bad", begun_at=datetime.now(UTC))
    assert run() == ""
    running.refresh_from_db()
    assert running.ended_at is None
    JobRun.objects.filter(name="good").update(begun_at=datetime.now(UTC) - timedelta(hours=3))
    run()
    assert JobRun.objects.get(name="good").ended_at is not None, "that one was killed long ago"


def test_the_list_says_when_each_ran_and_how_it_ended(jobs: None) -> None:
    JobRun.objects.create(name="good", begun_at=datetime.now(UTC), ended_at=datetime.now(UTC))
    said = run("--list")
    assert "good: " in said
    assert "ok" in said
    assert "bad: " in said
