"""A backup was put back: what was lost is said in public, and what was removed by law is removed again."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Site

from history.chain import journal_of
from history.checkpoints import make_checkpoint
from history.models import ContentStatus, Disclosure, Event, JournalEntry, RedactionScope
from history.redaction import redact
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.history import second_verifier
from tests.history.chronicle import boss, change, paragraph, versions
from tests.history.journals import run_verifier
from tests.history.reading import download

SECRET = "PESEL 44051401350"  # with a wrong last digit: a page with a right one is never published
BASIS = {"legal_basis": "art. 5 ust. 2 u.d.i.p.", "decided_by": "Dyrektor ośrodka"}


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> ContentPage:
    page = add_page(site.root_page, ContentPage(title="Decyzje", slug="decyzje", body=paragraph("Nic.")))
    return change(change(page, f"Decyzja: {SECRET}"), "Decyzja.")


@pytest.fixture
def later(site: Site, page: ContentPage, tmp_path: Path) -> Path:
    """An archive from after an anonymisation and a publication that the database then forgets."""
    with transaction.atomic():
        entry = JournalEntry.objects.get(version__object__page_id=page.pk, version__number=2)
        redact(entry, [RedactionScope.CONTENT], by=boss(), **BASIS)
        change(page, "Jeszcze jedna.")
        make_checkpoint(journal_of(site), None)
        folder = download(site, tmp_path / "później")
        transaction.set_rollback(True)
    return folder


def recover(folder: Path) -> tuple[int, str]:
    words = io.StringIO()
    try:
        call_command("journal", "recover", str(folder), stdout=words, stderr=words)
    except CommandError as error:
        return error.returncode, words.getvalue() + str(error)
    return 0, words.getvalue()


def test_what_was_removed_is_removed_again_on_the_same_basis(page: ContentPage, later: Path) -> None:
    assert Disclosure.objects.filter(value__contains=SECRET).exists()
    assert recover(later)[0] == 0
    assert not Disclosure.objects.filter(value__contains=SECRET).exists()
    assert versions(page.pk)[1].content.status == ContentStatus.REDACTED
    said = JournalEntry.objects.get(event=Event.REDACT)
    assert said.disclosures.get(kind="basis").parsed == {**BASIS, "scope": "content"}


def test_what_was_lost_is_said_and_old_checkpoints_tell(
    site: Site, page: ContentPage, later: Path, tmp_path: Path
) -> None:
    before = journal_of(site).size
    recover(later)
    entry = JournalEntry.objects.filter(journal__site=site).latest("seq")
    assert (entry.event, entry.object) == (Event.RECOVERY, None)
    note = entry.disclosures.get(kind="note").parsed["note"]
    assert f"{before + 1}–{before + 2}" in note
    now = download(site, tmp_path / "teraz")
    assert note in (now / "ujawnienia.jsonl").read_text()
    assert run_verifier(now).returncode == 0
    assert second_verifier.verify(now).ok
    assert run_verifier(now, later / "punkty-kontrolne.jsonl").returncode == 1


def test_nothing_is_said_when_nothing_was_lost(site: Site, page: ContentPage, tmp_path: Path) -> None:
    folder = download(site, tmp_path / "dziś")
    size = journal_of(site).size
    assert recover(folder)[0] == 0
    assert journal_of(site).size == size


def test_a_publication_made_meanwhile_does_not_hinder(site: Site, page: ContentPage, later: Path) -> None:
    change(page, "Po odtworzeniu.")
    before = journal_of(site).size
    assert recover(later)[0] == 0
    assert not Disclosure.objects.filter(value__contains=SECRET).exists()
    note = JournalEntry.objects.filter(journal__site=site).latest("seq").disclosures.get(kind="note").parsed["note"]
    assert f"{before}–{before + 1}" in note


def test_a_text_that_is_live_again_is_left_to_a_human(site: Site, page: ContentPage, tmp_path: Path) -> None:
    with transaction.atomic():
        change(page, "Czysta.")
        entry = JournalEntry.objects.get(version__object__page_id=page.pk, version__number=3)
        redact(entry, [RedactionScope.CONTENT], by=boss(), **BASIS)
        folder = download(site, tmp_path / "później")
        transaction.set_rollback(True)
    status, words = recover(folder)
    assert status == 1
    assert str(entry.seq) in words


def test_the_archive_of_another_journal_is_refused(page: ContentPage, later: Path, tmp_path: Path) -> None:
    other = make_centre("mops.localhost")
    add_page(other.root_page, ContentPage(title="Obca", slug="obca"))
    lines = (later / "dziennik.jsonl").read_bytes().splitlines()
    row = json.loads(lines[0])
    (later / "dziennik.jsonl").write_text(json.dumps({**row, "object": "x"}, separators=(",", ":")) + "\n")
    assert recover(later)[0] == 1
    (later / "dziennik.jsonl").write_text("[]\n")
    assert recover(later)[0] == 1
    assert recover(tmp_path / "nie ma")[0] == 1
    assert not JournalEntry.objects.filter(event=Event.RECOVERY).exists()
