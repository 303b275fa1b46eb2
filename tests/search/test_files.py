"""Words of attached files find the page."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from pages.acts.models import ActPage, ActRegisterPage
from pages.standard.models import ContentPage
from search.files import open_among, texts_of
from search.files.models import FileText, State
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.pages.acts.text.word_files import docx, paragraph
from tests.search.attachments import page_with, pdf, stream
from tests.search.documents import change, closed, found, page_offering, stored, upload
from tests.search.editing import administrator
from tests.transfer.folders import HOST, load, replace, write, write_example

ARTICLE = "pages/bip/osrodek/przedmiot-dzialalnosci.md"


@pytest.fixture
def site(db: None) -> Site:
    FileText.objects.all().delete()  # of the demonstration's files
    return make_centre()


@pytest.fixture
def admin(site: Site) -> Client:
    return administrator(site)


# -- found -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("regulamin.pdf", pdf("Regulamin żłobka", "Dzieci śpią w leżakowni.")),
        ("regulamin.DOCX", docx(paragraph("Dzieci śpią w leżakowni."))),
    ],
    ids=["PDF", "Word"],
)
def test_a_word_of_an_attached_file_finds_the_page(
    site: Site, admin: Client, commit: Any, name: str, data: bytes
) -> None:
    with commit():
        document = upload(admin, name, data)
    page_offering(site, document)
    assert found(site, "leżakownia") == ["Regulamin"]
    assert found(site, "lezakowni dzieci") == ["Regulamin"]


def test_a_word_file_under_the_name_of_a_pdf_is_found_where_no_form_has_refused_it(site: Site, commit: Any) -> None:
    with commit():
        document = stored(docx(paragraph("Dzieci śpią w leżakowni.")), "regulamin.pdf")
    page_offering(site, document)
    assert found(site, "leżakownia") == ["Regulamin"]


def test_the_snippet_says_in_which_file_the_words_stand(site: Site, commit: Any) -> None:
    with commit():
        document = stored(pdf("Dzieci śpią w leżakowni od dwunastej do czternastej."))
    page_offering(site, document)
    answer = unescape(reader_of(site).get("/szukaj/", {"q": "leżakownia"}).content.decode())
    assert "<mark>leżakowni</mark> od dwunastej" in answer
    assert "Plik" in answer


def test_a_file_that_a_text_links_to_is_found(site: Site, commit: Any) -> None:
    with commit():
        document = stored(pdf("Dzieci śpią w leżakowni."))
    link = f'<p><a linktype="document" id="{document.pk}">regulamin</a></p>'
    add_page(site.root_page, ContentPage(title="Żłobek", body=[{"type": "text", "value": link}]))
    assert found(site, "leżakownia") == ["Żłobek"]


def test_an_act_is_found_by_its_authentic_file(site: Site, commit: Any) -> None:
    register = add_page(site.root_page, ActRegisterPage(title="Akty prawne"))
    act = add_page(register, ActPage(title="Statut GOPS", kind="statute"))
    with commit():
        act.original = stored(pdf("Ośrodek prowadzi leżakownię."))
        publish_again(act)
    assert found(site, "leżakownia") == ["Statut GOPS"]


def test_a_file_that_comes_after_the_page_is_found_when_it_is_saved(site: Site, admin: Client, commit: Any) -> None:
    document = stored(b"", "regulamin.pdf")
    page_offering(site, document)
    assert found(site, "leżakownia") == []
    with commit():
        change(admin, document, file=SimpleUploadedFile("regulamin.pdf", pdf("Dzieci śpią w leżakowni.")))
    assert found(site, "leżakownia") == ["Regulamin"]


def test_a_centres_folder_brings_the_words_of_its_attachments(db: None, tmp_path: Path, commit: Any) -> None:
    folder = write_example(tmp_path / "lipowo")
    write(folder, "pages/bip/osrodek/wykaz-zadan.pdf", pdf("Prowadzimy leżakownię."))
    replace(folder, ARTICLE, "- [Wykaz zadań](wykaz-zadan.csv)", "- [Wykaz zadań](wykaz-zadan.pdf)")
    (folder / "pages/bip/osrodek/wykaz-zadan.csv").unlink()
    with commit():
        load(folder)
    assert found(Site.objects.get(hostname=HOST), "leżakownia") == ["Przedmiot działalności"]


def test_files_that_were_never_read_are_read_when_the_index_is_made_anew(site: Site, commit: Any) -> None:
    page_offering(site, stored(pdf("Dzieci śpią w leżakowni.")))
    assert found(site, "leżakownia") == []
    with commit():
        call_command("update_index", verbosity=0)
    assert found(site, "leżakownia") == ["Regulamin"]


# -- read once ---------------------------------------------------------------------------------------------------------


def test_the_same_content_is_read_once(site: Site, commit: Any) -> None:
    data = pdf("Dzieci śpią w leżakowni.")
    with commit():
        stored(data)
    assert FileText.objects.update(text="Dzieci śpią w sypialni.") == 1
    with commit():
        page_offering(site, stored(data, "kopia.pdf"))
        call_command("update_index", verbosity=0)
    assert found(site, "leżakownia") == []
    assert found(site, "sypialnia") == ["Regulamin"]


def test_texts_of_many_documents_cost_one_question(site: Site, commit: Any, django_assert_num_queries: Any) -> None:
    with commit():
        documents = [stored(pdf(f"Zasiłek {number}")) for number in range(3)]
    documents.append(stored(b"a;b\n", "tabela.csv"))
    with django_assert_num_queries(1):
        texts = texts_of(documents)
    assert sorted(texts.values()) == ["Zasiłek 0", "Zasiłek 1", "Zasiłek 2"]
    with django_assert_num_queries(0):
        assert texts_of([]) == {}
        assert open_among([]) == []
    closed()
    with django_assert_num_queries(2):
        assert open_among(documents) == documents


# -- files that give no text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "state", "told"),
    [
        ("skan.pdf", page_with(stream("q Q")), State.EMPTY, 0),
        ("zepsuty.pdf", b"%PDF-1.7 zepsuty", State.UNREADABLE, 1),
        ("zepsuty.docx", b"PK\x03\x04", State.UNREADABLE, 1),
        ("bomba.docx", docx(header=b" " * 100_000_000), State.TOO_BIG, 1),
    ],
    ids=["scan", "broken PDF", "broken Word", "bomb"],
)
def test_a_page_may_offer_what_cannot_be_read(
    site: Site, commit: Any, caplog: Any, name: str, data: bytes, state: State, told: int
) -> None:
    with commit():
        document = stored(data, name)  # past the forms, which refuse the broken ones
        page_offering(site, document)
    with commit():
        call_command("update_index", verbosity=0)
    assert FileText.objects.get(file_hash=document.file_hash).state == state
    assert found(site, "Regulamin") == ["Regulamin"]
    assert len([record for record in caplog.records if record.name.startswith("search.files")]) == told


def test_other_files_are_left_alone(site: Site, admin: Client, commit: Any) -> None:
    with commit():
        page_offering(site, upload(admin, "tabela.csv", b"a;b\n"))
    assert not FileText.objects.exists()


def test_a_file_whose_bytes_are_gone_is_tried_again(site: Site, admin: Client, commit: Any, caplog: Any) -> None:
    with commit():
        document = upload(admin, "regulamin.pdf", pdf("Dzieci śpią w leżakowni."))
        page_offering(site, document)
        document.file.storage.delete(document.file.name)
    assert not FileText.objects.exists()
    assert f"The text of document {document.pk} was not read." in caplog.messages
    document.file.storage.save(document.file.name, ContentFile(pdf("Dzieci śpią w leżakowni.")))
    with commit():
        call_command("update_index", verbosity=0)
    assert found(site, "leżakownia") == ["Regulamin"]
