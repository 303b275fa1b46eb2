"""The picture of an act's life and the list beside it say the same, and all of it."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from wagtail.models import Site

from pages.acts.dossier import Dossier, Effect, Text
from pages.acts.models import RelationKind
from pages.acts.naming import ActRef
from pages.acts.reading import Reading
from pages.core.dates import PartialDate
from tests.factories import reader_of
from tests.pages.acts.making import add_register, add_resolution, add_statute, add_text, amends, does

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
partial_days = st.one_of(days.map(PartialDate.from_date), st.none())
deeds = st.tuples(
    st.sampled_from([*[RelationKind.AMENDS] * 4, RelationKind.GRANTS, RelationKind.REPEALS, RelationKind.CONSOLIDATES]),
    days.map(PartialDate.from_date),
    partial_days,
)
NUMBERS = ("I/1/2020", "II/2/2020", "III/3/2021", "IV/4/2021", "V/5/2022", "VI/6/2022", "VII/7/2023")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    found = draw(st.lists(deeds, max_size=len(NUMBERS)))
    effects = [
        Effect(
            ActRef(number, "resolution", NUMBERS[number], "Uchwała", adopted, f"/{number}/"), kind, since, "", "", ()
        )
        for number, (kind, adopted, since) in enumerate(found)
    ]
    included = draw(st.lists(st.frozensets(st.integers(0, len(NUMBERS))), max_size=4))
    texts = {
        key: Text(key, "", f"/tekst-{key}/", None, "informal", "", "", False, [], acts)
        for key, acts in enumerate(included, start=100)
    }
    own = draw(st.sampled_from(["", "X/100/2019"]))
    act = ActRef(99, "resolution", own, "Uchwała", draw(partial_days), "/akt/")
    return Dossier(act, "", draw(partial_days), "", draw(partial_days), draw(partial_days), tuple(effects), texts)


def words(node: html.HtmlElement, query: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in node.xpath(query)]


def as_partial(digits: str) -> str:
    day, month, year = digits.partition(" ")[0].split(".")
    return str(PartialDate(int(year), int(month), int(day)))


@given(dossiers(), days, st.booleans())
def test_the_picture_and_the_list_say_the_same(dossier: Dossier, day: date, asked: bool) -> None:
    reading = Reading(dossier, day, asked=asked)
    page = html.fromstring(render_to_string("components/life.html", {"reading": reading}))
    items = page.xpath("//ol/li[*[contains(@class, 'item-title')]]")
    told = [
        (
            words(item, "*[contains(@class, 'item-title')]")[0],
            item.xpath("string(p/time/@datetime)"),
            item.xpath("string(a[contains(@class, 'item-title')]/@href)"),
            "pending" in item.get("class", ""),
            "chosen" in item.get("class", ""),
        )
        for item in items
    ]
    assert len(told) == len(reading.events)
    assert sorted(title for title, *_rest in told if title in NUMBERS) == sorted(
        effect.act.number for effect in dossier.effects
    )
    own = (dossier.act.adopted_on, dossier.promulgated_on, dossier.in_force_from, dossier.repealed_on)
    assert {str(known) for known in own if known} <= {when for _title, when, *_rest in told}
    if reading.axis is None:
        assert not page.xpath("//svg")
        return
    drawn = [
        (
            words(label, "*[@class='number']")[0],
            as_partial(words(label, "*[@class='date']")[0]),
            label.get("href", ""),
            "pending" in label.get("class"),
            "chosen" in label.get("class"),
        )
        for label in page.xpath("//*[contains(@class, 'event ')]")
    ]
    assert drawn == told
    bars = page.xpath("//svg/*[contains(@class, 'text ')]")
    assert {(bar.get("aria-label"), bar.get("href", "")) for bar in bars} == {
        (words(text, "a | self::*[not(a)]")[0].split(" ·")[0], text.xpath("string(a/@href)"))
        for text in page.xpath("//*[@class='life-text']")
    }
    marked = page.xpath("//li/strong/time/@datetime")
    assert marked == [str(day)] * asked
    assert len(page.xpath("//svg/*[@class='day']")) == len(marked)


def test_a_day_of_adoption_that_stands_in_for_another_is_called_so() -> None:
    def shown(since: PartialDate | None) -> str:
        act = ActRef(1, "resolution", "V/40/2021", "Zmiana", PartialDate(2021, 2, 1), "/a/")
        granted = ActRef(2, "resolution", "I/1/2020", "Nadanie", PartialDate(2020, 2, 1), "/b/")
        effects = (
            Effect(granted, RelationKind.GRANTS, since and PartialDate(2020, 3, 1), "", "", ()),
            Effect(act, RelationKind.AMENDS, since, "", "", ()),
        )
        statute = ActRef(3, "statute", "", "Statut", None)
        reading = Reading(Dossier(statute, "", None, "", None, None, effects, {}), date(2022, 1, 1))
        page = html.fromstring(render_to_string("components/life.html", {"reading": reading}))
        return " ".join(page.text_content().split())

    assumed = shown(None)
    assert "1 lutego 2021 (dzień podjęcia)" in assumed
    assert "Oś pokazuje dni podjęcia aktów. Dni wejścia w życie są nieustalone." in assumed
    known = shown(PartialDate(2021, 3, 1))
    assert "1 marca 2021 (dzień wejścia w życie; podjęcie: 1 lutego 2021)" in known
    assert "wejście w życie 1 marca 2020" in known
    assert "Oś pokazuje" not in known


# -- pages -------------------------------------------------------------------------------------------------------------


def test_a_day_s_page_draws_the_chosen_text_and_the_change_that_it_lacks(site: Site) -> None:
    register = add_register(site)
    statute = add_statute(register)
    add_resolution(register, "XXVII/508/2020", "2020-04-23", does(RelationKind.GRANTS, statute))
    worked_in = add_resolution(register, "LXVI.1331/2022", "2022-10-13", amends(statute))
    add_resolution(register, "LXIX/1395/2022", "2022-12-01", amends(statute))
    add_text(statute, "pierwszy")
    add_text(statute, "drugi", [worked_in])
    page = html.fromstring(reader_of(site).get(f"{statute.local_url}na-dzien/2022-12-15/").content)
    assert words(page, "//a[contains(@class, 'event') and contains(@class, 'chosen')]") == ["LXVI.1331/2022 13.10.2022"]
    assert words(page, "//a[contains(@class, 'pending')]") == ["LXIX/1395/2022 1.12.2022 · niewprowadzona"]
    assert page.xpath("//svg//a[@aria-current]/@aria-label") == ["tekst 2: od 13 października 2022 r."]
    assert words(page, "//svg/*[@class='day']") == ["15.12.2022"]
    assert page.xpath("//a[@href='#os-czasu']")
    assert page.get_element_by_id("os-czasu").xpath(".//ol[contains(@class, 'thread')]")


KIELCE = [
    ("XXVII/508/2020", "2020-04-23"),
    ("XXXIV/682/2020", "2020-10-15"),
    ("LVI/1114/2022", "2022-01-13"),
    ("LX/1197.2022", "2022-04-21"),
    ("LXII/1242.2022", "2022-06-09"),
    ("LXVI.1331/2022", "2022-10-13"),
    ("LXIX/1395/2022", "2022-12-01"),
]


@pytest.mark.parametrize("asked", ["", "na-dzien/2022-12-15/", "na-dzien/2021-01-01/"])
def test_the_statute_of_kielce_has_its_seven_acts_and_six_texts_in_the_picture_and_in_the_list(
    kielce: Client, asked: str
) -> None:
    page = html.fromstring(kielce.get(f"/statut-i-akty/statut/{asked}").content)
    listed = page.get_element_by_id("os-czasu").xpath(".//ol/li[*[contains(@class, 'item-title')]]")
    assert [(words(item, "a")[0], item.xpath("string(p/time/@datetime)")) for item in listed] == KIELCE
    drawn = page.xpath("//svg//a[contains(@class, 'event ')]")
    assert [
        (words(label, "*[@class='number']")[0], as_partial(words(label, "*[@class='date']")[0])) for label in drawn
    ] == KIELCE
    assert [label.get("href") for label in drawn] == [item.xpath("string(a/@href)") for item in listed]
    bars = page.xpath("//svg//a[contains(@class, 'text ')]")
    texts = page.xpath("//*[@id='os-czasu']//*[@class='life-text']/a")
    assert [text.get("href") for text in texts] == [
        f"/statut-i-akty/statut/tekst-{day}/" for _number, day in KIELCE[:-1]
    ]
    assert [(bar.get("aria-label"), bar.get("href")) for bar in bars] == [
        (words(text, ".")[0], text.get("href")) for text in texts
    ]


def test_an_act_of_which_only_its_texts_are_known_is_drawn_or_listed_without_a_made_up_day(site: Site) -> None:
    register = add_register(site)
    statute = add_statute(register)
    first = add_resolution(register, "I/1/2020", "2020-04-23", amends(statute))
    second = add_resolution(register, "I/2/2021", "2021-04-23", amends(statute))
    add_text(statute, "stary")
    add_text(statute, "pierwszy", [first])
    add_text(statute, "drugi", [first, second])
    answer = reader_of(site).get(statute.local_url)
    page = html.fromstring(answer.content)
    assert page.xpath("//svg//*[contains(@class, 'text ')]/@aria-label") == [
        "tekst 1: do 22 kwietnia 2020 r.",
        "tekst 2: od 23 kwietnia 2020 r. do 22 kwietnia 2021 r.",
        "tekst 3: od 23 kwietnia 2021 r.",
    ]
