"""Dates that editors type are taken as they mean them, or refused: never replaced."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from pages.standard.models import ContentPage
from tests.conftest import KIELCE, reader
from tests.factories import add_page, make_centre

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture
def page(db: None) -> ContentPage:
    return add_page(make_centre().root_page, ContentPage(title="Dyżury", slug="dyzury"))


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def save(client: Client, page: Page, **fields: str) -> tuple[int, str]:
    """Fill in the form of a page and save a draft."""
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({"comments": inline_formset([]), "body": streamfield([])})
    answer = client.post(url, data | fields)
    page.refresh_from_db()
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15.12.2126", datetime(2126, 12, 15, tzinfo=WARSAW)),
        ("15.12.2126 08:00", datetime(2126, 12, 15, 8, tzinfo=WARSAW)),
        ("2126-12-15 08:00", datetime(2126, 12, 15, 8, tzinfo=WARSAW)),
        ("2126-12-15", datetime(2126, 12, 15, tzinfo=WARSAW)),
    ],
)
def test_a_day_of_publication_is_taken_as_polish_clerks_and_programs_write_it(administrator, page, typed, meant):
    assert save(administrator, page, go_live_at=typed)[0] == 302
    assert page.get_latest_revision_as_object().go_live_at == meant


def test_a_day_that_can_not_be_read_is_an_error_at_its_field(administrator, page):
    status, form = save(administrator, page, go_live_at="w połowie grudnia")
    assert status == 200
    assert "w połowie grudnia" in form
    assert re.search(r'id="panel-[^"]*go_live_at[^"]*-errors"[^>]*>.*?Wpisz poprawną datę', form, re.DOTALL)
    assert page.get_latest_revision_as_object().go_live_at is None


def test_forms_show_dates_as_they_are_typed_and_the_calendar_leaves_them_alone(administrator, page):
    save(administrator, page, go_live_at="15.12.2126 08:00")
    form = administrator.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert 'value="15.12.2126 08:00"' in form
    assert '"format": "d.m.Y H:i"' in form
    # Wagtail's calendar would turn what it can't read into the present moment.
    assert re.search(r'<script src="[^"]*js/dates[^"]*\.js"', form)
    script = Path(finders.find("js/dates.js")).read_text(encoding="utf-8")
    assert "datetimepicker.defaults.validateOnBlur = false" in script
