"""The bulletins of the demonstration are whole, and nothing in them that we made up passes for a fact."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from wagtail.models import Site

from pages.accessibility.checking.own import findings_of
from pages.accessibility.models import AccessibilityStatementPage, EasyReadPage
from pages.bip.categories import CATEGORIES
from pages.bip.making import pages_by_category
from pages.bip.models import ENTRY_TYPES
from tests.conftest import CENTRES, KEDZIERZYN, KIELCE, reader

pytestmark = pytest.mark.django_db


def entries(hostname: str) -> Iterator[Any]:
    """All entries of the lists of a bulletin."""
    home = Site.objects.get(hostname=hostname).root_page
    for model in ENTRY_TYPES.values():
        yield from model.objects.descendant_of(home)


@pytest.mark.parametrize("hostname", CENTRES)
def test_each_category_of_the_subject_menu_has_one_public_page(hostname: str) -> None:
    found = pages_by_category(Site.objects.get(hostname=hostname).root_page)
    assert {code: [page.live for page in pages] for code, pages in found.items()} == {
        category.code: [True] for category in CATEGORIES
    }


def test_one_centre_shows_an_entry_of_each_kind_and_the_other_says_that_there_are_none() -> None:
    assert {entry.holds for entry in entries(KIELCE)} == set(ENTRY_TYPES)
    assert not list(entries(KEDZIERZYN))


@pytest.mark.parametrize("hostname", CENTRES)
def test_what_no_source_says_is_marked_as_an_example(hostname: str) -> None:
    made_up = list(entries(hostname))
    for pages in pages_by_category(Site.objects.get(hostname=hostname).root_page).values():
        made_up += [page for page in pages if getattr(page, "nothing", "")]
    assert made_up
    assert not [page.title for page in made_up if not page.is_example]
    assert "Treść przykładowa" in reader(hostname).get(made_up[0].local_url).content.decode()


def test_the_recruitment_names_nobody() -> None:
    (recruitment,) = [entry for entry in entries(KIELCE) if entry.holds == "recruitment"]
    assert recruitment.data_is_over
    assert not any(getattr(recruitment, name) for name in recruitment.personal_fields)


def test_the_scope_of_activity_is_told_in_easy_words() -> None:
    hard = {page.title: page.hints for page in EasyReadPage.objects.all()}
    assert len(hard) == len(CENTRES)
    assert not any(hard.values()), hard


def test_both_accessibility_statements_keep_to_the_technical_conditions() -> None:
    statements = list(AccessibilityStatementPage.objects.all())
    assert len(statements) == len(CENTRES)
    for statement in statements:  # in the year they are of; later somebody has to review them
        assert not [finding.message for finding in findings_of(statement, date(2026, 12, 31)) if finding.is_error]
