"""An earlier version comes back as a new one that says so; nothing of the record changes."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from history.models import ChangeKind, PublishedVersion
from history.reasons import because
from history.redaction import redact
from history.restoring import restored
from news.models import NewsPage
from pages.acts.models import ActPage
from pages.bip.models import BipHomePage, BipReferencePage
from pages.core.models import BasePage, Document
from tests.conftest import KEDZIERZYN, KIELCE
from tests.history.editing import NOTE, administrator, editor_of, news, notes, send, versions

KIND = ChangeKind.MINOR.value
WHY = "Przywrócono wersję 1: termin jednak się nie zmienił."


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


@pytest.fixture
def page(editor: Client) -> NewsPage:
    """A page with two versions."""
    page = news(body=[("text", "<p>Zapraszamy na ulicę Studzienną.</p>")], summary="W sobotę od 9.00.")
    answer = send(editor, page, title="Dyżur w niedzielę", change_note=NOTE, change_kind=KIND)
    assert answer.status_code == 302
    return NewsPage.objects.get(pk=page.pk)


def url(page: Page, number: int = 1) -> str:
    return reverse("public_history:restore", args=(page.pk, number))


def restore(client: Client, page: Page, number: int = 1, **data: str) -> HttpResponse:
    return client.post(url(page, number), {"change_note": WHY, "change_kind": KIND, **data})


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def test_the_form_begins_the_sentence_and_the_editor_ends_it(editor: Client, page: NewsPage) -> None:
    assert "Przywrócono wersję 1: </textarea>" in said(editor.get(url(page)))
    answer = restore(editor, page, change_note="Przywrócono wersję 1: ")
    assert "Dokończ zdanie" in said(answer)
    assert "Wybierz" in said(restore(editor, page, change_kind="")) or len(versions(page)) == 2
    assert len(versions(page)) == 2


def test_the_earlier_text_is_public_again_as_a_new_version(editor: Client, page: NewsPage, kielce: Client) -> None:
    first, second = versions(page)
    assert restore(editor, page).status_code == 302
    third = versions(page)[2]
    assert (third.number, third.restores, third.change_kind) == (3, 1, KIND)
    assert third.content.change_note == WHY
    assert third.content.title == first.content.title
    assert third.content.published_by == "Anna Nowak"
    assert "Dyżur w sobotę" in kielce.get(page.local_url).content.decode()
    assert [version.content.title for version in versions(page)][:2] == [first.content.title, second.content.title]


def test_as_a_draft_it_waits_in_the_editor_with_its_reason(editor: Client, page: NewsPage, kielce: Client) -> None:
    answer = restore(editor, page, draft="1")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert len(versions(page)) == 2
    assert "Dyżur w niedzielę" in kielce.get(page.local_url).content.decode()
    Page.objects.get(pk=page.pk).get_latest_revision().publish()  # the reason came with the draft
    assert versions(page)[2].restores == 1
    assert notes(page)[2] == WHY


def test_the_draft_of_another_is_named_before_it_gives_way(editor: Client, page: NewsPage) -> None:
    send(editor, page, "", title="Szkic")
    assert "Strona ma nieopublikowaną wersję roboczą" in said(editor.get(url(page)))
    restore(editor, page)
    assert NewsPage.objects.get(pk=page.pk).title == "Dyżur w sobotę"


def test_what_readers_do_not_see_stays_as_it_is(editor: Client, page: NewsPage) -> None:
    NewsPage.objects.filter(pk=page.pk).update(slug="nowy-adres", search_description="Opis")
    Page.objects.get(pk=page.pk).specific.save()
    restore(editor, page)
    row = NewsPage.objects.get(pk=page.pk)
    assert (row.slug, row.search_description) == ("nowy-adres", "Opis")


def with_document(page: NewsPage, editor: Client) -> Document:
    site = Site.objects.get(hostname=KIELCE)
    from pages.core.models import centre_collection

    document = Document(title="Regulamin dyżurów", collection=centre_collection(site))
    document.file.save("regulamin.txt", ContentFile(b"tekst"))
    page.body = [("documents", [{"document": document, "title": ""}])]
    page.change_note, page.change_kind = NOTE, KIND
    page.save_revision().publish()
    return document


def test_what_is_gone_is_named_and_only_a_draft_is_offered(editor: Client, page: NewsPage) -> None:
    document = with_document(page, editor)
    page = NewsPage.objects.get(pk=page.pk)
    page.body, page.change_note, page.change_kind = [], "Regulamin zdjęty, bo wygasł.", KIND
    page.save_revision().publish()
    document.delete()
    number = versions(page)[-2].number
    answer = said(editor.get(url(page, number)))
    assert "plik „Regulamin dyżurów”" in answer
    assert "Przywróć i opublikuj" not in answer
    count = len(versions(page))
    note = f"Przywrócono wersję {number}: regulamin znów obowiązuje."
    assert restore(editor, page, number, change_note=note).status_code == 302
    assert len(versions(page)) == count
    assert restore(editor, page, number, change_note=note, draft="1").status_code == 302
    assert len(versions(page)) == count


def test_a_file_that_holds_other_bytes_today_is_named_and_only_a_draft_is_offered(
    editor: Client, page: NewsPage
) -> None:
    document = with_document(page, editor)
    number = versions(page)[-1].number
    assert "Przywróć i opublikuj" in said(editor.get(url(page, number)))
    with because("Nowy regulamin dyżurów z podpisem dyrektora."):
        document.file.save("regulamin.txt", ContentFile(b"zupelnie inny tekst"))
    page = NewsPage.objects.get(pk=page.pk)
    page.body, page.change_note, page.change_kind = [], "Regulamin zdjęty, bo wygasł.", KIND
    page.save_revision().publish()
    answer = said(editor.get(url(page, number)))
    assert f"Plik „Regulamin dyżurów” jest dziś inny niż w wersji {number}." in answer
    assert "Przywróć i opublikuj" not in answer
    assert f"Na podstawie wersji {number}: </textarea>" in answer
    count = len(versions(page))
    restore(editor, page, number)
    assert len(versions(page)) == count
    assert restore(editor, page, number, draft="1").status_code == 302


def test_a_version_without_a_text_can_not_come_back(db: None) -> None:
    client = editor_of(KEDZIERZYN)
    version = PublishedVersion.objects.filter(content__status="unavailable").first()
    address = reverse("public_history:restore", args=(version.object.page_id, version.number))
    assert "nie ma czego przywracać" in said(client.get(address))
    before = PublishedVersion.objects.count()
    client.post(address, {"change_note": WHY, "change_kind": KIND})
    assert PublishedVersion.objects.count() == before


def test_who_may_not_publish_may_not_restore_in_public(editor: Client, page: NewsPage) -> None:
    group = User.objects.get(username="redaktorka").groups.get()
    group.page_permissions.filter(permission__codename="publish_page").delete()
    assert "Przywróć i opublikuj" not in said(editor.get(url(page)))
    restore(editor, page)
    assert len(versions(page)) == 2
    assert restore(editor, page, draft="1").status_code == 302


def test_a_locked_page_is_left_alone(editor: Client, page: NewsPage) -> None:
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=None)
    assert "Strona jest zablokowana" in said(restore(editor, page))
    assert len(versions(page)) == 2


def test_numbers_that_are_none(editor: Client, page: NewsPage) -> None:
    for number in (0, 3, 10**30):
        assert editor.get(url(page, number)).status_code == 404
    plain = NewsPage(title="Bez historii", slug="bez-historii", date="2025-12-15", live=False)
    page.get_parent().add_child(instance=plain)
    assert editor.get(url(plain)).status_code == 404


# -- every page type ---------------------------------------------------------------------------------------------------


def live_pages() -> list[Any]:
    return [page.specific for page in BasePage.objects.live().order_by("path")]


def test_the_last_version_of_every_page_gives_the_page_as_it_is(db: None) -> None:
    kinds = set()
    for page in live_pages():
        version = PublishedVersion.objects.filter(object__page_id=page.pk).order_by("-number").first()
        blank = emptied(type(page).objects.get(pk=page.pk))
        found = restored(blank, version)
        assert not found.missing
        assert found.page.history_snapshot().digest == version.content.text_digest, page
        kinds.add(type(page))
    assert len(kinds) >= 15


def emptied(page: Any) -> Any:
    """The page without anything that readers see."""
    for name in page.history_fields:
        field = page._meta.get_field(name)
        if field.is_relation:
            setattr(page, field.attname, None)
        elif field.get_default() is not None or not field.null:
            setattr(page, name, field.get_default())
    for relation in page.history_children:
        getattr(page, relation).set([])
    return page


def test_rows_of_other_tables_come_back_with_it(db: None) -> None:
    act = ActPage.objects.filter(relations__isnull=False).first()
    bulletin = BipHomePage.objects.first()
    for whole, relation in ((act, "relations"), (bulletin, "editors")):
        before = whole.history_snapshot().fields[relation]
        assert before
        whole.change_note, whole.change_kind = NOTE, KIND
        getattr(whole, relation).set([])
        whole.save_revision(clean=False).publish()
        page = type(whole).objects.get(pk=whole.pk)
        assert not getattr(page, relation).exists()
        found = restored(page, PublishedVersion.objects.filter(object__page_id=page.pk).order_by("number").first())
        found.page.change_note, found.page.change_kind = WHY, KIND
        found.page.save_revision().publish()
        assert type(page).objects.get(pk=page.pk).history_snapshot().fields[relation] == before


def test_a_reference_whose_page_is_gone_names_it(db: None) -> None:
    reference, gone = BipReferencePage.objects.first(), news()
    before = reference.target
    for target, note in ((gone, "Odesłanie do dyżurów."), (before, "Odesłanie jak dawniej.")):
        reference.target = target.basepage_ptr if hasattr(target, "basepage_ptr") else target
        reference.change_note, reference.change_kind = note, KIND
        reference.save_revision().publish()
        reference = BipReferencePage.objects.get(pk=reference.pk)
    version = versions(reference)[-2]
    Page.objects.get(pk=gone.pk).delete()
    found = restored(reference, version)
    assert found.missing == ["strona „Dyżur w sobotę”"]


def test_a_version_of_which_nothing_is_left_is_not_offered_for_masking(page: NewsPage) -> None:
    client = administrator()
    entry = versions(page)[0].entries.get()
    form = reverse("public_history:redact", args=(page.pk, entry.seq))
    listed = reverse("public_history:versions", args=(page.pk,))
    assert form in client.get(listed).content.decode()
    user = User.objects.get(username="kierownik")
    redact(entry, ["content", "note", "person"], legal_basis="art. 5", decided_by="Dyrektor", by=user)
    assert form not in client.get(listed).content.decode()
