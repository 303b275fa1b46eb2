"""Rich text is taken apart into what a reader sees; whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from pages.core.proofing.markup import pieces, plain


def test_paragraphs_items_headings_and_links_come_in_order():
    html = (
        '<h3 data-block-key="a">Opłaty</h3><p>Zapłać <b>do 3</b> maja &amp; idź <a linktype="page" id="5">do '
        "<i>kasy</i></a>.</p><ul><li>raz<ul><li>dwa</li></ul></li></ul><p></p>"
    )
    found = [(piece.level, piece.listed, piece.words) for piece in pieces(html)]
    assert found == [
        (3, False, "Opłaty"),
        (0, False, "Zapłać do 3 maja & idź do kasy."),
        (0, True, "raz"),
        (0, True, "dwa"),
    ]
    anchor = [anchor for piece in pieces(html) for anchor in piece.anchors]
    assert [(one.attributes, one.words) for one in anchor] == [({"linktype": "page", "id": "5"}, "do kasy")]


@given(st.text("<>/&;=\"'!-[]aplih3 \n#x0") | st.text())
def test_any_text_can_be_taken_apart(html: str):
    list(pieces(html))
    plain(html)
