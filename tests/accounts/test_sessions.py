"""How long somebody stays signed in, and what ends it earlier."""

import time

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.translation import ngettext

from accounts import checks, sessions
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


# -- one's own sessions ------------------------------------------------------------------------------------------------

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36"
)
SESSIONS = "/admin/account/sessions/"


def elsewhere(name: str, user_agent: str) -> Client:
    client = browser("198.51.100.7")
    client.defaults["HTTP_USER_AGENT"] = user_agent
    sign_in(client, name)
    return client


def test_everybody_sees_and_ends_their_own_sessions_and_nobody_elses(
    client: Client, anna: User, person, editors: Group
):
    person("bogdan", editors)
    phone, office, bogdans = elsewhere("anna", PHONE), elsewhere("anna", WINDOWS), elsewhere("bogdan", WINDOWS)
    turn_back(office, sessions.SEEN, 20)
    shown = client.get(SESSIONS)
    assert [session.device for session in shown.context["sessions"]] == ["", "Chrome, Android", "Firefox, Windows"]
    assert [session.is_own for session in shown.context["sessions"]] == [True, False, False]
    keys = [each.session.session_key for each in (client, phone, office, bogdans)]
    assert not [key for key in keys if key in shown.content.decode()], "a mark is no key"
    marks = {session.device: session.mark for session in shown.context["sessions"]}
    client.post(SESSIONS, {"end": marks["Chrome, Android"]})
    assert [is_in(each) for each in (client, phone, office, bogdans)] == [True, False, True, True]
    bogdans_mark = bogdans.get(SESSIONS).context["sessions"][0].mark
    client.post(SESSIONS, {"end": bogdans_mark})
    bogdans.post(SESSIONS, {"end": bogdans_mark})
    assert is_in(bogdans)
    client.post(SESSIONS, {"end": "others"})
    assert [is_in(each) for each in (client, office, bogdans)] == [True, False, True]


def test_a_session_that_rested_too_long_is_not_listed(client: Client):
    turn_back(elsewhere("anna", PHONE), sessions.SEEN, 31)
    assert [session.is_own for session in client.get(SESSIONS).context["sessions"]] == [True]


def test_who_ends_sessions_shows_again_who_they_are(client: Client):
    phone = elsewhere("anna", PHONE)
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": time.time() - 3_600} for method in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.post(SESSIONS, {"end": "others"})
    assert answer.headers["Location"].startswith("/admin/login/again/?next=")
    assert is_in(phone)


@pytest.mark.parametrize("wrong", ["", "x", "others ", "\x00"])
def test_a_made_up_mark_ends_nothing(client: Client, wrong: str):
    phone = elsewhere("anna", PHONE)
    assert client.post(SESSIONS, {"end": wrong}).status_code == 302
    assert is_in(phone)


def listed(client: Client) -> int:
    return len(client.get(SESSIONS).context["sessions"])


def test_what_a_new_password_has_ended_is_not_listed(client: Client, anna: User):
    elsewhere("anna", PHONE)
    assert listed(client) == 2
    anna.set_password("czerwony tramwaj na moście")
    anna.save()
    sign_in(client, "anna", "czerwony tramwaj na moście")
    assert listed(client) == 1


def test_sessions_from_before_a_change_of_the_secret_key_are_open(client: Client, settings):
    phone = elsewhere("anna", PHONE)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert listed(client) == 2
    client.post(SESSIONS, {"end": "others"})
    assert not is_in(phone)


def test_as_many_are_said_to_have_ended_as_were_listed(client: Client):
    for minutes in (0, 31, 31):
        turn_back(elsewhere("anna", PHONE), sessions.SEEN, minutes)
    elsewhere("anna", WINDOWS)
    assert listed(client) == 3
    shown = client.post(SESSIONS, {"end": "others"}, follow=True).content.decode()
    assert ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", 2) % {"count": 2} in shown
    assert Session.objects.count() == 1, "those that were over are gone, too"


@pytest.mark.parametrize(
    "name",
    [
        "accounts_sessions", "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)  # fmt: skip
def test_no_browser_keeps_the_pages_of_an_account(client: Client, name: str):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


# -- what settings must not say ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("engine", "told"), [("db", []), ("cached_db", []), ("cache", ["accounts.E002"])])
def test_sessions_that_nobody_could_find_stop_the_start(settings, engine: str, told: list[str]):
    settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{engine}"
    assert [error.id for error in checks.sessions_can_be_found()] == told


@pytest.mark.parametrize(("minutes", "told"), [(-1, 1), (0, 1), (1, 1), (2, 0), (30, 0)])
def test_so_does_a_rest_that_signs_out_who_works(settings, minutes: int, told: int):
    settings.SESSION_IDLE_MINUTES = minutes
    assert [error.id for error in checks.there_is_time_to_rest()] == ["accounts.E003"] * told
