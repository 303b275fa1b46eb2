"""How the first person of a centre gets in, without a password that anybody else has seen."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command

from portal.roles import Role, group_of, make_roles
from tests.factories import make_centre, reader_of

WHO = {"name": "Ewa Nowak", "function": "kierowniczka"}
PASSWORD = "trzy-słowa-i-liczba-7"


def invite(hostname: str, email: str, **options: str) -> str:
    """What the command says."""
    output = StringIO()
    call_command("invite", hostname, email, stdout=output, stderr=output, **{**WHO, **options})
    return output.getvalue()


def link_in(said: str) -> str:
    return next(word for word in said.split() if "://" in word)


@pytest.mark.django_db
def test_the_link_makes_an_account_with_the_role_and_is_good_once():
    site = make_centre()
    make_roles(site)
    old = urlsplit(link_in(invite(site.hostname, "ewa@gops.example"))).path
    link = urlsplit(link_in(invite(site.hostname, "Ewa@gops.example"))).path
    browser = reader_of(site)
    assert browser.get(old).status_code == 410, "a newer link was made"
    answer = browser.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert answer.headers["Location"] == "/admin/"
    account = User.objects.get(email__iexact="ewa@gops.example")
    assert list(account.groups.all()) == [group_of(site, Role.ADMINISTRATOR)]
    assert not User.objects.filter(email__iexact="ewa@gops.example", is_superuser=True).exists()


@pytest.mark.django_db
def test_where_mail_can_be_sent_the_person_gets_it_too(settings):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    site = make_centre()
    make_roles(site)
    said = invite(site.hostname, "ewa@gops.example", role=Role.PORTAL_EDITOR)
    assert link_in(said) in mail.outbox[0].body
    assert mail.outbox[0].to == ["ewa@gops.example"]


@pytest.mark.django_db
def test_a_letter_that_does_not_leave_keeps_nobody_out(settings):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    site = make_centre()
    make_roles(site)
    said = invite(site.hostname, "ewa@gops.example")
    assert reader_of(site).get(urlsplit(link_in(said)).path).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("hostname", "email"), [("nie-ma.example", "ewa@gops.example"), ("", "ewa"), ("", "")])
def test_what_is_wrong_is_said_and_nobody_is_invited(hostname: str, email: str):
    site = make_centre()
    make_roles(site)
    with pytest.raises(CommandError):
        invite(hostname or site.hostname, email)
    assert mail.outbox == []
