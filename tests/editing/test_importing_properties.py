"""Whatever a document is made of, its numbers stay and reading it ends."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editing.importing.reading import recognise
from pages.acts.text.cleaning import UnreadableTextError
from pages.acts.text.word_numbers import BULLET
from pages.acts.text.word_numbers import numbered as numbers_of
from tests.editing.word_made import SPACES, cell, document, heading, paragraph, picture, run, table
from tests.pages.acts.text.word_files import level, numbered, numbered_list, numbering, restarting_list

SHAPES = [("decimal", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "•")]
LISTS = numbering(
    numbered_list(1),
    restarting_list(2),
    levels="".join(level(index, shape, text) for index, (shape, text) in enumerate(SHAPES)),
)


def parsed(xml: str) -> Element:
    """XML that the test itself has made."""
    return fromstring(xml)  # noqa: S314 -- nobody else wrote it


def shown(html: str) -> list[str]:
    """The lines of a text with the numbers that a browser shows before them."""
    return list(_lines(parsed(f"<div>{html}</div>")))


def _lines(element: Element) -> Iterator[str]:
    number = 0
    for child in element:
        if child.tag == "li":
            number += 1
            mark = f"{number}." if element.tag == "ol" else BULLET
            yield f"{mark} {(child.text or '').strip()}"
            yield from _lines(child)
        elif child.tag in {"ul", "ol"}:
            yield from _lines(child)
        else:
            yield "".join(child.itertext())


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(0, 3), st.integers(1, 2)),
            st.sampled_from(["między", ""]),
        ),
        min_size=1,
        max_size=12,
    )
)
@example([(0, 1), (0, 1), "", (0, 1), "między", (0, 1)])
@example([(0, 1), (1, 1), (1, 1), (0, 1), (0, 2)])
@example([(3, 1), (0, 1), (2, 1)])
def test_each_paragraph_shows_the_number_that_word_shows(pieces: list[tuple[int, int] | str]) -> None:
    body = [
        paragraph(piece) if isinstance(piece, str) else numbered(f"akapit {place}", *piece)
        for place, piece in enumerate(pieces)
    ]
    tree = parsed(f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>")
    labels = {id(one.paragraph): one.label for one in numbers_of(tree, parsed(LISTS.partition("?>")[2]), None)}
    expected = [
        " ".join(filter(None, [labels.get(id(one), ""), "".join(one.itertext())]))
        for one in tree[0]
        if "".join(one.itertext())
    ]
    if not expected:
        return
    blocks = recognise(document(*body, numbering=LISTS), "a.docx").recognised.blocks
    assert [line for block in blocks for line in shown(block["value"])] == expected


PIECES = [
    paragraph("Słowo"),
    heading(3, "Śródtytuł"),
    picture("x"),
    paragraph(run("a", "<w:strike/>")),
    "<w:p/>",
    "<w:sdt><w:sdtContent/></w:sdt>",
    "<w:p><w:r><w:fldChar/></w:r></w:p>",
    "<w:tbl><w:tr/></w:tbl>",
    "<w:p><w:hyperlink r:id='rId404'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
    cell("luzem"),
    table([[cell("a", '<w:gridSpan w:val="9999999"/>')], [cell("", "<w:vMerge/>"), cell("b")]]),
]


def in_table(inner: str) -> str:
    """Anything, in a cell."""
    return f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc/></w:tr></w:tbl>"


@settings(max_examples=40)
@given(st.lists(st.recursive(st.sampled_from(PIECES), lambda inner: inner.map(in_table), max_leaves=3), max_size=6))
def test_whatever_is_in_a_document_it_is_read_or_refused_with_a_sentence(body: list[str]) -> None:
    try:
        read = recognise(document(*body), "a.docx")
    except UnreadableTextError:
        return
    assert read.recognised.blocks
    for block in read.recognised.blocks:
        if block["type"] == "table":
            assert len({len(row) for row in block["value"]["rows"]}) == 1
