"""Words of a file are found as long as everybody may open it, and not a moment longer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Site

from pages.core.models import centre_collection
from search.files import is_open
from search.files.models import FileText
from tests.factories import make_centre
from tests.search.attachments import pdf
from tests.search.documents import bulk, change, closed, found, page_offering, right, stored
from tests.search.editing import administrator


@pytest.fixture
def site(db: None) -> Site:
    FileText.objects.all().delete()  # of the demonstration's files
    return make_centre()


@pytest.fixture
def admin(site: Site) -> Client:
    return administrator(site)


@pytest.fixture
def document(site: Site, commit: Any) -> Any:
    """A document of the centre that a page offers, found by its words."""
    with commit():
        document = stored(pdf("Dzieci śpią w leżakowni."), collection=centre_collection(site))
    page_offering(site, document)
    assert found(site, "leżakownia") == ["Regulamin"]
    return document


def replace_file(admin: Client, document: Any) -> None:
    change(admin, document, file=SimpleUploadedFile("nowy.pdf", pdf("Dzieci śpią w sypialni.")))


def delete(admin: Client, document: Any) -> None:
    right(admin.post(reverse("wagtaildocs:delete", args=(document.pk,))))


def delete_several(admin: Client, document: Any) -> None:
    bulk(admin, "delete", document, stored(pdf("Inny")))


def move(admin: Client, document: Any) -> None:
    change(admin, document, collection=closed().pk)


def move_below(admin: Client, document: Any) -> None:
    change(admin, document, collection=closed().add_child(name="Głębiej").pk)


def move_several(admin: Client, document: Any) -> None:
    bulk(admin, "add_to_collection", document, stored(pdf("Inny")), collection=closed().pk)


def close_collection(admin: Client, document: Any) -> None:
    privacy(admin, document.collection, "login")


def close_collection_above(admin: Client, document: Any) -> None:
    privacy(admin, Collection.get_first_root_node(), "login")


def privacy(admin: Client, collection: Collection, kind: str) -> None:
    address = reverse("wagtailadmin_collections:set_privacy", args=(collection.pk,))
    right(admin.post(address, {"restriction_type": kind}), 200)


def move_collection(admin: Client, document: Any) -> None:
    place(admin, document.collection, closed())


def place(admin: Client, collection: Collection, parent: Collection) -> None:
    address = reverse("wagtailadmin_collections:edit", args=(collection.pk,))
    right(admin.post(address, {"name": collection.name, "parent": parent.pk}))


@pytest.mark.parametrize(
    "withdraw",
    [
        replace_file, delete, delete_several, move, move_below, move_several, close_collection, close_collection_above,
        move_collection,
    ],
)  # fmt: skip
def test_what_is_withdrawn_is_not_found_at_once(
    site: Site, admin: Client, commit: Any, document: Any, withdraw: Callable[[Client, Any], None]
) -> None:
    with commit():
        withdraw(admin, document)
    assert found(site, "leżakownia") == []
    assert found(site, "Regulamin") == ["Regulamin"]


def test_what_is_given_back_is_found_again(site: Site, admin: Client, commit: Any, document: Any) -> None:
    own = document.collection
    close_collection(admin, document)
    assert found(site, "leżakownia") == []
    privacy(admin, own, "none")
    assert found(site, "leżakownia") == ["Regulamin"]
    other = closed()
    with commit():
        place(admin, own, other)
    assert found(site, "leżakownia") == []
    with commit():
        place(admin, own, Collection.get_first_root_node())
    assert found(site, "leżakownia") == ["Regulamin"]


def test_the_new_file_is_found_instead_of_the_old_one(site: Site, admin: Client, commit: Any, document: Any) -> None:
    with commit():
        replace_file(admin, document)
    assert found(site, "sypialnia") == ["Regulamin"]


def test_the_name_of_a_closed_file_is_not_found_either(site: Site, admin: Client, commit: Any, document: Any) -> None:
    change(admin, document, title="Leżakownia")
    assert found(site, "leżakownia") == ["Regulamin"]
    close_collection(admin, document)
    assert found(site, "leżakownia") == []


def test_the_text_of_a_withdrawn_file_is_not_kept(site: Site, admin: Client, commit: Any, document: Any) -> None:
    with commit():
        copy = stored(pdf("Dzieci śpią w leżakowni."), "kopia.pdf")
        replace_file(admin, document)
    assert sorted(FileText.objects.values_list("text", flat=True)) == [
        "Dzieci śpią w leżakowni.",
        "Dzieci śpią w sypialni.",
    ]
    delete(admin, copy)
    assert FileText.objects.get().text == "Dzieci śpią w sypialni."
    delete(admin, document)
    assert not FileText.objects.exists()


def test_a_file_withdrawn_while_it_was_read_leaves_nothing(site: Site, commit: Any) -> None:
    with commit():
        stored(pdf("Dzieci śpią w leżakowni.")).delete()
    assert not FileText.objects.exists()


def test_a_document_is_open_unless_its_collection_or_one_above_is_closed(site: Site) -> None:
    below = closed().add_child(name="Głębiej")
    assert is_open(stored(pdf("a")))
    assert is_open(stored(pdf("a"), collection=Collection.get_first_root_node().add_child(name="Wewnętrzne 2")))
    assert not is_open(stored(pdf("a"), collection=below))
    assert not is_open(stored(pdf("a"), collection=below.get_parent()))
