"""Comparisons of two versions, kept in the cache: they are asked for more often than they change, which is never."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import gettext as _

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
    file_urls: Mapping[int, str] = field(default_factory=dict)
    masked_files: Sequence[str] = ()
    """What is said of files that were masked."""
    name: str = ""
    """What to call it where its number says nothing, such as a draft."""

    @property
    def column(self) -> str:
        """What stands above its words side by side."""
        return self.name or _("in version %(number)s") % {"number": self.number}

    def file_url(self, number: int) -> str:
        """Where a file is; empty for one that may not be opened."""
        return self.file_urls.get(number, "")


@dataclass(frozen=True)
class ComparedState:
    """A text as of a day: it has a name instead of a number, a moment and a person."""

    name: str
    """Such as "tekst od 13 października 2022 r."."""
    title: str
    url: str
    note: str
    blocks: Sequence[Block]
    files: Files = field(default_factory=dict)

    @property
    def column(self) -> str:
        """What stands above its words side by side."""
        return self.name

    def file_url(self, number: int) -> str:
        """Such texts have no files."""
        return ""


def attachments_of(rows: Sequence[Row]) -> dict[int | None, list[VersionAttachment]]:
    """The files of versions, by version; one query."""
    found: dict[int | None, list[VersionAttachment]] = {row.version_id: [] for row in rows}
    for item in VersionAttachment.objects.filter(version_id__in=found).select_related("blob"):
        found[item.version_id].append(item)
    return found


def facts_of(attachments: Sequence[VersionAttachment]) -> Files:
    """What the differ wants to know of a version's files, by number."""
    return {
        item.order: FileFacts(sha256=item.blob_id, label=item.label, size=item.blob.size, name=item.name)
        for item in attachments
    }


def contents_of(rows: Sequence[Row]) -> dict[int | None, tuple[str, list[Block]]]:
    """Titles and texts of versions, by version; one query."""
    contents = VersionContent.objects.filter(version_id__in=[row.version_id for row in rows])
    found = contents.values_list("version_id", "title", "html")
    return {version_id: (title, blocks_of(html)) for version_id, title, html in found}


def _key(older: str, newer: str) -> str:
    """Commitments are salted: each names one version and nothing else does."""
    return f"history.comparison.2.{older[:32]}.{newer[:32]}"


def comparison_of(older: tuple[str, ComparedVersion], newer: tuple[str, ComparedVersion]) -> Comparison:
    """What changed between two versions, each with its commitment."""
    key = _key(older[0], newer[0])
    found = cache.get(key)
    if found is None:
        found = compare_versions(older[1], newer[1])
        cache.set(key, found, HOUR)
    return found
