"""What readers saw of several pages at a moment; the same queries for one page as for a hundred."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from history.models import JournalEntry, TrackedObject, VersionContent
from history.timeline import COLUMNS, Row, Timeline


def contents_shown(objects: Iterable[TrackedObject], moment: datetime) -> dict[int, VersionContent]:
    """The content of the version of each object that was public right before the moment, by the object's key.

    Two queries. Objects that showed nothing then are left out.
    """
    known = {item.pk: item for item in objects}
    entries = JournalEntry.objects.filter(object__in=known).order_by("object_id", "seq")
    shown: dict[int, int] = {}
    for pk, columns in groupby(entries.values_list("object_id", *COLUMNS), key=lambda columns: columns[0]):
        timeline = Timeline(known[pk], [Row.from_columns(found[1:]) for found in columns])
        row = timeline.shown_before(moment)
        if row and row.version_id:
            shown[pk] = row.version_id
    contents = VersionContent.objects.in_bulk(shown.values())
    return {pk: contents[version] for pk, version in shown.items() if version in contents}
