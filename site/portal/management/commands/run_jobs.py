"""Do what is due: the one line that cron or a timer needs."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
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


class Command(BaseCommand):
    """`run_jobs [NAME…] [--list]`: every five minutes, on every machine. Exit status 1: a job failed."""

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
            ended = (run.failure.splitlines() or ["ok"])[-1]
            state = ended if run.ended_at else _("running, or killed")
            self.stdout.write(f"{job.name}: {localtime(run.begun_at):%d.%m.%Y %H:%M}, {state}")

    def _do(self, job: Job, *, at_once: bool) -> bool:
        """Whether the job went well, or was none of ours to do."""
        begun = now()
        if not _take(job, begun, at_once=at_once):
            return True
        failure = ""
        try:
            call_command(*job.command, stdout=StringIO(), stderr=(said := StringIO()))
        except CommandError as error:
            failure = "" if error.returncode in job.answers else f"{said.getvalue()}{error}"
        except Exception as error:  # the others are done all the same
            logger.exception("The job %s failed.", job.name)
            failure = f"{type(error).__name__}: {error}"
        if not connection.in_atomic_block:  # a job of an hour may outlive its connection
            connection.close_if_unusable_or_obsolete()
        JobRun.objects.filter(name=job.key, begun_at=begun).update(ended_at=now(), failure=failure[-5_000:])
        if failure:
            self.stderr.write(f"{job.name}: {failure}")
        return not failure


def _take(job: Job, begun: datetime, *, at_once: bool) -> bool:
    """Whether the job is due and this process is the one that does it: one statement decides, on any database."""
    run, _created = JobRun.objects.get_or_create(name=job.key)
    if run.begun_at and not run.ended_at:
        free = job.was_killed(run.begun_at, begun)
    else:
        free = at_once or job.is_due(run.begun_at, begun)
    # Whoever finds the row as it was read here has it; for who comes second it has another beginning.
    same = JobRun.objects.filter(name=job.key, begun_at=run.begun_at, ended_at=run.ended_at)
    return free and same.update(begun_at=begun, ended_at=None) == 1
