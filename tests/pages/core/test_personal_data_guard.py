"""A page with a PESEL, the number of an identity card or somebody's account is not published, whatever way it goes."""

from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from history.models import ChangeKind, PublishedVersion
from history.recording import PublicationRefused
from pages.bip.models import BipEditor, BipHomePage
from pages.core.blocks import TEXT_FEATURES
from pages.core.models import CentreSettings, Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, publish_again
from tests.history.editing import send
from tests.pages.core.files_made import PESEL, docx, tagged_pdf, xlsx
from tests.search.editing import editor_of
from tests.transfer.folders import faults, replace, write_example

ACCOUNT = "61 1090 1014 0000 0712 1981 2874"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_of(site)


@pytest.fixture
def page(site: Site) -> ContentPage:
    return add_page(site.root_page, ContentPage(title="Komunikat", slug="komunikat"))


def versions(page: Page) -> int:
    return PublishedVersion.objects.filter(object__page_id=page.pk).count()


def body(html: str) -> dict[str, Any]:
    return nested_form_data({"body": streamfield([("text", rich_text(html, features=TEXT_FEATURES))])})


REASON = {"change_note": "Nowy komunikat dla mieszkańców.", "change_kind": ChangeKind.MINOR.value}


def test_the_form_says_at_the_field_what_stands_there_and_keeps_the_rest_to_itself(page: ContentPage, editor: Client):
    text = body("<p>Decyzja w sprawie pana X, numer 440514<b>01359</b>, z dnia 3 maja.</p>")
    answer = send(editor, page, **REASON, **text)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"__all__", "body"}
    said = " ".join(str(error) for error in answer.context["form"].errors["body"])
    assert "44…" in said
    assert "pana X, numer" in said
    assert "01359" not in said
    assert versions(page) == 1


def test_a_draft_may_keep_it(page: ContentPage, editor: Client):
    assert send(editor, page, action="", summary=f"PESEL {PESEL}").status_code == 302
    assert Page.objects.get(pk=page.pk).has_unpublished_changes
    refused = send(editor, page, **REASON)
    assert set(refused.context["form"].errors) == {"__all__", "summary"}
    assert send(editor, page, summary="Bez numeru", **REASON).status_code == 302
    assert versions(page) == 2


@pytest.mark.parametrize("name", ["title", "slug", "summary", "seo_title", "search_description", "change_note"])
def test_no_field_that_readers_see_is_left_out(page: ContentPage, editor: Client, name: str):
    answer = send(editor, page, **{**REASON, name: f"sprawa-{PESEL}" if name == "slug" else f"Sprawa {PESEL}"})
    assert set(answer.context["form"].errors) == {"__all__", name}


def test_a_new_page_is_asked_too(site: Site, editor: Client):
    url = reverse("wagtailadmin_pages:add", args=("standard", "contentpage", site.root_page.pk))
    fields = {"title": "Nowa", "slug": "nowa", "summary": "dowód ABA300000", "language": "pl"}
    data = nested_form_data({**fields, "comments": inline_formset([]), "body": streamfield([]), "action-publish": "1"})
    assert set(editor.post(url, data).context["form"].errors) == {"__all__", "summary"}
    assert not ContentPage.objects.filter(slug="nowa").exists()


def test_a_workflow_is_not_begun_with_it(page: ContentPage, editor: Client):
    answer = send(editor, page, action="submit", summary=PESEL, **REASON)
    assert set(answer.context["form"].errors) == {"__all__", "summary"}


def test_ways_without_a_form_are_refused_and_lead_to_it(page: ContentPage, editor: Client):
    page.summary = f"numer {PESEL}"
    page.change_note, page.change_kind = REASON["change_note"], ChangeKind.MINOR
    page.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    bulk = editor.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={page.pk}")
    assert bulk.headers["Location"] == edit
    assert "44…" in unescape(editor.get(edit).content.decode())
    script = editor.post(
        reverse("wagtailadmin_api:pages:action", args=(page.pk, "publish")), "{}", content_type="application/json"
    )
    assert script.status_code == 400
    assert set(script.json()) == {"summary"}
    assert versions(page) == 1


