"""The texts that are kept: read when a document's content is new, dropped when no document has the content any more.

A file is never read inside a transaction: on SQLite everybody who writes would wait for it. So a page may be indexed
without the text of a file that is new; when the transaction has ended, which is before the editor gets an answer, the
file is read and the page indexed again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.documents import get_document_model

from search.files.models import FileText, State
from search.files.reading import read_text

logger = logging.getLogger(__name__)

EXTENSIONS = {"docx", "pdf"}


def texts_of(documents: Iterable[Any]) -> dict[str, str]:
    """The texts of documents by their `file_hash`, which is filled where it was missing; one query, none for none.

    Those never read yet, as after a restore, are read when the transaction ends, and the pages that show them are then
    indexed again.
    """
    wanted = {document.file_hash: document for document in documents if _is_readable(document)}
    if not wanted:
        return {}
    known = dict(FileText.objects.filter(pk__in=wanted).values_list("pk", "text"))
    if missing := [document for file_hash, document in wanted.items() if file_hash not in known]:
        read_soon(missing)
    return {file_hash: text for file_hash, text in known.items() if text}


def read_soon(documents: Iterable[Any]) -> None:
    """Read what is new among these as soon as the transaction has ended."""
    if readable := [document for document in documents if _is_readable(document)]:
        # Nothing that a file does may reach the editor, who has saved by then.
        transaction.on_commit(partial(_read_and_index, readable), robust=True)


def forget_withdrawn() -> None:
    """Drop the texts that no document holds any more: who took a file back took its words back too."""
    held = get_document_model().objects.values("file_hash")
    FileText.objects.exclude(pk__in=held).delete()


def _read_and_index(documents: Sequence[Any]) -> None:
    from search.files.showing import pages_showing
    from search.following import index_pages

    known = set(FileText.objects.filter(pk__in=[document.file_hash for document in documents]).values_list("pk"))
    new = [document for document in documents if (document.file_hash,) not in known and _read(document)]
    if new:
        index_pages(pages_showing(new))


def _read(document: Any) -> bool:
    """Read a document and keep its text. False when that didn't work, and shall be tried again another time."""
    file = document.file
    try:
        with file.storage.open(file.name, "rb") as source:
            reading = read_text(source)
    except Exception:  # each storage has errors of its own
        logger.exception("The text of document %s was not read.", document.pk)
        return False
    if reading.state in {State.UNREADABLE, State.TOO_BIG}:
        logger.warning("Document %s is not searched by its text: %s.", document.pk, reading.state)
    with transaction.atomic():
        if not get_document_model().objects.filter(file_hash=document.file_hash).exists():
            return False  # withdrawn while it was read
        FileText.objects.update_or_create(pk=document.file_hash, defaults=reading._asdict())
    return True


def _is_readable(document: Any) -> bool:
    """Whether it may hold text that is searched; fills the digest that Wagtail leaves empty for what code has saved."""
    if document.file_extension.lower() not in EXTENSIONS:
        return False
    if not document.file_hash:
        try:
            document._set_file_hash()
        except OSError:  # the file is gone
            return False
        type(document).objects.filter(pk=document.pk).update(file_hash=document.file_hash)
    return True
