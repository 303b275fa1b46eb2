"""Brings the text of an earlier version back into a page, which is then published like any other.

Works from what the version kept, never from Wagtail's revisions: those may be gone, and hold what was never public.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from history.models import PublishedVersion, TrackedObject, VersionAttachment


@dataclass(frozen=True)
class Restored:
    """A page with the text of a version, not saved; what that text refers to that is gone, or no longer the same."""

    page: Any
    missing: list[str]
    changed: list[str]
    """Files that hold other bytes today: the page would name them, and show something else than the version did."""

    @property
    def is_whole(self) -> bool:
        """Whether readers would see what the version showed."""
        return not self.missing and not self.changed


def restored(page: Any, version: PublishedVersion) -> Restored:
    """Put the fields of a version into a page and into its rows in other tables.

    Fields that the page's type no longer has are left out; what a version doesn't know stays as it is.
    """
    kept = version.content.fields
    missing: list[str] = []
    for name in page.history_fields:
        if name in kept:
            missing += _set(page, name, kept[name], version)
    for relation, names in page.history_children.items():
        if relation not in kept:
            continue
        manager = getattr(page, relation)
        rows = []
        for order, values in enumerate(kept[relation]):
            row = manager.model(**({"sort_order": order} if _has(manager.model, "sort_order") else {}))
            for name in names:
                if name in values:
                    missing += _set(row, name, values[name], version)
            rows.append(row)
        manager.set(rows)
    # With something missing the page may not even be printed; then it is a draft anyway.
    return Restored(page, list(dict.fromkeys(missing)), [] if missing else _changed_files(page, version))


def _changed_files(page: Any, version: PublishedVersion) -> list[str]:
    """Files of the version whose bytes the page would not show."""
    shown = {file.sha256 for file in page.history_snapshot().files}
    attachments = VersionAttachment.objects.filter(version=version).exclude(blob__in=shown)
    return [attachment.label or attachment.name for attachment in attachments]


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _set(row: Any, name: str, value: Any, version: PublishedVersion) -> Iterator[str]:
    """Give a field its old value; yields names of what is missing for it."""
    field: Field = row._meta.get_field(name)
    if isinstance(field, ForeignKey):
        return _refer(row, field, value, version)
    if isinstance(field, StreamField):
        stream = field.to_python(value)
        setattr(row, name, stream)
        return _missing_in(stream, version)
    setattr(row, field.attname, field.to_python(value))
    return iter(())


def _refer(row: Any, field: ForeignKey, value: Any, version: PublishedVersion) -> Iterator[str]:
    there = value is None or field.related_model._default_manager.filter(pk=value).exists()
    setattr(row, field.attname, value if there else None)
    if not there:
        yield _name_of(field.related_model, value, version)


def _missing_in(stream: StreamValue, version: PublishedVersion) -> Iterator[str]:
    """What was chosen into blocks and is gone. Links in texts are no matter: they turn into plain words."""
    for model, pk in _chosen(stream.stream_block, list(stream.raw_data)):
        if not model._default_manager.filter(pk=pk).exists():
            yield _name_of(model, pk, version)


def _chosen(block: Block, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Model and key of everything chosen, as stored: a block's value already lacks what is gone."""
    if isinstance(block, ChooserBlock):
        if raw is not None:
            yield block.model_class, raw
        return
    for child, value in _inside(block, raw or []):
        yield from _chosen(child, value)


def _inside(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """The blocks in a block with their stored values."""
    if isinstance(block, StreamBlock):
        yield from (
            (block.child_blocks[item["type"]], item["value"]) for item in raw if item["type"] in block.child_blocks
        )
    elif isinstance(block, StructBlock):
        yield from ((child, raw.get(name)) for name, child in block.child_blocks.items() if raw)
    elif isinstance(block, ListBlock):
        yield from (
            (block.child_block, item["value"] if isinstance(item, dict) and "value" in item else item) for item in raw
        )


def _name_of(model: Any, pk: Any, version: PublishedVersion) -> str:
    """A thing that is gone, as an editor may remember it."""
    attachment = VersionAttachment.objects.filter(version=version, document_id=pk).first()
    if attachment and model._meta.model_name == "document":
        return _("file “%(name)s”") % {"name": attachment.label}
    tracked = TrackedObject.objects.filter(page_id=pk).first()
    if tracked and issubclass(model, Page):
        return _("page “%(name)s”") % {"name": tracked.title}
    return f"{model._meta.verbose_name} {pk}"
