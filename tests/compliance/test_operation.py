"""A watchman's question, and copies that a tool reports."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from compliance.backups import newest_backup, report_backup
from compliance.items.operation import copies
from compliance.models import BackupReport
from compliance.subject import Subject
from tests.factories import reader_of


def test_healthz_answers_with_two_queries_and_no_cookie(small: Site, django_assert_num_queries):
    with django_assert_num_queries(2):
        answer = reader_of(small).get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\ncopy: none\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert reader_of(small).post("/healthz").status_code == 405


def test_a_watchman_that_asks_by_an_address_names_a_centre_and_nobody_gets_past_the_allowed_hosts(
    small: Site, settings: Any
):
    settings.ALLOWED_HOSTS = [small.hostname]
    asked = {host: Client().get("/healthz", headers={"host": host}) for host in ("10.0.0.7:8000", small.hostname)}
    assert [answer.status_code for answer in asked.values()] == [400, 200]
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert 'curl -H "Host: ' in readme


def test_healthz_says_when_the_database_does_not_answer(small: Site, monkeypatch: pytest.MonkeyPatch):
    def fail() -> None:
        raise DatabaseError("gone")

    with monkeypatch.context() as without:
        without.setattr(connection, "cursor", fail)
        assert reader_of(small).get("/healthz").status_code == 503


@pytest.mark.parametrize(("hours", "said"), [(0, "0 h"), (5, "5 h"), (26, "26 h, late"), (75, "75 h, late")])
def test_healthz_says_how_old_the_newest_copy_is_and_stays_well(small: Site, hours: int, said: str):
    report_backup("all", at=timezone.now() - timedelta(hours=hours, minutes=1))
    answer = reader_of(small).get("/healthz")
    assert (answer.status_code, answer.content.decode()) == (200, f"ok\ncopy: {said}\n")


def test_https_is_asked_of_everybody_but_a_watchman(small: Site, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^healthz$"]
    client = Client(headers={"host": f"{small.hostname}:8000"})
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301


def state(site: Site, **later: int) -> str:
    return copies(Subject(site, timezone.now() + timedelta(**later))).status.value


def test_a_copy_is_good_for_a_day(small: Site):
    assert state(small) == "not_met"
    call_command("backup_done", "--verified")
    assert BackupReport.objects.get().verified
    assert [state(small), state(small, hours=23), state(small, hours=25)] == ["met", "met", "not_met"]


def test_a_copy_of_half_the_site_is_none(small: Site):
    now = timezone.now()
    report_backup("database", at=now)
    assert newest_backup() is None
    report_backup("files", at=now - timedelta(hours=30))
    assert newest_backup() == now - timedelta(hours=30)
    report_backup("all", at=now - timedelta(hours=2))
    assert newest_backup() == now - timedelta(hours=2)


def test_the_command_takes_the_time_of_the_copy_and_refuses_another(small: Site):
    call_command("backup_done", "files", "--at", "2026-03-01T03:30")
    report = BackupReport.objects.get()
    assert (report.kind, timezone.localtime(report.at).strftime("%d.%m.%Y %H:%M")) == ("files", "01.03.2026 03:30")
    for at in ("wczoraj", (timezone.now() + timedelta(hours=1)).isoformat()):
        with pytest.raises(CommandError) as refused:
            call_command("backup_done", "--at", at)
        assert refused.value.returncode == 2
