"""How long somebody stays signed in, and what ends it earlier."""

import time

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from accounts import sessions
from tests.accounts.conftest import PASSWORD, browser, is_in, sign_in


@pytest.fixture
def anna(person, editors) -> User:
    return person("anna", editors)


@pytest.fixture
def client(anna: User) -> Client:
    made = browser()
    sign_in(made, "anna")
    return made


def turn_back(client: Client, key: str, minutes: float) -> None:
    session = client.session
    session[key] = int(time.time() - minutes * 60)
    session.save()


@pytest.mark.parametrize(
    ("key", "minutes", "stays"),
    [(sessions.SEEN, 29, True), (sessions.SEEN, 31, False), (sessions.SINCE, 479, True), (sessions.SINCE, 481, False)],
)
def test_it_ends_after_half_an_hour_of_rest_and_after_eight_hours(client: Client, key: str, minutes: int, stays: bool):
    turn_back(client, key, minutes)
    assert is_in(client) is stays


def test_who_returns_comes_back_to_the_page(client: Client):
    turn_back(client, sessions.SEEN, 31)
    asked = client.get("/admin/reports/workflow/")
    assert asked.headers["Location"] == "/admin/login/?next=/admin/reports/workflow/"
    assert sign_in(client, "anna", next="/admin/reports/workflow/").headers["Location"] == "/admin/reports/workflow/"


@pytest.mark.parametrize(("minutes", "taken"), [(490, True), (500, False)])
def test_a_form_that_was_being_written_when_the_day_ended_is_still_taken(
    client: Client, anna: User, minutes: int, taken: bool
):
    turn_back(client, sessions.SINCE, minutes)
    name = {"first_name": "Anna", "last_name": "Nowa", "email": "anna@mopr.example"}
    looks = dict.fromkeys(("theme", "contrast"), "system") | {"density": "default"}
    form = {f"name_email-{key}": value for key, value in name.items()} | {f"theme-{key}": v for key, v in looks.items()}
    client.post(reverse("wagtailadmin_account"), form)
    anna.refresh_from_db()
    assert (anna.last_name == "Nowa") is taken
    assert not is_in(client)


def test_what_an_open_page_asks_by_itself_keeps_nobody_signed_in(client: Client, anna: User):
    turn_back(client, sessions.SEEN, 20)
    assert client.get(reverse("accounts_session")).json()["user"] == anna.pk
    assert time.time() - client.session[sessions.SEEN] > 19 * 60
    is_in(client)
    assert time.time() - client.session[sessions.SEEN] < 60


def test_the_page_of_an_ended_session_is_told(client: Client):
    turn_back(client, sessions.SEEN, 31)
    assert client.get(reverse("accounts_session")).json() == {"user": None}


def test_a_new_password_ends_all_other_sessions(client: Client):
    other = browser("198.51.100.7")
    sign_in(other, "anna")
    new = "czerwony tramwaj na moście"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert is_in(client)
    assert not is_in(other)


def test_signing_out_leaves_a_dead_cookie(client: Client):
    cookie = client.cookies["sessionid"].value
    client.post(reverse("wagtailadmin_logout"))
    client.cookies["sessionid"] = cookie
    assert not is_in(client)


@pytest.mark.parametrize("loss", ["group", "account", "members", "deleted"])
def test_rights_that_are_taken_away_end_the_session(client: Client, anna: User, editors: Group, person, loss: str):
    bystander = browser()
    if loss == "group":
        person("bogdan", editors)
        sign_in(bystander, "bogdan")
        anna.groups.set([])
        assert is_in(bystander)
    elif loss == "account":
        anna.is_active = False
        anna.save()
    elif loss == "members":
        editors.user_set.remove(anna)
    else:
        editors.delete()
    assert client.session.get("_auth_user_id") is None
    assert not is_in(client)


def test_other_changes_of_an_account_end_nothing(client: Client, anna: User, editors: Group):
    anna.first_name = "Anna"
    anna.save()
    anna.groups.set([editors])
    assert is_in(client)
