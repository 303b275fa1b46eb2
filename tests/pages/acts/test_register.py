"""The register of acts as readers see it: in order, narrowed to what they ask for, each act with its state of today."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from wagtail.models import PageViewRestriction, Site

from pages.acts.models import ActKind, ActPage, ActRegisterPage, RelationKind
from pages.core.dates import PartialDate
from tests.factories import add_page, make_centre
from tests.pages.acts.making import add_register, add_resolution, add_statute, add_text, amends, does, partial
from tests.pages.acts.planting import plant_register

UNKNOWN = "data wejścia w życie nieustalona"


def ordinance(register: ActRegisterPage, number: str, adopted: str, **fields: Any) -> ActPage:
    kept = {"title": f"Zarządzenie {number}", "kind": ActKind.ORDINANCE, **fields}
    return add_page(register, ActPage(number=number, adopted_on=partial(adopted), **kept))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


def shown(client: Client, query: str = "") -> str:
    response = client.get(f"/akty/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return [plain(title) for title in re.findall(r'<a class="item-title"[^>]*>(.*?)(?:<span|</a>)', html)]


def item(html: str, title: str) -> str:
    """The words of the line of one act."""
    return next(plain(line) for line in html.split("<li>") if f">{title}<" in line).split(" Bez daty")[0]


def day(offset: int) -> str:
    return (localdate() + timedelta(days=offset)).isoformat()


def in_words(offset: int) -> str:
    return PartialDate.parse(day(offset)).genitive


# -- order -----------------------------------------------------------------------------------------------------------


def test_acts_stand_newest_first_by_their_numbers_as_numbers_and_the_undated_on_top(
    client: Client, register: ActRegisterPage
) -> None:
    add_resolution(register, "LX/1197.2022", "2022-04-21")
    ordinance(register, "9/2022", "2022-12-28")
    ordinance(register, "10/2022", "2022-12-28")
    add_resolution(register, "LXVI.1331/2022", "2022-04-21")
    add_resolution(register, "X/79/90", "1990-03-01")
    add_resolution(register, "XX/1/2022", "2022")
    add_statute(register)
    html = shown(client)
    assert titles(html) == [
        "Statut GOPS",
        "Zarządzenie 10/2022",
        "Zarządzenie 9/2022",
        "Uchwała LXVI.1331/2022",
        "Uchwała LX/1197.2022",
        "Uchwała XX/1/2022",
        "Uchwała X/79/90",
    ]
    assert re.findall(r'<h2 class="year">(.*?)</h2>', html) == ["Bez daty", "2022", "1990"]
    assert "7 aktów, najpierw bez daty, dalej od najnowszego" in plain(html)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 akt"), (2, "2 akty, od najnowszego"), (5, "5 aktów, od najnowszego")]
)
def test_acts_are_counted(client: Client, register: ActRegisterPage, count: int, words: str) -> None:
    for number in range(1, count + 1):
        ordinance(register, f"{number}/2022", "2022-12-28")
    assert words == plain(re.findall(r'role="status">(.*?)</p>', shown(client), re.DOTALL)[0])


def test_an_empty_register_says_so(client: Client, register: ActRegisterPage) -> None:
    assert "Nie ma tu jeszcze żadnego aktu." in plain(shown(client))


# -- what each line says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"in_force_from": day(0)}, "in_force", f"obowiązuje od {in_words(0)} r."),
        ({"in_force_from": day(1)}, "not_yet_in_force", f"wejdzie w życie {in_words(1)} r."),
        ({}, "not_established", UNKNOWN),
        ({"in_force_from": day(-9), "repealed_on": day(0)}, "ended", f"nie obowiązuje od {in_words(0)} r."),
        ({"in_force_from": day(-9), "repealed_on": day(1)}, "in_force", f"obowiązuje od {in_words(-9)} r."),
    ],
)
def test_each_act_says_whether_it_is_in_force_today(
    client: Client, register: ActRegisterPage, fields: dict[str, str], status: str, words: str
) -> None:
    add_resolution(register, "I/1/2020", "2020-01-02", **{name: partial(text) for name, text in fields.items()})
    html = shown(client, f"status={status}")
    assert words in item(html, "Uchwała I/1/2020")
    others = {"in_force", "not_yet_in_force", "not_established", "ended"} - {status}
    assert all("Nie ma takich aktów" in plain(shown(client, f"status={other}")) for other in others)


def test_an_act_is_in_force_and_ends_by_what_others_say_of_it(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register)
    add_resolution(register, "I/1/2020", "2020-01-02", does(RelationKind.GRANTS, statute, "2020-02-01"))
    assert "obowiązuje od 1 lutego 2020 r." in item(shown(client, "status=in_force"), "Statut GOPS")
    add_resolution(register, "II/2/2024", "2024-01-02", does(RelationKind.REPEALS, statute, "2024-02-01"))
    assert "nie obowiązuje od 1 lutego 2024 r." in item(shown(client, "status=ended"), "Statut GOPS")


def test_an_act_repealed_from_an_unknown_day_is_not_said_to_have_ended(
    client: Client, register: ActRegisterPage
) -> None:
    statute = add_statute(register)
    add_resolution(register, "II/2/2024", "2024-01-02", does(RelationKind.REPEALS, statute))
    assert "uchylenie; dzień nieustalony" in item(shown(client, "status=not_established"), "Statut GOPS")
    assert titles(shown(client, "status=ended")) == []


def test_a_change_in_effect_that_the_text_of_today_lacks_is_said_to_be_missing(
    client: Client, register: ActRegisterPage
) -> None:
    statute = add_statute(register)
    add_resolution(register, "I/1/2020", "2020-01-02", does(RelationKind.GRANTS, statute))
    first = add_resolution(register, "II/2/2021", "2021-01-02", amends(statute))
    add_resolution(register, "III/3/2022", "2022-01-02", amends(statute))
    add_resolution(register, "IV/4/2022", "2022-02-02", amends(statute, day(1)))
    assert "niewprowadzona" not in plain(shown(client))  # there is no text that could lack anything
    add_text(statute, "tekst-1")
    add_text(statute, "tekst-2", [first], [("1", "Inna treść.")])
    html = shown(client)
    assert "zmienia statut; jeszcze niewprowadzona" in item(html, "Uchwała III/3/2022")
    assert html.count("niewprowadzona") == 1


def test_a_body_that_no_source_names_is_said_to_be_not_given(client: Client, register: ActRegisterPage) -> None:
    add_resolution(register, "I/1/2020", "2020-01-02")
    assert "Organ: nie podano" in item(shown(client), "Uchwała I/1/2020")


def test_an_act_of_another_register_of_the_centre_counts_too(client: Client, register: ActRegisterPage) -> None:
    other = add_page(register.get_parent(), ActRegisterPage(title="Akty dawne", slug="dawne"))
    statute = add_statute(register, in_force_from=partial("2020-01-02"))
    add_resolution(other, "II/2/2024", "2024-01-02", does(RelationKind.REPEALS, statute, "2024-02-01"))
    html = shown(client)
    assert titles(html) == ["Statut GOPS"]
    assert "nie obowiązuje od 1 lutego 2024 r." in item(html, "Statut GOPS")


def test_a_second_address_of_an_act_tells_of_the_same_act(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register)
    add_resolution(register, "I/1/2020", "2020-01-02", does(RelationKind.GRANTS, statute, "2020-02-01"))
    add_text(statute, "tekst-1")
    change = add_resolution(register, "II/2/2021", "2021-01-02", amends(statute))
    other = add_page(register.get_parent(), ActRegisterPage(title="Akty", slug="drugi"))
    for act in (statute, change):
        act.create_alias(parent=other)
    html = client.get("/drugi/").content.decode()
    assert "obowiązuje od 1 lutego 2020 r." in item(html, "Statut GOPS")
    assert "jeszcze niewprowadzona" in item(html, "Uchwała II/2/2021")


# -- what no reader may know -----------------------------------------------------------------------------------------


def test_what_is_withdrawn_or_private_is_neither_listed_nor_counted_nor_named(
    client: Client, register: ActRegisterPage
) -> None:
    statute = add_statute(register)
    repeal = add_resolution(register, "II/2/2024", "2024-01-02", does(RelationKind.REPEALS, statute, "2024-02-01"))
    change = add_resolution(register, "III/3/2024", "2024-03-02", issuer="Tajna rada")
    repeal.unpublish()
    PageViewRestriction.objects.create(page=change, restriction_type=PageViewRestriction.LOGIN)
    html = shown(client)
    assert titles(html) == ["Statut GOPS"]
    assert UNKNOWN in item(html, "Statut GOPS")
    assert "Tajna" not in html
    for name in ("csv", "json", "atom"):
        text = client.get(f"/akty/akty.{name}").content.decode()
        assert "II/2/2024" not in text
        assert "III/3/2024" not in text


def test_a_target_that_is_private_is_not_named(client: Client, register: ActRegisterPage) -> None:
    statute = add_statute(register, title="Tajny statut")
    add_resolution(register, "I/1/2020", "2020-01-02", amends(statute))
    PageViewRestriction.objects.create(page=statute, restriction_type=PageViewRestriction.LOGIN)
    assert "zmienia" not in item(shown(client), "Uchwała I/1/2020")
    assert "Tajny" not in client.get("/akty/akty.json").content.decode()


def test_another_centres_acts_stay_there_and_their_titles_are_names(client: Client, register: ActRegisterPage) -> None:
    theirs = add_register(make_centre("inny.localhost"))
    statute = add_statute(theirs, title="Statut sąsiada")
    add_resolution(register, "I/1/2020", "2020-01-02", amends(statute))
    add_resolution(theirs, "IX/9/2020", "2020-01-02")
    assert titles(shown(client)) == ["Uchwała I/1/2020"]
    assert "zmienia statut" in item(shown(client), "Uchwała I/1/2020")


# -- the filter ------------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(register: ActRegisterPage) -> ActRegisterPage:
    add_statute(register)
    add_resolution(register, "LX/1197.2022", "2022-04-21", title="Zmiany w Statucie", issuer="Rada Gminy")
    add_resolution(
        register, "XXVII/508/2020", "2020-04-23", title="Nadanie herbu", subject="w sprawie herbu świętokrzyskiego"
    )
    ordinance(register, "70/2022", "2022-12-28", title="Regulamin")
    return register


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=XXVII/508", ["Nadanie herbu"]),
        ("q=lx+1197+2022", ["Zmiany w Statucie"]),
        ("q=70/2022", ["Regulamin"]),
        ("q=70", ["Regulamin"]),
        ("q=uchwala+508", ["Nadanie herbu"]),
        ("q=SWIETOKRZYSKIEGO", ["Nadanie herbu"]),
        ("year=2022", ["Regulamin", "Zmiany w Statucie"]),
        ("year=undated", ["Statut GOPS"]),
        ("kind=ordinance", ["Regulamin"]),
        ("issuer=Rada+Gminy", ["Zmiany w Statucie"]),
        ("issuer=not_given", ["Statut GOPS", "Regulamin", "Nadanie herbu"]),
        ("year=2022&kind=resolution&q=statucie", ["Zmiany w Statucie"]),
        ("year=2020&kind=ordinance", []),
        ("q=&year=&kind=&issuer=&status=", ["Statut GOPS", "Regulamin", "Zmiany w Statucie", "Nadanie herbu"]),
    ],
)
def test_the_filter_leaves_what_was_asked_for(
    client: Client, mixed: ActRegisterPage, query: str, found: list[str]
) -> None:
    html = shown(client, query)
    assert titles(html) == found
    assert ("Wszystkie akty" in html) == any(part.partition("=")[2] for part in query.split("&"))
    if found:
        assert f"akty.csv{'?' if 'Wszystkie akty' in html else ''}" in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=abc", "W rejestrze nie ma takiej pozycji. Proszę wybrać z listy."),
        ("year=1899", "W rejestrze nie ma takiej pozycji. Proszę wybrać z listy."),
        ("kind=%27--", "W rejestrze nie ma takiej pozycji. Proszę wybrać z listy."),
        ("issuer=Rada+Nieznana", "W rejestrze nie ma takiej pozycji. Proszę wybrać z listy."),
        ("status=x&year=%F0%9F%92%A5", "W rejestrze nie ma takiej pozycji. Proszę wybrać z listy."),
        ("q=" + "x" * 10_000, "To za długie, żeby tego szukać: najwyżej 100 znaków."),
    ],
)
def test_a_filter_that_makes_no_sense_is_answered_in_words_and_leaves_nothing_out(
    client: Client, mixed: ActRegisterPage, query: str, words: str
) -> None:
    html = shown(client, query)
    assert words in plain(html)
    assert len(titles(html)) == 4
    for name in ("csv", "json", "atom"):
        response = client.get(f"/akty/akty.{name}?{query}")
        assert (response.status_code, response.content.decode()) == (400, words)


@pytest.mark.parametrize(
    "query", ["kind=%00x", "q=%00", "q=%ff%fe", "strona=%00", "year=2022&year=2020", "q=" + "1+" * 49]
)
def test_hostile_filters_never_break_the_register(client: Client, mixed: ActRegisterPage, query: str) -> None:
    assert client.get(f"/akty/?{query}").status_code in (200, 400, 404)


def test_what_was_typed_comes_back_escaped(client: Client, mixed: ActRegisterPage) -> None:
    html = shown(client, "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html


# -- pages -----------------------------------------------------------------------------------------------------------


def test_a_hundred_acts_stand_on_a_page_and_the_filter_goes_along(client: Client, site: Site) -> None:
    plant_register(site.root_page, 250)
    first, last = shown(client, "issuer=not_given&q=zmiany"), shown(client, "issuer=not_given&q=zmiany&strona=2")
    assert (len(titles(first)), len(titles(last))) == (100, 86)
    assert not set(re.findall(r'class="number">(.*?)<', first)) & set(re.findall(r'class="number">(.*?)<', last))
    following = re.findall(r'rel="next" href="(.*?)"', first)[0]
    assert unescape(following) == "?issuer=not_given&q=zmiany&strona=2"
    assert client.get("/akty/?issuer=not_given&q=zmiany&strona=3").status_code == 404
    assert client.get("/akty/?strona=x").status_code == 404
    assert "186 aktów" in plain(last)
