"""Documents and pages that offer them, as editors and code make them."""

from html import unescape
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from pages.standard.models import ContentPage
from tests.factories import add_page, reader_of

Document = get_document_model()


def found(site: Site, query: str) -> list[str]:
    """The titles of what the search answers, to readers and to programs alike."""
    client = reader_of(site)
    titles = [result["title"] for result in client.get("/szukaj.json", {"q": query}).json()["results"]]
    page = unescape(client.get("/szukaj/", {"q": query}).content.decode()).replace("<mark>", "").replace("</mark>", "")
    assert all(title in page for title in titles)
    return titles


def upload(admin: Client, name: str, data: bytes, collection: Collection | None = None) -> Any:
    """Send a file with the form of the administration; the document that it became."""
    fields = {"title": "Załącznik", "file": SimpleUploadedFile(name, data)}
    known = set(Document.objects.values_list("pk", flat=True))
    fields["collection"] = (collection or Collection.get_first_root_node()).pk
    right(admin.post(reverse("wagtaildocs:add"), fields))
    return Document.objects.exclude(pk__in=known).get()


def change(admin: Client, document: Any, **fields: Any) -> None:
    """Send the form of a document that is there."""
    fields = {"title": document.title, "collection": document.collection_id, **fields}
    right(admin.post(reverse("wagtaildocs:edit", args=(document.pk,)), fields))


def bulk(admin: Client, action: str, *documents: Any, **data: Any) -> None:
    """Do something to several documents at once."""
    ids = "&".join(f"id={document.pk}" for document in documents)
    address = reverse("wagtail_bulk_action", args=("core", "document", action))
    right(admin.post(f"{address}?{ids}", data))


def right(answer: HttpResponse, status: int = 302) -> None:
    assert answer.status_code == status, answer.content.decode()[:2000]


def page_offering(site: Site, *documents: Any, title: str = "Regulamin") -> ContentPage:
    """A page with attachments."""
    items = [{"document": document.pk, "title": ""} for document in documents]
    slug = f"strona-{ContentPage.objects.count()}"
    return add_page(site.root_page, ContentPage(title=title, slug=slug, body=[{"type": "documents", "value": items}]))


def stored(data: bytes, name: str = "plik.pdf", **fields: Any) -> Any:
    """A document saved by code."""
    return Document.objects.create(title="Plik", file=ContentFile(data, name), **fields)


def closed(parent: Collection | None = None) -> Collection:
    """A collection that only people who signed in may open."""
    collection = (parent or Collection.get_first_root_node()).add_child(name="Wewnętrzne")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection
