"""What a page hands over to its history."""

import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import nh3

from history.journal import canonical

# The closed vocabulary of an article; whoever compares or prints an old version can rely on it.
TAGS = {
    "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "b", "em", "i", "a", "br", "table", "caption", "thead", "tbody",
    "tr", "th", "td", "dl", "div", "dt", "dd", "blockquote", "cite", "figure", "img", "figcaption", "aside",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "th": {"scope"}}
CLASSES = {"p": {"lead"}, "aside": {"info", "important", "urgent"}}
# Newer than the tables of some machines.
TYPES = {".avif": "image/avif", ".webp": "image/webp"}
SCHEMES = {"http", "https", "mailto", "tel", "attachment"}


def _own_pictures_only(tag: str, name: str, value: str) -> str | None:
    """A picture is a file of the version; any other address would call a stranger whenever the version is read."""
    return None if (tag, name) == ("img", "src") and not value.startswith("attachment:") else value


@dataclass(frozen=True)
class SnapshotFile:
    """A document or a picture that a page shows; `attachment:N` in the article is the N-th, from 1."""

    label: str
    name: str
    open: Callable[[], Any]
    document_id: int | None = None

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes as they lie in the storage now."""
        with self.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def mime(self) -> str:
        """The type that the name tells."""
        return (
            TYPES.get(PurePosixPath(self.name).suffix.lower())
            or mimetypes.guess_type(self.name)[0]
            or "application/octet-stream"
        )


@dataclass(frozen=True)
class Snapshot:
    """All that a reader can see of a page, and nothing else: no draft, no comment, no owner, no lock."""

    title: str
    fields: dict[str, Any]
    """Whitelisted values as JSON: what makes a change a change, and what restoring needs."""
    html: str
    files: tuple[SnapshotFile, ...] = ()
    body: str = ""
    """The public body that publishes."""
    produced_by: str = ""
    produced_at: str = ""
    responsible_person: str = ""

    @cached_property
    def digest(self) -> str:
        """Tells a changed page from an unchanged one: by content, never by how templates print it today."""
        files = [[file.label, file.sha256] for file in self.files]
        return hashlib.sha256(canonical({"fields": self.fields, "files": files})).hexdigest()

    @cached_property
    def article(self) -> str:
        """The article, cut down to the closed vocabulary."""
        cleaned = nh3.clean(
            self.html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes=SCHEMES,
            attribute_filter=_own_pictures_only,
            link_rel=None,
        )
        return "\n".join(line.strip() for line in cleaned.splitlines() if line.strip())
