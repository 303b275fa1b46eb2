"""What is asked of a password, and what isn't."""

import re

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Site

from accounts.passwords import OfficeWordsValidator
from tests.accounts.conftest import PASSWORD, browser, is_in, mail_server, person, sign_in, site, writers  # noqa: F401

NEW = "czerwony tramwaj na moście"
CHANGE = "account_change_password"


@pytest.fixture
def anna(person, writers) -> User:  # noqa: F811
    return person("anna", writers)


@pytest.fixture
def client(anna: User) -> Client:
    signed_in = browser()
    sign_in(signed_in, "anna")
    return signed_in


def change(client: Client, old: str, new: str):
    return client.post(reverse(CHANGE), {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "password", ["jedenaścieZ", "password1234", "qwertyuiop123", "112233445566", "anna@mopr.example"]
)
def test_short_common_and_telling_ones_are_refused(password: str):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="anna", email="anna@mopr.example"))


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("MOPR-Kielce-2026!", False),
        ("Hasło-do-BIP-2026", False),
        ("Administrator123!", False),
        ("gminny ośrodek pomocy", False),
        ("zielony rower ops kielce", True),
        ("2026-2027-2028-?", True),
    ],
)
def test_one_made_of_the_offices_words_alone_is_refused(
    site: Site,  # noqa: F811
    password: str,
    taken: bool,
):
    site.site_name, site.hostname = "MOPR Kielce", "mopr.kielce.example"
    site.save()
    try:
        OfficeWordsValidator().validate(password)
    except ValidationError:
        assert not taken
    else:
        assert taken


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "password", ["dwanaścieZna", "same litery i spacje", "ŻÓŁĆ-żółć-ŻÓŁĆ", "\U0001f6b2\U0001f33b" * 6, "słowo " * 40]
)
def test_long_ones_of_any_signs_are_taken(password: str):
    validate_password(password, User(username="anna", email="anna@mopr.example"))


def test_it_is_taken_exactly_as_typed(client: Client, anna: User):
    new = "  Spacje na brzegach " + "długie " * 12 + "i Wielkie Litery  "
    assert change(client, PASSWORD, new).status_code == 302
    for typed, lets_in in ((new, True), (new.strip(), False), (new.lower(), False), (new[:72], False)):
        other = browser("198.51.100.9")
        sign_in(other, "anna", typed)
        assert is_in(other) is lets_in


def test_changing_it_needs_the_old_one(client: Client, anna: User):
    assert change(client, "nie-to", NEW).status_code == 200
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
    assert change(client, PASSWORD, NEW).status_code == 302
    anna.refresh_from_db()
    assert anna.check_password(NEW)


@pytest.mark.usefixtures("mail_server")
def test_fields_hide_it_and_let_managers_fill_it_in(client: Client):
    for page in (browser().get(reverse("account_login")), client.get(reverse(CHANGE))):
        html = page.content.decode()
        fields = re.findall(r"<input[^>]*password[^>]*>", html)
        assert fields
        assert all('type="password"' in field and "autocomplete=" in field for field in fields)
        assert not re.search(r"onpaste|autocomplete=\"off\"|maxlength=\"(?:[1-9]|[1-9]\d)\"", "".join(fields))


def test_it_is_kept_by_a_slow_salted_function():
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"]):
        hasher = get_hasher()
        assert (hasher.algorithm, hasher.iterations >= 600_000) == ("pbkdf2_sha256", True)


def test_nobody_has_an_account_until_somebody_makes_one(db: None):
    assert not User.objects.exists()
