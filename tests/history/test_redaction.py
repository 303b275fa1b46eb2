"""Lawful removal: what must go is gone everywhere, what must stay stays, and the journal still verifies."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision, Site

from history.chain import journal_of
from history.models import (
    Blob,
    ContentStatus,
    Disclosure,
    Event,
    JournalEntry,
    Redaction,
    RedactionScope,
    TrackedObject,
    VersionAttachment,
)
from history.models.versions import blob_storage
from history.reasons import because
from history.redaction import RedactionRefused, redact
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, reader_of
from tests.history import second_verifier
from tests.history.chronicle import boss, change, paragraph, publish, versions
from tests.history.journals import Folder, run_verifier
from tests.history.reading import download

SECRET = "PESEL 44051401350"  # with a wrong last digit: a page with a right one is never published
BASIS = {"legal_basis": "art. 5 ust. 2 u.d.i.p.", "decided_by": "Dyrektor ośrodka"}


@pytest.fixture
def site(db: None) -> Site:
    site = make_centre()
    make_roles(site)
    return site


@pytest.fixture
def user(db: None) -> User:
    return boss()


@pytest.fixture
def page(site: Site) -> ContentPage:
    """Three versions: a plain one, one with what must not stay, a cleaned one."""
    page = add_page(site.root_page, ContentPage(title="Decyzje", slug="decyzje", body=paragraph("Nic.")))
    page = change(page, f"Decyzja: {SECRET}", note="Dodano decyzję Jana Kowalskiego.")
    return change(page, "Decyzja.")


def entry_of(page: ContentPage, number: int) -> JournalEntry:
    return JournalEntry.objects.get(version__object__page_id=page.pk, version__number=number, event=Event.PUBLISH)


def rows_with(word: str) -> list[str]:
    """Tables of the database that hold a word anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- own tables
            cells = [cell for row in cursor.fetchall() for cell in row]
            if any(word in str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in cells):
                found.append(table)
    return found


def verified(site: Site, folder: Path) -> str:
    """What the shipped verifier says of the journal as the site serves it; the second one must agree."""
    path = download(site, folder)
    answer = run_verifier(path)
    assert answer.returncode == 0, answer.stdout
    assert second_verifier.verify(path).ok
    return answer.stdout


def test_the_text_is_gone_and_the_journal_says_so(site: Site, page: ContentPage, user: User, tmp_path: Path) -> None:
    assert rows_with(SECRET)
    [said] = redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    assert rows_with(SECRET) == []
    content = versions(page.pk)[1].content
    assert (content.status, content.title, content.html, content.fields) == (ContentStatus.REDACTED, "", "", {})
    assert content.change_note == "Dodano decyzję Jana Kowalskiego."
    assert said.parsed["version"] == 2
    assert said.disclosures.get(kind="basis").parsed == {**BASIS, "scope": "content"}
    assert said.disclosures.get(kind="person").parsed["name"] == "Anna Nowak"
    assert set(said.parsed["redacts"]) == {entry_of(page, 2).parsed["claims"][kind] for kind in ("text", "address")}
    words = verified(site, tmp_path / "paczka")
    assert "usunięto treść" in words
    assert "Dyrektor ośrodka" in words


def test_the_other_versions_stay_as_they_were(page: ContentPage, user: User) -> None:
    before = [(version.content.html, version.content.text_digest) for version in versions(page.pk)]
    redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    after = [(version.content.html, version.content.text_digest) for version in versions(page.pk)]
    assert (after[0], after[2]) == (before[0], before[2])
    assert [version.number for version in versions(page.pk)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("scope", "word"), [(RedactionScope.NOTE, "Jana Kowalskiego"), (RedactionScope.PERSON, "Teresa Zielińska")]
)
def test_a_note_or_a_person_is_masked_alone(
    site: Site, page: ContentPage, user: User, tmp_path: Path, scope: str, word: str
) -> None:
    author = User.objects.create_superuser("t", password="haslo-do-testow", first_name="Teresa", last_name="Zielińska")
    with LogContext(user=author):
        page = change(page, "Jeszcze inaczej.", note="Poprawka na wniosek Jana Kowalskiego.")
    author.delete()
    entry = entry_of(page, 4)
    text = entry.version.content.html
    redact(entry, [scope], by=user, **BASIS)
    assert word not in str(list(Disclosure.objects.filter(entry=entry).values_list("value")))
    content = versions(page.pk)[3].content
    assert word not in f"{content.change_note}{content.published_by}"
    assert (content.html, content.status) == (text, ContentStatus.FULL)
    verified(site, tmp_path / "paczka")


