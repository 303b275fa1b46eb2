"""The provenance box (metryczka): the labels that readers of bulletins know, and only what is true."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.log_actions import LogContext
from wagtail.models import Site

from history.imports import ImportedRow, import_rows
from history.models import Event, JournalEntry, PublishedVersion, RedactionScope
from history.redaction import redact
from history.summaries import published_summary
from pages.core.dates import PartialDate, parse_polish_datetime
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, publish_again, reader_of

# law.md § 4, in its order and spelling.
LABELS = [
    "Podmiot udostępniający",
    "Wytworzył(a) / odpowiada za treść",
    "Data wytworzenia",
    "Opublikował(a)",
    "Data publikacji",
    "Ostatnio zmodyfikował(a)",
    "Data ostatniej modyfikacji",
    "Liczba odsłon",
]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="Zadania", slug="zadania"))


def box(site: Site, path: str = "/zadania/") -> dict[str, str]:
    """Labels and values as a reader sees them."""
    html = reader_of(site).get(path).content.decode().replace("\u00a0", " ")
    rows = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html.partition('class="provenance"')[2], re.DOTALL)
    return {unescape(label): unescape(re.sub(r"<[^>]+>", "", value)).strip() for label, value in rows}


def test_the_labels_are_those_that_readers_know(site: Site, page: ContentPage) -> None:
    rows = box(site)
    assert list(rows) == LABELS
    assert rows["Podmiot udostępniający"] == "Gminny Ośrodek"
    assert rows["Wytworzył(a) / odpowiada za treść"] == rows["Data wytworzenia"] == "nie podano"
    assert rows["Opublikował(a)"] == "automatycznie (system)"
    assert rows["Ostatnio zmodyfikował(a)"] == rows["Data ostatniej modyfikacji"] == "nie modyfikowano"
    assert rows["Liczba odsłon"] == "0"


def test_it_names_who_published_first_and_who_changed_last(site: Site, page: ContentPage) -> None:
    editor = get_user_model().objects.create_user("redaktor", first_name="Anna", last_name="Nowak")
    page.title = "Zadania Ośrodka"
    with LogContext(user=editor):
        publish_again(page)
    rows = box(site)
    assert rows["Opublikował(a)"] == "automatycznie (system)"
    assert rows["Ostatnio zmodyfikował(a)"] == "Anna Nowak"
    assert re.fullmatch(r"\d{1,2} \w+ \d{4}, \d{1,2}:\d\d", rows["Data ostatniej modyfikacji"])


def test_a_masked_person_is_said_to_be_masked(site: Site, page: ContentPage) -> None:
    editor = get_user_model().objects.create_user("redaktor", first_name="Anna", last_name="Nowak")
    page.title = "Zadania Ośrodka"
    with LogContext(user=editor):
        publish_again(page)
    entry = JournalEntry.objects.filter(object__page_id=page.pk, event=Event.PUBLISH).latest("seq")
    redact(entry, [RedactionScope.PERSON], legal_basis="art. 17 RODO", decided_by="dyrektor", by=None)
    modified = box(site)["Ostatnio zmodyfikował(a)"]
    assert "zanonimizowan" in modified
    assert "Nowak" not in modified


def test_a_masked_text_does_not_break_it(site: Site, page: ContentPage) -> None:
    first = JournalEntry.objects.get(object__page_id=page.pk)
    page.title = "Zadania Ośrodka"
    publish_again(page)
    redact(first, [RedactionScope.CONTENT], legal_basis="art. 17 RODO", decided_by="dyrektor", by=None)
    assert list(box(site)) == LABELS


def test_a_page_without_a_version_says_what_it_can(site: Site) -> None:
    site.root_page.add_child(instance=ContentPage(title="Dziura", slug="dziura", live=True))
    assert list(box(site, "/dziura/")) == [*LABELS[:3], "Liczba odsłon"]


def test_a_page_from_an_earlier_bulletin_says_when_it_came_here(site: Site) -> None:
    page = site.root_page.add_child(instance=ContentPage(title="Stara", slug="stara", live=False))
    printed = "niedziela, 08 kwiecień 2018 17:40"
    row = ImportedRow("Artykuł został utworzony.", parse_polish_datetime(printed), printed, "Leszek Grün")
    import_rows(site, page, "/stara/", [row])
    publish_again(page, note="Przeniesiono z poprzedniego serwisu")
    rows = box(site, "/stara/")
    assert (rows["Opublikował(a)"], rows["Data publikacji"]) == ("Leszek Grün", "8 kwietnia 2018, 17:40")
    assert "Przeniesiono do tego serwisu" in rows


def test_nothing_is_produced_after_it_is_published(site: Site) -> None:
    today = localdate()
    for day in (today, today - timedelta(days=1)):
        ContentPage(title="Strona", slug="strona", produced_at=PartialDate.from_date(day)).clean()
    for unsure in (PartialDate(today.year), PartialDate(today.year, today.month)):
        ContentPage(title="Strona", slug="strona", produced_at=unsure).clean()  # it may have been this morning
    for late in (PartialDate.from_date(today + timedelta(days=1)), PartialDate(today.year + 1)):
        with pytest.raises(ValidationError) as caught:
            ContentPage(title="Strona", slug="strona", produced_at=late).clean()
        assert list(caught.value.message_dict) == ["produced_at"]


def test_no_form_offers_the_time_of_publication() -> None:
    fields = ContentPage.get_edit_handler().get_form_class().base_fields
    assert "produced_at" in fields
    assert not {"first_published_at", "last_published_at", "latest_revision_created_at"} & set(fields)


def test_a_long_history_is_not_read_for_it(site: Site, page: ContentPage) -> None:
    for number in range(2, 6):
        page.title = f"Zadania {number}"
        publish_again(page, note=f"Nowy tytuł numer {number}")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = published_summary(page.pk)
        assert (found.first.number, found.first_here.number) == (1, 1)
        assert found.count == PublishedVersion.objects.filter(object__page_id=page.pk).count()
        return len(queries)

    assert cost() == 1
