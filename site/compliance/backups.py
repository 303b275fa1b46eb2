"""The place where a backup tool reports, and where the board looks how old the newest copy is."""

from datetime import datetime

from django.db.models import Max
from django.utils.timezone import now

from compliance.models import BackupKind, BackupReport

PARTS = (BackupKind.DATABASE, BackupKind.FILES)


def report_backup(kind: str, *, verified: bool = False, at: datetime | None = None) -> BackupReport:
    """Say that a copy was made, at a moment or just now; `verified` when it was put back and compared.

    Raises ValueError for a kind that there is not, and for a moment that hasn't come.
    """
    at = at or now()
    if at > now():
        raise ValueError("a copy can't be made later than now")
    return BackupReport.objects.create(kind=BackupKind(kind), verified=verified, at=at)


def newest_backup() -> datetime | None:
    """The moment as of which everything is kept in a copy: the older one of the database's and the files'."""
    newest = dict(BackupReport.objects.order_by().values_list("kind").annotate(Max("at")))
    whole = newest.get(BackupKind.ALL)
    parts = [max(filter(None, (newest.get(kind), whole)), default=None) for kind in PARTS]
    known = [moment for moment in parts if moment]
    return min(known) if len(known) == len(PARTS) else None


def newest_verified() -> datetime | None:
    """When a copy was last made that somebody put back and compared."""
    return BackupReport.objects.filter(verified=True).order_by("-at").values_list("at", flat=True).first()
