"""What a page says of its own history without opening it."""

from dataclasses import dataclass

from history.models import PublishedVersion


@dataclass(frozen=True)
class PublishedSummary:
    """The versions that the provenance box names."""

    first: PublishedVersion | None = None
    last: PublishedVersion | None = None
    first_here: PublishedVersion | None = None
    """The first whose text is kept here; another than `first` for a page that came from an earlier bulletin."""

    @property
    def count(self) -> int:
        """How many versions there are: numbers have no gap."""
        return self.last.number if self.last else 0


def published_summary(page_id: int | None) -> PublishedSummary:
    """The first and the last versions of a page; imported ones are counted and named as the others."""
    versions = list(
        PublishedVersion.objects.filter(object__page_id=page_id or 0)
        .select_related("content")
        .defer("content__fields", "content__html")
        .order_by("object_id", "number")
    )
    if not versions:
        return PublishedSummary()
    here = (version for version in versions if not version.content.printed_at)
    return PublishedSummary(versions[0], versions[-1], next(here, None))
