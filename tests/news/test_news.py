"""News: its order, its last day, its pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from news.models import NEWS_PER_PAGE, NewsIndexPage, NewsPage
from pages.core.dates import PartialDate
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def index(site: Site) -> NewsIndexPage:
    return add_page(site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))


def days_from_now(days: int) -> PartialDate:
    day = localdate() + timedelta(days=days)
    return PartialDate(day.year, day.month, day.day)


@pytest.mark.parametrize(("last_day", "archival"), [(-1, True), (0, False), (1, False)])
def test_news_is_past_from_the_day_after_its_last(last_day: int, archival: bool) -> None:
    page = NewsPage(title="Dyżur", date=PartialDate(2017), expires=days_from_now(last_day))
    assert page.is_archival is archival
    assert bool(page.banner) is archival


def test_news_with_no_last_day_does_not_pass() -> None:
    assert not NewsPage(title="Dyżur", date=PartialDate(2017)).is_archival


def test_past_news_says_so_where_it_is_read(site: Site, index: NewsIndexPage) -> None:
    page = add_page(index, NewsPage(title="Lato", slug="lato", date=PartialDate(2017, 6), expires=PartialDate(2017)))
    assert "czerwca 2017 r." in reader_of(site).get(page.local_url).content.decode().replace("\u00a0", " ")


def test_news_can_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError) as refused:
        NewsPage(title="Dyżur", slug="dyzur", date=PartialDate(2018), expires=PartialDate(2017, 12, 31)).clean()
    assert set(refused.value.message_dict) == {"expires"}


def test_the_newest_is_first_and_pages_turn(site: Site, index: NewsIndexPage) -> None:
    for number in range(NEWS_PER_PAGE + 1):
        add_page(index, NewsPage(title=f"Wiadomość {number:02}", date=PartialDate(2000 + number)))
    client = reader_of(site)
    first, second = (client.get(f"/aktualnosci/?strona={n}").content.decode() for n in (1, 2))
    assert first.index(f"Wiadomość {NEWS_PER_PAGE:02}") < first.index("Wiadomość 01")
    assert "Wiadomość 00" not in first
    assert "Wiadomość 00" in second
    assert "?strona=2" in first
    assert {client.get(f"/aktualnosci/?strona={n}").status_code for n in ("abc", "0", "3", "-1")} == {404}


@pytest.mark.parametrize(
    ("field", "typed"), [("date", "3.05.1800"), ("expires", "2206-05"), ("review_due", "3.05.1800")]
)
def test_a_year_that_nobody_means_is_a_fault_at_its_date(index: NewsIndexPage, field: str, typed: str) -> None:
    client = reader_of(index.get_site())
    client.force_login(User.objects.create_superuser("redaktor"))
    url = reverse("wagtailadmin_pages:add", args=("news", "newspage", index.pk))
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({"comments": inline_formset([]), "body": streamfield([])})
    answer = client.post(url, {**data, "title": "Dyżur", "slug": "dyzur", field: typed})
    assert answer.context["form"].errors == {field: [gettext("Check the year.")]}
    assert not index.get_children().exists()
    assert client.post(url, {**data, "title": "Dyżur", "slug": "dyzur", field: "3.05.2150"}).status_code == 302
