"""The authentic file of an act, and the digest of its bytes that the public history has on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from history.models import ObjectState, VersionAttachment

if TYPE_CHECKING:
    from pages.acts.models import ActPage


@dataclass(frozen=True)
class AuthenticFile:
    """A file that readers can open; `sha256` is empty until the act is published."""

    url: str
    label: str
    sha256: str
    size: int


def authentic_file(act: ActPage) -> AuthenticFile | None:
    """The act's file as it was recorded with the last version; None without one, or where readers may not open it."""
    document = act.original
    if document is None or document.collection.get_view_restrictions().exists():
        return None
    recorded = (
        VersionAttachment.objects.filter(
            version__object__page_id=act.pk, version__object__state=ObjectState.SHOWN, document_id=document.pk
        )
        .order_by("-version__number")
        .values_list("blob_id", flat=True)
        .first()
    )
    return AuthenticFile(document.url, f"{document.title} ({document.note})", recorded or "", document.size or 0)
