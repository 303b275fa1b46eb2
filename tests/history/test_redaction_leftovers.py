"""What an anonymisation could leave behind: addresses, drafts, bytes; and what another centre has to do with it."""

from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from wagtail.models import Collection, Page, PageViewRestriction, Revision, Site

from history.administration.forms import RedactionForm
from history.chain import journal_of
from history.checking import orphans, problems_of
from history.models import Blob, Disclosure, Event, JournalEntry, RedactionScope
from history.models.versions import blob_storage
from history.redaction import RedactionRefused, redact
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import boss, change, paragraph, publish
from tests.history.test_redaction import BASIS, BYTES, DIGEST, SECRET, entry_of, with_file

CONTENT, ATTACHMENT = RedactionScope.CONTENT, RedactionScope.ATTACHMENT
NAME = "jan-kowalski"


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
    """Three versions, the second with what must not stay."""
    page = add_page(site.root_page, ContentPage(title="Decyzje", slug="decyzje", body=paragraph("Nic.")))
    return change(change(page, f"Decyzja: {SECRET}"), "Decyzja.")


def renamed(page: Page, title: str, slug: str) -> ContentPage:
    page = Page.objects.get(pk=page.pk).specific
    page.title, page.slug = title, slug
    return publish(page)


def public_bytes(site: Site, address: str) -> str:
    reader = reader_of(site)
    return (
        reader.get("/bip/dziennik/ujawnienia.jsonl").getvalue().decode()
        + reader.get(address).content.decode()
        + reader.get("/bip/rejestr-zmian/").content.decode()
    )


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_the_entry_about_the_address_goes_with_the_text(site: Site, page: ContentPage, user: User) -> None:
    renamed(renamed(page, "Jan Kowalski", NAME), "Pomoc", "pomoc")
    assert NAME in public_bytes(site, "/pomoc/historia/")
    said = redact(entry_of(page, 4), [CONTENT], by=user, **BASIS)
    assert len(said) == 2
    assert NAME not in public_bytes(site, "/pomoc/historia/")
    assert list(problems_of(journal_of(site))) == []


def test_an_address_where_the_page_still_stands_is_left_and_can_not_be_masked(
    site: Site, page: ContentPage, user: User
) -> None:
    page = change(renamed(page, "Jan Kowalski", NAME), "Pomoc.")
    [_said] = redact(entry_of(page, 4), [CONTENT], by=user, **BASIS)
    move = JournalEntry.objects.get(object__page_id=page.pk, event=Event.URL_CHANGE)
    with pytest.raises(RedactionRefused):
        redact(move, [CONTENT], by=user, **BASIS)


def test_an_address_is_offered_and_masked_by_itself(site: Site, page: ContentPage, user: User) -> None:
    renamed(renamed(page, "Jan", NAME), "Pomoc", "pomoc")
    move = JournalEntry.objects.filter(object__page_id=page.pk, event=Event.URL_CHANGE).earliest("seq")
    offered = dict(RedactionForm(entry=move).fields["scopes"].choices)
    assert str(offered[CONTENT]) == "adres"
    assert str(dict(RedactionForm(entry=entry_of(page, 2)).fields["scopes"].choices)[CONTENT]) != "adres"
    redact(move, [CONTENT], by=user, **BASIS)
    assert not Disclosure.objects.filter(entry=move, kind="address").exists()
    assert reader_of(site).get("/pomoc/historia/").status_code == 200
    assert list(problems_of(journal_of(site))) == []


# -- drafts ------------------------------------------------------------------------------------------------------------


def draft(page: Page, text: str, title: str = "") -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.body, page.title = paragraph(text), title or page.title
    page.save_revision()


@pytest.mark.parametrize("text", [f"Decyzja: {SECRET}", f"Nowa decyzja, {SECRET}, z dnia 5 maja.", "Było 44051401350!"])
def test_a_draft_that_holds_the_text_anew_stands_in_the_way(page: ContentPage, user: User, text: str) -> None:
    draft(page, text)
    with pytest.raises(RedactionRefused, match="44051401350"):
        redact(entry_of(page, 2), [CONTENT], by=user, **BASIS)
    draft(page, "Decyzja, znowu czysta.")
    redact(entry_of(page, 2), [CONTENT], by=user, **BASIS)
    assert not [revision for revision in Revision.objects.all() if "44051401350" in str(revision.content)]


def test_so_does_a_title(page: ContentPage, user: User) -> None:
    renamed(renamed(page, "Jan Kowalski", "decyzje"), "Pomoc", "decyzje")
    draft(page, "Decyzja.", "Wniosek Kowalskiego: Kowalski")
    with pytest.raises(RedactionRefused, match="Kowalski"):
        redact(entry_of(page, 4), [CONTENT], by=user, **BASIS)


def test_so_does_the_row_of_a_page_that_was_withdrawn_and_edited(page: ContentPage, user: User) -> None:
    page.unpublish(user=user)
    page = Page.objects.get(pk=page.pk).specific
    page.body = paragraph(f"Decyzja: {SECRET}")
    page.save()
    with pytest.raises(RedactionRefused, match="44051401350"):
        redact(entry_of(page, 2), [CONTENT], by=user, **BASIS)


def test_the_last_version_of_a_hidden_page_goes_once_the_fields_that_held_it_are_empty_everywhere(
    page: ContentPage, user: User
) -> None:
    page.summary = f"Wniosek: {SECRET}"
    publish(page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    mask = partial(redact, entry_of(page, 4), [CONTENT], by=user, **BASIS)
    refused = partial(pytest.raises, RedactionRefused)
    with refused():
        mask(emptied=["summary"])  # the row still holds it
    ContentPage.objects.filter(pk=page.pk).update(summary="")
    with refused():
        mask()  # nobody said that it was taken out
    with refused():
        mask(emptied=["summary", "unknown"])
    with refused(match="44051401350"):
        mask(emptied=["summary"])  # an editor would go on with it
    draft(page, f"Decyzja: {SECRET}")
    with refused(match="44051401350"):
        mask(emptied=["summary"])
    draft(page, "Decyzja.")
    page = Page.objects.get(pk=page.pk).specific
    page.live_revision.delete()
    assert mask(emptied=["summary"])
    assert list(problems_of(journal_of(page.get_site()))) == []


def test_no_emptied_field_helps_against_a_version_that_readers_see(page: ContentPage, user: User) -> None:
    with pytest.raises(RedactionRefused):
        redact(entry_of(page, 3), [CONTENT], by=user, emptied=["summary"], **BASIS)


def test_a_draft_of_another_text_does_not(page: ContentPage, user: User) -> None:
    draft(page, "Decyzja w innej sprawie, nr 17.")
    assert redact(entry_of(page, 2), [CONTENT], by=user, **BASIS)


# -- files -------------------------------------------------------------------------------------------------------------


def upload(collection: Collection, title: str) -> Document:
    document = Document(title=title, file=ContentFile(BYTES, name="wykaz.pdf"), collection=collection)
    document._set_document_file_metadata()
    document.save()
    return document


@pytest.fixture
def masked_file(site: Site) -> JournalEntry:
    """The entry of a version with a file that was taken off the page and deleted."""
    document = upload(centre_collection(site), "Wykaz")
    page = with_file(add_page(site.root_page, ContentPage(title="a", slug="a")), document)
    change(page, "Bez wykazu.")
    document.delete()
    return entry_of(page, 2)


def test_another_centre_neither_hinders_nor_is_named(masked_file: JournalEntry, user: User) -> None:
    other = make_centre("mops.localhost")
    document = upload(centre_collection(other).add_child(instance=Collection(name="Kadry")), "TAJNE innego ośrodka")
    with_file(add_page(other.root_page, ContentPage(title="TAJNA strona", slug="c")), document)
    assert redact(masked_file, [ATTACHMENT], attachments=[1], by=user, **BASIS)
    assert Blob.objects.filter(pk=DIGEST).exists()  # the other centre's version keeps its bytes


@pytest.mark.parametrize("where", ["below", "root"])
def test_an_equal_file_of_the_own_site_or_of_nobody_hinders(
    site: Site, masked_file: JournalEntry, user: User, where: str
) -> None:
    below = centre_collection(site).add_child(instance=Collection(name="Kadry"))
    upload(below if where == "below" else Collection.get_first_root_node(), "Kopia")
    with pytest.raises(RedactionRefused, match="Kopia"):
        redact(masked_file, [ATTACHMENT], attachments=[1], by=user, **BASIS)


def test_bytes_that_can_not_be_deleted_are_listed_and_hinder_nothing_else(
    masked_file: JournalEntry, user: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    name = Blob.objects.get(pk=DIGEST).name
    cache.set("comparison", SECRET)

    def refuse(self: object, name: str) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(FileSystemStorage, "delete", refuse)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        redact(masked_file, [ATTACHMENT], attachments=[1], by=user, **BASIS)
    assert "delete_bytes" in repr(callbacks[-1])
    assert cache.get("comparison") is None
    assert not Blob.objects.filter(pk=DIGEST).exists()
    assert name in orphans()


def test_bytes_that_another_publication_names_meanwhile_stay(
    masked_file: JournalEntry, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    blob = Blob.objects.get(pk=DIGEST)
    with django_capture_on_commit_callbacks() as callbacks:
        redact(masked_file, [ATTACHMENT], attachments=[1], by=user, **BASIS)
    again = Blob.objects.create(sha256=blob.sha256, mime=blob.mime, size=blob.size, name=blob.name)
    for callback in callbacks:
        callback()
    assert blob_storage().exists(blob.name)
    assert list(Blob.objects.filter(pk=DIGEST)) == [again]
    again.delete()
    callbacks[-1]()
    assert not blob_storage().exists(blob.name)
    assert not Blob.objects.filter(pk=DIGEST).exists()
