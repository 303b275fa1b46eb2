"""Which files of versions a reader may open today: those whose documents nobody keeps from the public.

One rule, asked by everything that hands out a file, prints its address or discloses its claim. Pictures have no
document and follow their page alone, as Wagtail serves them.
"""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from history.models import ClosedDocument, VersionAttachment


def _closed() -> Q:
    """Of attachments: the document lies in or below a collection kept from the public, or did when it was deleted."""
    restrictions = CollectionViewRestriction.objects.annotate(top=F("collection__path"))
    above = restrictions.filter(top=Substr(OuterRef("collection__path"), 1, Length("top")))
    documents = get_document_model().objects.filter(Exists(above))
    return Q(document_id__in=documents.values("pk")) | Q(document_id__in=ClosedDocument.objects.values("document_id"))


def open_files(attachments: QuerySet[VersionAttachment]) -> QuerySet[VersionAttachment]:
    """Those that may be handed out now, as far as their documents decide it."""
    return attachments.filter(Q(document_id__isnull=True) | ~_closed())


def closed_files(attachments: QuerySet[VersionAttachment]) -> QuerySet[VersionAttachment]:
    """Those that stay closed although their page may be open."""
    return attachments.filter(_closed())


def open_among(attachments: Sequence[VersionAttachment]) -> list[VersionAttachment]:
    """The same for files that were read already; one query, none when no document is among them."""
    asked = [item.pk for item in attachments if item.document_id is not None]
    closed = set(closed_files(VersionAttachment.objects.filter(pk__in=asked)).values_list("pk", flat=True))
    return [item for item in attachments if item.pk not in closed]
