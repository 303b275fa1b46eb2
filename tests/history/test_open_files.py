"""Files of versions follow their documents: what a collection keeps from the public no path hands out."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Site

from history.disclosures import open_blob, open_disclosure, open_disclosures
from history.models import ClosedDocument, Disclosure, VersionAttachment
from history.open_files import closed_files, open_among, open_files
from pages.core.models import Document, centre_collection
from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import paragraph, publish


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def document(site: Site) -> Document:
    below = centre_collection(site).add_child(instance=Collection(name="Wykazy"))
    return Document.objects.create(title="Wykaz", file=ContentFile(b"wykaz", name="wykaz.txt"), collection=below)


@pytest.fixture
def attachment(site: Site, document: Document) -> VersionAttachment:
    """Of the second version of a page."""
    page = add_page(site.root_page, ContentPage(title="a", slug="a", body=paragraph("Bez wykazu.")))
    item = {"type": "item", "value": {"document": document.pk, "title": "Wykaz"}, "id": "a"}
    page.body = [{"type": "documents", "value": [item], "id": "b"}]
    publish(page)
    return VersionAttachment.objects.get(version__object__page_id=page.pk)


def close(collection: Collection) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def ways_out(site: Site, attachment: VersionAttachment) -> list[bool]:
    """Whether each path that could hand the file out does."""
    claim = Disclosure.objects.get(entry__version=attachment.version_id, kind="file-1")
    attachments = VersionAttachment.objects.filter(pk=attachment.pk)
    reader = reader_of(site)
    number = attachment.version.number
    name = attachment.name
    return [
        open_files(attachments).exists(),
        not closed_files(attachments).exists(),
        open_among([attachment]) == [attachment],
        reader.get(f"/a/wersje/{number}/pliki/1/{name}").status_code == 200,
        f"pliki/1/{name}" in reader.get(f"/a/wersje/{number}/").content.decode(),
        open_disclosure(site, claim.commitment) is not None,
        claim.commitment in {each.commitment for each in open_disclosures(site)},
        open_blob(site, attachment.blob_id) is not None,
    ]


def test_a_file_of_an_open_collection_is_handed_out(site: Site, attachment: VersionAttachment) -> None:
    assert all(ways_out(site, attachment))


@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_closed_collection_or_one_above_it_closes_every_way(
    site: Site, document: Document, attachment: VersionAttachment, above: int
) -> None:
    restriction = close([document.collection, *document.collection.get_ancestors()[::-1]][above])
    assert not any(ways_out(site, attachment))
    restriction.delete()
    assert all(ways_out(site, attachment))


def test_a_collection_beside_it_closes_nothing(site: Site, attachment: VersionAttachment) -> None:
    close(centre_collection(site).add_child(instance=Collection(name="Inne")))
    assert all(ways_out(site, attachment))


def test_a_document_deleted_while_it_was_closed_stays_closed(
    site: Site, document: Document, attachment: VersionAttachment
) -> None:
    ClosedDocument.objects.create(document_id=document.pk)
    Document.objects.filter(pk=document.pk).delete()
    assert not any(ways_out(site, attachment))


def test_many_files_are_one_query_and_none_without_documents(
    attachment: VersionAttachment, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert open_among([attachment] * 3) == [attachment] * 3
    attachment.document_id = None
    with django_assert_num_queries(0):
        assert open_among([attachment]) == [attachment]
