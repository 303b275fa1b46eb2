"""The one door: who is let in, who has to wait, and what a stranger can learn at it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from compliance.models import AccessAttempt
from tests.accounts.conftest import LOGIN, PASSWORD, browser, is_in, sign_in
from tests.accounts.hashing import CountingHasher


@pytest.fixture
def anna(person, writers) -> User:
    return person("anna", writers)


@pytest.fixture
def _counted(settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.hashing.CountingHasher"]


def hashed_by(client: Client, name: str, password: str) -> int:
    before = CountingHasher.count
    sign_in(client, name, password)
    return CountingHasher.count - before


def body(client: Client, answer) -> str:
    return answer.content.decode().replace(str(answer.context["csrf_token"]), "")


@pytest.mark.parametrize("name", ["anna", "ANNA@mopr.example"])
def test_the_user_name_and_the_e_mail_both_open_it(anna: User, name: str):
    client = browser()
    assert sign_in(client, name, next="/admin/reports/workflow/").headers["Location"] == "/admin/reports/workflow/"
    assert is_in(client)


def test_the_session_is_a_new_one(anna: User):
    client = browser()
    client.get("/admin/")
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, "anna")
    assert client.cookies["sessionid"].value != "a" * 32


def test_the_sixth_wrong_attempt_waits_and_the_right_password_with_it(anna: User, person, writers):
    person("bogdan", writers)
    client = browser()
    assert [sign_in(client, "anna", "nie-to").status_code for _ in range(6)] == [200] * 5 + [429]
    late = sign_in(client, "Anna")
    assert (late.status_code, late.headers["Retry-After"]) == (429, "900")
    assert not is_in(client)
    for other, name in ((browser(), "bogdan"), (browser("198.51.100.7"), "anna")):
        sign_in(other, name)
        assert is_in(other)


@pytest.mark.usefixtures("_counted")
def test_who_has_to_wait_is_refused_before_anything_is_hashed(anna: User):
    client = browser()
    assert [hashed_by(client, "anna", "nie-to") for _ in range(7)] == [1] * 5 + [0] * 2


def test_every_attempt_is_in_the_log_those_that_had_to_wait_too(anna: User):
    for _ in range(8):
        sign_in(browser(), "anna", "nie-to")
    assert AccessAttempt.objects.get(kind="login").count == 8


def test_many_names_from_one_address_wait_and_other_addresses_do_not(anna: User):
    answers = [sign_in(browser(), f"ktos-{number}", "nie-to").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    assert sign_in(browser(), "anna").status_code == 429
    assert sign_in(browser("198.51.100.7"), "anna").status_code == 302


@pytest.mark.parametrize(("believed", "last"), [(True, 200), (False, 429)])
def test_a_forged_address_helps_nobody_unless_a_proxy_is_believed(anna: User, settings, believed: bool, last: int):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if believed else None
    for number in range(6):
        forged = {"x-forwarded-for": f"203.0.113.9, 198.51.100.{number}"}
        answer = browser().post(LOGIN, {"login": "anna", "password": "nie-to"}, headers=forged)
    assert answer.status_code == last


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize(
    ("known", "unknown"),
    [("anna", "nikt"), ("anna@mopr.example", "nikt@mopr.example"), ("ola@mopr.example", "o@mopr.example")],
)
def test_an_account_that_is_there_looks_like_one_that_is_not(anna: User, known: str, unknown: str):
    User.objects.create_user("ola@mopr.example", "ola@mopr.example", PASSWORD)
    client = browser()
    assert hashed_by(client, known, "nie-to") == hashed_by(client, unknown, "nie-to") == 1
    pages = [body(client, sign_in(client, name, "nie-to")).replace(name, "") for name in (known, unknown)]
    assert pages[0] == pages[1]
    assert gettext("The user name, the e-mail address or the password is wrong.") in pages[0]


def test_a_switched_off_account_stays_out(anna: User):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    client = browser()
    sign_in(client, "anna")
    assert not is_in(client)


@pytest.mark.parametrize(
    "target", ["//evil.example/", r"\\evil.example", "javascript:alert(1)", "https://evil.example"]
)
def test_nobody_is_sent_elsewhere(anna: User, target: str):
    assert sign_in(browser(), "anna", next=target).headers["Location"] == "/admin/"


def test_an_account_without_access_is_told_so_and_not_led_in_circles(person):
    person("czytelnik")
    client = browser()
    sign_in(client, "czytelnik")
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain
    assert gettext(
        "The account that is signed in may not enter the administration. You can sign in with another one."
    ) in (answer.content.decode())


def test_there_is_no_other_door(anna: User):
    answer = browser().get("/_util/login/?next=/tajne/")
    assert answer.headers["Location"] == "/admin/login/?next=/tajne/"
    assert browser().post("/_util/login/", {"username": "anna", "password": PASSWORD}).status_code == 302
    for name in ("account_signup", "account_email", "wagtailadmin_password_reset_confirm"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    client = browser()
    client.force_login(anna)
    page = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert reverse("mfa_index") in page


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_the_pages_keep_the_strict_policy(db: None, mail_server: None, name: str):
    answer = browser().get(reverse(name))
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
