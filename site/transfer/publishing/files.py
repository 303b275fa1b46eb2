"""Puts attachments and pictures into the centre's own collection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from pages.acts.naming import act_name
from pages.core.pictures import stripped
from transfer.reading.files import Folder
from transfer.reading.problems import Place
from transfer.reading.specs import PageSpec
from transfer.references import DOCUMENT, Reference

from .atomic import note_written


def titles_in(pages: Iterable[PageSpec]) -> dict[str, str]:
    """What the pages call each file: a better title than its name. An authentic file is called as its act."""
    titles = {}
    for page in pages:
        if original := page.links.get("original"):
            name = act_name(page.fields["kind"], page.fields.get("number", ""), page.fields.get("adopted_on"))
            title = f"{name[:1].upper()}{name[1:]} – {page.fields['title']}"
            titles[original.target] = title.replace("\u00a0", " ")
        titles |= {
            row["document"].target: row["title"]
            for rows in page.children.values()
            for row in rows
            if row.get("document") and row.get("title")
        }
        titles |= {
            item["value"]["document"].target: item["value"]["title"]
            for block in page.body
            if block["type"] == "documents"
            for item in block["value"]
        }
    return titles


class FileStore:
    """Documents and images by their names in the folder; bytes that the centre already has are not stored again."""

    def __init__(self, folder: Folder, collection: Collection, titles: Mapping[str, str]) -> None:
        self._folder = folder
        self._collection = collection
        self._titles = titles
        self._ids: dict[Reference, int] = {}

    def id_of(self, reference: Reference) -> int:
        """The database id of a document or an image, stored now unless it is there.

        Noted as errors, with no id: files that the models refuse.
        """
        if reference not in self._ids:
            self._ids[reference] = self._find_or_store(reference)
        return self._ids[reference]

    def give(self, page: Any, name: str, reference: Reference | None) -> None:
        """Give a page a file that it keeps by itself, unless it has these very bytes already."""
        kept = getattr(page, name)
        if reference is None:
            setattr(page, name, "")
            return
        data = self._folder.files[reference.target].read_bytes()
        if not kept or not _holds(kept, data):
            kept.save(PurePosixPath(reference.target).name, ContentFile(data), save=False)
            note_written(kept.storage, kept.name)

    def _find_or_store(self, reference: Reference) -> int:
        data = self._folder.files[reference.target].read_bytes()
        is_document = reference.kind == DOCUMENT
        data = data if is_document else stripped(data)
        model = get_document_model() if is_document else get_image_model()
        # Wagtail keeps this digest of each file's bytes to tell duplicates.
        same = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        found = model.objects.filter(collection=self._collection, file_hash=same).order_by("pk").first()
        if found:
            return found.pk
        path = PurePosixPath(reference.target)
        plain = path.stem.replace("-", " ").replace("_", " ")
        title = self._titles.get(reference.target) or plain[:1].upper() + plain[1:]
        item = model(title=title[:255], collection=self._collection)
        item.file = ContentFile(data, name=path.name)
        if is_document:
            item._set_document_file_metadata()
        else:
            item._set_image_file_metadata()
        try:
            item.full_clean()
        except ValidationError as error:
            for message in error.messages:
                self._folder.report.error(Place(reference.target), message)
            return 0
        item.save()
        note_written(item.file.storage, item.file.name)
        return item.pk


def _holds(kept: Any, data: bytes) -> bool:
    """Whether a stored file has these bytes; one that is gone has none."""
    try:
        with kept.storage.open(kept.name) as file:
            return bool(file.read() == data)
    except OSError:
        return False
