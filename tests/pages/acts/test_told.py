"""What the page of an act says when its life is not simple: it ended, it is still to come, it was told otherwise."""

from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from history.models import JournalEntry
from pages.acts.dossier import recorded_dossier
from pages.acts.models import ActRegisterPage, RelationKind
from pages.acts.reading import Reading
from tests.factories import publish_again
from tests.pages.acts.making import add_resolution, add_statute, add_text, amends, does, partial
from tests.pages.acts.test_reader_pages import read, text_of

STATUTE = "/akty/statut/"
TOMORROW = (localdate() + timedelta(days=1)).isoformat()


def test_an_act_that_ended_shows_its_last_text_under_a_notice(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register, in_force_from=partial("2020-01-01"))
    change = add_resolution(register, "I/1/2021", "2021-01-02", amends(statute, "2021-02-01"))
    add_text(statute, "tekst-1", [], [("1", "Pierwsza treść.")])
    add_text(statute, "tekst-2", [change], [("1", "Ostatnia treść.")])
    add_resolution(register, "II/2/2022", "2022-01-02", does(RelationKind.REPEALS, statute, "2022-02-01"))
    words = read(client, STATUTE)
    assert "Ważne: ten akt już nie obowiązuje" in words
    assert "Nie obowiązuje od 1 lutego 2022 r. Niżej stoi jego ostatnie brzmienie." in words
    assert "Ostatnia treść." in words
    first = read(client, f"{STATUTE}tekst-1/")
    assert "Ważne: ten akt już nie obowiązuje" in first
    assert "ostatnie brzmienie" not in first


def test_an_end_from_an_unknown_day_is_not_said_to_have_come(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register, in_force_from=partial("2020-01-01"))
    add_text(statute, "tekst-1", [], [("1", "Treść.")])
    add_resolution(register, "II/2/2022", "2022-05-05", does(RelationKind.REPEALS, statute))
    words = read(client, STATUTE)
    assert "Ważne: ten akt uchylono" in words
    assert "Żadne źródło nie podaje, od którego dnia nie obowiązuje" in words
    assert "już nie obowiązuje" not in words
    assert "Treść." in words
    assert "Treść." in read(client, f"{STATUTE}na-dzien/2023-01-01/")


def test_of_an_act_declared_invalid_nothing_is_said_to_have_been_in_force(
    client: Client, register: ActRegisterPage
) -> None:
    statute = add_statute(register, in_force_from=partial("2020-01-01"))
    add_text(statute, "tekst-1", [], [("1", "Treść.")])
    add_resolution(
        register, "II/2/2022", "2022-05-05", does(RelationKind.ANNULS, statute, "2022-06-01"), slug="niewazna"
    )
    for path in (STATUTE, f"{STATUTE}na-dzien/2021-01-01/"):
        words = read(client, path)
        assert "Stwierdzono nieważność aktu." in words
        assert "w mocy" not in words
        assert "chylono" not in words
    assert "stwierdza nieważność statutu" in read(client, "/akty/niewazna/")


def test_an_act_that_waits_for_its_day_shows_its_text_and_says_that_it_waits(
    client: Client, register: ActRegisterPage
) -> None:
    statute = add_statute(register, in_force_from=partial(TOMORROW), adopted_on=partial("2020-01-01"))
    add_text(statute, "tekst-1", [], [("1", "Przyszła treść.")])
    words = read(client, STATUTE)
    assert "Informacja: ten akt dopiero wejdzie w życie" in words
    assert "akt jeszcze nie obowiązuje; wchodzi w życie" in words
    assert "Przyszła treść." in words
    assert "Treści tego aktu nie ma w serwisie" not in words


def test_a_change_from_a_later_day_is_announced(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register, in_force_from=partial("2020-01-01"))
    add_text(statute, "tekst-1")
    add_resolution(register, "I/1/2021", "2021-01-02", amends(statute, TOMORROW))
    words = read(client, STATUTE)
    assert "r. ten akt zmienia:" in words
    assert "brakuje jednej zmiany" not in words


def test_what_the_site_said_then_is_told_in_the_words_of_then(client: Client, register: ActRegisterPage) -> None:
    act = add_resolution(register, "X/1/2020", "2020-01-02", title="STARY TYTUŁ", summary="Stary wstęp.", slug="akt")
    moment = JournalEntry.objects.get(object__page_id=act.pk).at + timedelta(microseconds=1)
    act.title, act.number, act.summary = "NOWY TYTUŁ", "X/777/2020", "Nowy wstęp."
    publish_again(act)
    dossier = recorded_dossier(act, moment)
    assert dossier is not None
    reading = Reading(dossier, localdate(), asked=True, known_on=localdate())
    assert (reading.head_title, dict(reading.recorded_facts)["Numer"]) == ("X/1/2020 – STARY TYTUŁ", "X/1/2020")
    today = localdate().isoformat()
    html = client.get(f"/akty/akt/na-dzien/{today}/?wedlug={today}").content.decode()
    main = text_of(html[html.index("<main") : html.index("</main>")])
    assert "NOWY TYTUŁ" in main
    assert "Nowy wstęp." not in html
    assert "Tak podawał serwis" in main


def test_a_text_is_no_more_public_than_its_act(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register)
    add_text(statute, "tekst-1")
    type(statute).objects.filter(pk=statute.pk).update(live=False)
    for rest in ("", "akoma-ntoso.xml", "jeden-plik.html"):
        assert client.get(f"{STATUTE}tekst-1/{rest}").status_code in (404, 410)


def test_a_second_address_of_an_act_shows_the_same_text(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register)
    add_text(statute, "tekst-1", [], [("1", "Ta sama treść.")])
    statute.create_alias(parent=register, update_slug="odpis")
    assert "Ta sama treść." in read(client, "/akty/odpis/")
