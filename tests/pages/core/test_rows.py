"""How a body is cut into rows, and what its blocks refuse."""

import pytest
from wagtail.blocks import StructBlockValidationError

from pages.core.blocks import BodyBlock, ImageBlock
from pages.standard.models import ContentPage


def page_with(*blocks: tuple[str, object]) -> ContentPage:
    return ContentPage(title="Strona", body=[{"type": kind, "value": value} for kind, value in blocks])


def test_each_heading_begins_a_row() -> None:
    page = page_with(("text", "<p>wstęp</p>"), ("heading", "Dla kogo"), ("text", "<p>a</p>"), ("text", "<p>b</p>"))
    assert [(row.heading, len(row.blocks)) for row in page.rows] == [("", 1), ("Dla kogo", 2)]


def test_a_body_of_nothing_has_no_rows() -> None:
    assert page_with().rows == []


def test_a_heading_with_nothing_below_it_is_a_row_all_the_same() -> None:
    assert [(row.heading, row.blocks) for row in page_with(("heading", "Na razie nic")).rows] == [("Na razie nic", [])]


def test_anchors_are_readable_and_never_meet() -> None:
    page = page_with(("heading", "Źródła i łączność"), ("heading", "Źródła i łączność"), ("heading", "…"))
    assert [row.anchor for row in page.rows] == ["zrodla-i-lacznosc", "zrodla-i-lacznosc-2", "czesc"]


@pytest.mark.parametrize(("alt", "decorative"), [("", False), ("Budynek ośrodka", True)])
def test_a_picture_is_described_or_decorative_and_never_both(alt: str, decorative: bool) -> None:
    block = ImageBlock()
    block.child_blocks["image"].field.required = False
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": None, "alt": alt, "decorative": decorative, "caption": ""}))
    assert set(refused.value.block_errors) == {"alt"}


def test_every_block_has_a_name_and_a_template_of_its_own() -> None:
    for name, block in BodyBlock().child_blocks.items():
        assert str(block.label) != name
        assert block.meta.template == f"components/streamfield/{name}.html"
