"""Procurements: states from days, amounts exact and Polish, contradictions told at the field."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from pages.bip.models import ProcurementPage
from tests.factories import add_page, publish_again, reader_of
from tests.history.editing import editor_of, send
from tests.pages.bip.making import WARSAW, Travel, add_list, day, fresh, procurement

AWARD = {"outcome": "awarded", "awarded_on": day("2030-03-10"), "contractor": "Węgiel sp. z o.o."}


def faults(page: ProcurementPage) -> set[str]:
    try:
        page.full_clean(exclude=["path", "depth", "content_type"])
    except ValidationError as error:
        return set(error.error_dict)
    return set()


def test_its_life_is_read_from_its_days(site: Site, travel: Travel) -> None:
    travel("2030-03-01")
    listing = add_list(site, "procurement", slug="zamowienia")
    page = add_page(listing, procurement(deadline_time="10:00", platform="https://ezamowienia.gov.pl/1"))
    reader = reader_of(site)
    shown = reader.get(page.local_url).content.decode()
    assert '<a href="https://ezamowienia.gov.pl/1">' in shown
    assert "status-open" in shown
    travel("2030-03-08 10:01")
    assert fresh(page).state.key == "awaiting"
    travel("2030-03-10")
    editor = editor_of(site.hostname, "zamowienia")
    texts = {**AWARD, "awarded_on": "10.03.2030", "price": "12 345,67", "estimated_value": "12000.5"}
    answer = send(editor, page, **texts, change_note="Wybrano wykonawcę.", change_kind="significant")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = fresh(page)
    assert (page.price, page.estimated_value) == (Decimal("12345.67"), Decimal("12000.50"))
    assert page.state.key == "resolved"
    shown = reader.get(page.local_url).content.decode().replace("\u00a0", " ")
    assert "12 345,67 zł" in shown
    assert "12 000,50 zł" in shown
    assert "Węgiel sp. z o.o. · 12 345,67 zł" in reader.get(listing.local_url).content.decode().replace("\u00a0", " ")


def test_a_cancelled_one_says_why(site: Site, travel: Travel) -> None:
    travel("2030-03-01")
    page = add_page(add_list(site, "procurement"), procurement())
    page.outcome, page.awarded_on, page.cancel_reason = "cancelled", day("2030-03-01"), "Brak środków."
    publish_again(page)
    assert page.state.key == "cancelled"
    assert "Brak środków." in reader_of(site).get(page.local_url).content.decode()
    assert page.calendar == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"deadline_on": day("2030-02-28")}, {"deadline_on"}),
        ({"opening_at": datetime(2030, 3, 7, 12, tzinfo=WARSAW)}, {"opening_at"}),
        ({"deadline_time": "", "deadline_on": None}, {"deadline_on"}),
        ({"platform": "ftp://ezamowienia.gov.pl/"}, {"platform"}),
        ({"platform": "javascript:alert(1)"}, {"platform"}),
        ({"price": Decimal(-1), **AWARD}, {"price"}),
        ({"outcome": "awarded"}, {"awarded_on", "contractor"}),
        ({"awarded_on": day("2030-03-10")}, {"outcome"}),
        ({**AWARD, "awarded_on": day("2030-03-11")}, {"awarded_on"}),
        ({**AWARD, "awarded_on": day("2030-03-07")}, {"awarded_on"}),
        ({**AWARD, "signed_on": day("2030-03-09")}, {"signed_on"}),
        ({"contractor": "Firma", "price": Decimal(1)}, {"contractor", "price"}),
        ({"outcome": "cancelled", "awarded_on": day("2030-03-10")}, {"cancel_reason"}),
    ],
)
def test_a_contradiction_is_told_at_its_field(
    site: Site, travel: Travel, changes: dict[str, Any], fields: set[str]
) -> None:
    travel("2030-03-10")
    page = procurement(**{"announced_on": day("2030-03-01"), "deadline_on": day("2030-03-08"), **changes})
    page.deadline_time = page.deadline_time or None
    assert faults(page) == fields


def test_a_scheduled_one_is_announced_on_its_day_and_not_before(db: None, travel: Travel) -> None:
    travel("2030-03-01")
    scheduled = {"go_live_at": datetime(2030, 4, 1, 8, tzinfo=WARSAW), "awarded_on": None}
    early = procurement(**scheduled, deadline_on=day("2030-03-20"))
    assert faults(early) == {"deadline_on"}
    page = procurement(**scheduled, deadline_on=day("2030-04-10"))
    assert faults(page) == set()
    assert (page.announced, page.listed_by, page.state.key) == (day("2030-04-01"), day("2030-04-01"), "planned")
    page.first_published_at = datetime(2030, 2, 3, 8, tzinfo=WARSAW)
    assert page.announced == day("2030-02-03"), "readers know it already; what waits is its next version"
