"""What a page looked like on a day, and days as readers write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from wagtail.models import Site

from history.dates import DayError, day_text, end_of, parse_day, span_text
from history.models import Event, ObjectState
from pages.standard.models import ContentPage
from tests.factories import reader_of
from tests.history.histories import Told, add_history, gone

MIDNIGHT = datetime(2029, 12, 14, 23, tzinfo=UTC)  # in Poland the 15th begins
DAY = 24 * 60


def version_on(client: Client, day: str) -> str:
    response = client.get(f"/zadania/na-dzien/{day}/")
    if response.status_code != 302:
        return str(response.status_code)
    address, asked = response.headers["Location"].split("?")
    assert asked == f"dzien={day}"
    return address


def test_the_version_shown_when_the_day_ended_in_poland(site: Site, page: ContentPage, monkeypatch) -> None:
    monkeypatch.setattr("history.views.days.now", lambda: MIDNIGHT + timedelta(days=100))
    monkeypatch.setattr("history.views.days.localdate", lambda: date(2030, 3, 1))
    add_history(page, [Told(0), Told(DAY - 1), Told(DAY), Told(2 * DAY, event=Event.UNPUBLISH)], start=MIDNIGHT)
    gone(add_history(page, [Told(5 * DAY), Told(6 * DAY, event=Event.UNPUBLISH)], start=MIDNIGHT))
    client = reader_of(site)
    assert version_on(client, "2029-12-14") == "/zadania/wersje/1/"
    assert version_on(client, "2029-12-15") == "/zadania/wersje/3/"
    assert version_on(client, "2029-12-16") == "/zadania/wersje/4/"
    assert version_on(client, "2029-12-17") == "200"
    assert version_on(client, "2029-12-20") == "/zadania/wersje/5/"
    assert version_on(client, "2029-12-21") == "200"


def test_before_the_first_version_there_was_none(site: Site, page: ContentPage) -> None:
    response = reader_of(site).get("/zadania/na-dzien/2001-01-01/")
    assert response.status_code == 200
    assert response.context["answer"]
    assert b"noindex" in response.content


def test_today_is_the_current_version_and_tomorrow_none(site: Site, page: ContentPage) -> None:
    client = reader_of(site)
    assert version_on(client, localdate().isoformat()) == "/zadania/wersje/1/"
    assert version_on(client, (localdate() + timedelta(days=1)).isoformat()) == "200"


def test_older_registers_answer_by_their_own_days(kedzierzyn: Client) -> None:
    home = "/bip/osrodek/przedmiot-dzialalnosci"
    for day, number in (("2018-04-08", 1), ("2018-04-10", 2), ("2021-03-24", 20), ("2022-02-23", 21)):
        answer = kedzierzyn.get(f"{home}/na-dzien/{day}/")
        assert answer.headers["Location"] == f"{home}/wersje/{number}/?dzien={day}"
    assert kedzierzyn.get(f"{home}/na-dzien/2018-04-07/").status_code == 200


def test_the_form_leads_to_the_address_of_the_day(site: Site, page: ContentPage) -> None:
    answer = reader_of(site).get("/zadania/na-dzien/", {"dzien": " 15.12.2022 "})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/zadania/na-dzien/2022-12-15/")


@pytest.mark.parametrize("typed", ["31.04.2022", "wczoraj", "15.13.2022", "٣.٣.2022", "1.1.9999", "9" * 5000])
def test_a_wrong_day_is_said_in_words(site: Site, page: ContentPage, typed: str) -> None:
    response = reader_of(site).get("/zadania/na-dzien/", {"dzien": typed})
    assert response.status_code == 200
    assert response.context["error"]
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_day_that_there_is_not_is_said_at_its_own_address_too(site: Site, page: ContentPage) -> None:
    client = reader_of(site)
    answer, form = client.get("/zadania/na-dzien/2022-04-31/"), client.get("/zadania/na-dzien/?dzien=31.04.2022")
    assert (answer.status_code, form.status_code) == (404, 200)
    assert answer.context["error"] == form.context["error"] != ""


def test_the_version_says_for_which_day_it_was_asked(site: Site, page: ContentPage) -> None:
    client = reader_of(site)
    day = localdate()
    words = f"Tak strona wyglądała {day_text(day)}."
    answer = client.get(f"/zadania/wersje/1/?dzien={day.isoformat()}").content.decode()
    assert words in answer.replace("\u00a0", " ")
    assert 'rel="canonical" href="http://gops.localhost:8000/zadania/"' in answer
    for other in ("", "?dzien=2001-01-01", "?dzien=<script>"):
        assert words not in client.get(f"/zadania/wersje/1/{other}").content.decode().replace("\u00a0", " ")


def test_a_month_says_how_many_days_it_has() -> None:
    with pytest.raises(DayError, match=r"31\.04\.2022.*30"):
        parse_day("31.04.2022")
    with pytest.raises(DayError, match=r"29\.02\.2023.*28"):
        parse_day("29.2.2023")


@pytest.mark.parametrize("typed", ["15.12.2022", "15. 12. 2022", "15.12.2022 r.", "2022-12-15", " 15.12.2022"])
def test_days_are_read_as_people_write_them(typed: str) -> None:
    assert parse_day(typed) == date(2022, 12, 15)


def test_a_day_ends_at_polish_midnight() -> None:
    assert end_of(date(2022, 7, 1)) == datetime(2022, 7, 1, 22, tzinfo=UTC)
    assert end_of(date(2022, 12, 1)) == datetime(2022, 12, 1, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (datetime(2025, 11, 3, 8, tzinfo=UTC), datetime(2025, 11, 5, 8, tzinfo=UTC), "3–5 listopada 2025"),
        (datetime(2025, 3, 3, 8, tzinfo=UTC), datetime(2025, 11, 5, 8, tzinfo=UTC), "3 marca – 5 listopada 2025"),
        (datetime(2024, 3, 3, 8, tzinfo=UTC), datetime(2025, 3, 3, 8, tzinfo=UTC), "3 marca 2024 – 3 marca 2025"),
        (datetime(2025, 3, 3, 8, tzinfo=UTC), datetime(2025, 3, 3, 9, 5, tzinfo=UTC), "3 marca 2025, 9:00–10:05"),
    ],
)
def test_spans_say_nothing_twice(start: datetime, end: datetime, told: str) -> None:
    assert span_text(start, end) == told


def test_the_state_of_a_gone_page_does_not_hide_its_days(site: Site, page: ContentPage) -> None:
    page.unpublish()
    assert page.pk
    gone_object = add_history(page, [])
    assert gone_object.state == ObjectState.WITHDRAWN
    assert version_on(reader_of(site), "2001-01-01") == "200"
