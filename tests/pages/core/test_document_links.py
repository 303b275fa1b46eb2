"""Each link to a file says what will open; what it says is no part of the page's history."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from history.models import PublishedVersion
from history.recording import reconcile
from pages.acts.models import ActKind, ActPage, ActRegisterPage
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.pages.core.files_made import tagged_pdf

SCAN = ["no-text", "no-tags"]
NOTE = r"PDF, [\d,.]+ \w+"


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def document(site: Site) -> Iterator[Document]:
    file = ContentFile(tagged_pdf(language="uk-UA"), "regulamin.pdf")
    document = Document(title="Regulamin", file=file, collection=centre_collection(site), language="uk")
    document._set_document_file_metadata()
    document.save()
    yield document
    document.file.delete(save=False)


def shown(site: Site, path: str = "/pliki/") -> str:
    html = unescape(reader_of(site).get(path).content.decode()).replace("\xa0", " ")
    return re.sub(r"\s+", " ", html)


def page_with(site: Site, *blocks: tuple[str, object]) -> ContentPage:
    body = [{"type": kind, "value": value} for kind, value in blocks]
    return add_page(site.root_page, ContentPage(title="Pliki", slug="pliki", body=body))


def link_to(document: Document) -> tuple[str, object]:
    return "text", f'<p>Zob. <a linktype="document" id="{document.pk}">nasz <b>regulamin</b></a>.</p>'


def attached(document: Document) -> tuple[str, object]:
    return "documents", [{"document": document.pk, "title": ""}]


def test_type_size_and_language_stand_beside_an_attachment_and_behind_a_link_in_a_text(site: Site, document: Document):
    page_with(site, link_to(document), attached(document))
    html = shown(site)
    language = re.escape(str(document.note).rsplit(", ", 1)[1])
    assert re.search(rf'<p class="muted">{NOTE}, {language}</p>', html)
    assert re.search(rf'>nasz <b>regulamin</b></a> <span class="muted file-note">\({NOTE}, {language}\)</span>\.', html)
    assert "data-file" not in html


def test_readers_are_warned_of_a_file_that_they_may_not_be_able_to_read(site: Site, document: Document):
    page_with(site, link_to(document), attached(document))
    Document.objects.filter(pk=document.pk).update(findings=SCAN)
    document.refresh_from_db()
    html = shown(site)
    assert html.count(document.note.split("; ")[1].replace("\xa0", " ")) == 2


def test_an_act_says_it_of_its_authentic_file(site: Site, document: Document):
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    act = ActPage(title="Statut", slug="statut", kind=ActKind.STATUTE, original=document)
    add_page(register, act)
    assert re.search(rf"Regulamin \({NOTE}, ", shown(site, "/akty/statut/"))


def test_a_finding_that_comes_later_makes_no_new_version(site: Site, document: Document):
    page = page_with(site, link_to(document), attached(document))
    version = PublishedVersion.objects.select_related("content").get(object__page_id=page.pk)
    assert "file-note" not in version.content.html
    assert "data-file" not in version.content.html
    Document.objects.filter(pk=document.pk).update(findings=SCAN, language="pl")
    assert reconcile(page.pk) == []


def test_more_links_ask_no_more_questions(site: Site, document: Document):
    page = page_with(site, attached(document))
    client = reader_of(site)
    client.get("/pliki/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/pliki/").status_code == 200
        return len(queries)

    once = asked()
    others = [
        Document.objects.create(title=f"Plik {number}", file=document.file.name, file_size=10, findings=SCAN)
        for number in range(8)
    ]
    value = [{"document": other.pk, "title": ""} for other in others]
    page.body = page.body.stream_block.to_python([{"type": "documents", "value": value}])
    ContentPage.objects.filter(pk=page.pk).update(body=page.body)
    assert asked() <= once
