"""The history of a page as readers see it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from history.corrections import correct_note
from history.dates import day_text
from history.models import ChangeKind, ContentStatus, Event, ObjectState
from history.timeline import Line, Row, Timeline, fold, overview
from history.wording import overview_text
from news.models import NewsIndexPage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import boss, change, paragraph, publish, versions
from tests.history.histories import Told, add_history, tracked
from tests.portal.crawling import ask

KK = "/bip/osrodek/przedmiot-dzialalnosci/historia/"


def lines(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    return list(response.context["lines"])


def plain(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " ").split())


# -- what was taken over from an older bulletin ----------------------------------------------------------------------


def test_the_old_register_folds_into_six_lines(kedzierzyn: Client) -> None:
    old = [line for line in lines(kedzierzyn, KK) if not line.own]
    assert [line.label for line in old] == ["21", "15–20", "4–14", "3", "2", "1"]
    assert [line.dot for line in old] == ["imported", "burst", "burst", "imported", "imported", "imported"]
    assert [line.burst for line in old if line.burst] == ["6 zapisów w 9 minut", "11 zapisów w 23 minuty"]
    assert {line.meta for line in old} == {""}


def test_unfolded_it_has_all_rows_and_those_of_one_minute_keep_their_order(kedzierzyn: Client) -> None:
    old = [line for line in lines(kedzierzyn, f"{KK}?widok=wszystkie") if not line.own]
    assert [line.number for line in old] == list(range(21, 0, -1))
    both = [line for line in old if line.number in (15, 16)]
    assert both[0].moment == both[1].moment
    assert all(line.missing and not line.comparable and not line.url for line in old)


def test_it_says_why_old_versions_cannot_be_opened(kedzierzyn: Client) -> None:
    text = plain(kedzierzyn.get(KK))
    assert "Wersje 1–21 pochodzą ze starszego biuletynu" in text
    assert "wersje od 8 kwietnia 2018 do dziś. Wersje 22 i 23 można otworzyć i porównać." in text


def test_a_history_without_older_rows_says_nothing_of_them(site: Site, page: ContentPage) -> None:
    response = reader_of(site).get("/zadania/historia/")
    assert not response.context["imported"]
    assert not response.context["redacted"]
    assert response.content.count(b'class="banner') == 0


# -- versions and other events ---------------------------------------------------------------------------------------


def test_the_newest_version_stands_first_with_its_reason_and_who_wrote_it(site: Site, page: ContentPage) -> None:
    change(page, "Drugi tekst.", "Nowy numer telefonu zespołu rodzinnego.")
    new, old = lines(reader_of(site), "/zadania/historia/")
    assert (new.number, new.dot, new.url) == (2, "current", "/zadania/wersje/2/")
    assert new.notes == ["Nowy numer telefonu zespołu rodzinnego."]
    assert (old.number, old.dot) == (1, "own")


def test_two_newest_versions_are_chosen_beforehand(site: Site, page: ContentPage) -> None:
    change(change(page, "Drugi tekst."), "Trzeci tekst.")
    html = reader_of(site).get("/zadania/historia/").content.decode()
    assert re.findall(r'name="(\w+)" value="(\d)" checked', html) == [("nowsza", "3"), ("starsza", "2")]
    assert 'action="/zadania/porownaj/"' in html


def test_one_version_cannot_be_compared(site: Site, page: ContentPage) -> None:
    html = reader_of(site).get("/zadania/historia/").content.decode()
    assert 'type="radio"' not in html
    assert "/zadania/porownaj/" not in html


def test_each_event_has_a_row_of_its_own(site: Site, page: ContentPage) -> None:
    page.unpublish()
    page = publish(ContentPage.objects.get(pk=page.pk), "Strona wraca po przerwie.")
    page.slug = "nasze-zadania"
    page = publish(page, "Krótszy adres strony z zadaniami.")
    found = lines(reader_of(site), "/nasze-zadania/historia/")
    assert [line.dot for line in found if line.label == ""] == ["event", "event"]
    assert any("/nasze-zadania/" in note for line in found for note in line.notes)
    assert [line.label for line in found if line.label] == ["2", "1"]


def test_a_corrected_description_stands_beside_the_first_one(site: Site, page: ContentPage) -> None:
    version = versions(change(page, "Drugi tekst.", "Zmieniono numer telefonu.").pk)[-1]
    correct_note(version, "Zmieniono adres, nie numer telefonu.", by=boss())
    event, line, _first = lines(reader_of(site), "/zadania/historia/")
    assert line.notes == ["Zmieniono numer telefonu."]
    assert [correction.note for correction in line.corrections] == ["Zmieniono adres, nie numer telefonu."]
    assert event.dot == "event"
    assert "Zmieniono adres, nie numer telefonu." in event.notes


def test_a_masked_version_cannot_be_compared_and_the_page_says_so(site: Site, page: ContentPage) -> None:
    add_history(page, [Told(0, status=ContentStatus.REDACTED, kind="significant"), Told(60, kind="significant")])
    response = reader_of(site).get("/zadania/historia/")
    assert response.context["redacted"] == [2]
    masked = next(line for line in response.context["lines"] if line.number == 2)
    assert masked.missing
    assert not masked.url


def test_only_significant_changes_on_request(site: Site, page: ContentPage) -> None:
    add_history(page, [Told(0), Told(60, kind="significant"), Told(120)])
    assert [line.number for line in lines(reader_of(site), "/zadania/historia/?tylko=istotne")] == [3, 1]


def test_titles_and_descriptions_are_never_markup(site: Site) -> None:
    evil = '"><script>alert(1)</script>'
    page = add_page(site.root_page, ContentPage(title=f"Tytuł {evil}", slug="zly", body=paragraph("Tekst.")))
    change(page, "Inny tekst.", f"Opis {evil} zmiany telefonu.")
    for address in ("historia/", "wersje/1/", "wersje/2/", "porownaj/1/2/", "na-dzien/?dzien=<script>alert(1)"):
        answer = reader_of(site).get(f"/zly/{address}")
        assert answer.status_code == 200
        assert b"<script>" not in answer.content
    assert b"<script>" not in reader_of(site).get("/bip/rejestr-zmian/").content


# -- bursts ----------------------------------------------------------------------------------------------------------


def burst(told: list[Told], page: ContentPage) -> list[str]:
    item = add_history(page, told)
    return [f"{line.oldest.number}-{line.newest.number}" for line in fold(Timeline(item).rows[::-1])]


def test_small_changes_of_one_person_within_minutes_are_one_line(page: ContentPage) -> None:
    assert burst([Told(0), Told(30), Told(59)], page) == ["2-4", "1-1"]


@pytest.mark.parametrize(
    "other",
    [Told(31), Told(10, person="Jan Kowal"), Told(10, kind="significant"), Told(10, person="")],
    ids=["later", "somebody else", "significant", "masked"],
)
def test_what_breaks_a_burst(page: ContentPage, other: Told) -> None:
    assert burst([Told(0), other], page) == ["3-3", "2-2", "1-1"]


def test_an_event_between_breaks_a_burst(page: ContentPage) -> None:
    item = add_history(page, [Told(0), Told(5, event=Event.MOVE), Told(10)])
    assert [len(line.rows) for line in fold(Timeline(item).rows[::-1])] == [1, 1, 1, 1]


def test_a_burst_is_compared_as_a_whole_and_unfolded_by_a_link(site: Site, page: ContentPage) -> None:
    add_history(page, [Told(0), Told(9), Told(12)])
    line = lines(reader_of(site), "/zadania/historia/")[0]
    assert (line.label, line.compare_url) == ("2–4", "/zadania/porownaj/1/4/")
    html = reader_of(site).get(line.unfold_url).content.decode()
    assert f'id="{line.unfold_url.partition("#")[2]}"' in html


def test_a_burst_unfolds_on_the_page_where_it_stands(site: Site, page: ContentPage) -> None:
    add_history(page, [Told(60 * n) for n in range(100)] + [Told(10_000 + n) for n in range(3)])
    add_history(page, [Told(20_000 + 60 * n) for n in range(60)])
    line = next(line for line in lines(reader_of(site), "/zadania/historia/?strona=2") if line.burst)
    address, _hash, anchor = line.unfold_url.partition("#")
    assert "strona=2" in address
    assert f'id="{anchor}"' in reader_of(site).get(address).content.decode()


# -- when each version was shown -------------------------------------------------------------------------------------


AT = datetime(2025, 11, 3, 9, tzinfo=UTC)


def row(seq: int, days: int, event: str = Event.PUBLISH, number: int = 0) -> Row:
    at = AT + timedelta(days=days)
    return Row(seq, seq, at, event, number=number, version_id=number or None, live_from=at if number else None)


def periods(*rows: Row) -> dict[int, list[tuple[int, int | None]]]:
    found = Timeline(None, rows).periods  # type: ignore[arg-type]
    return {
        number: [((span.start - AT).days, span.end and (span.end - AT).days) for span in spans]
        for number, spans in found.items()
    }


def test_the_next_event_ends_a_version() -> None:
    assert periods(row(1, 0, number=1), row(2, 3, number=2)) == {1: [(0, 3)], 2: [(3, None)]}


def test_a_withdrawal_leaves_a_gap() -> None:
    assert periods(row(1, 0, number=1), row(2, 1, Event.UNPUBLISH), row(3, 5, number=2)) == {
        1: [(0, 1)],
        2: [(5, None)],
    }


def test_a_version_hidden_for_a_while_was_shown_twice() -> None:
    story = (row(1, 0, number=1), row(2, 2, Event.RESTRICT), row(3, 4, Event.UNRESTRICT), row(4, 9, Event.DELETE))
    assert periods(*story) == {1: [(0, 2), (4, 9)]}


def test_a_page_changed_while_hidden_comes_back_with_the_new_text_only() -> None:
    story = (row(1, 0, number=1), row(2, 2, Event.RESTRICT), row(3, 4, Event.UNRESTRICT), row(4, 4, number=2))
    assert periods(*story) == {1: [(0, 2)], 2: [(4, None)]}


def test_moves_and_corrections_end_nothing() -> None:
    story = (row(1, 0, number=1), row(2, 1, Event.MOVE), row(3, 2, Event.NOTE_CORRECTION, number=1))
    assert periods(*story) == {1: [(0, None)]}


def test_a_text_found_changed_is_a_version_and_a_page_found_missing_is_an_end() -> None:
    assert periods(row(1, 0, number=1), row(2, 1, Event.DRIFT, number=2), row(3, 2, Event.DRIFT)) == {
        1: [(0, 1)],
        2: [(1, 2)],
    }


def test_what_ended_a_version() -> None:
    hidden = (row(1, 0, number=1), row(2, 2, Event.RESTRICT), row(3, 4, Event.UNRESTRICT))
    assert Timeline(None, hidden).ended_by(1) is None  # type: ignore[arg-type]
    replaced = Timeline(None, (*hidden, row(4, 9, number=2), row(5, 10, Event.EXPIRE), row(6, 20, number=3)))  # type: ignore[arg-type]
    assert [replaced.ended_by(number) and replaced.ended_by(number).seq for number in (1, 2, 3)] == [4, 5, None]


def test_a_line_counts_whole_minutes() -> None:
    assert Line((row(2, 0, number=2), row(1, 0, number=1))).minutes == 0


# -- who may read it -------------------------------------------------------------------------------------------------

ADDRESSES = [
    "historia/",
    "historia/atom.xml",
    "historia/dane.json",
    "historia/timemap.link",
    "wersje/1/",
    "wersje/1/pliki/1/plik.pdf",
    "porownaj/1/2/",
    "porownaj/?starsza=1&nowsza=2",
    "na-dzien/2026-11-22/",
    "na-dzien/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_made_private_has_no_history_at_once(site: Site, page: ContentPage, address: str) -> None:
    change(page, "Drugi tekst.")
    client = reader_of(site)
    if "pliki" not in address:
        assert client.get(f"/zadania/{address}").status_code in (200, 302)
    PageViewRestriction.objects.create(page=site.root_page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/zadania/{address}").status_code == 404


def test_a_page_that_disappeared_without_a_word_has_no_history_until_that_is_recorded(
    site: Site, page: ContentPage
) -> None:
    ContentPage.objects.filter(pk=page.pk).update(live=False)
    assert reader_of(site).get("/zadania/historia/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_centre_shows_none_of_it(page: ContentPage, address: str) -> None:
    assert reader_of(make_centre("mops.localhost")).get(f"/zadania/{address}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/a//historia/",
        "/%00/historia/",
        "/" + "a/" * 300 + "historia/",
        "/historia/?strona=99",
        "/historia/?strona=x",
        "/wersje/0/",
        "/wersje/-1/",
        "/wersje/999999999/",
        "/wersje/9999999999999999999999/",
        "/wersje/%D9%A3/",
        "/porownaj/1/999/",
        "/na-dzien/2022-02-30/",
        "/na-dzien/0000-00-00/",
        "/wersje/1/pliki/1/../../x",
        "/wersje/1/pliki/0/x",
    ],
)
def test_odd_addresses_are_answered(kielce: Client, path: str) -> None:
    assert kielce.get(path).status_code in (301, 400, 404)


def test_nothing_can_be_sent_to_it(site: Site, page: ContentPage) -> None:
    for address in ("historia/", "wersje/1/", "na-dzien/", "porownaj/"):
        assert reader_of(site).post(f"/zadania/{address}").status_code == 405


def test_the_lists_of_a_page_have_no_say_in_its_history(site: Site) -> None:
    index = add_page(site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    add_history(index, [Told(60 * n) for n in range(60)])
    assert reader_of(site).get("/aktualnosci/historia/?strona=2").status_code == 200


def test_every_history_shows_the_way_back_even_that_of_the_home_page(kedzierzyn: Client) -> None:
    def crumbs(address: str) -> list[str]:
        nav = re.search(r'<nav class="crumbs.*?</nav>', kedzierzyn.get(address).content.decode(), re.DOTALL)
        return re.findall(r'href="([^"]+)"', nav[0]) if nav else []

    assert crumbs("/historia/") == ["/"]
    assert crumbs("/bip/historia/") == ["/", "/bip/"]
    assert crumbs(KK) == ["/bip/", "/bip/osrodek/", "/bip/osrodek/przedmiot-dzialalnosci/"]
    assert crumbs("/") == []


def test_a_second_address_leads_to_the_history_of_the_page(site: Site, page: ContentPage) -> None:
    page.create_alias(update_slug="to-samo")
    assert tracked(ContentPage.objects.get(slug="to-samo")).state == ObjectState.SHOWN
    answer = reader_of(site).get("/to-samo/historia/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/zadania/historia/")


# -- what it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["historia/", "historia/?widok=wszystkie", "historia/atom.xml", "wersje/2/", "porownaj/2/9/"]
)
def test_it_costs_the_same_for_ten_versions_and_for_a_thousand(site: Site, page: ContentPage, address: str) -> None:
    story = [Told(n * 7, kind=ChangeKind.MINOR if n % 3 else ChangeKind.SIGNIFICANT) for n in range(999)]
    add_history(page, story[:9])
    client = reader_of(site)
    ask(client, f"/zadania/{address}")
    few = ask(client, f"/zadania/{address}")
    add_history(page, story[9:])
    many = ask(client, f"/zadania/{address}")
    assert (few[0].status_code, many[0].status_code) == (200, 200)
    assert few[1] == many[1] <= 25


def test_a_history_of_one_day_names_it_once(page: ContentPage) -> None:
    ContentPage.objects.get(pk=page.pk).unpublish()
    day = day_text(versions(page.pk)[0].live_from)
    told = overview(Timeline(tracked(page)))
    assert overview_text(told).startswith(f"1 wersja, {day}.")


def test_the_tab_says_what_the_heading_says_and_then_that_it_is_the_bulletin(kedzierzyn: Client) -> None:
    html = kedzierzyn.get(KK).content.decode().replace("\u00a0", " ")
    title, heading = re.search(r"<title>([^<]+)", html), re.search(r"<h1[^>]*>([^<]+)", html)
    assert title
    assert heading
    assert title[1].startswith(f"Historia strony: {heading[1].strip()} – BIP")


def test_what_the_data_is_is_said(kedzierzyn: Client) -> None:
    assert "Dane tej historii (JSON)" in plain(kedzierzyn.get(KK))
    assert "Dane tego rejestru (JSON)" in plain(kedzierzyn.get("/bip/rejestr-zmian/"))
