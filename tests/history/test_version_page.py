"""Old versions: as they stood, whatever became of the page, its files and its people since."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.http import parse_http_date
from wagtail.models import Collection, CollectionViewRestriction

from history.articles import Article
from history.corrections import correct_note
from history.models import ContentStatus, Redaction, RedactionScope, VersionAttachment
from history.redaction import redact
from pages.core.models import Document
from pages.standard.models import ContentPage
from tests.history.chronicle import boss, change, paragraph, publish, versions
from tests.history.histories import Told, add_history

OLD = "/bip/osrodek/przedmiot-dzialalnosci/wersje/3/"


@pytest.fixture
def page(page: ContentPage) -> ContentPage:
    """Two versions."""
    return change(page, "Drugi tekst.", "Nowy numer telefonu zespołu.")


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " ").split())


def links_of(response: Any) -> dict[str, str]:
    """Relations of the header Link, and where they lead."""
    found = re.findall(r'<([^>]+)>; rel="([^"]+)"', response.headers["Link"])
    return {relation: address for address, names in found for relation in names.split() if relation != "memento"}


# -- the text --------------------------------------------------------------------------------------------------------


def test_an_old_version_shows_its_own_text(client: Client, page: ContentPage) -> None:
    assert "Pierwszy tekst." in text(client.get("/zadania/wersje/1/"))
    assert "Pierwszy tekst." not in text(client.get("/zadania/wersje/2/"))


def test_it_asks_search_engines_for_the_current_page(client: Client, page: ContentPage) -> None:
    html = client.get("/zadania/wersje/1/").content.decode()
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert 'name="robots" content="noindex' in html


def test_the_banner_says_when_it_was_shown_and_why_it_changed(client: Client, page: ContentPage) -> None:
    response = client.get("/zadania/wersje/1/")
    assert response.context["ended"].endswith("Nowy numer telefonu zespołu.")
    assert response.context["looked_so"]
    assert not response.context["is_current"]
    assert 'rel="next" href="/zadania/wersje/2/"' in response.content.decode()
    assert response.context["compare_url"] == "/zadania/porownaj/1/2/"


def test_the_current_version_says_that_it_is_current(client: Client, page: ContentPage) -> None:
    response = client.get("/zadania/wersje/2/")
    assert response.context["is_current"]
    assert not response.context["compare_url"]
    assert b"banner-important" not in response.content


def test_the_last_version_of_a_withdrawn_page_is_not_current(client: Client, page: ContentPage) -> None:
    page.unpublish()
    response = client.get("/zadania/wersje/2/")
    assert response.status_code == 200
    assert not response.context["is_current"]
    assert response.context["current"] is None


def test_names_are_those_of_then(client: Client, page: ContentPage) -> None:
    add_history(page, [Told(0, person="Maria Zielińska")])
    facts = client.get("/zadania/wersje/3/").context["provenance"]
    assert "Maria Zielińska" in [value for _label, value in facts]


def test_paper_names_the_entry_and_the_commitment(client: Client, page: ContentPage) -> None:
    version = versions(page.pk)[0]
    entry = version.entries.get()
    found = text(client.get("/zadania/wersje/1/"))
    assert version.commitment in found
    assert str(entry.seq) in found


def test_a_corrected_description_is_there_too(client: Client, page: ContentPage) -> None:
    correct_note(versions(page.pk)[-1], "Nowy adres zespołu, nie numer.", by=boss())
    found = text(client.get("/zadania/wersje/2/"))
    assert "Nowy numer telefonu zespołu." in found
    assert "Nowy adres zespołu, nie numer." in found


def test_a_version_without_a_text_is_a_page_that_says_so(kedzierzyn: Client) -> None:
    response = kedzierzyn.get(OLD)
    assert response.status_code == 200
    assert response.context["article"] is None
    assert response.context["missing"]
    assert "Memento-Datetime" not in response.headers


def test_an_unknown_number_is_no_page(client: Client, page: ContentPage) -> None:
    assert client.get("/zadania/wersje/3/").status_code == 404


def test_a_masked_version_says_on_what_basis(client: Client, page: ContentPage) -> None:
    version = versions(page.pk)[0]
    redact(
        version.entries.get(),
        [RedactionScope.CONTENT, RedactionScope.PERSON, RedactionScope.NOTE],
        legal_basis="art. 5 ust. 2 u.d.i.p.",
        decided_by="Dyrektor",
        by=boss(),
    )
    response = client.get("/zadania/wersje/1/")
    found = text(response)
    assert response.status_code == 200
    assert "art. 5 ust. 2 u.d.i.p." in found
    assert "Pierwszy tekst." not in found
    assert response.context["title"] == "Zadania"
    assert client.get("/zadania/historia/").status_code == 200
    assert "Tak strona wyglądała" not in found
    assert "Pokazywana" in found
    assert "dane zanonimizowane" in found


# -- files -----------------------------------------------------------------------------------------------------------


def with_file(page: ContentPage, data: bytes, name: str = "regulamin.pdf") -> tuple[ContentPage, Document]:
    """Publish the page with a link to a document."""
    document = Document.objects.create(title="Regulamin", file=ContentFile(data, name))
    page.body = paragraph(f'Zob. <a linktype="document" id="{document.pk}">regulamin</a>.')
    return publish(page, "Dodano regulamin do pobrania."), document


def test_a_masked_file_is_said_to_be_masked(client: Client, page: ContentPage) -> None:
    page, document = with_file(page, b"stary")
    change(page, "Bez regulaminu.", "Regulamin zdjęty, bo wygasł.")
    document.delete()
    entry = versions(page.pk)[2].entries.get()
    redact(
        entry, [RedactionScope.ATTACHMENT], legal_basis="art. 5 RODO", decided_by="Dyrektor", by=boss(), attachments=[1]
    )
    for address in ("/zadania/wersje/3/", "/zadania/porownaj/2/3/", "/zadania/porownaj/3/4/"):
        found = text(client.get(address))
        assert "Plik w tej wersji zanonimizowano" in found, address
        assert "Podstawa prawna: art. 5 RODO." in found, address
    assert "zanonimizowano" not in text(client.get("/zadania/wersje/2/"))


def test_a_file_stays_as_it_was(client: Client, page: ContentPage) -> None:
    page, document = with_file(page, b"stary")
    document.file = ContentFile(b"nowy", "regulamin.pdf")
    document.save()
    html = client.get("/zadania/wersje/3/").content.decode()
    address = re.search(r'href="(/zadania/wersje/3/pliki/1/[^"]+)"', html)[1]
    response = client.get(address)
    assert response.getvalue() == b"stary"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Content-Disposition"].startswith("inline")
    assert "immutable" not in response.headers["Cache-Control"]
    document.delete()
    assert client.get(address).getvalue() == b"stary"


def test_a_file_of_another_name_is_none(client: Client, page: ContentPage) -> None:
    with_file(page, b"bajty")
    assert client.get("/zadania/wersje/3/pliki/1/inny.pdf").status_code == 404
    assert client.get("/zadania/wersje/3/pliki/2/regulamin.pdf").status_code == 404


def test_what_a_browser_might_run_is_only_saved(client: Client, page: ContentPage) -> None:
    with_file(page, b"<x/>", "dane.xml")
    name = VersionAttachment.objects.get(version__object__page_id=page.pk, version__number=3).name
    response = client.get(f"/zadania/wersje/3/pliki/1/{name}")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_file_keeps_its_polish_name(client: Client, page: ContentPage) -> None:
    with_file(page, b"bajty", "załącznik nr 1.pdf")
    html = client.get("/zadania/wersje/3/").content.decode()
    address = re.search(r'href="(/zadania/wersje/3/pliki/1/[^"]+)"', html)[1]
    assert address.isascii()
    assert client.get(address).getvalue() == b"bajty"


def test_a_document_made_private_is_closed_in_old_versions_too(client: Client, page: ContentPage) -> None:
    page, document = with_file(page, b"bajty")
    name = VersionAttachment.objects.get(version__object__page_id=page.pk, version__number=3).name
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Zamknięta"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    Document.objects.filter(pk=document.pk).update(collection=collection)
    assert client.get(f"/zadania/wersje/3/pliki/1/{name}").status_code == 404
    html = client.get("/zadania/wersje/3/").content.decode()
    assert "regulamin" in html
    assert "/pliki/1/" not in html
    assert "attachment:" not in html


def test_a_masked_file_is_gone_for_good(client: Client, page: ContentPage) -> None:
    page, _document = with_file(page, b"bajty")
    version = versions(page.pk)[-1]
    attachment = version.attachments.get()
    entry = version.entries.get()
    Redaction.objects.create(
        entry=entry,
        version=version,
        recorded_as=entry,
        scope=RedactionScope.ATTACHMENT,
        attachment=1,
        legal_basis="art. 5",
        decided_by="Dyrektor",
        at=entry.at,
    )
    version.attachments.all().delete()
    assert client.get(f"/zadania/wersje/3/pliki/1/{attachment.name}").status_code == 410
    assert client.get(f"/zadania/wersje/3/pliki/2/{attachment.name}").status_code == 404
    assert client.get("/zadania/wersje/3/").status_code == 200


# -- Memento (RFC 7089) ----------------------------------------------------------------------------------------------


def test_a_version_is_a_memento(client: Client, page: ContentPage) -> None:
    change(page, "Trzeci tekst.")
    response = client.get("/zadania/wersje/2/")
    moment = versions(page.pk)[1].live_from
    assert parse_http_date(response.headers["Memento-Datetime"]) == int(moment.timestamp())
    links = links_of(response)
    base = "http://gops.localhost:8000/zadania/"
    assert links == {
        "original": base,
        "timemap": f"{base}historia/timemap.link",
        "first": f"{base}wersje/1/",
        "prev": f"{base}wersje/1/",
        "next": f"{base}wersje/3/",
        "last": f"{base}wersje/3/",
    }


def test_the_timemap_lists_the_versions_that_can_be_opened(client: Client, page: ContentPage) -> None:
    add_history(page, [Told(0, status=ContentStatus.REDACTED)])
    response = client.get("/zadania/historia/timemap.link")
    assert response.headers["Content-Type"] == "application/link-format"
    assert re.findall(r"<[^>]+/wersje/(\d+)/>; rel=\"([^\"]+)\"", response.content.decode()) == [
        ("1", "first memento"),
        ("2", "last memento"),
    ]


# -- printing stored HTML --------------------------------------------------------------------------------------------


def nowhere(_number: int) -> str:
    return ""


def printed(html: str) -> str:
    article = Article(html, nowhere)
    return str(article.lead) + "".join(f"[{row.heading}]{row.html}" for row in article.rows)


def test_headings_cut_the_text_into_rows() -> None:
    article = Article('<p class="lead">Zdanie.</p><p>A</p><h2>B &amp; C</h2><p>D</p>', nowhere)
    assert article.lead == "Zdanie."
    assert [(row.heading, row.html) for row in article.rows] == [("", "<p>A</p>"), ("B &amp; C", "<p>D</p>")]


def test_files_that_are_closed_are_named_without_an_address() -> None:
    html = '<p><a href="attachment:1">Regulamin</a> <img src="attachment:2" alt="a"></p>'
    assert "attachment:" not in printed(html)
    assert "<a" not in printed(html)
    assert "<img" not in printed(html)
    assert "Regulamin" in printed(html)


def test_a_link_that_led_nowhere_is_only_its_words() -> None:
    assert printed('<p><a href="">Statut</a> i <a>regulamin</a></p>') == "[]<p>Statut i regulamin</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="attachment:1" alt="x> <script>alert(1)</script>">',
        '<img alt="<h2><script>alert(1)</script></h2>" src="attachment:1">',
        '<a href="https://x/?<script>alert(1)</script>">x</a>',
        (
            "<table><caption>&lt;script&gt;</caption><thead><tr><th>&lt;script&gt;</th></tr></thead>"
            "<tbody><tr><td>a</td></tr></tbody></table>"
        ),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ],
)
def test_nothing_in_an_attribute_becomes_an_element(html: str) -> None:
    for address_of in (nowhere, lambda number: f'/x"><script>{number}'):
        article = Article(html, address_of)
        assert "<script" not in "".join(row.heading + row.html for row in article.rows)


def test_a_cell_says_the_heading_of_its_column() -> None:
    table = "<thead><tr><th>Dzień</th><th>Godziny</th></tr></thead><tbody><tr><td>Wt</td><td>9–15</td></tr></tbody>"
    html = printed(f"<table>{table}</table>")
    assert '<td data-label="Dzień">Wt</td><td data-label="Godziny">9–15</td>' in html
    assert 'role="region" tabindex="0" aria-label="Dzień, Godziny"' in html