def test_the_same_text_published_again_goes_with_it(site: Site, page: ContentPage, user: User, tmp_path: Path) -> None:
    page = change(change(page, f"Decyzja: {SECRET}"), "Czysta.")
    said = redact(entry_of(page, 2), [RedactionScope.CONTENT, RedactionScope.NOTE], by=user, **BASIS)
    assert [entry.parsed["version"] for entry in said] == [2, 4]
    assert rows_with(SECRET) == []
    assert versions(page.pk)[1].content.change_note == ""
    assert versions(page.pk)[3].content.change_note == "Poprawiono numer telefonu."
    verified(site, tmp_path / "paczka")


def test_a_text_that_is_live_again_can_not_be_masked(page: ContentPage, user: User) -> None:
    change(page, f"Decyzja: {SECRET}")
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)


def test_the_version_that_readers_see_can_not_be_masked(page: ContentPage, user: User) -> None:
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 3), [RedactionScope.CONTENT], by=user, **BASIS)
    page.unpublish(user=user)
    with pytest.raises(RedactionRefused, match="administra"):  # withdrawn, its row still holds the text
        redact(entry_of(page, 3), [RedactionScope.CONTENT], by=user, **BASIS)
    assert not Redaction.objects.exists()
    Page.objects.get(pk=page.pk).delete()
    assert redact(entry_of(page, 3), [RedactionScope.CONTENT], by=user, **BASIS)


@pytest.mark.parametrize("missing", ["legal_basis", "decided_by"])
def test_basis_and_decider_are_required(page: ContentPage, user: User, missing: str) -> None:
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **{**BASIS, missing: " "})


@pytest.mark.parametrize(
    ("scopes", "attachments"), [([], []), ([RedactionScope.ATTACHMENT], []), ([RedactionScope.CONTENT], [1])]
)
def test_what_to_mask_must_be_said(page: ContentPage, user: User, scopes: list[str], attachments: list[int]) -> None:
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), scopes, attachments=attachments, by=user, **BASIS)


def test_nothing_is_masked_twice(page: ContentPage, user: User) -> None:
    redact(entry_of(page, 2), [RedactionScope.NOTE], by=user, **BASIS)
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), [RedactionScope.NOTE], by=user, **BASIS)
    assert JournalEntry.objects.filter(event=Event.REDACT).count() == 1


def test_wagtails_revisions_with_the_text_go_too(page: ContentPage, user: User) -> None:
    page.refresh_from_db()
    assert Revision.objects.for_instance(page).count() == 3
    redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    assert list(Revision.objects.for_instance(page).values_list("pk", flat=True)) == [page.live_revision_id]


def test_a_scheduled_publication_stands_in_the_way(page: ContentPage, user: User) -> None:
    page.refresh_from_db()
    Revision.objects.filter(pk=page.live_revision_id).update(approved_go_live_at="2099-01-01T00:00:00Z")
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)


def test_a_deleted_page_loses_its_telling_name_and_address(site: Site, user: User, tmp_path: Path) -> None:
    name = "Kowalewicz"
    page = add_page(site.root_page, ContentPage(title=f"Decyzja {name}", slug=name.lower(), body=paragraph(name)))
    page.delete(user=user)
    redact(entry_of(page, 1), [RedactionScope.CONTENT], by=user, **BASIS)
    assert rows_with(name) == []
    tracked = TrackedObject.objects.get(page_id=page.pk)
    assert tracked.title
    assert name.lower() not in tracked.path
    assert tracked.path.startswith("/zanonimizowano-")
    assert not PageLogEntry.objects.filter(label__contains=name).exists()
    verified(site, tmp_path / "paczka")


# -- attachments -------------------------------------------------------------------------------------------------------

BYTES = b"%PDF lista nazwisk"
DIGEST = hashlib.sha256(BYTES).hexdigest()


def with_file(page: ContentPage, document: Document) -> ContentPage:
    item = {"type": "item", "value": {"document": document.pk, "title": "Wykaz"}, "id": "a"}
    page.body = [{"type": "documents", "value": [item]}]
    return publish(page, note="Dodano wykaz osób.")


@pytest.fixture
def document(site: Site) -> Document:
    document = Document(title="Wykaz", file=ContentFile(BYTES, name="wykaz.pdf"))
    document.collection = centre_collection(site)
    document._set_document_file_metadata()
    document.save()
    return document


