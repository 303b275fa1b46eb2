"""Every fact of the three source documents stands on its page, and links lead there from the home page.

How many clicks they take is counted for all pages in tests/portal/test_public_pages.py.
"""

import re

import pytest

from tests.conftest import KEDZIERZYN, KIELCE
from tests.demo import facts_kedzierzyn, facts_kielce
from tests.demo.facts import Act, Fact
from tests.portal.crawling import PublicPage, crawl

pytestmark = pytest.mark.django_db

SITES = {"kielce": KIELCE, "kedzierzyn": KEDZIERZYN}


def read(site: str, path: str) -> PublicPage:
    """A page as a visitor meets it who follows the links."""
    pages = crawl(SITES[site]).pages
    assert path in pages, f"{path}: no link leads there"
    return pages[path]


def text_of(site: str, path: str) -> str:
    """The text of a page with plain, single spaces."""
    return read(site, path).document.text


def facts_of(site: str) -> tuple[Fact, ...]:
    return {"kielce": facts_kielce.FACTS, "kedzierzyn": facts_kedzierzyn.FACTS}[site]


def acts_of(site: str) -> tuple[Act, ...]:
    return {"kielce": facts_kielce.ACTS, "kedzierzyn": facts_kedzierzyn.ACTS}[site]


def register_of(site: str) -> str:
    return {"kielce": "/statut-i-akty/", "kedzierzyn": "/akty-prawne/"}[site]


@pytest.mark.parametrize("site", SITES)
def test_every_fact_stands_on_its_page(site: str) -> None:
    missing = []
    for fact in facts_of(site):
        text = text_of(site, fact.path)
        missing += [f"{fact.path}: {words!r} ({fact.source})" for words in fact.shown if words not in text]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("site", SITES)
def test_every_act_has_a_page_with_its_data_as_printed(site: str) -> None:
    missing = []
    for act in acts_of(site):
        text = text_of(site, act.path)
        wanted = (act.kind, act.number, act.day, act.issuer or "nie podano", act.subject, act.relation)
        missing += [f"{act.path}: {words!r} ({act.source})" for words in wanted if words.lower() not in text.lower()]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("site", SITES)
def test_the_register_lists_every_act(site: str) -> None:
    text = text_of(site, register_of(site))
    wanted = [words for act in acts_of(site) for words in (act.number, act.day, act.relation)]
    missing = [words for words in wanted if words not in text]
    assert not missing


def test_the_structure_numbers_its_units_as_the_source_does() -> None:
    text = text_of("kedzierzyn", "/struktura/")
    units = facts_kedzierzyn.UNITS.items()
    missing = [name for number, (_path, name) in units if not re.search(rf"\b{number}\. ?{re.escape(name)}", text)]
    assert not missing


def test_acts_whose_source_names_no_body_are_given_none() -> None:
    for act in facts_kielce.ACTS:
        if not act.issuer:
            assert "Rada Miasta" not in text_of("kielce", act.path), act.path


def test_the_imported_history_shows_all_rows_in_the_order_of_the_source() -> None:
    rows = [row for row in read("kedzierzyn", facts_kedzierzyn.HISTORY_PATH).document.rows if "Artykuł został" in row]
    assert len(rows) == len(facts_kedzierzyn.HISTORY) == 21

    def missing(order: list[str]) -> list[str]:
        pairs = zip(facts_kedzierzyn.HISTORY, order, strict=True)
        return [f"{entry}: {row}" for entry, row in pairs if not all(part in row for part in entry[:4])]

    # Newest first is as good an order as the source's own, oldest first.
    assert not missing(rows) or not missing(rows[::-1]), "\n".join(missing(rows[::-1]))


def test_no_contact_is_made_up_where_the_source_gives_none() -> None:
    for path in ("/", "/kontakt/", "/bip/", "/bip/biuletyn/redakcja/", "/bip/osrodek/dane-podstawowe/"):
        html = read("kedzierzyn", path).html
        assert not [mark for mark in facts_kedzierzyn.CONTACT_MARKS if mark in html], path
