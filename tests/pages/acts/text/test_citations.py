"""Citations: "§ 5 ust. 3 pkt 2 lit. a" to eIds and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.acts.text.citations import MAX_RANGE, citation, parse_citations

numbers = st.one_of(
    st.integers(1, 9999).map(str),
    st.builds("{}{}".format, st.integers(1, 999), st.sampled_from("abcz")),
    st.builds("{}_{}".format, st.integers(1, 99), st.integers(1, 99)),
)
letters = st.sampled_from(["a", "b", "i", "z", "aa", "za", "l_pl", "z_kr", "z_pl"])
turns = st.sampled_from(["", "", "", "-2", "-13"])


@st.composite
def eids(draw: st.DrawFn) -> str:
    parts = [draw(st.sampled_from(["dzi_ii", "dzi_1", "roz_2", "roz_iv"]))] * draw(st.booleans())
    steps = [*parts, f"{draw(st.sampled_from(['par', 'art']))}_{draw(numbers)}{draw(turns)}"]
    steps += [f"ust_{draw(numbers)}{draw(turns)}"] * draw(st.booleans())
    steps += [f"pkt_{draw(numbers)}{draw(turns)}"] * draw(st.booleans())
    steps += [f"lit_{draw(letters)}{draw(turns)}"] * draw(st.booleans())
    steps += [f"tir_{draw(st.integers(1, 30))}"] * draw(st.booleans())
    steps += [f"tekst_{draw(st.integers(1, 9))}"] * draw(st.booleans())
    return "__".join(steps)


@given(st.lists(eids(), max_size=6, unique=True))
def test_a_citation_names_the_unit_it_was_made_of(found: list[str]) -> None:
    assert parse_citations("; ".join(map(citation, found))) == (found, [])


@given(st.text(alphabet="§ 5ust.pktlia,;–-()¹0\n"))
def test_any_text_is_read_or_given_back(text: str) -> None:
    read, unread = parse_citations(text)
    assert bool(text.strip(" .\n,;")) <= bool(read or unread)


@pytest.mark.parametrize(
    ("eid", "text"),
    [
        ("par_5__ust_3__pkt_2__lit_a", "§ 5 ust. 3 pkt 2 lit. a"),
        ("par_5__ust_3__pkt_2__lit_a__tir_1", "§ 5 ust. 3 pkt 2 lit. a tiret pierwsze"),
        ("art_5a", "art. 5a"),
        ("par_12_1", "§ 12¹"),
        ("roz_2__par_1", "rozdział 2 § 1"),
        ("dzi_ii__roz_1", "dział II rozdział 1"),
        ("par_5-2", "§ 5 (2)"),
        ("par_5__tekst_1", "§ 5 dalszy tekst"),
        ("wstep", "wstep"),
    ],
)
def test_units_are_named_as_lawyers_name_them(eid: str, text: str) -> None:
    assert citation(eid) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("§ 7, § 8 i § 9 ust. 1–3", "par_7 par_8 par_9__ust_1 par_9__ust_2 par_9__ust_3"),
        ("§ 5 ust. 1 i 2, ust. 4 pkt 1 oraz § 6", "par_5__ust_1 par_5__ust_2 par_5__ust_4__pkt_1 par_6"),
        ("§§ 3-5", "par_3 par_4 par_5"),
        ("§5ust.3", "par_5__ust_3"),
        ("§ 2 pkt 3 lit. a–c", "par_2__pkt_3__lit_a par_2__pkt_3__lit_b par_2__pkt_3__lit_c"),
        ("§ 2 lit. a i b", "par_2__lit_a par_2__lit_b"),
        ("§ 2 lit. h, i, j", "par_2__lit_h par_2__lit_i par_2__lit_j"),
        ("§ 2 lit. i", "par_2__lit_i"),
        ("§ 1 ust. 2a–2c", "par_1__ust_2a par_1__ust_2b par_1__ust_2c"),
        ("Art. 5 ust. 1 pkt 1 do 3", "art_5__ust_1__pkt_1 art_5__ust_1__pkt_2 art_5__ust_1__pkt_3"),
        ("rozdział 2 § 1, § 4", "roz_2__par_1 par_4"),
        ("§ 5. § 6.", ""),
    ],
)
def test_lists_and_ranges_are_read(text: str, found: str) -> None:
    assert parse_citations(text).eids == found.split()


def test_what_cannot_be_read_is_given_back_and_the_rest_is_read() -> None:
    assert parse_citations("§ 5, załącznik nr 1; § 6 Statutu; § 7") == (
        ["par_5", "par_7"],
        ["załącznik nr 1", "§ 6 Statutu"],
    )


def test_a_range_too_wide_or_backwards_is_a_slip_of_the_pen() -> None:
    assert parse_citations(f"§ 1–{MAX_RANGE + 1}").unread == [f"§ 1–{MAX_RANGE + 1}"]
    assert parse_citations("§ 5–3").unread == ["§ 5–3"]
    assert len(parse_citations(f"§ 1–{MAX_RANGE}").eids) == MAX_RANGE


def test_a_citation_without_a_provision_is_not_guessed() -> None:
    assert parse_citations("ust. 3") == ([], ["ust. 3"])
