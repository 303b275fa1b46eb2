"""Whatever is pasted: nothing is lost, the structure of acts is found, eIds name units for good."""

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.acts.text.checks import faults, gaps
from pages.acts.text.cleaning import clean
from pages.acts.text.docx import from_docx
from pages.acts.text.lines import Line
from pages.acts.text.model import Provision, RawBlock
from pages.acts.text.recognise import Recognised, from_plain_text, recognise
from pages.acts.text.structure import contents, read_back, structure
from tests.pages.acts.text.made_up_acts import MadeAct, acts
from tests.pages.acts.text.word_files import docx, paragraph

big = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

signs = st.sampled_from(
    [
        *"§§§123ab).–-„”(\n\n\n",
        "Rozdział",
        "Art.",
        "ust.",
        "pkt",
        "Załącznik",
        "nr",
        "1.",
        "2)",
        "a)",
        "w",
        "i",
        "Ośrodek",
    ]
)
anything = st.one_of(st.text(), st.lists(signs, max_size=80).map(" ".join), st.lists(signs, max_size=80).map("".join))
fields = st.one_of(
    st.text(max_size=30), st.sampled_from(["1", "2", "5a", "12¹", "", "II", "§", "Art."]), st.none(), st.integers()
)
texts = st.one_of(fields, st.lists(signs, max_size=30).map("\n".join))
values = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["dział", "rozdział", "oddział", "?"]),
        **dict.fromkeys(["number", "title", "sign", "name"], fields),
        "text": texts,
    },
)
blocks = st.lists(
    st.fixed_dictionaries({"type": st.sampled_from(["part", "provision", "passage", "other"]), "value": values}),
    max_size=25,
)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def units(recognised: Recognised) -> list[tuple[str, str]]:
    found = [piece for piece in structure(recognised.blocks) if isinstance(piece, Provision)]
    return [(unit.eid, unit.text) for provision in found for unit in provision.units]


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", text.casefold()))


def eids(found: list[RawBlock]) -> list[str]:
    named = (piece.units if isinstance(piece, Provision) else [piece] for piece in structure(found))
    return [piece.eid for pieces in named for piece in pieces]


@big
@given(acts())
def test_an_act_pasted_line_by_line_is_recognised_unit_by_unit(act: MadeAct) -> None:
    recognised = from_plain_text("\n".join(act.printed))
    assert units(recognised) == act.expected
    assert squeezed(read_back(recognised.blocks)) == squeezed("\n".join(act.printed))
    assert not gaps(recognised.blocks)
    assert not faults(recognised.blocks)


@big
@given(acts(), st.integers(60, 110))
def test_an_act_copied_from_a_pdf_is_recognised_whatever_the_width_of_its_page(act: MadeAct, width: int) -> None:
    recognised = from_plain_text(act.wrapped(width))
    assert squeezed(read_back(recognised.blocks)) == squeezed(act.wrapped(width))
    assert units(recognised) == act.expected


@big
@given(acts())
def test_an_act_in_a_document_with_typed_numbers_is_recognised(act: MadeAct) -> None:
    recognised = from_docx(docx(*map(paragraph, act.printed)), "uchwala.docx")
    assert units(recognised) == act.expected
    assert squeezed(read_back(recognised.blocks)) == squeezed("\n".join(act.printed))


@big
@given(acts(for_word=True))
def test_an_act_in_a_document_with_automatic_numbers_is_recognised(act: MadeAct) -> None:
    recognised = from_docx(act.in_word(), "uchwala.docx")
    assert squeezed(read_back(recognised.blocks)) == squeezed("\n".join(act.printed))
    assert units(recognised) == act.expected


@settings(max_examples=400)
@given(anything)
def test_any_text_is_read_and_loses_no_word(text: str) -> None:
    assert words(read_back(from_plain_text(text).blocks)) == words(clean(text))


@settings(max_examples=200)
@given(st.lists(st.builds(Line, anything.map(lambda text: squeezed(clean(text))), st.booleans())))
def test_any_lines_are_read_and_lose_no_word(lines: list[Line]) -> None:
    assert words(read_back(recognise(lines).blocks)) == words("\n".join(line.text for line in lines))


@settings(max_examples=300)
@given(blocks)
def test_every_eid_is_unique_and_plain_whatever_an_editor_typed(found: list[RawBlock]) -> None:
    given_eids = eids(found)
    assert len(given_eids) == len(set(given_eids))
    assert all(re.fullmatch(r"[a-z0-9_-]+", eid) for eid in given_eids)
    contents(structure(found))
    assert all(isinstance(sentence, str) for sentence in faults(found) + gaps(found))


@settings(max_examples=200)
@given(blocks, st.integers(0, 25), texts)
def test_eids_stay_when_a_provision_is_added(found: list[RawBlock], place: int, text: Any) -> None:
    added: RawBlock = {"type": "provision", "value": {"sign": "§", "number": "777", "text": text}}
    before = eids(found)
    after = eids([*found[:place], added, *found[place:]])
    assert [eid for eid in after if "par_777" not in eid] == before
