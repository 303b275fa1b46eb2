"""The database itself keeps history from being rewritten, whoever asks: the ORM, or plain SQL."""

from typing import Any

import pytest
from django.db import Error, connection, models, transaction
from wagtail.models import Site

from history.models import (
    Blob,
    Checkpoint,
    Disclosure,
    Journal,
    JournalEntry,
    PublishedVersion,
    Redaction,
    TrackedObject,
    VersionAttachment,
    VersionContent,
)
from history.triggers import MESSAGE
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.history.chronicle import paragraph

APPEND_ONLY: list[type[models.Model]] = [JournalEntry, PublishedVersion, Checkpoint, Redaction]
MASKABLE: list[type[models.Model]] = [VersionContent, Disclosure, VersionAttachment]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def rows(site: Site) -> None:
    """One row in each table."""
    page = add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Tekst.")))
    version = PublishedVersion.objects.get(object__page_id=page.pk)
    blob = Blob.objects.create(sha256="a" * 64, mime="text/plain", size=1, name="aa/a")
    VersionAttachment.objects.create(version=version, order=1, label="Plik", name="plik.txt", blob=blob)
    journal = Journal.objects.get(site=site)
    Checkpoint.objects.create(journal=journal, size=1, root="b" * 64, at=journal.last_at)
    # A redaction of another entry: it must not open this version.
    other = add_page(site.root_page, ContentPage(title="Inna", slug="inna", body=paragraph("Tekst.")))
    entry = JournalEntry.objects.get(object__page_id=other.pk)
    Redaction.objects.create(
        entry=entry,
        version=entry.version,
        recorded_as=entry,
        scope="content",
        legal_basis="art. 17",
        at=journal.last_at,
    )


def refused(action: Any) -> None:
    """The action fails in the database, and says why."""
    with pytest.raises(Error, match=MESSAGE), transaction.atomic():
        action()


@pytest.mark.parametrize("model", [*APPEND_ONLY, *MASKABLE, Blob], ids=lambda model: model.__name__)
def test_no_row_is_updated(rows: None, model: type[models.Model]) -> None:
    row = model._default_manager.order_by("pk").first()
    field = next(f for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation)
    value = getattr(row, field.attname)
    refused(lambda: model._default_manager.filter(pk=row.pk).update(**{field.attname: value}))
    refused(lambda: row.save(force_update=True))


@pytest.mark.parametrize(
    "model", [*APPEND_ONLY, *MASKABLE, Blob, TrackedObject, Journal], ids=lambda model: model.__name__
)
def test_no_row_is_deleted(rows: None, model: type[models.Model]) -> None:
    row = model._default_manager.order_by("pk").first()
    refused(lambda: model._default_manager.filter(pk=row.pk)._raw_delete(using="default"))


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
def test_plain_sql_is_refused_too(rows: None, model: type[models.Model]) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(f"UPDATE {table} SET {key} = {key}"))  # noqa: S608 -- our own names
        refused(lambda: cursor.execute(f"DELETE FROM {table}"))  # noqa: S608 -- the same
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the end of the transaction
            refused(lambda: cursor.execute(f"TRUNCATE {table} CASCADE"))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way to replace a row")
def test_replacing_a_row_is_refused(rows: None) -> None:
    with connection.cursor() as cursor:
        refused(
            lambda: cursor.execute("INSERT OR REPLACE INTO history_journalentry SELECT * FROM history_journalentry")
        )


def test_a_number_is_given_once(rows: None) -> None:
    version = PublishedVersion.objects.first()
    assert version is not None
    version.pk = None
    with pytest.raises(Error), transaction.atomic():
        version.save(force_insert=True)
