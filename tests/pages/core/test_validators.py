"""An office's numbers and addresses are checked in one place, for editors and for loaded folders alike."""

import pytest
from django.core.exceptions import ValidationError

from pages.bip.models import BipEditor
from pages.core.models import CentreSettings, ContactPoint
from pages.core.validators import website_url
from pages.organisation.models import UnitPage
from transfer.reading.model_rules import check_fields
from transfer.reading.problems import Place, Report

RIGHT = [
    ("phone", "41 331 25 24"), ("fax", "+48 41 331 25 24"), ("postcode", "25-544"), ("nip", "5260001246"),
    ("regon", "123456785"), ("regon", "12345678512347"), ("edelivery", "AE:PL-12345-12345-ABCDE-12"),
    ("epuap", "/OPSLipowo/SkrytkaESP"), ("website", "www.ops.lipowo.pl"), ("website", "HTTPS://ops.pl/o-nas?a=1"),
    ("website", "żółć.pl"),
]  # fmt: skip
WRONG = [
    ("phone", "brak"), ("phone", "41-331-25-24"), ("phone", "41 331 25 24\n"), ("postcode", "25544"),
    ("postcode", "２５-544"), ("nip", "526-000-12-46"), ("nip", "5260001247"), ("nip", "526000124"),
    ("regon", "123456786"), ("regon", "12345678512348"), ("regon", "1234567851"), ("edelivery", "AE:PL-1-2-ABC-3"),
    ("epuap", "SkrytkaESP"), ("website", "javascript://x%0aalert(1)"), ("website", "javascript:alert(1)"),
    ("website", "ftp://ops.pl"), ("website", "//ops.pl"), ("website", "ops pl"), ("website", "ops"),
    ("website", "https://"), ("website", "ops.pl\nevil"),
]  # fmt: skip


def said_to_editors(name, value):
    try:
        CentreSettings(**{name: value}).clean_fields(
            exclude=[field.name for field in CentreSettings._meta.fields if field.name != name]
        )
    except ValidationError as error:
        return error.message_dict[name]
    return []


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_right_values_are_taken(name, value):
    assert said_to_editors(name, value) == []


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_editors_and_the_loader_hear_the_same_of_wrong_values(name, value):
    report = Report()
    check_fields(CentreSettings, {name: value}, lambda __: Place("centre.toml", 7), report)
    said = said_to_editors(name, value)
    assert said
    assert [problem.message for problem in report.errors] == [f"{name}: {message}" for message in said]


@pytest.mark.parametrize("model", [ContactPoint, UnitPage, BipEditor])
def test_every_phone_follows_one_rule(model):
    centre, other = CentreSettings._meta.get_field("phone"), model._meta.get_field("phone")
    assert centre.validators[0] is other.validators[0]


def test_a_website_leads_to_the_web_whatever_an_old_row_holds():
    assert website_url("www.ops.pl") == "https://www.ops.pl"
    assert website_url("http://ops.pl") == "http://ops.pl"
    assert website_url("") == ""
    for stored in ("javascript://x%0aalert(1)", "ops.pl/?x=javascript://", "data:text/html,x"):
        assert CentreSettings(website=stored).website_url == f"https://{stored}"
