"""Figures for Prometheus at `/metrics`, for whoever has METRICS_TOKEN.

All of them are read from the database and the disk when somebody asks, so that any process may answer; nothing is
counted while pages are served. The format is a few lines of text, for which a library would bring along a folder of
counters that processes share.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import django
import wagtail
from django.conf import settings
from django.core.checks import Error, register
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, Revision, TaskState

from compliance.backups import newest_backup, newest_verified
from compliance.models import AccessAttempt
from history.models import JournalEntry, PublishedVersion
from portal.jobs import JOBS
from portal.models import JobRun

SHORTEST_TOKEN = 20
# After the moment that was asked for; `run_jobs` comes every five minutes.
OVERDUE = timedelta(minutes=15)
PREFIX = "jawny_osrodek_"


class Figure(NamedTuple):
    """One figure at this moment; times are seconds since 1970, sizes are bytes."""

    name: str
    help: str
    values: list[tuple[dict[str, str], float]]


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, for the right token. Raises Http404 where none is set: nobody learns that there could be."""
    token = settings.METRICS_TOKEN
    if not token:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    text = "".join(line for figure in figures() for line in lines_of(figure))
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


@register()
def token_is_long(**_: Any) -> list[Error]:
    """A short one could be guessed: nothing counts attempts here."""
    if not settings.METRICS_TOKEN or len(settings.METRICS_TOKEN) >= SHORTEST_TOKEN:
        return []
    hint = (
        f"Make one of at least {SHORTEST_TOKEN} characters: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
    )
    return [Error("METRICS_TOKEN is too short.", hint=hint, id="portal.E007")]


def figures() -> Iterator[Figure]:
    """Everything that is told, in groups."""
    yield from of_program()
    yield from of_jobs()
    yield from of_content()
    yield from of_door()


def of_program() -> Iterator[Figure]:
    """What runs here, and what it runs on."""
    versions = {
        "version": version("jawny-osrodek"),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
    }
    yield Figure("info", "Versions of what runs here.", [(versions, 1)])
    yield Figure("process_resident_memory_bytes", "Memory of the process that answers.", [({}, resident_memory())])
    disk = shutil.disk_usage(
        next(folder for folder in [settings.VAR_DIR, *settings.VAR_DIR.parents] if folder.exists())
    )
    yield Figure("disk_free_bytes", "Room left where database and uploads are.", [({}, disk.free)])
    yield Figure("disk_size_bytes", "Size of that disk.", [({}, disk.total)])


def of_jobs() -> Iterator[Figure]:
    """What is done again and again, and the copies."""
    runs = {run.name: run for run in JobRun.objects.all()}
    wanted = [(job.name, runs.get(job.key)) for job in JOBS if job.is_wanted]
    yield Figure(
        "job_begun_timestamp_seconds",
        "When a job last began; 0 for never.",
        [({"job": name}, seconds(run.begun_at if run else None)) for name, run in wanted],
    )
    yield Figure(
        "job_ended_timestamp_seconds",
        "When its last run ended; 0 while it runs, and after one that was killed.",
        [({"job": name}, seconds(run.ended_at if run else None)) for name, run in wanted],
    )
    yield Figure(
        "job_failed",
        "Whether its last run failed.",
        [({"job": name}, bool(run and run.failure)) for name, run in wanted],
    )
    yield Figure(
        "copy_timestamp_seconds",
        "As of when everything is in a copy; 0 for never.",
        [({"proved": "no"}, seconds(newest_backup())), ({"proved": "yes"}, seconds(newest_verified()))],
    )


def of_content() -> Iterator[Figure]:
    """What is published, what waits."""
    pages = Page.objects.filter(depth__gt=1).aggregate(live=Count("pk", filter=Q(live=True)), all=Count("pk"))
    yield Figure(
        "pages",
        "Pages of all centres.",
        [({"state": "live"}, pages["live"]), ({"state": "draft"}, pages["all"] - pages["live"])],
    )
    yield Figure("versions", "Published versions that are kept.", [({}, PublishedVersion.objects.count())])
    yield Figure("journal_entries", "Entries of all journals.", [({}, JournalEntry.objects.count())])
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    late = waiting.filter(approved_go_live_at__lt=now() - OVERDUE).count()
    yield Figure(
        "scheduled_publications",
        "Publications that wait for their time, and those whose time is past.",
        [({"state": "waiting"}, waiting.count() - late), ({"state": "overdue"}, late)],
    )
    tasks = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    yield Figure("approvals_waiting", "Texts that wait for somebody's approval.", [({}, tasks)])


def of_door() -> Iterator[Figure]:
    """What the log of attempts counted in the last hour, whole minutes."""
    recent = AccessAttempt.objects.filter(minute__gte=now() - timedelta(hours=1)).order_by()
    counts = recent.values_list("kind").annotate(times=Sum("count"))
    yield Figure(
        "access_last_hour",
        "Sign-ins, wrong passwords and codes, refusals, of the last hour.",
        [({"kind": kind}, times) for kind, times in sorted(counts)],
    )


def seconds(moment: datetime | None) -> float:
    """A moment as Prometheus writes it; 0 for none."""
    return moment.timestamp() if moment else 0


def resident_memory() -> int:
    """Memory of this process, in bytes; 0 where the system has no such file."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def lines_of(figure: Figure) -> Iterator[str]:
    """A figure in the text format of Prometheus."""
    name = PREFIX + figure.name
    yield f"# HELP {name} {figure.help}\n# TYPE {name} gauge\n"
    for labels, value in figure.values:
        said = ",".join(f'{label}="{quoted(text)}"' for label, text in labels.items())
        yield f"{name}{{{said}}} {float(value)!r}\n" if said else f"{name} {float(value)!r}\n"


def quoted(text: str) -> str:
    """A label's text as the format wants it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
