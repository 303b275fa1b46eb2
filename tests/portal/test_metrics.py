"""Figures for Prometheus: for whoever has the token, from the database alone."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import now
from wagtail.models import Page, Revision

from compliance.backups import report_backup
from compliance.models import AccessAttempt
from portal.models import JobRun
from tests.conftest import KIELCE, reader

TOKEN = "a-token-of-more-than-twenty-letters"
SAMPLE = re.compile(r'jawny_osrodek_(\w+)(?:\{((?:\w+="(?:[^"\\]|\\.)*",?)*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)')


@pytest.fixture
def watched(settings, db: None) -> Client:
    """Whoever has the token."""
    settings.METRICS_TOKEN = TOKEN
    return Client(headers={"host": f"{KIELCE}:8000", "authorization": f"Bearer {TOKEN}"})


def figures(client: Client) -> dict[str, float]:
    """Every figure by its name and labels, out of the text format."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    found, described = {}, set()
    for line in answer.content.decode().splitlines():
        if line.startswith("#"):
            described.add(line.split()[2].removeprefix("jawny_osrodek_"))
            continue
        name, labels, value = SAMPLE.fullmatch(line).groups()
        assert name in described
        found[f"{name}{{{labels}}}" if labels else name] = float(value)
    return found


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", f"Bearer {TOKEN}", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, TOKEN, 401),
        (TOKEN, f"Bearer {TOKEN}x", 401),
        (TOKEN, "Bearer ząb", 401),
        (TOKEN, f"Bearer {TOKEN}", 200),
    ],
)
def test_without_the_token_there_is_nothing_to_see(db, settings, token: str, given: str, status: int):
    settings.METRICS_TOKEN = token
    answer = reader(KIELCE).get("/metrics", headers={"authorization": given})
    assert answer.status_code == status
    assert answer.status_code == 200 or b"jawny_osrodek" not in answer.content


def test_a_token_that_could_be_guessed_stops_the_start(settings):
    settings.METRICS_TOKEN = "krótki"
    with pytest.raises(CommandError, match=r"portal\.E007"):
        call_command("check")


def test_jobs_say_when_and_how_they_ended(watched: Client):
    moment = now()
    JobRun.objects.create(name="backup", begun_at=moment, ended_at=moment, failure="dysk jest pełny")
    JobRun.objects.create(name="check_links", begun_at=moment)
    found = figures(watched)
    assert found['job_failed{job="backup"}'] == 1
    assert found['job_ended_timestamp_seconds{job="backup"}'] == pytest.approx(moment.timestamp())
    assert found['job_ended_timestamp_seconds{job="check_links"}'] == 0
    assert found['job_begun_timestamp_seconds{job="journal_verify"}'] == 0
    assert 'job_begun_timestamp_seconds{job="journal_checkpoint"}' not in found


def test_the_age_of_copies_and_what_is_overdue_can_be_watched(watched: Client):
    report_backup("all", at=now() - timedelta(hours=3), verified=True)
    report_backup("all", at=now() - timedelta(hours=1))
    page = Page.objects.filter(live=True, depth=3).first().specific
    revisions = [page.save_revision(), page.save_revision()]
    for revision, minutes in zip(revisions, (60, -60), strict=True):
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=now() + timedelta(minutes=minutes))
    found = figures(watched)
    assert found['copy_timestamp_seconds{proved="no"}'] > found['copy_timestamp_seconds{proved="yes"}'] > 0
    assert found['scheduled_publications{state="waiting"}'] == 1
    assert found['scheduled_publications{state="overdue"}'] == 1


def test_what_happened_at_the_door_is_counted_for_an_hour(watched: Client):
    for minutes, count in ((1, 3), (30, 4), (61, 100)):
        AccessAttempt.objects.create(kind="login", minute=now() - timedelta(minutes=minutes), count=count)
    found = figures(watched)
    assert found['access_last_hour{kind="login"}'] == 7
    assert found['pages{state="live"}'] == Page.objects.filter(depth__gt=1, live=True).count()
    assert min(found["disk_free_bytes"], found["versions"], found["journal_entries"]) > 0


def test_asking_costs_few_queries_however_much_there_is(watched: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        figures(watched)
