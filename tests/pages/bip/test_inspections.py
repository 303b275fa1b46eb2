"""An inspection: its state follows from its days, its papers are offered, contradictions are named at their field."""

from datetime import date
from typing import Any

import pytest
from wagtail.models import Site

from pages.bip.models import InspectionPage
from tests.factories import add_page, reader_of
from tests.history.editing import editor_of, versions
from tests.pages.bip.duties import draft_of, entry, faults, rows, send, stored, text_of
from tests.pages.bip.making import add_list


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"started_on": "2026-03-10"}, ["planned", "running", "running", "running"]),
        ({"started_on": "2026-03-10", "ended_on": "2026-03-20"}, ["planned", "running", "awaiting", "awaiting"]),
        (
            {"started_on": "2026-03-10", "ended_on": "2026-03-20", "findings_on": "2026-04-15"},
            ["planned", "running", "awaiting", "resolved"],
        ),
        (
            {"started_on": "2026-03-10", "ended_on": "2026-03-20", "without_findings": True},
            ["planned", "running", "resolved", "resolved"],
        ),
        # A month may mean its last day: it isn't over before that is.
        ({"started_on": "2026-03", "ended_on": "2026-03"}, ["running", "running", "running", "awaiting"]),
        ({"started_on": "2025"}, ["running", "running", "running", "running"]),
    ],
)
def test_the_state_is_never_more_than_the_days_prove(db: None, facts: dict[str, Any], expected: list[str]) -> None:
    page = entry(InspectionPage, **facts)
    days = [date(2026, 3, 9), date(2026, 3, 20), date(2026, 3, 21), date(2026, 4, 15)]
    assert [page.state_on(day).key for day in days] == expected
    # What the search keeps changes on the turning days, and on no other.
    told = {state.since: state.key for state in page.search_states}
    for day, key in zip(days, expected, strict=True):
        assert told[max((since for since in told if since and since <= day), default=None)] == key


def test_the_page_names_the_body_the_time_and_offers_the_papers(site: Site) -> None:
    page = draft_of(site, InspectionPage, ended_on="2025-04-02")
    document = stored(site)
    paper = {"document": document.pk, "kind": "findings", "title": ""}
    answer = send(editor_of(site.hostname), page, **rows("documents", paper))
    assert faults(answer) == {}
    html = text_of(reader_of(site).get("/bip/praca/lista/wpis/"))
    for expected in ("Wojewoda Świętokrzyski", "marzec 2025", "2 kwietnia 2025", f"/documents/{document.pk}/"):
        assert expected in html
    assert versions(page)[0].attachments.count() == 1


def test_a_file_that_was_deleted_or_lost_leaves_a_page_without_it(site: Site) -> None:
    page = add_page(add_list(site, "inspection"), entry(InspectionPage))
    gone, lost = stored(site), stored(site)
    for document in (gone, lost):
        page.documents.create(document=document, kind="protocol")
    lost.file.storage.delete(lost.file.name)
    gone.delete()
    assert reader_of(site).get("/bip/praca/lista/wpis/").status_code == 200
    assert reader_of(site).get("/bip/praca/lista/wpis/historia/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started_on": ""}, "started_on"),
        ({"ended_on": "28.02.2025"}, "ended_on"),
        ({"inspected_from": "2024", "inspected_to": "12.2023"}, "inspected_to"),
        ({"findings_on": "1.2.2025"}, "findings_on"),
        ({"findings_on": "1.05.2099"}, "findings_on"),
        ({"findings_on": "5.05.2025", "reply_on": "4.05.2025"}, "reply_on"),
        ({"without_findings": "on"}, "ended_on"),
        ({"ended_on": "4.2025", "findings_on": "5.2025", "without_findings": "on"}, "without_findings"),
        ({"started_on": "31.04.2025"}, "started_on"),
    ],
)
def test_a_contradiction_is_named_at_its_field(site: Site, changes: dict[str, str], field: str) -> None:
    page = draft_of(site, InspectionPage)
    assert list(faults(send(editor_of(site.hostname), page, **changes))) == [field]
