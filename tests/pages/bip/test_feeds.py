"""The list for feed readers and calendars: RFC 4287 and RFC 5545, kept by names that don't change."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from pages.bip.feeds.ical import folded, text_value
from pages.bip.models import BipListPage
from tests.factories import add_page, publish_again, reader_of
from tests.pages.bip.making import Travel, add_list, day, fresh, procurement, recruitment

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def postings(site: Site, travel: Travel) -> BipListPage:
    travel("2030-03-01")
    return add_list(site, "recruitment", slug="nabory")


def calendar(site: Site, page: BipListPage) -> str:
    answer = reader_of(site).get(f"{page.local_url}terminy.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return answer.content.decode().replace("\r\n ", "")


def test_a_deadline_with_an_hour_is_a_moment_and_one_without_is_a_day(site: Site, postings: BipListPage) -> None:
    title = "Nabór: referent; ds. świadczeń, \\ archiwum – bardzo długi tytuł, który nie zmieści się w jednym wierszu"
    add_page(postings, recruitment(title=title, deadline_on=day("2030-03-21"), deadline_time="15:00"))
    add_page(postings, recruitment(slug="inny", deadline_on=day("2030-07-21")))
    text = calendar(site, postings)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "DTSTART:20300321T140000Z\r\n" in text, "Polish winter time"
    assert "DTSTART;VALUE=DATE:20300721\r\nDTEND;VALUE=DATE:20300722\r\n" in text
    assert "referent\\; ds. świadczeń\\, \\\\ archiwum" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == text.count("DTSTAMP:") == 2


def test_an_event_keeps_its_name_when_its_day_moves(site: Site, postings: BipListPage) -> None:
    page = add_page(postings, recruitment())
    uid = re.findall("UID:.*", calendar(site, postings))
    page.title, page.deadline_on = "Nabór przedłużony", day("2030-04-30")
    publish_again(page)
    assert re.findall("UID:.*", calendar(site, postings)) == uid
    assert "20300430" in calendar(site, postings)


def test_offers_have_a_deadline_and_an_opening(site: Site, travel: Travel) -> None:
    travel("2030-07-01")
    listing = add_list(site, "procurement", slug="zamowienia")
    page = add_page(listing, procurement(opening_at="2030-07-08T10:30:00+02:00"))
    text = calendar(site, listing)
    assert "DTSTART:20300708T083000Z" in text, "Polish summer time"
    deadline, opening = re.findall("UID:.*", text)
    assert deadline != opening
    type(page).objects.filter(pk=page.pk).update(deadline_on=None)
    assert re.findall("UID:.*", calendar(site, listing)) == [opening], "it is no other event when it stands alone"


def test_the_feed_has_the_newest_first_with_their_states(site: Site, postings: BipListPage, travel: Travel) -> None:
    page = add_page(postings, recruitment(title="A & B \u000b"))
    travel("2030-03-02")
    add_page(postings, recruitment(slug="drugi", title="Drugi"))
    answer = reader_of(site).get(f"{postings.local_url}wpisy.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)  # noqa: S314 -- our own bytes
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title", "").strip() for entry in entries] == ["Drugi", "A & B"]
    assert entries[1].findtext(f"{ATOM}id") == f"tag:gops.localhost,2026-01-01:bip/{page.pk}"
    assert [entry.find(f"{ATOM}category").get("term") for entry in entries] == ["open", "open"]
    assert "21 marca 2030" in entries[1].findtext(f"{ATOM}summary", "").replace("\u00a0", " ")


def test_a_job_posting_breaks_out_of_no_script(site: Site, postings: BipListPage) -> None:
    page = add_page(postings, recruitment(tasks="</script><script>alert(1)</script>"))
    text = reader_of(site).get(fresh(page).local_url).content.decode()
    assert "<script>alert" not in text
    assert '"@type":"JobPosting"' in text
    assert '"hiringOrganization":{"@type":"GovernmentOrganization","name":"Gminny Ośrodek"' in text
    assert '"postalCode":"26-001"' in text
    type(page).objects.filter(pk=page.pk).update(outcome="cancelled", result_on="2030-03-01")
    assert "JobPosting" not in reader_of(site).get(fresh(page).local_url).content.decode(), "nobody can apply any more"


@given(st.text())
def test_any_text_fits_into_lines_and_comes_back(words: str) -> None:
    value = text_value(words)
    line = folded(f"SUMMARY:{value}")
    pieces = line.removesuffix(b"\r\n").split(b"\r\n ")
    assert all(len(piece) + (index > 0) <= 75 for index, piece in enumerate(pieces))
    assert b"".join(pieces).decode() == f"SUMMARY:{value}"
    assert not re.search(r"[\r\n]|(?<!\\)(?:\\\\)*[;,]", value)
