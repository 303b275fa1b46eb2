"""The second factor: nobody who publishes gets past it, by no address."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask

from tests.accounts.conftest import PASSWORD, browser, is_in, sign_in
from tests.portal.test_stranger import Foreign, admin_addresses, foreign  # noqa: F401 -- a fixture

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SETTING_UP = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout",
    "wagtailadmin_logout",
}  # fmt: skip
SHOWING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "wagtailadmin_logout"}
# Pages that tell how it is done, and nothing of anybody's.
GUIDE = set(settings.SECOND_FACTOR_HELP)
pytestmark = pytest.mark.usefixtures("publishers")


def code(secret: str = SECRET, step: int = 1) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))


@pytest.fixture
def anna(person, editors) -> User:
    return person("anna", editors)


@pytest.fixture
def recovery(anna: User) -> list[str]:
    TOTP.activate(anna, SECRET)
    return RecoveryCodes.activate(anna).get_unused_codes()


def with_password(name: str = "anna") -> Client:
    client = browser()
    client.force_login(User.objects.get(username=name))
    return client


def escapes(client: Client, foreign: Foreign, allowed: set[str], target: str) -> list[str]:  # noqa: F811
    """The addresses that answer something else than “show the second factor first”."""
    found = []
    for name, route in admin_addresses():
        if name in allowed:
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(foreign.path(name, route))
            if answer.status_code != 302 or not answer.headers["Location"].startswith(reverse(target)):
                found.append(f"{method} {name}: {answer.status_code}")
    return found


def test_a_password_alone_reaches_no_address_of_the_administration(person, foreign: Foreign):  # noqa: F811
    person("kierownik", is_superuser=True)
    assert not escapes(with_password("kierownik"), foreign, SETTING_UP | GUIDE, "mfa_index")


def test_nor_does_it_where_a_factor_was_set_up_in_another_session(person, foreign: Foreign):  # noqa: F811
    TOTP.activate(person("kierownik", is_superuser=True), SECRET)
    assert not escapes(with_password("kierownik"), foreign, SHOWING | GUIDE, "mfa_reauthenticate")


def test_it_is_set_up_after_the_first_sign_in_and_asked_for_ever_after(anna: User):
    client = browser()
    sign_in(client, "anna")
    assert client.get("/admin/pages/").headers["Location"] == "/admin/account/security/?next=%2Fadmin%2Fpages%2F"
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"account-secret\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret, 0)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<li>\w{8}</li>", client.get(done.headers["Location"]).content.decode())) == 10
    assert not re.findall(r"<li>\w{8}</li>", client.get(done.headers["Location"]).content.decode())
    assert is_in(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)

    client = browser()
    assert sign_in(client, "anna", next="/admin/pages/").headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert answer.headers["Location"] == "/admin/pages/"
    assert is_in(client)


def test_a_code_and_a_recovery_code_work_once(anna: User, recovery: list[str]):
    for answer in (code(), recovery[0]):
        for expected in (True, False):
            client = browser()
            sign_in(client, "anna")
            client.post(reverse("mfa_authenticate"), {"code": answer})
            assert is_in(client) is expected


def test_the_sixth_wrong_code_waits_wherever_it_comes_from(anna: User, recovery: list[str]):
    statuses = []
    for number in range(6):
        client = browser(f"198.51.100.{number}")
        sign_in(client, "anna")
        statuses.append(client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code)
    assert statuses == [200] * 5 + [429]
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not is_in(client)


def test_a_session_from_before_shows_the_code_and_goes_on(anna: User, recovery: list[str]):
    client = with_password()
    to_code = client.get("/admin/pages/").headers["Location"]
    assert "account_reauthenticate" not in client.get(to_code).content.decode()
    assert client.post(to_code, {"code": code(), "next": "/admin/pages/"}).headers["Location"] == "/admin/pages/"
    assert is_in(client)


def test_the_last_factor_can_be_removed_only_for_another_one(anna: User, recovery: list[str]):
    client, other = browser(), browser()
    for each, step in ((client, 0), (other, 1)):
        sign_in(each, "anna")
        each.post(reverse("mfa_authenticate"), {"code": code(step=step)})
    client.post(f"{reverse('account_reauthenticate')}?next=/admin/", {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=anna).exists()
    assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_index"))
    assert other.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_an_administrator_can_have_a_lost_factor_forgotten(anna: User, recovery: list[str]):
    client = browser()
    sign_in(client, "anna")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    call_command("forget_second_factor", "anna", verbosity=0)
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    sign_in(client, "anna")
    assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_index"))


def test_who_only_writes_needs_none_until_they_approve(person, writers):
    person("bogdan", writers)
    client = with_password("bogdan")
    assert is_in(client)
    GroupApprovalTask.objects.create(name="Zatwierdzanie").groups.add(writers)
    assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_index"))


def test_a_demonstration_can_do_without(anna: User, settings):
    settings.SECOND_FACTOR = "off"
    assert is_in(with_password())
