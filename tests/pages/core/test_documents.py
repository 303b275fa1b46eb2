"""Editors are told what is wrong with their files, and which of them not everybody can read."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from pages.core.documents.accessibility import inaccessible_documents
from pages.core.documents.rules import RULES
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre
from tests.pages.core.files_made import PESEL, docm, pptx, scanned_pdf, tagged_pdf
from tests.search.documents import closed
from tests.search.editing import administrator, editor_of
from tests.transfer.folders import faults, replace, write, write_example


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_of(site)


@pytest.fixture(autouse=True)
def _no_files_left(db: None) -> Iterator[None]:
    yield
    for document in Document.objects.filter(title="Plik"):
        document.file.delete(save=False)


def sent(client: Client, site: Site, name: str, data: bytes, view: str = "wagtaildocs:add", **fields: Any) -> Any:
    prefix = "document-chooser-upload-" if "chooser" in view else ""
    args = (fields.pop("document").pk,) if "document" in fields else ()
    values = {
        "title": "Plik",
        "file": SimpleUploadedFile(name, data),
        "collection": centre_collection(site).pk,
        **fields,
    }
    return client.post(reverse(view, args=args), {prefix + key: value for key, value in values.items()}, follow=True)


def text(answer: Any) -> str:
    body = answer.content.decode()
    return unescape(json.loads(f"[{body}]")[0]["htmlFragment"] if "htmlFragment" in body else body)


def wrong(code: str) -> str:
    return str(RULES[code].wrong)


def stored(site: Site, data: bytes, name: str = "plik.pdf", **fields: Any) -> Document:
    document = Document(title="Plik", file=ContentFile(data, name), collection=centre_collection(site), **fields)
    document.clean()
    document._set_document_file_metadata()
    document.save()
    return document


def page_with(site: Site, *documents: Document) -> ContentPage:
    items = [{"document": document.pk, "title": ""} for document in documents]
    return add_page(
        site.root_page, ContentPage(title="Regulamin", slug="regulamin", body=[{"type": "documents", "value": items}])
    )


def test_after_an_upload_the_editor_is_told_what_is_wrong_and_what_to_do(site: Site, editor: Client):
    said = text(sent(editor, site, "skan.pdf", scanned_pdf()))
    document = Document.objects.get(title="Plik")
    assert document.page_count == 1
    for code in ("no-text", "no-tags", "no-language", "no-title"):
        assert RULES[code].sentence in said
        assert wrong(code) in text(editor.get(reverse("wagtaildocs:edit", args=(document.pk,))))
    assert str(RULES["no-text"].told) in text(editor.get(reverse("wagtaildocs:index")))


@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs_chooser:create", "wagtaildocs:edit"])
def test_every_form_refuses_the_same(site: Site, editor: Client, view: str):
    known = {"document": stored(site, tagged_pdf())} if view.endswith("edit") else {}
    assert wrong("macros") in text(sent(editor, site, "makra.docx", docm(), view, **known))
    assert wrong("not-as-named") in text(sent(editor, site, "x.pdf", b"MZ" + bytes(99), view, **known))
    kept = [(document.pk, document.file.read(5)) for document in Document.objects.filter(title="Plik")]
    assert kept == [(document.pk, b"%PDF-") for document in known.values()]


def test_a_new_file_for_an_old_document_is_looked_into_anew(site: Site, editor: Client):
    document = stored(site, scanned_pdf())
    sent(editor, site, "nowy.pdf", tagged_pdf(), "wagtaildocs:edit", document=document)
    document.refresh_from_db()
    assert document.findings == []
    assert document.filename.startswith("nowy"), "the folder may have one of that name"


@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs_chooser:create"])
def test_a_document_that_is_too_big_is_called_a_file(site: Site, editor: Client, settings, view: str):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
    said = text(sent(editor, site, "duży.txt", bytes(101), view)).replace("\xa0", " ")
    assert "Ten plik jest za duży (101 bajtów). Przyjmujemy pliki do 100 bajtów." in said


def test_the_language_is_compared_with_what_the_file_says(site: Site, editor: Client):
    sent(editor, site, "info.pdf", tagged_pdf(language="uk-UA"))
    document = Document.objects.get(title="Plik")
    assert document.findings == ["language-differs"]
    form = {"title": "Plik", "collection": document.collection_id, "language": "uk"}
    editor.post(reverse("wagtaildocs:edit", args=(document.pk,)), form)
    document.refresh_from_db()
    assert (document.language, document.findings) == ("uk", [])


def test_a_file_with_a_pesel_is_kept_only_where_nobody_outside_can_open_it(site: Site):
    admin = administrator(site)
    data = tagged_pdf(f"Pan X, {PESEL}")
    said = text(sent(admin, site, "decyzja.pdf", data))
    assert "44…" in said
    assert PESEL not in said
    assert not Document.objects.filter(title="Plik").exists()
    said = text(sent(admin, site, "decyzja.pdf", data, collection=closed().pk))
    assert wrong("personal-number-inside") in said
    document = Document.objects.get(title="Plik")
    assert document.holds_personal_numbers
    assert PESEL[2:] not in str(document.facts)


def test_what_not_everybody_can_read_is_listed_with_the_public_pages_that_offer_it(site: Site):
    scan, fine = stored(site, scanned_pdf()), stored(site, tagged_pdf())
    hidden = stored(site, pptx(), "plan.pptx")
    page = page_with(site, scan, fine)
    assert hidden.is_inaccessible
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = inaccessible_documents(site)
    assert [(one.document, [shown.pk for shown in one.pages]) for one in found] == [(scan, [page.pk])]
    assert found[0].barriers.startswith(str(RULES["no-text"].told))
    assert len(queries) <= 6
    page.unpublish()
    assert inaccessible_documents(site) == []


def test_the_report_shows_ones_own_files_and_where_they_are_used(site: Site, editor: Client):
    other = make_centre("inny.localhost")
    scan = stored(site, scanned_pdf())
    page_with(site, scan)
    foreign = stored(other, scanned_pdf(), "obcy.pdf")
    Document.objects.filter(pk=foreign.pk).update(title="Obcy skan")
    report = editor.get(reverse("inaccessible_documents"))
    assert report.status_code == 200
    said = text(report)
    assert wrong("no-text") in said
    assert "Regulamin" in said
    assert "Obcy skan" not in said
    table = editor.get(reverse("inaccessible_documents"), {"export": "csv"}).getvalue().decode()
    assert wrong("no-text") in table
    assert "Regulamin" in table
    assert reverse("inaccessible_documents") in text(editor.get(reverse("wagtailadmin_home")))
    Document.objects.filter(pk=foreign.pk).update(title="Plik")


def test_a_folder_with_a_file_that_is_refused_is_not_loaded(tmp_path: Path, db: None):
    folder = write_example(tmp_path / "lipowo")
    write(folder, "pages/makra.docx", docm())
    replace(folder, "pages/o-nas.md", "Godziny", "[makra](makra.docx)\n\nGodziny")
    said = faults(folder)
    assert len(said) == 1
    assert said[0].startswith("pages/makra.docx")
    assert wrong("macros") in said[0]


def test_a_file_whose_check_does_not_run_is_not_taken_in(site: Site, editor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.core.documents.checking._PROGRAM", "pages.core.documents.gone")
    assert wrong("not-checked") in text(sent(editor, site, "regulamin.pdf", tagged_pdf()))
    assert not Document.objects.filter(title="Plik").exists()
