"""`manage.py journal`: a key, daily checkpoints, a nightly check that says in words what is wrong."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, Site

from history import triggers
from history.chain import journal_of
from history.checkpoints import make_checkpoint
from history.models import Blob, Checkpoint, JournalEntry
from history.models.versions import blob_storage
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.history.chronicle import change, events, paragraph, versions


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Pierwszy.")))
    return change(page, "Drugi.")


def journal(*arguments: str) -> tuple[int, str]:
    """Exit status and all words of the command."""
    words = io.StringIO()
    try:
        call_command("journal", *arguments, stdout=words, stderr=words)
    except CommandError as error:
        return error.returncode, words.getvalue() + str(error)
    return 0, words.getvalue()


def tamper(sql: str, *values: object) -> None:
    """Change the database as somebody who may do anything in it; the test's transaction brings the triggers back."""
    with connection.cursor() as cursor:
        for rule in triggers.RULES:
            name = f"history_{rule.table}_no_{rule.verb.lower()}"
            postgresql = connection.vendor == "postgresql"
            cursor.execute(
                f"DROP FUNCTION IF EXISTS {name}() CASCADE" if postgresql else f"DROP TRIGGER IF EXISTS {name}"
            )
        cursor.execute(sql, values)


def test_a_key_is_made_once(db: None, tmp_path: Path) -> None:
    file = str(tmp_path / "klucz.pem")
    status, words = journal("key", file)
    assert status == 0
    assert "BEGIN PUBLIC KEY" in words
    assert "PRIVATE" not in words
    status, words = journal("key", file)
    assert (status, file in words) == (1, True)
    assert journal("key", str(tmp_path / "nie" / "ma" / "klucz.pem"))[0] == 1


def test_every_journal_gets_a_checkpoint_and_a_missing_key_is_told(
    page: ContentPage, tmp_path: Path, settings: Any
) -> None:
    settings.HISTORY_KEY_FILE = ""
    status, words = journal("checkpoint")
    assert status == 0
    assert "JOURNAL_KEY_FILE" in words
    journal("key", str(tmp_path / "klucz.pem"))
    settings.HISTORY_KEY_FILE = str(tmp_path / "klucz.pem")
    status, words = journal("checkpoint")
    assert "JOURNAL_KEY_FILE" not in words
    for number, checkpoint in enumerate(Checkpoint.objects.order_by("pk")):
        assert bool(checkpoint.signature) == (number >= Checkpoint.objects.count() / 2)
    settings.HISTORY_KEY_FILE = str(tmp_path / "nie-ma.pem")
    assert journal("checkpoint")[0] == 1


def test_all_in_order(page: ContentPage) -> None:
    journal("verify")  # the home page of the test was put there without a signal
    journal("checkpoint")
    entries = JournalEntry.objects.count()
    assert journal("verify")[0] == 0
    assert JournalEntry.objects.count() == entries


def test_a_page_changed_behind_everybodys_back_gets_a_public_entry(page: ContentPage) -> None:
    Page.objects.filter(pk=page.pk).update(title="Po cichu")
    status, words = journal("verify", "--dry-run")
    assert status == 1
    assert "Po cichu" in words
    assert events(page.pk) == ["publish", "publish"]
    status, words = journal("verify")
    assert status == 1  # the nightly run has to wake somebody, once
    assert "Po cichu" in words
    assert events(page.pk) == ["publish", "publish", "drift"]
    assert versions(page.pk)[-1].content.title == "Po cichu"
    status, words = journal("verify")
    assert (status, words.count("Po cichu")) == (0, 0)


def test_pages_that_came_and_went_without_a_signal_are_noticed(site: Site, page: ContentPage) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)
    fresh = add_page(site.root_page, ContentPage(title="Nowa", slug="nowa"))
    Page.objects.filter(pk=fresh.pk).update(live=False)
    gone = add_page(site.root_page, ContentPage(title="Skasowana", slug="skasowana"))
    with connection.cursor() as cursor:
        for table in ("standard_contentpage", "core_basepage", "wagtailcore_page"):
            if table in connection.introspection.table_names():
                key = "id" if table == "wagtailcore_page" else None
                columns = [c.name for c in connection.introspection.get_table_description(cursor, table)]
                key = key or next(name for name in columns if name.endswith("_ptr_id"))
                cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [gone.pk])  # noqa: S608 -- own tables
    assert journal("verify")[0] == 1
    assert events(page.pk)[-1] == "drift"
    assert events(fresh.pk)[-1] == "drift"
    assert events(gone.pk)[-1] == "delete"


def entry_id(page: ContentPage) -> int:
    return JournalEntry.objects.get(version=versions(page.pk)[0]).pk


def test_an_altered_line_is_named(page: ContentPage) -> None:
    entry = JournalEntry.objects.get(pk=entry_id(page))
    tamper(
        "UPDATE history_journalentry SET line = %s WHERE id = %s",
        bytes(entry.line).replace(b'"publish"', b'"restrict"'),
        entry.pk,
    )
    status, words = journal("verify")
    assert status == 1
    assert f" {entry.seq}:" in words


def test_a_row_that_no_longer_says_what_its_line_says_is_named(page: ContentPage) -> None:
    tamper("UPDATE history_journalentry SET event = 'restrict' WHERE id = %s", entry_id(page))
    assert journal("verify")[0] == 1


def test_an_altered_disclosure_is_named(page: ContentPage) -> None:
    tamper(
        "UPDATE history_disclosure SET value = %s WHERE entry_id = %s AND kind = 'person'",
        '{"function":"","name":"Kto inny"}',
        entry_id(page),
    )
    status, words = journal("verify")
    assert status == 1
    assert "person" in words


def test_a_lost_entry_is_noticed(site: Site, page: ContentPage) -> None:
    checkpoint = make_checkpoint(journal_of(site), None)
    last = JournalEntry.objects.filter(journal__site=site).latest("seq")
    tamper("DELETE FROM history_disclosure WHERE entry_id = %s", last.pk)
    tamper("DELETE FROM history_journalentry WHERE id = %s", last.pk)
    status, words = journal("verify")
    assert status == 1
    assert str(checkpoint.size) in words


def test_a_wrong_checkpoint_is_noticed(site: Site, page: ContentPage) -> None:
    checkpoint = make_checkpoint(journal_of(site), None)
    tamper("UPDATE history_checkpoint SET root = %s, signature = 'AAAA' WHERE id = %s", "0" * 64, checkpoint.pk)
    status, words = journal("verify")
    assert status == 1
    assert words.count(str(checkpoint.at)) == 2


def test_a_lost_file_is_noticed(site: Site) -> None:
    blob = Blob.objects.first()
    assert blob is not None  # the demonstration has one
    with blob.open() as stream:
        data = stream.read()
    blob_storage().delete(blob.name)
    try:
        status, words = journal("verify")
        assert (status, blob.sha256 in words) == (1, True)
    finally:
        blob_storage().save(blob.name, ContentFile(data))


def test_a_page_that_can_not_be_looked_at_keeps_no_other_from_its_check(
    site: Site, page: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add_page(site.root_page, ContentPage(title="Inna", slug="inna"))
    Page.objects.filter(pk=other.pk).update(title="Inna po cichu")

    def broken(self: ContentPage) -> None:
        if self.pk == page.pk:
            raise RuntimeError("zepsuta")
        return original(self)

    original = ContentPage.history_snapshot
    monkeypatch.setattr(ContentPage, "history_snapshot", broken)
    status, words = journal("verify")
    assert status == 1
    assert "zepsuta" in words
    assert events(other.pk)[-1] == "drift"
