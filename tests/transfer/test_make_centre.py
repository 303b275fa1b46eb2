"""A command makes a whole empty centre, or changes nothing and says why."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from pages.core.models import CentreSettings
from portal.roles import Role, group_of
from tests.conftest import KIELCE
from tests.factories import reader_of
from transfer.signals import centre_loaded

HOST = "nowy.localhost"


def make(hostname: str = HOST, **changed: str) -> str:
    out = io.StringIO()
    facts = {
        "name": "Gminny Ośrodek Pomocy Społecznej w Nowej Wsi", "short_name": "GOPS Nowa Wieś", "kind": "GOPS",
        "town": "Nowa Wieś", "phone": "41 331 25 24", "email": "gops@example.pl", "editor": "Anna Redaktor",
    }  # fmt: skip
    call_command("make_centre", hostname, port=8000, stdout=out, stderr=out, **{**facts, **changed})
    return out.getvalue()


def state() -> tuple[int, ...]:
    return Page.objects.count(), Site.objects.count(), CentreSettings.objects.count()


def test_a_late_failure_leaves_nothing_behind_and_then_a_whole_centre_stands_with_its_editors(db: None) -> None:
    def fail(**_):
        raise RuntimeError("the last step fails")

    before = state()
    centre_loaded.connect(fail, weak=False)
    try:
        with pytest.raises(RuntimeError):
            make()
    finally:
        centre_loaded.disconnect(fail)
    assert state() == before
    said = make()
    site = Site.objects.get(hostname=HOST)
    centre = CentreSettings.of(site)
    client = reader_of(site)
    assert (centre.name, centre.kind) == ("Gminny Ośrodek Pomocy Społecznej w Nowej Wsi", "GOPS")
    for path in ("/", "/kontakt/", "/bip/", "/bip/biuletyn/redakcja/", "/bip/rejestr-zmian/", "/mapa-serwisu/"):
        assert client.get(path).status_code == 200, path
    assert "41 331 25 24" in client.get("/").content.decode().replace("\xa0", " ")
    assert "Anna Redaktor" in client.get("/bip/").content.decode()
    assert group_of(site, Role.ADMINISTRATOR)
    assert centre.contact_url == "/kontakt/"
    assert centre.privacy_page
    assert (centre.privacy_url, centre.accessibility_url) == ("", "")  # both are drafts
    assert "Sygnaliści" in said or "Whistleblowers" in said


def test_a_hostname_that_is_taken_is_refused(db: None) -> None:
    before = state()
    with pytest.raises(CommandError, match=KIELCE):
        make(KIELCE.upper())
    for wrong in ("nowy_host", "http://nowy.pl", ""):
        with pytest.raises(CommandError):
            make(wrong)
    assert state() == before


def test_every_wrong_value_is_named_by_its_option_and_nothing_is_left(db: None) -> None:
    before = state()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command(
            "make_centre", HOST, name="Ośrodek", short_name="O", kind="OPS", town="Wieś", phone="brak", email="brak",
            editor="Anna", postcode="25544", stderr=out,
        )  # fmt: skip
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == ["--postcode", "--phone", "--email"]
    with pytest.raises(CommandError):
        make(editor_phone="brak")
    with pytest.raises(CommandError):
        make(editor=" ")
    assert state() == before
