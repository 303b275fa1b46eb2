"""What residents, journalists and councillors type finds the page that they look for.

The set is data: `queries.toml` says what is typed and which page is right; `corpus/` is a made-up centre, with the folk
names that its editors would have entered in `words.toml`. With `-s` the shares and all that isn't first are printed.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from tests.conftest import KEDZIERZYN, KIELCE, PORT
from tests.factories import reader_of
from tests.search.queries import CORPUS, SHOWN, Outcome, asked_at, read_queries, share_within, table

QUERIES = tuple(read_queries())
HOSTS = {"kielce": KIELCE, "kedzierzyn-kozle": KEDZIERZYN, "corpus": "corpus.localhost"}

FIRST, AMONG_FIRST = 0.85, 0.95
# Kinds are small: one miss weighs up to a tenth.
FIRST_OF_A_KIND, AMONG_FIRST_OF_A_KIND = 0.7, 0.85


class Answers(NamedTuple):
    """What all queries found, and pages of the set that no centre has."""

    outcomes: tuple[Outcome, ...]
    unknown_pages: list[tuple[str, str]]


@cache
def all_answers() -> Answers:
    """Ask every query once; the centres are gone with the test that comes first, what they answered stays."""
    call_command("load_centre", str(CORPUS), hostname=HOSTS["corpus"], port=PORT, verbosity=0)
    sites = {name: Site.objects.get(hostname=host) for name, host in HOSTS.items()}
    outcomes = tuple(asked_at(reader_of(sites[query.centre]), query) for query in QUERIES)
    print("", table(outcomes), sep="\n")
    there = {name: set(addresses(site)) for name, site in sites.items()}
    unknown = [(query.centre, page) for query in QUERIES for page in query.pages if page not in there[query.centre]]
    return Answers(outcomes, unknown)


def addresses(site: Site) -> Iterator[str]:
    """The addresses of a centre's live pages."""
    home = site.root_page.url_path.removesuffix("/")
    for page in Page.objects.live().descendant_of(site.root_page, inclusive=True):
        yield page.url_path.removeprefix(home)


@pytest.fixture
def answers(db: None) -> Answers:
    """What all queries found at the demo centres and the made-up one."""
    return all_answers()


def test_the_set_is_large_and_of_many_kinds() -> None:
    least = {"inflected": 40, "no_diacritics": 40, "typo": 30, "folk_name": 20}
    numbers = {kind: sum(query.kind == kind for query in QUERIES) for kind in {query.kind for query in QUERIES}}
    assert len(QUERIES) >= 150
    assert all(numbers[kind] >= number for kind, number in least.items()), numbers
    assert numbers["act_number"] + numbers["date"] + numbers["phone"] >= 20
    assert numbers["two_words"] + numbers["question"] >= 40


def test_pages_that_the_set_names_are_there(answers: Answers) -> None:
    assert answers.unknown_pages == []


def test_the_right_page_is_first_or_nearly(answers: Answers) -> None:
    assert share_within(answers.outcomes, SHOWN) >= AMONG_FIRST, table(answers.outcomes)
    assert share_within(answers.outcomes, 1) >= FIRST, table(answers.outcomes)


@pytest.mark.parametrize("kind", sorted({query.kind for query in QUERIES}))
def test_no_kind_of_query_is_left_behind(answers: Answers, kind: str) -> None:
    of_kind = [outcome for outcome in answers.outcomes if outcome.query.kind == kind]
    assert share_within(of_kind, SHOWN) >= AMONG_FIRST_OF_A_KIND, table(of_kind)
    assert share_within(of_kind, 1) >= FIRST_OF_A_KIND, table(of_kind)
