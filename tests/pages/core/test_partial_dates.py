"""Dates known only in part, from the form to the page."""

import pytest
from django.core.exceptions import ValidationError

from news.models import NewsIndexPage, NewsPage
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField, PartialDateFormField
from tests.factories import add_page, make_centre


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("2017", "2017"), ("05.2017", "2017-05"), ("3.05.2017", "2017-05-03"), ("3 maja 2017 r.", "2017-05-03")],
)
def test_an_editor_types_a_date_as_people_write_it(typed: str, stored: str) -> None:
    assert str(PartialDateFormField().clean(typed)) == stored


def test_a_day_that_never_was_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDateFormField().clean("31.04.2022")
    assert "31" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("before", "typed", "changed"),
    [("2025-12-15", "15.12.2025", False), ("2025-12", "2025-12", False), ("2025-12", "2025", True), (None, "", False)],
)
def test_a_date_typed_in_another_way_is_no_change(before: str | None, typed: str, changed: bool) -> None:
    initial = PartialDate.parse(before) if before else None
    assert PartialDateFormField(required=False).has_changed(initial, typed) is changed


def test_nothing_typed_is_nothing_known() -> None:
    assert PartialDateFormField(required=False).clean("") is None
    assert PartialDateField(blank=True).get_prep_value(None) == ""


@pytest.mark.parametrize("date", [PartialDate(2017), PartialDate(2017, 5), PartialDate(2017, 5, 3)])
def test_a_date_survives_the_database_and_a_draft(db: None, date: PartialDate) -> None:
    index = add_page(make_centre().root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    page = add_page(index, NewsPage(title="Dyżur", slug="dyzur", date=date))
    assert page.date == date
    page.date = PartialDate(2020, 2)
    draft = page.save_revision()
    assert draft.as_object().date == PartialDate(2020, 2)
    assert NewsPage.objects.get(pk=page.pk).date == date


@pytest.mark.parametrize(("stored", "shown"), [("2026-11-28", "28.11.2026"), ("2026-11", "11.2026"), ("2026", "2026")])
def test_a_form_shows_a_date_as_clerks_type_it(stored: str, shown: str) -> None:
    date = PartialDate.parse(stored)
    assert PartialDateFormField().prepare_value(date) == shown
    assert PartialDateFormField().clean(shown) == date
