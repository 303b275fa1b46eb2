"""Keeps the search in step with documents and with who may open them."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from search.files.showing import pages_showing
from search.files.store import forget_withdrawn, read_soon
from search.following import index_pages


def document_was_saved(instance: Any, raw: bool = False, **_signal: Any) -> None:
    """Its file may be another one now, or its collection: what readers may not find any more goes at once."""
    if raw:
        return
    forget_withdrawn()
    index_pages(pages_showing([instance]))
    read_soon([instance])


def document_will_be_deleted(instance: Any, **_signal: Any) -> None:
    """Remember which pages show it, which nobody can tell afterwards."""
    instance.was_shown_on = pages_showing([instance])


def document_was_deleted(instance: Any, **_signal: Any) -> None:
    """Its words go with it."""
    forget_withdrawn()
    index_pages(instance.was_shown_on)


def documents_were_moved(_request: Any, action_type: str, objects: Any, _action: Any) -> None:
    """The list of documents moves several to another collection at once, without a signal."""
    documents = [item for item in objects if isinstance(item, get_document_model())]
    if action_type == "add_to_collection" and documents:
        index_pages(pages_showing(documents))


def restriction_changed(instance: CollectionViewRestriction, raw: bool = False, **_signal: Any) -> None:
    """Documents were taken from readers, or given back."""
    if not raw:
        _index_collection(instance.collection)


def collection_was_saved(instance: Collection, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Look, when all is done, whether it was moved: that comes after its data are saved, and sends no signal."""
    if not (created or raw):
        transaction.on_commit(partial(_index_if_moved, instance.pk, instance.path), robust=True)


def _index_if_moved(pk: int, old_path: str) -> None:
    for collection in Collection.objects.filter(pk=pk).exclude(path=old_path):
        _index_collection(collection)


def _index_collection(collection: Collection) -> None:
    inside = collection.get_descendants(inclusive=True)
    index_pages(pages_showing(get_document_model().objects.filter(collection__in=inside)))


def register() -> None:
    """Listen from now on."""
    document = get_document_model()
    post_save.connect(document_was_saved, sender=document)
    pre_delete.connect(document_will_be_deleted, sender=document)
    post_delete.connect(document_was_deleted, sender=document)
    post_save.connect(restriction_changed, sender=CollectionViewRestriction)
    post_delete.connect(restriction_changed, sender=CollectionViewRestriction)
    post_save.connect(collection_was_saved, sender=Collection)
    hooks.register("after_bulk_action", documents_were_moved)
