"""Steps and amounts: an editor fills them in, readers, the history and the search have what they say."""

from datetime import date
from decimal import Decimal

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Site

from pages.core.blocks import AmountBlock, BodyBlock
from pages.core.proofing.reading import reading_of
from pages.standard.models import ContentPage
from proofing.proof import proof
from tests.factories import add_page, make_centre, reader_of

STEPS = {
    "type": "steps",
    "value": [
        {"title": "Zadzwoń do nas", "text": "<p>Umówimy termin wizyty.</p>"},
        {"title": "Przynieś dowód osobisty", "text": ""},
    ],
}
AMOUNT = {"label": "Kryterium osoby samotnej", "value": "1010", "unit": "zł", "day": "2025-01-01"}


def amounts(**changes: str) -> dict:
    return {"type": "amounts", "value": [{**AMOUNT, "since": "from", "basis": "", **changes}]}


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


def page_with(site: Site, *blocks: dict) -> ContentPage:
    page = ContentPage(title="Zasiłek celowy", slug="zasilek", summary="Dla kogo i ile.")
    page.body = BodyBlock().to_python(list(blocks))
    return add_page(site.root_page, page)


def read(site: Site, address: str) -> str:
    return reader_of(site).get(address).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_readers_see_numbered_steps_and_each_amount_with_its_day(site: Site) -> None:
    page_with(site, STEPS, amounts(basis="uchwała Rady Ministrów"))
    html = read(site, "/zasilek/")
    assert html.index("<ol") < html.index("Zadzwoń do nas") < html.index("Umówimy termin") < html.index("Przynieś")
    assert "1010 zł</strong>, od 1 stycznia 2025 r." in html
    assert "uchwała Rady Ministrów" in html
    kept = read(site, "/zasilek/wersje/1/")
    for words in ("Zadzwoń do nas", "Umówimy termin wizyty.", "1010", "1 stycznia 2025"):
        assert words in kept


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "12500.5"}, "12 500,50 zł"),
        ({"value": "0.2", "unit": "%"}, "0,20 %"),
        ({"since": "as_of", "day": "2026-03-01"}, "stan na 1 marca 2026 r."),
    ],
)
def test_an_amount_is_written_as_in_a_letter(site: Site, changes: dict[str, str], words: str) -> None:
    page_with(site, amounts(**changes))
    assert words in read(site, "/zasilek/")


def test_they_are_found_and_need_no_date_besides(site: Site) -> None:
    page = page_with(site, STEPS, amounts())
    for words in ("umówimy termin", "kryterium samotnej"):
        assert "Zasiłek celowy" in read(site, f"/szukaj/?q={words}")
    assert "amount-date" not in {found.code for found in proof(reading_of(page))}


def test_an_amount_without_its_day_is_not_kept() -> None:
    block = AmountBlock()
    value = block.to_python({**AMOUNT, "since": "from"})
    assert (value["value"], value["day"]) == (Decimal(1010), date(2025, 1, 1))
    assert block.clean(value)["day"] == date(2025, 1, 1)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**AMOUNT, "since": "from", "day": None}))
    assert set(refused.value.block_errors) == {"day"}
