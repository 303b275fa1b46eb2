"""What happens to pages and files in Wagtail, handed to the history.

Signals say when to look, never what to write: `history.recording` reads the rows themselves. So it doesn't matter that
Wagtail sends some signals twice, some before the row is saved, and for some changes none at all.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, PageLogEntry, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from history.mixins import has_history
from history.models import ClosedDocument, Event
from history.reasons import because
from history.recording import is_postponed, reconcile, reconcile_tree, record_deletion, record_publication
from history.scheduling import publication_was_scheduled
from history.showing import pages_showing

ACCESS_CHANGED = _("Readers' access to a file of the page was changed.")


def page_was_published(instance: Any, revision: Revision | None = None, **_signal: Any) -> None:
    """A publication; also sent, with the page not live, for one that is only scheduled."""
    if has_history(instance) and not is_postponed():
        record_publication(instance, revision)


def page_was_unpublished(instance: Any, **_signal: Any) -> None:
    """A withdrawal or an expiry. Sent before a deletion too, while the row is still live: then nothing changed yet."""
    if has_history(instance):
        reconcile(instance.pk, cause=Event.UNPUBLISH)


def page_was_moved(instance: Page, **_signal: Any) -> None:
    """A new place in the tree, for the page and for all below it."""
    reconcile_tree(instance, cause=Event.MOVE)


def page_will_be_deleted(instance: Page, **_signal: Any) -> None:
    """Remember what it stood below, while that is known."""
    above = Page.objects.ancestor_of(instance).order_by("-depth")
    instance.stood_below = above.values_list("pk", flat=True).first()


def page_was_deleted(instance: Page, **_signal: Any) -> None:
    """The row is gone; sent once for each page of a tree."""
    record_deletion(instance.pk, getattr(instance, "stood_below", None))


def action_was_logged(instance: PageLogEntry, created: bool, **_signal: Any) -> None:
    """Actions for which Wagtail sends no other signal."""
    if created and instance.action in {"wagtail.create_alias", "wagtail.convert_alias"} and instance.page_id:
        reconcile(instance.page_id, cause=Event.PUBLISH)


def page_was_restricted(instance: PageViewRestriction, raw: bool = False, **_signal: Any) -> None:
    """Readers can't open the page, nor what is below it, any more."""
    if not raw:
        reconcile_tree(instance.page, cause=Event.RESTRICT)


def page_was_released(instance: PageViewRestriction, origin: Any = None, **_signal: Any) -> None:
    """A restriction was lifted; one that only goes with its page lifts nothing."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        reconcile_tree(instance.page, cause=Event.UNRESTRICT)


def file_was_saved(instance: Any, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Pages show a document or a picture by its number: other bytes behind it are a change that no page signals."""
    if not (created or raw):
        _look_again([instance], _("A file of the page was changed: %(file)s"))


def file_will_be_deleted(instance: Any, **_signal: Any) -> None:
    """Remember who shows it, which nobody can tell afterwards, and that nobody may read it if nobody may now."""
    instance.shown_on = pages_showing(instance)
    if isinstance(instance, get_document_model()) and is_closed(instance):
        ClosedDocument.objects.get_or_create(document_id=instance.pk)


def file_was_deleted(instance: Any, **_signal: Any) -> None:
    """Readers don't find it on those pages any more."""
    _look_again([instance], _("A file of the page was deleted: %(file)s"))


def collection_changed(instance: CollectionViewRestriction, **_signal: Any) -> None:
    """Documents were taken from readers, or given back."""
    collections = instance.collection.get_descendants(inclusive=True)
    documents = get_document_model().objects.filter(collection__in=collections)
    _look_again(documents, ACCESS_CHANGED)


def is_closed(item: Any) -> bool:
    """Whether a file's collection is kept from the public; its name is not public either, then."""
    return bool(item.collection.get_view_restrictions().exists())


def _look_again(files: Iterable[Any], why: Any) -> None:
    for item in files:
        with override(settings.LANGUAGE_CODE):
            told = str(ACCESS_CHANGED if is_closed(item) else why) % {"file": item.title}
        with because(told):
            for page_id in getattr(item, "shown_on", None) or pages_showing(item):
                reconcile(page_id, cause=Event.PUBLISH)


def connect() -> None:
    """Listen from now on."""
    page_published.connect(page_was_published)
    page_unpublished.connect(page_was_unpublished)
    post_page_move.connect(page_was_moved)
    pre_delete.connect(page_will_be_deleted, sender=Page)
    post_delete.connect(page_was_deleted, sender=Page)
    post_save.connect(action_was_logged, sender=PageLogEntry)
    post_save.connect(publication_was_scheduled, sender=PageLogEntry)
    post_save.connect(page_was_restricted, sender=PageViewRestriction)
    post_delete.connect(page_was_released, sender=PageViewRestriction)
    post_save.connect(collection_changed, sender=CollectionViewRestriction)
    post_delete.connect(collection_changed, sender=CollectionViewRestriction)
    for model in (get_document_model(), get_image_model()):
        post_save.connect(file_was_saved, sender=model)
        pre_delete.connect(file_will_be_deleted, sender=model)
        post_delete.connect(file_was_deleted, sender=model)
