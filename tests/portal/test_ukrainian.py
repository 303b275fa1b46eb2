"""A page in Ukrainian speaks Ukrainian all around, and only there."""

import re

import pytest
from django.test import Client
from django.utils.translation import get_language, ngettext, override
from wagtail.models import Site

from pages.core.dates import PartialDate
from pages.core.models import PageLanguage
from pages.standard.models import ContentPage
from tests import other_messages
from tests.conftest import KEDZIERZYN, KIELCE, reader
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def centre(db: None) -> Site:
    """A centre with a page in each language."""
    site = make_centre(phone="41 331 25 24")
    add_page(site.root_page, ContentPage(title="O nas", slug="o-nas", show_in_menus=True))
    ukrainian = ContentPage(
        title="Про нас", slug="pro-nas", language=PageLanguage.UKRAINIAN, show_in_menus=True, produced_at="2026-05"
    )
    add_page(site.root_page, ukrainian)
    return site


def html(client: Client, path: str) -> str:
    """A page that must be there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_menus_labels_and_dates_around_a_page_in_ukrainian_are_in_ukrainian(centre):
    page = html(reader_of(centre), "/pro-nas/")
    assert '<html lang="uk"' in page
    for words in ("Перейти до змісту", "Головне меню", "Шукати на сайті", "Відомості про публікацію", "травень 2026"):
        assert words in page
    assert "Przejdź do treści" not in page
    assert not re.search(r"\b(Szukaj|Menu główne|Metryczka)\b", page)
    # What stays in Polish says so.
    assert re.search(r'<a href="/o-nas/" lang="pl" hreflang="pl">O nas</a>', page)
    assert '<a href="/" lang="pl" hreflang="pl">Po polsku</a>' in page
    assert get_language() == "pl"


def test_polish_pages_stay_polish_and_lead_to_ukrainian(centre):
    client = reader_of(centre)
    html(client, "/pro-nas/")
    page = html(client, "/o-nas/")
    assert '<html lang="pl"' in page
    assert "Przejdź do treści" in page
    assert '<a href="/pro-nas/" lang="uk" hreflang="uk">Українською</a>' in page
    assert not client.cookies


def test_an_answer_in_ukrainian_says_so_to_programs(centre):
    client = reader_of(centre)
    assert client.get("/pro-nas/").headers["Content-Language"] == "uk"
    assert "Content-Language" not in client.get("/o-nas/").headers


def test_an_editor_previews_it_as_readers_will_see_it(centre):
    page = ContentPage.objects.get(slug="pro-nas")
    preview = page.make_preview_request(preview_mode="").content.decode()
    assert '<html lang="uk"' in preview
    assert "Головне меню" in preview


def test_a_site_without_a_page_in_ukrainian_offers_none(db):
    site = make_centre("ops.localhost")
    assert "Українською" not in html(reader_of(site), "/")


@pytest.mark.parametrize("hostname", [KIELCE, KEDZIERZYN])
def test_each_demo_centre_welcomes_newcomers(db, hostname):
    client = reader(hostname)
    address = re.search(r'<a href="([^"]+)" lang="uk" hreflang="uk">Українською</a>', html(client, "/"))
    assert address
    page = html(client, address[1])
    assert "Інформація українською мовою" in page
    assert "Приклад змісту" in page


def test_months_are_named_in_the_language_of_the_page():
    day, month = PartialDate(2026, 5, 3), PartialDate(2026, 5)
    with override("uk"):
        assert (day.label, month.label, month.genitive) == ("3 травня 2026", "травень 2026", "травня 2026")
    assert (day.label, month.label, month.genitive) == ("3 maja 2026", "maj 2026", "maja 2026")


def test_counted_things_have_the_right_form():
    with override("uk"):
        forms = [ngettext("%(count)d unit", "%(count)d units", n) % {"count": n} for n in (1, 2, 5, 11, 21, 22)]
    expected = ["1 підрозділ", "2 підрозділи", "5 підрозділів", "11 підрозділів", "21 підрозділ", "22 підрозділи"]
    assert forms == expected


def test_everything_that_such_a_page_prints_has_ukrainian():
    assert len(other_messages.wanted_in_ukrainian()) > 100
    assert not list(other_messages.ukrainian_faults())
