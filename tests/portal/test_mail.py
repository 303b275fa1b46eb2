"""E-mail: promised only where a server sends it."""

import json
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.portal.test_settings import in_production

CODE = """
import json
from django.conf import settings as s
print(json.dumps([s.EMAIL_AFTER_COMMIT.split(".")[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS,
                  s.DEFAULT_FROM_EMAIL, s.WAGTAIL_PASSWORD_RESET_ENABLED]))
"""


def said(folder: Path, **environment: str) -> list[object]:
    done = in_production(CODE, folder, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_a_server_nothing_is_sent(tmp_path):
    backend, *_server, reset = said(tmp_path, EMAIL_URL="")
    assert (backend, reset) == ("dummy", False)


def test_one_variable_names_the_server(tmp_path):
    url = "smtp+tls://biuletyn:haslo@poczta.example:587"
    answer = said(tmp_path, EMAIL_URL=url, EMAIL_FROM="biuletyn@mops.example")
    assert answer == ["smtp", "poczta.example", 587, "biuletyn", True, "biuletyn@mops.example", True]


@pytest.mark.parametrize(("server", "status"), [(False, 404), (True, 200)])
def test_a_new_password_by_e_mail_is_offered_only_then(kielce: Client, settings, server: bool, status: int):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = server
    address = reverse("wagtailadmin_password_reset")
    assert (address in kielce.get("/admin/login/").content.decode()) is server
    assert kielce.get(address).status_code == status


def test_the_tests_have_no_server(kielce: Client):
    assert reverse("wagtailadmin_password_reset") not in kielce.get("/admin/login/").content.decode()


@pytest.fixture
def _waiting(settings) -> None:
    settings.EMAIL_BACKEND = "portal.mail.AfterCommitBackend"
    settings.EMAIL_AFTER_COMMIT = "django.core.mail.backends.locmem.EmailBackend"


def write() -> None:
    send_mail("Do zatwierdzenia", "Strona czeka.", None, ["zatwierdza@mops.example"])


@pytest.mark.usefixtures("_waiting", "db")
def test_a_letter_waits_until_what_it_tells_of_has_happened(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        write()
        assert not mail.outbox
    assert [letter.subject for letter in mail.outbox] == ["Do zatwierdzenia"]


@pytest.mark.usefixtures("_waiting", "db")
def test_and_is_not_sent_when_it_has_not(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not mail.outbox


@pytest.mark.usefixtures("_waiting")
def test_outside_of_a_transaction_the_writer_learns_what_the_server_says(settings):
    assert send_mail("Do zatwierdzenia", "Strona czeka.", None, ["zatwierdza@mops.example"]) == 1
    settings.EMAIL_AFTER_COMMIT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    with pytest.raises(OSError):  # noqa: PT011 -- whichever the machine says
        write()