@pytest.fixture
def two_carriers(site: Site, document: Document) -> list[ContentPage]:
    """Two versions of one page and one of another show a file; no page does now, and it is deleted."""
    pages = []
    for slug in ("a", "b"):
        page = with_file(add_page(site.root_page, ContentPage(title=slug, slug=slug)), document)
        page = with_file(page, document) if slug == "a" else page
        pages.append(change(page, "Bez wykazu."))
    with because("Usunięto wykaz osób."):
        document.delete()
    return pages


def test_the_bytes_of_a_file_go_from_every_version_that_carries_them(
    site: Site,
    two_carriers: list[ContentPage],
    user: User,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    blob = Blob.objects.get(pk=DIGEST)
    [first, second] = two_carriers
    assert reader_of(site).get(f"/bip/dziennik/pliki/{blob.pk}").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        said = redact(entry_of(first, 2), [RedactionScope.ATTACHMENT], attachments=[1], by=user, **BASIS)
    assert [entry.object.page_id for entry in said] == [first.pk, first.pk, second.pk]
    assert not VersionAttachment.objects.filter(blob=DIGEST).exists()
    assert not Blob.objects.filter(pk=DIGEST).exists()
    assert not blob_storage().exists(blob.name)
    assert not Disclosure.objects.filter(value__contains=DIGEST).exists()
    assert reader_of(site).get(f"/bip/dziennik/pliki/{blob.pk}").status_code == 404
    verified(site, tmp_path / "paczka")


def test_another_sites_versions_keep_the_file_until_it_decides(
    two_carriers: list[ContentPage], user: User, document: Document
) -> None:
    other = make_centre("mops.localhost")
    document.pk = None
    document.file = ContentFile(BYTES, name="wykaz.pdf")
    document.save()
    with_file(add_page(other.root_page, ContentPage(title="c", slug="c")), document)
    change(ContentPage.objects.get(slug="c"), "Bez wykazu.")
    with because("Usunięto wykaz osób."):
        document.delete()
    redact(entry_of(two_carriers[0], 2), [RedactionScope.ATTACHMENT], attachments=[1], by=user, **BASIS)
    assert VersionAttachment.objects.get(blob=DIGEST).version.object.journal == journal_of(other)
    assert Blob.objects.filter(pk=DIGEST).exists()


def test_a_file_in_use_can_not_be_masked(site: Site, document: Document, user: User) -> None:
    page = with_file(add_page(site.root_page, ContentPage(title="a", slug="a")), document)
    masking = {"attachments": [1], "by": user, **BASIS}
    with pytest.raises(RedactionRefused, match="“a”|„a”"):
        redact(entry_of(page, 2), [RedactionScope.ATTACHMENT], **masking)
    change(page, "Bez wykazu.")
    with pytest.raises(RedactionRefused, match="Wykaz"):
        redact(entry_of(page, 2), [RedactionScope.ATTACHMENT], **masking)


def test_an_attachment_that_is_not_there_can_not_be_masked(page: ContentPage, user: User) -> None:
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 2), [RedactionScope.ATTACHMENT], attachments=[1], by=user, **BASIS)


# -- everywhere --------------------------------------------------------------------------------------------------------


def test_what_was_masked_is_in_no_public_byte(
    site: Site, page: ContentPage, user: User, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    commitment = entry_of(page, 2).parsed["claims"]["text"]
    address = f"/bip/dziennik/ujawnienia/{commitment}.json"
    assert SECRET in reader_of(site).get(address).content.decode()
    cache.set("comparison", SECRET)
    with django_capture_on_commit_callbacks(execute=True):
        redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    assert cache.get("comparison") is None
    assert reader_of(site).get(address).status_code == 404
    path = download(site, tmp_path / "paczka")
    for file in path.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()


def test_a_disclosure_put_back_is_found(site: Site, page: ContentPage, user: User, tmp_path: Path) -> None:
    before = Folder(download(site, tmp_path / "przed")).rows("ujawnienia.jsonl")
    redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    after = Folder(download(site, tmp_path / "po"))
    gone = [row for row in before if SECRET in json.dumps(row, ensure_ascii=False)]
    after.write("ujawnienia.jsonl", [*after.rows("ujawnienia.jsonl"), *gone])
    assert run_verifier(after).returncode == 1
    assert not second_verifier.verify(after.path).ok


def test_masking_works_for_a_hidden_page_too(site: Site, page: ContentPage, user: User, tmp_path: Path) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    redact(entry_of(page, 2), [RedactionScope.CONTENT], by=user, **BASIS)
    verified(site, tmp_path / "paczka")
