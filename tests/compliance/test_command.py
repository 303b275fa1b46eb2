"""`manage.py compliance`: what it prints, how it ends, to whom it writes."""

import json
from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from wagtail.models import Site

from compliance.items import ITEMS
from compliance.models import DigestReader, SentDigest
from portal.roles import Role, group_of, make_roles
from tests.factories import make_centre


def run(*arguments: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    out = StringIO()
    try:
        call_command("compliance", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def test_a_gap_ends_with_status_1_and_says_what_to_do(small: Site):
    status, text = run(small.hostname)
    assert status == 1
    assert [line.split()[0] for line in text.splitlines() if line[:1] == "L"] == [item.code for item in ITEMS]
    assert "    → " in text


def test_all_centres_are_asked_when_none_is_named(db: None):
    status, text = run("--json")
    assert status == 1
    assert {row["site"] for row in json.loads(text)} == {site.root_url for site in Site.objects.all()}


def test_a_centre_that_there_is_not_ends_with_status_2(db: None):
    with pytest.raises(CommandError, match=r"nie-ma\.localhost.*localhost") as refused:
        call_command("compliance", "nie-ma.localhost")
    assert refused.value.returncode == 2


def subscribe(site: Site, name: str, *, email: str = "", **facts: Any) -> User:
    user = User.objects.create_user(name, email=email, **facts)
    user.groups.add(group_of(site, Role.ADMINISTRATOR))
    DigestReader.objects.create(site=site, user=user)
    return user


def test_the_digest_goes_to_who_asked_for_it_and_may_see_the_board(small: Site):
    subscribe(small, "anna", email="anna@osrodek.example.pl", last_name="Redaktorska")
    subscribe(small, "bez-poczty")
    subscribe(small, "odeszla", email="odeszla@osrodek.example.pl").groups.clear()
    subscribe(small, "zamknieta", email="zamknieta@osrodek.example.pl", is_active=False)
    User.objects.create_user("nie-chce", email="nie-chce@osrodek.example.pl").groups.add(
        group_of(small, Role.ADMINISTRATOR)
    )
    run(small.hostname, "--mail")
    (letter,) = mail.outbox
    assert letter.to == ["anna@osrodek.example.pl"]
    assert "L4 " in letter.body
    assert f"/admin/compliance/{small.pk}/" in letter.body
    assert "Redaktorska" not in letter.subject + letter.body
    assert "anna" not in letter.body


class PickyServer(EmailBackend):
    """Refuses one address, as real servers do when somebody has left."""

    def send_messages(self, messages: Any) -> int:
        if any("odeszla@" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_an_address_that_no_server_takes_keeps_the_digest_from_nobody_else(small: Site, settings: Any):
    settings.EMAIL_BACKEND = f"{__name__}.PickyServer"
    for name in ("anna", "odeszla", "zofia"):
        subscribe(small, name, email=f"{name}@osrodek.example.pl")
    assert run(small.hostname, "--mail")[0] == 2
    assert run(small.hostname, "--mail")[0] == 1
    assert sorted(letter.to[0] for letter in mail.outbox) == ["anna@osrodek.example.pl", "zofia@osrodek.example.pl"]


def test_the_same_is_not_told_twice_in_a_week(small: Site):
    subscribe(small, "anna", email="anna@osrodek.example.pl")
    run(small.hostname, "--mail")
    run(small.hostname, "--mail")
    assert len(mail.outbox) == 1
    call_command("backup_done")  # something has changed
    run(small.hostname, "--mail")
    assert len(mail.outbox) == 2
    SentDigest.objects.update(at=SentDigest.objects.get().at - timedelta(days=7))
    run(small.hostname, "--mail")
    assert len(mail.outbox) == 3


def test_each_centre_has_a_digest_of_its_own(db: None):
    first, second = make_centre("a.localhost"), make_centre("b.localhost")
    for site in (first, second):
        make_roles(site)
    subscribe(first, "anna", email="anna@a.example.pl")
    subscribe(second, "barbara", email="barbara@b.example.pl")
    run("--mail")
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(bodies) == {"anna@a.example.pl", "barbara@b.example.pl"}
    assert f"/admin/compliance/{second.pk}/" not in bodies["anna@a.example.pl"]
