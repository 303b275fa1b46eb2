"""The log of attempts: what is noticed, what is kept of it, and for how long."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import Error
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from compliance import attempts
from compliance.models import AccessAttempt
from tests.compliance.conftest import EditorOf
from tests.conftest import reader

LOGIN = "/admin/login/"


def sign_in(client: Client, name: str, *, right: bool = False, **options: Any) -> int:
    password = "dobre-haslo" if right else "nie-to"
    return client.post(LOGIN, {"login": name, "password": password}, **options).status_code


@pytest.fixture
def anna(small: Site) -> User:
    return User.objects.create_user("anna", password="dobre-haslo")


def test_a_failed_sign_in_names_only_accounts_that_exist(small: Site, anna: User):
    client = reader(small.hostname)
    sign_in(client, "anna")
    sign_in(client, "moje-tajne-haslo")
    sign_in(client, "ANNA")
    rows = AccessAttempt.objects.order_by("pk").values_list("kind", "account", "site", "path", "count")
    assert list(rows) == [("login", "anna", small.pk, LOGIN, 2), ("login", "", small.pk, LOGIN, 1)]


def test_a_sign_in_that_succeeds_stands_beside_the_failures(small: Site, anna: User):
    anna.user_permissions.set(User.user_permissions.rel.model.objects.filter(codename="access_admin"))
    assert sign_in(reader(small.hostname), "anna", right=True) == 302
    assert list(AccessAttempt.objects.values_list("kind", "account")) == [("signed_in", "anna")]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:aa:bb::1", "2001:db8:aa::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("unix:", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(small: Site, address: str, kept: str):
    sign_in(reader(small.hostname), "nikt", REMOTE_ADDR=address)
    assert AccessAttempt.objects.get().address == kept


@pytest.mark.parametrize(("believed", "kept"), [(True, "203.0.113.0/24"), (False, "127.0.0.0/24")])
def test_a_proxys_word_counts_only_where_a_proxy_is_believed(small: Site, settings, believed: bool, kept: str):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if believed else None
    sign_in(reader(small.hostname), "nikt", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"})
    assert AccessAttempt.objects.get().address == kept


def test_what_the_administration_refuses_is_an_attempt(small: Site, other: Site, editor_of: EditorOf):
    client = editor_of(other, "obcy")
    home = reverse("wagtailadmin_pages:edit", args=(small.root_page_id,))
    tried = [
        client.get(home),  # a page of another centre
        client.get(reverse("wagtailusers_users:index")),  # for administrators; Wagtail redirects
        client.get(reverse("wagtailusers_users:index"), headers={"x-requested-with": "XMLHttpRequest"}),
        client.post(reverse("wagtailsettings:edit", args=("core", "centresettings", small.pk)), {"name": "Cudze"}),
    ]
    assert [answer.status_code for answer in tried] == [404, 302, 403, 302]
    row = AccessAttempt.objects.get()
    assert (row.kind, row.account, row.count, row.path) == ("refused", "obcy", 4, home)


def test_a_page_that_is_gone_is_no_attempt(small: Site, editor_of: EditorOf):
    assert editor_of(small).get(reverse("wagtailadmin_pages:edit", args=(987654,))).status_code == 404
    assert not AccessAttempt.objects.exists()


def test_an_account_without_the_right_to_enter_is_an_attempt_and_a_stranger_is_only_asked_to_sign_in(
    small: Site, anna: User
):
    assert reader(small.hostname).get("/admin/").status_code == 302
    assert not AccessAttempt.objects.exists()
    client = reader(small.hostname)
    client.force_login(anna)
    assert client.get("/admin/").status_code == 302
    assert AccessAttempt.objects.get().account == "anna"


def test_a_form_without_its_token_is_an_attempt(small: Site):
    client = Client(enforce_csrf_checks=True, headers={"host": f"{small.hostname}:8000"})
    assert sign_in(client, "anna") == 403
    assert AccessAttempt.objects.get().kind == "refused"


def test_a_flood_makes_one_row_and_few_writes(small: Site, anna: User, monkeypatch: pytest.MonkeyPatch):
    now = timezone.now().replace(second=1)
    monkeypatch.setattr(attempts, "now", lambda: now)
    written = []
    add = attempts._add
    monkeypatch.setattr(attempts, "_add", lambda *given: (written.append(given[-1]), add(*given)))
    client = reader(small.hostname)
    for number in range(120):
        sign_in(client, "anna", REMOTE_ADDR=f"192.0.{number % 3}.1")
    row = AccessAttempt.objects.get()
    assert (row.count, row.several_addresses, len(written)) == (120, True, 22)
    monkeypatch.setattr(attempts, "now", lambda: now + timedelta(minutes=1))
    sign_in(client, "anna")
    assert AccessAttempt.objects.count() == 2


def test_a_log_that_can_not_be_written_keeps_nobody_out(small: Site, monkeypatch: pytest.MonkeyPatch):
    def fail(*_given: Any) -> None:
        raise Error("read-only")

    monkeypatch.setattr(attempts, "_add", fail)
    assert sign_in(reader(small.hostname), "anna") == 200


def test_rows_go_after_two_years_and_no_earlier(small: Site):
    for days in (0, 729, 731):
        AccessAttempt.objects.create(site=small, kind="login", minute=timezone.now() - timedelta(days=days), count=1)
    call_command("prune_attempts", verbosity=0)
    assert AccessAttempt.objects.count() == 2


def test_the_log_shows_own_rows_and_no_names_of_others(small: Site, other: Site, anna: User, editor_of: EditorOf):
    client = editor_of(small)
    for name in ("anna", "redaktorka", "nieznana"):
        sign_in(reader(small.hostname), name)
    sign_in(reader(other.hostname), "redaktorka")
    page = client.get(reverse("compliance:log", args=(small.pk,))).content.decode()
    assert page.count("<td>/admin/login/</td>") == 3
    AccessAttempt.objects.update(kind="signed_in")
    only = client.get(reverse("compliance:log", args=(small.pk,)), {"only": "unsuccessful"}).content.decode()
    assert "<td>/admin/login/</td>" not in only
    assert "<td>redaktorka</td>" in page
    assert "anna" not in page
