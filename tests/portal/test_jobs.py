"""What is due is done once, by one process; what fails keeps nothing else from being done."""

import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier, Event, Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import connections
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pages.core.dates import WARSAW
from portal.jobs import JOBS, WORKDAYS, Job, job_called
from portal.management.commands.run_jobs import STOPPED
from portal.models import JobRun
from tests.copies.places import Place, variables

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
RIVALS = 4
moments = st.integers(0, 60 * 24 * 800).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))


@hypothesis_settings(max_examples=25)
@given(moments)
def test_a_daily_job_is_due_once_on_each_polish_day_whatever_the_clock_does(start: datetime) -> None:
    for job in JOBS:
        if job.at is None or job.day_of_month or len(job.weekdays) < 7:
            continue
        begun, days = None, []
        for step in range(0, 60 * 24 * 4, 10):
            now = start + timedelta(minutes=step)
            if job.is_due(begun, now):
                begun = now
                days.append(now.astimezone(WARSAW).date())
        assert len(days[1:]) == len(set(days[1:])), "never twice"
        assert len(days) in {4, 5, 6}  # the first at once; the four days may be an hour longer


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
    for job in JOBS:
        assert not job.is_due(now + timedelta(seconds=1), now), "a rival was quicker, the clock is right"


def test_a_clock_that_was_days_ahead_stops_nothing_once_it_is_right() -> None:
    now = datetime(2026, 11, 28, 2, 5, tzinfo=WARSAW)
    assert all(job.is_due(now + timedelta(days=800), now) for job in JOBS)


@given(st.lists(st.floats(-4, 4), min_size=3, max_size=12))
def test_a_cron_that_is_some_seconds_early_or_late_skips_no_turn(seconds: list[float]) -> None:
    job, begun = job_called("publish_scheduled"), None
    for turn, late in enumerate(seconds):
        now = BEGINNING + timedelta(minutes=5 * turn, seconds=late)
        assert job.is_due(begun, now)
        begun = now


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
    assert "ok" not in run("--list")


def test_a_run_that_was_killed_is_taken_over_after_its_hours_whatever_the_time_of_day(
    jobs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    # Its next turn is almost a day away.
    daily = Job("good", ("prune_attempts",), (now - timedelta(hours=3)).astimezone(WARSAW).time(), hours=2)
    monkeypatch.setattr("portal.management.commands.run_jobs.JOBS", (daily,))
    JobRun.objects.create(name="good", begun_at=now - timedelta(hours=1))
    run()
    assert JobRun.objects.get().ended_at is None, "it may still be at work"
    JobRun.objects.update(begun_at=now - timedelta(hours=2.5))
    run()
    assert JobRun.objects.get().ended_at is not None


def test_a_run_that_was_told_to_end_says_so_and_leaves_nothing_half_made(demo: Place) -> None:
    held_up_here = demo.folder / "media" / "documents" / "czeka.txt"
    held_up_here.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(held_up_here)  # whoever copies it waits for a writer
    with demo.entered():
        running = subprocess.Popen(
            [sys.executable, "manage.py", "run_jobs", "backup"], cwd=settings.BASE_DIR, env=variables(demo)
        )
        try:
            until = time.monotonic() + 50
            while not list(demo.folder.glob("copies/.unfinished-*/*.tar")) and time.monotonic() < until:
                time.sleep(0.1)
            assert JobRun.objects.get(name="backup").ended_at is None
            running.send_signal(signal.SIGTERM)
            assert running.wait(timeout=50) == 128 + signal.SIGTERM
        finally:
            running.kill()
            running.wait()
        run = JobRun.objects.get(name="backup")
        assert run.ended_at is not None, "it would keep the next one from beginning for hours"
        assert run.failure == STOPPED
        assert not list((demo.folder / "copies").iterdir())


def test_what_was_told_to_end_begins_anew_at_the_next_turn_whatever_the_time_of_day(
    jobs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    daily = Job("good", ("prune_attempts",), (now - timedelta(hours=3)).astimezone(WARSAW).time())
    monkeypatch.setattr("portal.management.commands.run_jobs.JOBS", (daily,))
    JobRun.objects.create(name="good", begun_at=now, ended_at=now, failure=STOPPED)
    assert "ok" not in run("--list")
    run()
    again = JobRun.objects.get()
    assert again.begun_at > now
    assert again.failure == ""
    run()
    assert JobRun.objects.get().begun_at == again.begun_at


@pytest.mark.parametrize(("status", "fails"), [(1, False), (2, True)])
def test_an_answer_about_the_site_is_no_failure_of_the_job(
    db: None, monkeypatch: pytest.MonkeyPatch, status: int, fails: bool
) -> None:
    def ask(*_: object, **__: object) -> None:
        raise CommandError("gaps", returncode=status)

    asking = Job("asking", ("asking",), answers=frozenset({1}))
    monkeypatch.setattr("portal.management.commands.run_jobs.JOBS", (asking,))
    monkeypatch.setattr("portal.management.commands.run_jobs.call_command", ask)
    with pytest.raises(CommandError) if fails else nullcontext():
        run()
    assert bool(JobRun.objects.get().failure) == fails


def test_of_many_who_come_at_once_one_does_each_job_and_the_others_leave_while_it_works(
    demo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"job-{number}" for number in range(6)]
    done: list[str] = []
    gone: list[int] = []
    all_others_left = Event()

    def work(name: str, **_: object) -> None:
        done.append(name)
        if name == names[-1]:
            assert all_others_left.wait(timeout=50)

    def come(together: Barrier) -> None:
        try:
            together.wait(timeout=50)
            run()
        finally:
            gone.append(1)
            if len(gone) == RIVALS - 1:
                all_others_left.set()
            connections["default"].close()

    monkeypatch.setattr("portal.management.commands.run_jobs.JOBS", tuple(Job(name, (name,)) for name in names))
    monkeypatch.setattr("portal.management.commands.run_jobs.call_command", work)
    with demo.entered():
        together = Barrier(RIVALS)
        rivals = [Thread(target=come, args=(together,), daemon=True) for _rival in range(RIVALS)]
        for rival in rivals:
            rival.start()
        for rival in rivals:
            rival.join(timeout=60)
        assert sorted(done) == names
        assert not JobRun.objects.filter(name__in=names, ended_at=None).exists()
        assert not JobRun.objects.exclude(failure="").exists()
    assert len(gone) == RIVALS


def test_the_readme_names_each_job_with_its_time() -> None:
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in readme.splitlines() if line.startswith("| `")]
    said = [(name.strip(" `"), when.strip()) for name, when in rows if job_called(name.strip(" `"))]
    assert said == [(job.name, times_of(job)) for job in JOBS]


def times_of(job: Job) -> str:
    """When a job is done, in the README's words."""
    if job.at is None:
        return f"every {job.minutes} minutes"
    if job.day_of_month:
        return f"day {job.day_of_month} of the month, {job.at:%H:%M}"
    return f"{'workdays' if job.weekdays == WORKDAYS else 'every day'}, {job.at:%H:%M}"


def test_the_list_says_when_each_ran_and_how_it_ended(jobs: None) -> None:
    JobRun.objects.create(name="good", begun_at=datetime.now(UTC), ended_at=datetime.now(UTC))
    said = run("--list")
    assert "good: " in said
    assert "ok" in said
    assert "bad: " in said