def test_what_is_due_is_not_published_with_it(page: ContentPage):
    page.summary = f"numer {PESEL}"
    page.change_note, page.change_kind = REASON["change_note"], ChangeKind.MINOR
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    with pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)
    assert Page.objects.get(pk=page.pk).specific.summary == ""
    assert versions(page) == 1


def test_an_account_is_published_only_when_it_is_the_centres_own(site: Site, page: ContentPage, editor: Client):
    text = body(f"<p>Opłatę wpłaca się na rachunek {ACCOUNT}.</p>")
    assert "PL61…" in str(send(editor, page, **REASON, **text).context["form"].errors["body"])
    CentreSettings.objects.filter(site=site).update(bank_accounts=ACCOUNT.replace(" ", ""))
    assert send(editor, page, **REASON, **text).status_code == 302
    assert versions(page) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("decyzja.pdf", tagged_pdf(f"Pan X, PESEL {PESEL}")),
        ("decyzja.docx", docx(f"Pan X, PESEL {PESEL}")),
        ("wykaz.xlsx", xlsx(f"<c><v>{PESEL}</v></c>")),
        ("wykaz.csv", f"imie;pesel\nX;{PESEL}".encode()),
    ],
)
def test_a_page_does_not_go_out_with_a_file_that_holds_it(site: Site, name: str, data: bytes):
    document = Document.objects.create(
        title="Decyzja", file=ContentFile(data, name), collection=centre_collection(site)
    )
    block = [{"type": "documents", "value": [{"document": document.pk, "title": ""}]}]
    with pytest.raises(PublicationRefused) as refused:
        add_page(site.root_page, ContentPage(title="Decyzje", slug="decyzje", body=block))
    assert list(refused.value.message_dict) == ["body"]
    assert "44…" in refused.value.messages[0]
    assert "Decyzja" in refused.value.messages[0]
    document.file.delete(save=False)


def test_rows_of_other_tables_are_asked_at_their_own_field(site: Site, editor: Client):
    bulletin = BipHomePage(title="BIP", slug="bip", editors=[BipEditor(name="Anna", phone="41 331 25 25")])
    add_page(site.root_page, bulletin)
    row = {"id": str(bulletin.editors.get().pk), "name": f"Anna, PESEL {PESEL}", "phone": "41 331 25 25", "email": ""}
    rows = nested_form_data({"editors": inline_formset([row], initial=1)})
    answer = send(editor, bulletin, **REASON, **rows)
    assert [form.errors.keys() for form in answer.context["form"].formsets["editors"].forms] == [{"name"}]
    person = bulletin.editors.get()
    person.name = row["name"]
    bulletin.editors = [person]
    bulletin.change_note, bulletin.change_kind = REASON["change_note"], ChangeKind.MINOR
    with pytest.raises(PublicationRefused) as refused:
        bulletin.save_revision().publish()
    assert list(refused.value.message_dict) == ["editors"]


def test_a_folder_is_not_loaded_with_it(tmp_path: Any, db: None):
    folder = write_example(tmp_path / "lipowo")
    replace(folder, "pages/o-nas.md", 'summary = "', f'summary = "{PESEL} ')
    said = faults(folder)
    assert len(said) == 1
    assert said[0].startswith("pages/o-nas.md:")
    assert "44…" in said[0]


def test_what_was_published_before_there_was_a_guard_stays_and_can_be_put_right(page: ContentPage, editor: Client):
    ContentPage.objects.filter(pk=page.pk).update(summary=f"numer {PESEL}")
    page.refresh_from_db()
    assert page.live
    page.summary = "bez numeru"
    publish_again(page)
    assert versions(page) == 2
