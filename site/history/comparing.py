"""Comparisons of two versions, kept in the cache: they are asked for more often than they change, which is never."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache

from history.diff.blocks import blocks_of
from history.diff.compare import Comparison
from history.diff.model import Block, FileFacts, Files
from history.diff.view import compare_versions
from history.models import VersionAttachment, VersionContent
from history.timeline import Row

HOUR = 60 * 60


@dataclass(frozen=True)
class ComparedVersion:
    """A version as the differ wants it."""

    number: int
    title: str
    at: datetime
    person: str
    note: str
    url: str
    is_current: bool
    blocks: Sequence[Block]
    files: Files
    file_url: Callable[[int], str] = field(default=lambda _number: "")


def files_of(row: Row) -> Files:
    """What is known of a version's files, by number; one query."""
    attachments = VersionAttachment.objects.filter(version_id=row.version_id).select_related("blob")
    return {
        item.order: FileFacts(sha256=item.blob_id, label=item.label, size=item.blob.size, name=item.name)
        for item in attachments
    }


def content_of(row: Row) -> tuple[str, list[Block]]:
    """Title and text of a version; one query."""
    content = VersionContent.objects.only("title", "html").get(version_id=row.version_id)
    return content.title, blocks_of(content.html)


def _key(older: str, newer: str) -> str:
    """Commitments are salted: each names one version and nothing else does."""
    return f"history.comparison.1.{older[:32]}.{newer[:32]}"


def comparison_of(older: tuple[str, ComparedVersion], newer: tuple[str, ComparedVersion]) -> Comparison:
    """What changed between two versions, each with its commitment."""
    key = _key(older[0], newer[0])
    found = cache.get(key)
    if found is None:
        found = compare_versions(older[1], newer[1])
        cache.set(key, found, HOUR)
    return found
