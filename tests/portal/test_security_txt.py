"""security.txt: what a stranger who found a weakness reads, held against RFC 9116."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from pages.core.models import CentreSettings
from portal.security_txt import GOOD_FOR, WARNED_BEFORE, as_address, contacts_are_fresh, is_address
from tests.conftest import KEDZIERZYN, KIELCE

ADDRESS = "/.well-known/security.txt"
# Section 4 of the RFC: the fields, with how often each may stand there.
ONCE, SEVERAL = 1, 100
FIELDS = {"Contact": SEVERAL, "Expires": ONCE, "Preferred-Languages": ONCE, "Canonical": SEVERAL}
URI = re.compile(r"(?:mailto:[!-~]+@[!-~]+|https://[!-~]+|tel:[+\d().-]+)")


def parse(text: str) -> dict[str, list[str]]:
    """The fields of a file, or an error that says what the RFC doesn't allow."""
    assert text.endswith("\n")
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, value = re.fullmatch(r"([A-Za-z-]+): (\S.*)", line).groups()
        fields.setdefault(name, []).append(value)
    assert {"Contact", "Expires"} <= fields.keys() <= FIELDS.keys()
    assert not {name for name, values in fields.items() if len(values) > FIELDS[name]}
    assert all(URI.fullmatch(contact) for contact in fields["Contact"])
    assert all(address.startswith("https://") for address in fields.get("Canonical", []))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["Expires"][0])
    return fields


def file_of(client: Client, **options: object) -> dict[str, list[str]]:
    answer = client.get(ADDRESS, **options)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert not answer.cookies
    return parse(answer.content.decode())


def confirmed(days_ago: int) -> override_settings:
    return override_settings(SECURITY_CONTACT_CONFIRMED=(datetime.now(UTC).date() - timedelta(days_ago)).isoformat())


def test_each_centre_names_its_own_e_mail_or_else_its_telephone(kielce: Client, kedzierzyn: Client):
    assert file_of(kielce)["Contact"] == ["mailto:mopr@mopr.kielce.pl"]
    CentreSettings.objects.filter(site__hostname=KEDZIERZYN).update(email="", phone="77 483 59 49")
    assert file_of(kedzierzyn)["Contact"] == ["tel:+48774835949"]


def test_who_answers_for_the_installation_comes_instead(kielce: Client, settings):
    settings.SECURITY_CONTACTS = ["bezpieczenstwo@powiat.example", "https://powiat.example/zgloszenie"]
    found = file_of(kielce)
    assert found["Contact"] == ["mailto:bezpieczenstwo@powiat.example", "https://powiat.example/zgloszenie"]
    assert found["Preferred-Languages"] == ["pl, en"]


def test_a_centre_without_any_contact_has_no_file(kielce: Client):
    CentreSettings.objects.update(email="", phone="")
    assert kielce.get(ADDRESS).status_code == 404


def test_its_own_address_stands_in_it_where_the_standard_allows_one(kielce: Client):
    assert "Canonical" not in file_of(kielce)
    assert file_of(kielce, secure=True)["Canonical"] == [f"https://{KIELCE}:8000{ADDRESS}"]


def test_the_old_address_leads_there(kielce: Client):
    assert kielce.get("/security.txt").headers["Location"] == ADDRESS


def test_it_expires_a_year_after_somebody_made_sure_of_it_and_not_after_the_question(kielce: Client, settings):
    settings.SECURITY_CONTACT_CONFIRMED = "2026-11-29"
    assert file_of(kielce)["Expires"] == ["2027-11-28T00:00:00Z"]
    assert timedelta(days=365) > GOOD_FOR


def test_a_warning_comes_thirty_days_before():
    left = (GOOD_FOR - WARNED_BEFORE).days
    with confirmed(left - 1):
        assert contacts_are_fresh() == []
    with confirmed(left + 1):
        assert [warning.id for warning in contacts_are_fresh()] == ["portal.W001"]


def test_this_release_warns_of_nothing_before_its_year_is_nearly_over(settings):
    assert date.fromisoformat(settings.SECURITY_CONTACT_CONFIRMED) + GOOD_FOR - WARNED_BEFORE > datetime.now(UTC).date()


@pytest.mark.parametrize(
    "wrong", [{"SECURITY_CONTACTS": ["zadzwońcie"]}, {"SECURITY_CONTACT_CONFIRMED": "wczoraj"}], ids=str
)
def test_a_setting_that_says_nothing_stops_the_start(wrong):
    with override_settings(**wrong), pytest.raises(CommandError, match=r"portal\.E00[56]"):
        call_command("check")


@given(st.emails() | st.text())
def test_whatever_is_accepted_makes_a_line_that_parses(contact: str):
    if is_address(contact):
        assert URI.fullmatch(as_address(contact))


@pytest.mark.parametrize(
    "contact", ["http://a.example", "javascript:alert(1)", "a@b.example\nExpires: x", "tel:abc", ":"]
)
def test_what_the_standard_does_not_allow_is_refused(contact: str):
    assert not is_address(contact)
