"""Invitations: who may invite to what, and what becomes of the link."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Site

from accounts.invitations import function_of
from accounts.models import Invitation
from tests.accounts.conftest import PASSWORD, browser, is_in, sign_in
from tests.conftest import KEDZIERZYN

EMAIL = "ewa.nowak@mopr.example"


def only_writers(user: User):
    """Whom the boss of a centre may bring in, in these tests."""
    return (
        Group.objects.filter(name="Piszący") if user.groups.filter(name="Redakcja").exists() else Group.objects.none()
    )


@pytest.fixture(autouse=True)
def _groups(settings) -> None:
    settings.ACCOUNTS_GROUPS_FOR = f"{__name__}.only_writers"


@pytest.fixture
def boss(person, editors, writers) -> Client:
    person("szefowa", editors)
    client = browser()
    client.force_login(User.objects.get(username="szefowa"))
    return client


@pytest.fixture
def superuser(person) -> Client:
    client = browser()
    client.force_login(person("kierownik", is_superuser=True))
    return client


def invite(client: Client, *groups: Group, **facts: object):
    data = {"name": "Ewa Nowak", "email": EMAIL, "function": "redaktorka", "groups": [group.pk for group in groups]}
    return client.post(reverse("invitations:add"), data | facts)


def link_of(client: Client, answer) -> str:
    """Without a mail server, the page shows it once."""
    page = answer.headers["Location"]
    found = re.search(r">(http://[^<]+/admin/invitation/[^<]+)</textarea>", client.get(page).content.decode())[1]
    assert client.get(page).status_code == 302
    return found


def accept(client: Client, link: str):
    return client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})


def test_an_invitation_becomes_an_account_once(boss: Client, writers: Group):
    link = link_of(boss, invite(boss, writers))
    client = browser()
    assert "ewa.nowak@mopr.example" in client.get(link).content.decode()
    assert client.post(link, {"new_password1": "krótkie", "new_password2": "krótkie"}).status_code == 200
    assert not User.objects.filter(email=EMAIL).exists()
    assert accept(client, link).headers["Location"] == "/admin/"
    assert is_in(client)
    user = User.objects.get(email=EMAIL)
    assert (user.get_full_name(), list(user.groups.all()), function_of(user)) == ("Ewa Nowak", [writers], "redaktorka")
    assert accept(browser(), link).status_code == 410
    other = browser()
    sign_in(other, EMAIL)
    assert is_in(other)


def test_who_will_publish_goes_on_to_the_second_factor(superuser: Client, editors: Group, site: Site, settings):
    link = link_of(superuser, invite(superuser, editors, site=site.pk))
    settings.SECOND_FACTOR = "publishers"
    client = browser()
    accept(client, link)
    assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_index"))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_the_link_goes_by_e_mail(boss: Client, writers: Group):
    assert invite(boss, writers).headers["Location"] == reverse("invitations:index")
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    link = re.search(r"http://\S+", letter.body)[0]
    assert browser().get(link).status_code == 200
    assert link.rsplit("/", 2)[1] not in boss.get(reverse("invitations:index")).content.decode()


def test_a_link_ends_by_age_withdrawal_a_newer_one_and_a_foreign_hand(boss: Client, writers: Group):
    link = link_of(boss, invite(boss, writers))
    invitation = Invitation.objects.get()
    assert browser().get(link[:-5] + "xxxx/").status_code == 410
    newer = link_of(boss, boss.post(reverse("invitations:again", args=(invitation.pk,))))
    assert [browser().get(each).status_code for each in (link, newer)] == [410, 200]
    Invitation.objects.update(expires=now() - timedelta(seconds=1))
    assert browser().get(newer).status_code == 410
    newest = link_of(boss, boss.post(reverse("invitations:again", args=(invitation.pk,))))
    boss.post(reverse("invitations:withdraw", args=(invitation.pk,)))
    assert accept(browser(), newest).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


def test_nobody_invites_beyond_their_groups_and_centre(boss: Client, editors: Group, writers: Group):
    assert invite(boss, editors).status_code == 200
    elsewhere = Site.objects.get(hostname=KEDZIERZYN)
    invite(boss, writers, site=elsewhere.pk)
    assert Invitation.objects.get().site.hostname != KEDZIERZYN
    foreign = Invitation.objects.create(name="Obca", email="obca@mops.example", site=elsewhere)
    assert "obca@mops.example" not in boss.get(reverse("invitations:index")).content.decode()
    for name in ("again", "withdraw"):
        assert boss.post(reverse(f"invitations:{name}", args=(foreign.pk,))).status_code == 404


def test_who_may_invite_nobody_is_turned_away(person, writers: Group, site: Site):
    client = browser()
    client.force_login(person("bogdan", writers))
    waiting = Invitation.objects.create(name="Ewa Nowak", email=EMAIL, site=site)
    for name, arguments in (("index", ()), ("add", ()), ("again", (waiting.pk,)), ("withdraw", (waiting.pk,))):
        assert client.post(reverse(f"invitations:{name}", args=arguments)).status_code in {302, 403, 405}
    waiting.refresh_from_db()
    assert waiting.is_open


def test_an_address_is_invited_once(boss: Client, writers: Group):
    invite(boss, writers)
    assert invite(boss, writers).status_code == 200
    assert Invitation.objects.count() == 1


def test_only_its_owner_takes_more_rights_for_an_account_that_exists(boss: Client, writers: Group, person):
    owner = person("ewa")
    link = link_of(boss, invite(boss, writers, email=owner.email))
    stranger = browser()
    assert accept(stranger, link).status_code == 200
    assert accept(boss, link).status_code == 200
    assert not owner.groups.exists()
    client = browser()
    client.force_login(owner)
    client.post(link)
    assert list(owner.groups.all()) == [writers]
    assert sign_in(browser(), "ewa").status_code == 302
