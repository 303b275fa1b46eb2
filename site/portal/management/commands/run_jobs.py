"""Do what is due: the one line that cron or a timer needs."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from portal.jobs import JOBS, Job, job_called
from portal.models import JobRun

logger = logging.getLogger(__name__)

STOPPED = "stopped"
"""The failure of a run that was ended from outside, by whom an update or a restart of the machine wanted."""


class Command(BaseCommand):
    """`run_jobs [NAME…] [--list]`: every five minutes, on every machine.

    Exit status 1: a job failed; 143: it was told to end (SIGTERM), and what it was at begins anew at the next turn.
    """

    help = _("Does every job that is due, each on one machine only. With names, does these now.")
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(job.name for job in JOBS))
        parser.add_argument("--list", action="store_true", help=_("only say when each ran and how it ended"))

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            if options["list"]:
                self._list()
                return
            unknown = [name for name in names if job_called(name) is None]
            if unknown:
                raise CommandError(_("There is no such job: %(names)s.") % {"names": ", ".join(unknown)}, returncode=2)
            chosen = [job_called(name) for name in names] or [job for job in JOBS if job.is_wanted]
            with _leaving_when_told():
                failed = [job.name for job in chosen if not self._do(job, at_once=bool(names))]
            if failed:
                raise CommandError(_("Failed: %(names)s.") % {"names": ", ".join(failed)}, returncode=1)

    def _list(self) -> None:
        runs = {run.name: run for run in JobRun.objects.all()}
        for job in JOBS:
            run = runs.get(job.key)
            if run is None or run.begun_at is None:
                self.stdout.write(f"{job.name}: {_('never')}")
                continue
            ended = _("stopped, begins anew") if run.failure == STOPPED else (run.failure.splitlines() or ["ok"])[-1]
            state = ended if run.ended_at else _("running, or killed")
            self.stdout.write(f"{job.name}: {localtime(run.begun_at):%d.%m.%Y %H:%M}, {state}")

    def _do(self, job: Job, *, at_once: bool) -> bool:
        """Whether the job went well, or was none of ours to do."""
        begun = now()
        failure: str | None = STOPPED
        try:
            failure = self._failure_of(job) if _take(job, begun, at_once=at_once) else None
        finally:  # whoever is told to end, even while taking the job, leaves no run behind that blocks the next one
            if failure is not None:
                _end(job, begun, failure)
        if failure:
            self.stderr.write(f"{job.name}: {failure}")
        return not failure

    def _failure_of(self, job: Job) -> str:
        """What the command said when it failed; empty when all went well."""
        try:
            call_command(*job.command, stdout=StringIO(), stderr=(said := StringIO()))
        except CommandError as error:
            return "" if error.returncode in job.answers else f"{said.getvalue()}{error}"
        except Exception as error:  # the others are done all the same
            logger.exception("The job %s failed.", job.name)
            return f"{type(error).__name__}: {error}"
        return ""


@contextmanager
def _leaving_when_told() -> Iterator[None]:
    """While the block runs, SIGTERM leaves it by way of every `finally`; without this Python ends on the spot."""
    if threading.current_thread() is not threading.main_thread():  # only there may signals be handled
        yield
        return

    def leave(number: int, _frame: Any) -> None:
        signal.signal(number, signal.SIG_IGN)  # told once is enough
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(job: Job, begun: datetime, failure: str) -> None:
    """Write down that this run has ended, and how."""
    if not connection.in_atomic_block:
        if failure == STOPPED:  # in the middle of whatever the connection was at
            connection.close()
        else:  # a job of an hour may outlive its connection
            connection.close_if_unusable_or_obsolete()
    JobRun.objects.filter(name=job.key, begun_at=begun).update(ended_at=now(), failure=failure[-5_000:])


def _take(job: Job, begun: datetime, *, at_once: bool) -> bool:
    """Whether the job is due and this process is the one that does it: one statement decides, on any database."""
    run, _created = JobRun.objects.get_or_create(name=job.key)
    if run.begun_at and not run.ended_at:
        free = job.was_killed(run.begun_at, begun)
    else:
        free = at_once or run.failure == STOPPED or job.is_due(run.begun_at, begun)
    # Whoever finds the row as it was read here has it; for who comes second it has another beginning.
    same = JobRun.objects.filter(name=job.key, begun_at=run.begun_at, ended_at=run.ended_at)
    return free and same.update(begun_at=begun, ended_at=None) == 1
