"""`journal verify` compares what readers are shown with what was published: a forged row is named."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page, PageViewRestriction, Site

from history.chain import journal_of
from history.checking import problems_of
from history.imports import ImportedRow, import_rows
from history.models import Event, JournalEntry, PublishedVersion, RedactionScope
from history.models.versions import blob_storage
from history.redaction import redact
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.history.chronicle import boss, change, paragraph, publish, versions
from tests.history.test_journal_command import journal, tamper

BASIS = {"legal_basis": "art. 5 ust. 2 u.d.i.p.", "decided_by": "Dyrektor ośrodka"}


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    """Three versions, the second with a file."""
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Pierwszy.")))
    document = Document.objects.create(
        title="Wykaz", file=ContentFile(b"wykaz", name="wykaz.txt"), collection=centre_collection(site)
    )
    item = {"type": "item", "value": {"document": document.pk, "title": "Wykaz"}, "id": "a"}
    page.body = [{"type": "documents", "value": [item], "id": "b"}]
    return change(publish(page, note="Dodano wykaz osób."), "Trzeci.")


def entry_of(page: Page, number: int) -> JournalEntry:
    version = versions(page.pk)[number - 1]
    return JournalEntry.objects.get(version=version, event__in=(Event.PUBLISH, Event.IMPORT))


def problems(site: Site) -> list[str]:
    return list(problems_of(journal_of(site)))


def test_honest_histories_are_in_order(site: Site, page: ContentPage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    change(page, "Czwarty, w ukryciu.")
    restriction.delete()
    Page.objects.get(pk=page.pk).unpublish()
    change(change(page, "Pierwszy."), "Ostatni.")
    old = site.root_page.add_child(instance=ContentPage(title="Stara", slug="stara", live=False))
    at = page.first_published_at.replace(second=0, microsecond=0)
    import_rows(site, old, "/stara/", [ImportedRow("Dodano", at, "rok 2020", "Jan Nowak")])
    for number, scope in enumerate((RedactionScope.CONTENT, RedactionScope.NOTE, RedactionScope.PERSON), start=1):
        redact(entry_of(page, number), [scope], by=boss(str(number)), **BASIS)
    assert problems(site) == []


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("html", "<p>Sfałszowany tekst</p>", "text"),
        ("title", "Inny tytuł", "text"),
        ("url_at_time", "/gdzie-indziej/", "address"),
        ("change_note", "Inny opis.", "note"),
        ("published_by", "Ktoś inny", "person"),
        ("published_by_function", "dyrektor", "person"),
        ("responsible_person", "Ktoś inny", "provenance"),
        ("printed_at", "wczoraj", "claimed"),
    ],
)
def test_a_forged_content_is_named(site: Site, page: ContentPage, column: str, value: str, kind: str) -> None:
    entry = entry_of(page, 1)
    tamper(f"UPDATE history_versioncontent SET {column} = %s WHERE version_id = %s", value, entry.version_id)  # noqa: S608 -- names of the list above
    [problem] = problems(site)
    assert f" {entry.seq}:" in problem
    assert f"“{kind}”" in problem or f"„{kind}”" in problem
    status, words = journal("verify", "--dry-run")
    assert status == 1
    assert problem in words


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history_publishedversion SET change_kind = 'minor' WHERE id = %s",
        "UPDATE history_publishedversion SET restores = 1 WHERE id = %s",
        "UPDATE history_publishedversion SET commitment = '' WHERE id = %s",
        "UPDATE history_publishedversion SET live_from = '2020-01-01 00:00:00+00:00' WHERE id = %s",
        "UPDATE history_versionattachment SET label = 'Inny' WHERE version_id = %s",
        "UPDATE history_versionattachment SET name = 'inny.txt' WHERE version_id = %s",
        "DELETE FROM history_versionattachment WHERE version_id = %s",
        "DELETE FROM history_versioncontent WHERE version_id = %s",
    ],
)
def test_a_forged_version_is_named(site: Site, page: ContentPage, sql: str) -> None:
    entry = entry_of(page, 2)
    tamper(sql, entry.version_id)
    [problem] = problems(site)
    assert f" {entry.seq}:" in problem


@pytest.mark.parametrize("kind", ["text", "note", "person", "address", "file-1"])
def test_a_deleted_disclosure_is_named(site: Site, page: ContentPage, kind: str) -> None:
    entry = entry_of(page, 2)
    tamper("DELETE FROM history_disclosure WHERE entry_id = %s AND kind = %s", entry.pk, kind)
    found = problems(site)
    assert any(f" {entry.seq}:" in problem and kind in problem for problem in found)


def test_a_masked_text_that_is_put_back_is_named(site: Site, page: ContentPage) -> None:
    entry = entry_of(page, 1)
    redact(entry, [RedactionScope.CONTENT], by=boss(), **BASIS)
    tamper("UPDATE history_versioncontent SET html = '<p>Znowu.</p>' WHERE version_id = %s", entry.version_id)
    [problem] = problems(site)
    assert f" {entry.seq}:" in problem


def test_a_version_that_no_entry_names_is_named(site: Site, page: ContentPage) -> None:
    last = versions(page.pk)[-1]
    PublishedVersion.objects.create(object=last.object, number=9, live_from=last.live_from, change_kind="minor")
    [problem] = problems(site)
    assert "9" in problem


def test_the_check_asks_the_same_queries_of_a_longer_journal(
    site: Site, page: ContentPage, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        problems(site)
    for number in range(5):
        change(page, f"Jeszcze {number}.")
    with django_assert_num_queries(len(before)):
        problems(site)


def test_bytes_that_no_version_names_are_listed_and_are_no_fault(site: Site, page: ContentPage) -> None:
    journal("verify")  # the home page of the test was put there without a signal
    name = blob_storage().save("zz/sierota", ContentFile(b"sierota"))
    status, words = journal("verify")
    blob_storage().delete(name)
    assert status == 0
    assert "zz/sierota" in words
    assert words.count("zz/") == 1
